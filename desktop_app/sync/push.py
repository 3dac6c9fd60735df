"""Push: the outbox is drained, each change exactly once and in the order of its family."""

import logging
import uuid
from collections.abc import Callable
from dataclasses import replace

from desktop_app.domain import conflict
from desktop_app.domain.change import Change, Draft
from desktop_app.domain.errors import AulaError, RemoteError, UsageError
from desktop_app.domain.event import Event, field, sendable
from desktop_app.domain.ports import Progress, Remote, Said, Store
from desktop_app.domain.projection import brought_back, revives
from desktop_app.domain.series import that_day
from desktop_app.sync import along, moved, retry
from desktop_app.sync.moved import GONE
from desktop_app.sync.pull import LOST, pull

log = logging.getLogger(__name__)
TRIES_ON_412 = 3
IN_A_ROW = 3
"""Changes that the server fails on, one after the other, before the pass takes it to be down."""


class NeedsAttentionError(Exception):
    """A change that the teacher must decide on; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class _GoneError(Exception):
    """What a change is about is not there (any more); `said`: what Google says of it; `series`:
    it says so of the whole series that the class is of."""

    def __init__(self, said: Said | None = None, series: bool = False) -> None:
        super().__init__()
        self.said = said
        self.series = series


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
        head = store.next_ready(account, now())
        if head is None:
            break
        change: Change | None = head
        try:
            if head.draft.moves_series:
                _listen(store, remote, account, head, now(), cancelled)
                if cancelled():
                    break
            # Before its event is asked for: what she does from here on comes after this change.
            change = store.mark_sending(head.seq, now())
            if change is None:
                continue
            said = _send(store, remote, change, now(), done, cancelled)
        except NeedsAttentionError as stop:
            log.warning("change %d (%s) needs attention: %s", head.seq, _name(head), stop.code)
            store.need_attention(head.seq, stop.code, 0, stop.detail)
        except AulaError as error:
            if not isinstance(error, RemoteError | UsageError) and error.code != "reconnect":
                raise
            if _put_off(store, change or head, error, now()):
                done.stopped_by = error
                break
            failed_in_a_row += error.retryable
            if failed_in_a_row == IN_A_ROW:
                done.stopped_by = error
                break
        else:
            store.settle(head.seq, said)
            done.sent += 1
            failed_in_a_row = 0
            progress(done.sent)
    return done


def _listen(
    store: Store,
    remote: Remote,
    account: str,
    change: Change,
    now: float,
    cancelled: Callable[[], bool],
) -> None:
    """Hear what was done to single classes of a series elsewhere, before Google drops what has no
    place any more by `change`. Raises RemoteError, NotConnectedError, StorageError."""
    draft = change.draft
    known = store.said(draft.calendar_id, draft.event_id)
    if known is None or not known.event.recurrence:
        return
    try:
        pull(store, remote, account, draft.calendar_id, now, lambda brought: None, cancelled)
    except RemoteError as error:
        if error.code not in LOST:
            raise  # a calendar that is gone is told by what is sent to it
    along.take(store, account, draft.calendar_id, draft.event_id, now)


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
    until = now + retry.wait(error, change.attempts - 1)
    store.postpone(change.seq, until, error.code, status, error.detail)
    return what is retry.Verdict.STOP


def _send(
    store: Store,
    remote: Remote,
    change: Change,
    now: float,
    done: Pushed,
    cancelled: Callable[[], bool],
) -> Said | None:
    """Send a change where its event is: another device may have moved that meanwhile."""
    draft = change.draft
    try:
        return _try(store, remote, change, now, done)
    except _GoneError as error:
        gone = error
    here = moved.fresh(remote, draft.calendar_id, draft.event_id)
    if here is not None and not here.event.cancelled:
        if gone.series or not draft.original:
            # A front end in trouble says so too: a removal that was not done must not pass for
            # done, nor an edit be given to the teacher for nothing.
            raise RemoteError(code="server", retryable=True, detail="there, and said to be gone")
        if draft.kind == "delete":
            store.apply(here)  # has it no such place, then there is none to be kept as removed
            stands = that_day(here.event, draft.original)
            if stands and draft.base:
                # At other hours now: held against what she saw she is asked whether she means it.
                again = replace(draft, original=stands, operation=uuid.uuid4().hex, group="")
                store.record([again], now)
            return gone.said
        # The series stands: is the class removed, or does it not take place then any more?
        raise NeedsAttentionError("deleted_there" if gone.said else "series_changed")
    there = moved.follow(store, remote, change, now, cancelled)
    if there is not None and draft.kind == "create":
        return there
    if there is not None:
        draft = replace(draft, calendar_id=there.event.calendar_id)
        return _send(store, remote, replace(change, draft=draft), now, done, cancelled)
    if draft.kind == "delete":
        return gone.said
    raise NeedsAttentionError("deleted_there")


def _try(store: Store, remote: Remote, change: Change, now: float, done: Pushed) -> Said | None:
    if change.draft.kind == "create":
        return _create(store, remote, change, now, done)
    if change.draft.kind == "delete":
        return _delete(store, remote, change, now)
    if change.draft.kind == "move":
        return _move(store, remote, change, now)
    return _patch(store, remote, change, now, done)


def _create(store: Store, remote: Remote, change: Change, now: float, done: Pushed) -> Said:
    draft = change.draft
    try:
        return remote.insert(draft.calendar_id, draft)
    except RemoteError as error:
        if error.code == "exists":
            return _ours(remote, change)
        if not ("meeting_request" in draft.fields and error.code == "rejected"):
            raise
        log.warning("the meeting of %s was refused: %s", draft.event_id, error.detail)
    try:
        said = remote.insert(draft.calendar_id, _without_meeting(change).draft)
    except RemoteError as error:
        if error.code != "exists":
            raise
        said = _ours(remote, change)
    done.without_meeting.append(draft.event_id)
    return said


def _without_meeting(change: Change) -> Change:
    """Return `change` without the meeting that it asks for: some accounts cannot make Meet links at
    all, and the rest of it must still be done."""
    fields = {n: value for n, value in change.draft.fields.items() if n != "meeting_request"}
    return replace(change, draft=replace(change.draft, fields=fields))


def _ours(remote: Remote, change: Change) -> Said:
    """Return the event that already has our id: the reply to our own insert was lost."""
    draft = change.draft
    try:
        said = remote.get(draft.calendar_id, draft.event_id)
    except RemoteError as error:
        if error.code in GONE:
            raise _GoneError from error
        raise
    if said.event.cancelled:
        raise _GoneError
    if said.event.operation != draft.operation:
        raise NeedsAttentionError("id_taken")
    return said


def _patch(store: Store, remote: Remote, change: Change, now: float, done: Pushed) -> Said | None:
    draft = change.draft
    current = _current(store, remote, change)
    for _ in range(TRIES_ON_412):
        if current is None or (current.event.cancelled and not revives(draft)):
            raise _GoneError(current)
        if current.event.cancelled:
            series = moved.fresh(remote, draft.calendar_id, draft.event_id)
            if series is None or series.event.cancelled:
                raise _GoneError(series=True)
            send = brought_back(draft, current.event, series.event)
            left = conflict.Comparison(send, ())
        else:
            left = conflict.compare(draft, current.event)
        if left.clash:
            _heard(store, change, current)
            raise NeedsAttentionError("conflict", ", ".join(left.clash))
        if not left.send:
            if _split_there_too(store, change, current.event):
                raise NeedsAttentionError("conflict", "recurrence")
            return current if change.attempts > 1 else _keepable(draft, current)
        event = current.event
        try:
            fields = sendable(event, left.send)
            if "to" in draft.carry:
                fields["cut_by"] = draft.operation
            return remote.patch(draft.calendar_id, event.id, fields, event.etag, draft)
        except RemoteError as error:
            if error.code in GONE:
                raise _gone(remote, draft, event.id) from error
            if error.code == "rejected" and "meeting_request" in left.send:
                said = _patch(store, remote, _without_meeting(change), now, done)
                done.without_meeting.append(event.id)
                return said
            if error.code != "changed":
                raise
        current = _changed(remote, draft, event.id)
    raise RemoteError(code="server", retryable=True, detail="the event kept changing")


def _split_there_too(store: Store, change: Change, there: Event) -> bool:
    """Return whether another device ended the series where this act of hers does, which made
    another rest of it already: to take that for done would leave the rest there twice."""
    draft = change.draft
    if "recurrence" not in draft.fields or not draft.group or there.cut_by == draft.operation:
        return False  # of a first try the reply may be lost
    if change.attempts > 1 and "to" not in draft.carry:
        return False  # made by an Aula that did not write who cut it
    if field(there, "recurrence") == draft.base.get("recurrence"):
        return False  # she has seen it
    return any(step.draft.kind == "create" for step in store.steps(change))


def _delete(store: Store, remote: Remote, change: Change, now: float) -> Said | None:
    draft = change.draft
    current = _current(store, remote, change)
    for _ in range(TRIES_ON_412):
        if current is None or current.event.cancelled:
            raise _GoneError(current)
        if conflict.changed_since(draft, current.event):
            _heard(store, change, current)
            raise NeedsAttentionError("changed_there")
        event = current.event
        try:
            remote.delete(draft.calendar_id, event.id, event.etag, draft.send_updates)
        except RemoteError as error:
            if error.code in GONE:
                raise _gone(remote, draft, event.id) from error
            if error.code != "changed":
                raise
        else:
            return None
        current = _changed(remote, draft, event.id)
    raise RemoteError(code="server", retryable=True, detail="the event kept changing")


def _move(store: Store, remote: Remote, change: Change, now: float) -> Said:
    """Move an event, or find it where it was to go: the reply to the first try may be lost."""
    draft = change.draft
    current = moved.fresh(remote, draft.calendar_id, draft.event_id)
    if current is not None and not current.event.cancelled:
        if draft.calendar_id == draft.destination:
            return current
        try:
            return remote.move(
                draft.calendar_id, draft.event_id, draft.destination, draft.send_updates
            )
        except RemoteError as error:
            if error.code not in GONE:
                raise
    there = moved.fresh(remote, draft.destination, draft.event_id)
    if there is None or there.event.cancelled:
        raise _GoneError
    return there


def _current(store: Store, remote: Remote, change: Change) -> Said | None:
    """Return what Google last said of the target, asking only for an occurrence not seen yet."""
    draft = change.draft
    if not draft.original:
        said = store.said(draft.calendar_id, draft.event_id)
        return said or moved.fresh(remote, draft.calendar_id, draft.event_id)
    known = store.said(draft.calendar_id, f"{draft.event_id}_{draft.original}")
    if known is not None and known.event.when is not None:
        return known
    try:
        return remote.instance(draft.calendar_id, draft.event_id, draft.original)
    except RemoteError as error:
        if error.code in GONE:
            raise _GoneError(series=True) from error
        raise


def _heard(store: Store, change: Change, said: Said) -> None:
    """Keep what was just read, for the teacher to compare with."""
    keep = _keepable(change.draft, said)
    if keep is not None:
        store.apply(keep)


def _keepable(draft: Draft, said: Said) -> Said | None:
    """Return what was just read, None for one class of a series.

    Asked for by itself it looks like an exception and may be none, and would then hide what becomes
    of its series. Where it is one the pull that follows brings it. (What an own request had done
    before its reply was lost is one.)
    """
    return None if draft.original else said


def _changed(remote: Remote, draft: Draft, event_id: str) -> Said:
    """Return what Google says of an event or class that was changed meanwhile; what it then says to
    be gone is looked at once more."""
    said = moved.fresh(remote, draft.calendar_id, event_id)
    if said is None:
        raise _gone(remote, draft, event_id)
    return said


def _gone(remote: Remote, draft: Draft, event_id: str) -> Exception:
    """Return what is to be raised for an event or class that is said to be gone."""
    if draft.original and moved.lives(moved.fresh(remote, draft.calendar_id, event_id)):
        return RemoteError(code="server", retryable=True, detail="there, and said to be gone")
    return _GoneError()


def _name(change: Change) -> str:
    return f"{change.draft.kind} {change.draft.event_id}"
