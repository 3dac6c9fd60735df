"""Push: the outbox is drained, each change exactly once and in the order of its family."""

import logging
from collections.abc import Callable
from dataclasses import replace

from desktop_app.domain import conflict
from desktop_app.domain.change import Change
from desktop_app.domain.errors import AulaError, RemoteError
from desktop_app.domain.event import sendable
from desktop_app.domain.ports import Progress, Remote, Said, Store
from desktop_app.domain.projection import revives
from desktop_app.sync import retry

log = logging.getLogger(__name__)
GONE = frozenset({"not_found", "deleted"})
TRIES_ON_412 = 3
IN_A_ROW = 3
"""Changes that the server fails on, one after the other, before the pass takes it to be down."""


class NeedsAttentionError(Exception):
    """A change that the teacher must decide on; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Pushed:
    """What a push did: how many changes went, and the ids whose meeting was refused."""

    def __init__(self) -> None:
        self.sent = 0
        self.without_meeting: list[str] = []
        self.stopped_by: AulaError | None = None


def push(
    store: Store,
    remote: Remote,
    account: str,
    now: Callable[[], float],
    cancelled: Callable[[], bool],
    progress: Progress = lambda sent: None,
) -> Pushed:
    """Send what is ready. Failures stay with their change; what stops all is in the result.

    A server that fails on several changes one after the other ends the push too: two thousand
    changes must not become two thousand requests to a server that is down. `progress` is told how
    many have gone. Raises StorageError only.
    """
    done = Pushed()
    failed_in_a_row = 0
    while not cancelled():
        change = store.next_ready(account, now())
        if change is None:
            break
        try:
            said = _send(store, remote, change, now(), done)
        except NeedsAttentionError as stop:
            log.warning(
                "change %d (%s) needs attention: %s",
                change.seq,
                _name(change),
                stop.code,
            )
            store.need_attention(change.seq, stop.code, 0, stop.detail)
        except AulaError as error:
            if not isinstance(error, RemoteError) and error.code != "reconnect":
                raise
            if _put_off(store, change, error, now()):
                done.stopped_by = error
                break
            failed_in_a_row += error.retryable
            if failed_in_a_row == IN_A_ROW:
                done.stopped_by = error
                break
        else:
            store.settle(change.seq, said)
            done.sent += 1
            failed_in_a_row = 0
            progress(done.sent)
    return done


def _put_off(store: Store, change: Change, error: AulaError, now: float) -> bool:
    """Keep `change` for later or for the teacher; return whether the pass must end."""
    status = error.http_status or 0
    what = retry.verdict(error)
    if what is retry.Verdict.ATTENTION:
        log.warning(
            "change %d (%s) refused: %s %d",
            change.seq,
            _name(change),
            error.code,
            status,
        )
        store.need_attention(change.seq, error.code, status, error.detail)
        return False
    log.info("change %d (%s) put off: %s %d", change.seq, _name(change), error.code, status)
    until = now + retry.wait(error, change.attempts)
    store.postpone(change.seq, until, error.code, status, error.detail)
    return what is retry.Verdict.STOP


def _send(store: Store, remote: Remote, change: Change, now: float, done: Pushed) -> Said | None:
    if change.draft.kind == "create":
        return _create(store, remote, change, now, done)
    if change.draft.kind == "delete":
        return _delete(store, remote, change, now)
    if change.draft.kind == "move":
        return _move(store, remote, change, now)
    return _patch(store, remote, change, now, done)


def _create(store: Store, remote: Remote, change: Change, now: float, done: Pushed) -> Said:
    draft = change.draft
    store.mark_sending(change.seq, now)
    try:
        return remote.insert(draft.calendar_id, draft)
    except RemoteError as error:
        if error.code == "exists":
            return _ours(remote, change)
        if not ("meeting_request" in draft.fields and error.code == "rejected"):
            raise
        log.warning("the meeting of %s was refused: %s", draft.event_id, error.detail)
    # Some accounts cannot make Meet links at all: the class must still be made.
    fields = {name: value for name, value in draft.fields.items() if name != "meeting_request"}
    try:
        said = remote.insert(draft.calendar_id, replace(draft, fields=fields))
    except RemoteError as error:
        if error.code != "exists":
            raise
        said = _ours(remote, change)
    done.without_meeting.append(draft.event_id)
    return said


def _ours(remote: Remote, change: Change) -> Said:
    """Return the event that already has our id: the reply to our own insert was lost."""
    draft = change.draft
    try:
        said = remote.get(draft.calendar_id, draft.event_id)
    except RemoteError as error:
        if error.code in GONE:
            raise NeedsAttentionError("deleted_there") from error
        raise
    if said.event.cancelled:
        raise NeedsAttentionError("deleted_there")
    if said.event.operation != draft.operation:
        raise NeedsAttentionError("id_taken")
    return said


def _patch(store: Store, remote: Remote, change: Change, now: float, done: Pushed) -> Said:
    draft = change.draft
    current = _current(store, remote, change)
    for _ in range(TRIES_ON_412):
        if current is None:
            # Does the series stand, and not take place then any more? What was heard may be old.
            lost = draft.original and _lives(_fresh(remote, change, draft.event_id))
            raise NeedsAttentionError("series_changed" if lost else "deleted_there")
        if current.event.cancelled and revives(draft):
            left = conflict.Comparison(draft.fields, ())
        elif current.event.cancelled:
            raise NeedsAttentionError("deleted_there")
        else:
            left = conflict.compare(draft, current.event)
        if left.clash:
            _heard(store, change, current)
            raise NeedsAttentionError("conflict", ", ".join(left.clash))
        if not left.send:
            return current
        store.mark_sending(change.seq, now)
        event = current.event
        try:
            fields = sendable(event, left.send)
            return remote.patch(draft.calendar_id, event.id, fields, event.etag, draft)
        except RemoteError as error:
            if error.code in GONE:
                _check_gone(remote, change, event.id)
                raise NeedsAttentionError("deleted_there") from error
            if error.code == "rejected" and set(left.send) == {"meeting_request"}:
                done.without_meeting.append(event.id)
                return current
            if error.code != "changed":
                raise
        current = _fresh(remote, change, current.event.id)
    raise RemoteError(code="server", retryable=True, detail="the event kept changing")


def _delete(store: Store, remote: Remote, change: Change, now: float) -> Said | None:
    draft = change.draft
    current = _current(store, remote, change)
    for _ in range(TRIES_ON_412):
        if current is None or current.event.cancelled:
            return current
        if conflict.changed_since(draft, current.event):
            _heard(store, change, current)
            raise NeedsAttentionError("changed_there")
        store.mark_sending(change.seq, now)
        event = current.event
        try:
            remote.delete(draft.calendar_id, event.id, event.etag, draft.send_updates)
        except RemoteError as error:
            if error.code in GONE:
                _check_gone(remote, change, event.id)
                return None
            if error.code != "changed":
                raise
        else:
            return None
        current = _fresh(remote, change, current.event.id)
    raise RemoteError(code="server", retryable=True, detail="the event kept changing")


def _move(store: Store, remote: Remote, change: Change, now: float) -> Said:
    """Move an event, or find it where it was to go: the reply to the first try may be lost."""
    draft = change.draft
    current = _fresh(remote, change, draft.event_id)
    if _lives(current):
        store.mark_sending(change.seq, now)
        try:
            return remote.move(
                draft.calendar_id, draft.event_id, draft.destination, draft.send_updates
            )
        except RemoteError as error:
            if error.code not in GONE:
                raise
    there: Said | None
    try:
        there = remote.get(draft.destination, draft.event_id)
    except RemoteError as error:
        if error.code not in GONE:
            raise
        there = None
    if there is None or there.event.cancelled:
        _check_gone(remote, change, draft.event_id)
        raise NeedsAttentionError("deleted_there")
    return there


def _current(store: Store, remote: Remote, change: Change) -> Said | None:
    """Return what Google last said of the target, asking only for an occurrence not seen yet."""
    draft = change.draft
    if not draft.original:
        return store.said(draft.calendar_id, draft.event_id) or _fresh(
            remote, change, draft.event_id
        )
    known = store.said(draft.calendar_id, f"{draft.event_id}_{draft.original}")
    if known is not None and known.event.when is not None:
        return known
    try:
        return remote.instance(draft.calendar_id, draft.event_id, draft.original)
    except RemoteError as error:
        if error.code in GONE:
            _check_gone(remote, change, draft.event_id)
            return None
        raise


def _heard(store: Store, change: Change, said: Said) -> None:
    """Keep what was just read, for the teacher to compare with.

    Not one class of a series: asked for by itself it looks like an exception and may be none, and
    would then hide what becomes of its series. Where it is one the pull that follows brings it.
    """
    if not change.draft.original:
        store.apply(said)


def _fresh(remote: Remote, change: Change, event_id: str) -> Said | None:
    try:
        return remote.get(change.draft.calendar_id, event_id)
    except RemoteError as error:
        if error.code in GONE:
            return None
        raise


def _check_gone(remote: Remote, change: Change, event_id: str) -> None:
    """Raise RemoteError `server` when the event, said to be gone, is there after all.

    A front end in trouble says so too: a removal that was not done must not pass for done, nor
    an edit be given to the teacher for nothing.
    """
    if _lives(_fresh(remote, change, event_id)):
        raise RemoteError(code="server", retryable=True, detail="there, and said to be gone")


def _lives(said: Said | None) -> bool:
    return said is not None and not said.event.cancelled


def _name(change: Change) -> str:
    return f"{change.draft.kind} {change.draft.event_id}"
