"""The commands: each asks use cases and says what came of it."""

import argparse
import logging
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from desktop_app.cli import times
from desktop_app.domain import zones
from desktop_app.domain.errors import (
    AulaError,
    NotConnectedError,
    RemoteError,
    SecretsError,
    StorageError,
    UsageError,
)
from desktop_app.domain.event import Event
from desktop_app.domain.ports import Reader, Store
from desktop_app.domain.text import N_, sentence
from desktop_app.system import channel, paths
from desktop_app.system.dates import short_day, time_span
from desktop_app.system.translations import Translator
from desktop_app.system.wording import invitation
from desktop_app.usecases import commands as asked
from desktop_app.usecases import connect as connecting
from desktop_app.usecases import transfer
from desktop_app.usecases.agenda import agenda
from desktop_app.usecases.sync_now import Report, sync_now
from desktop_app.wiring import LOCK_WAIT, Aula

log = logging.getLogger(__name__)
SENT, RECORDED = 0, 4
IN_STEP = 0.5
"""Seconds to wait until what is being written stands in both files: only then can they be read."""
LONG = 120.0
"""Seconds that taking in a large file may last."""


class Context(NamedTuple):
    """What a command works with."""

    aula: Aula
    options: argparse.Namespace
    translator: Translator


class Result(NamedTuple):
    """What a command did: as JSON, as text, as exit code."""

    value: dict[str, Any]
    text: str
    code: int = 0


def status(context: Context) -> Result:
    """Say which account is connected, when it was in step, and what waits."""
    aula, _, tr = context
    reader = open_reader(aula)
    account = reader.account() if reader else None
    if reader is None or account is None:
        if aula.static_token():
            raise NotConnectedError(
                sentence(N_("GOOGLE_REFRESH_TOKEN was not used yet. Run aula sync."))
            )
        raise NotConnectedError
    counts, synced = reader.outbox(), reader.last_synced()
    value = {
        "account": account.email,
        "calendar": account.calendar_id,
        "zone": aula.zone,
        "last_synced": asked.iso(int(synced), aula.zone) if synced else None,
        "unsent": counts.unsent,
        "attention": counts.attention,
        "data_dir": str(aula.data_dir),
    }
    lines = [
        tr.gettext("Connected as {email}", email=account.email),
        tr.gettext("Last in step with Google: {when}", when=value["last_synced"])
        if synced
        else tr.gettext("Never in step with Google yet"),
        tr.gettext("Changes not sent yet: {number}", number=counts.unsent),
    ]
    if counts.attention:
        lines.append(tr.gettext("Changes that need you: {number}", number=counts.attention))
    return Result(value, "\n".join(lines))


def agenda_command(context: Context) -> Result:
    """List what stands in a range; reads only, with or without a network."""
    aula, options, tr = context
    reader = open_reader(aula)
    if reader is None or reader.account() is None:
        raise NotConnectedError
    low, high = times.span(options.start, options.end, int(aula.now()), aula.zone)
    rows = agenda(reader, low, high, aula.zone)
    values = [asked.row_value(row, aula.zone) for row in rows]
    lines = []
    for row, value in zip(rows, values, strict=True):
        if value["all_day"]:
            when = f"{short_day(row.first_day, tr.language)}  {tr.gettext('all day')}"
        else:
            day = short_day(zones.day_of(row.start, aula.zone), tr.language)
            when = f"{day}  {time_span(row.start, row.end, aula.zone)}"
        lines.append(f"{when}  {value['title']}".rstrip())
    nothing = tr.gettext("Nothing stands in the calendar for those days.")
    return Result({"events": values, "zone": aula.zone}, "\n".join(lines) or nothing)


def connect(context: Context) -> Result:
    """Sign in through the browser, or by the address printed."""
    aula, options, tr = context
    answer = _ask_window(aula, {"command": "connect"})
    if answer is not None:
        return Result(answer, tr.gettext("The open window goes on: answer Google there."))

    def show(url: str) -> None:
        # On stderr: standard output is the result's.
        if options.no_browser:
            said = tr.gettext("Open this address to go on:")
        else:
            said = tr.gettext("Waiting for your answer in the browser. If none opened, go to:")
        print(f"{said}\n{url}", file=sys.stderr, flush=True)

    with aula.writing() as store:
        secrets = aula.secrets()  # first: without a keyring there is no use in asking Google
        grant = aula.sign_in(show, threading.Event(), options.timeout, not options.no_browser)
        connecting.keep(store, secrets, grant.account, grant.refresh_token)
    account = grant.account
    text = tr.gettext("Connected as {email}", email=account.email)
    return Result({"account": account.email, "calendar": account.calendar_id}, text)


def disconnect(context: Context) -> Result:
    """Revoke the grant and forget it."""
    aula, _, tr = context
    answer = _ask_window(aula, {"command": "disconnect"})
    if answer is not None:
        return Result(answer, tr.gettext("The open window disconnects."))
    with aula.writing() as store:
        account = store.account()
        if account is None:
            raise NotConnectedError
        trouble = connecting.disconnect(store, aula.secrets(), account, aula.revoke)
    text = tr.gettext("Disconnected. What was not sent yet stays here.")
    if trouble is not None:
        text += " " + tr.tell(trouble.told)
    return Result({"disconnected": account.email, "revoked": trouble is None}, text)


def sync(context: Context) -> Result:
    """Send what waits and fetch what is new."""
    aula, _, tr = context
    answer = _ask_window(aula, {"command": "sync"})
    if answer is not None:
        return Result(answer, tr.gettext("The open window is syncing."))
    with aula.writing() as store:
        report = pass_once(aula, store)
        account = store.account()
        waiting = len(store.changes(account.sub)) if account else 0
    trouble = report.error or report.held
    if trouble is not None:
        raise trouble
    value = {"sent": report.sent, "received": report.brought, "unsent": waiting}
    text = tr.gettext("Sent {sent}, received {received}", sent=report.sent, received=report.brought)
    return Result(value, text, RECORDED if waiting else SENT)


def new_class(context: Context) -> Result:
    """Make a class, wait for its link, print the invitation."""
    aula, options, tr = context
    wish = _wish(context)
    answer = _ask_window(aula, {"command": "new-class", "wish": wish, "wait": options.wait})
    if answer is None:
        with aula.writing() as store:
            answer = asked.new_class(desk(context, store), wish, options.wait)
    text = answer["invitation"]
    if not answer["sent"]:
        text += "\n\n" + tr.gettext("Recorded here; it is sent when there is a network.")
    elif answer["link_state"] == "failed" or (not options.no_meet and not answer["link"]):
        text += "\n\n" + tr.gettext("There is no link yet.")
    return Result(answer, text, SENT if answer["sent"] else RECORDED)


def cancel_class(context: Context) -> Result:
    """Remove a class by the id that agenda prints."""
    aula, options, tr = context
    wish = {"command": "cancel-class", "id": options.id, "wait": options.wait}
    answer = _ask_window(aula, wish)
    if answer is None:
        with aula.writing() as store:
            answer = asked.cancel_class(desk(context, store), options.id, options.wait)
    sent = bool(answer["sent"])
    text = (
        tr.gettext("Removed.")
        if sent
        else tr.gettext("Removed here; Google is told when there is a network.")
    )
    return Result(answer, text, SENT if sent else RECORDED)


def import_command(context: Context) -> Result:
    """Take in an .ics file; what is there already stays."""
    aula, options, tr = context
    path = str(Path(options.file).resolve())
    wish = {"command": "import", "path": path, "only_look": options.dry_run, "wait": LONG}
    answer = _ask_window(aula, wish)
    if answer is None:
        reading = aula.read_ics(path)
        with aula.writing() as store:
            if store.account() is None and aula.static_token():
                connecting.take_up(store, aula)
            answer = asked.take_in_file(store, reading, aula.now(), options.dry_run)
            account = store.account()
            if answer["taken_in"] and account is not None:
                desk(context, store).advance()
                answer["unsent"] = store.counts(account.sub).unsent
    for one in answer["unreadable"]:
        msgid = one["why"]
        one["why"] = tr.gettext(msgid)
    new, there, bad = (len(answer[name]) for name in ("new", "there", "unreadable"))
    lines = [
        tr.gettext("New: {number}", number=new),
        tr.gettext("There already, left as it is: {number}", number=there),
        tr.gettext("Cannot be read: {number}", number=bad),
    ]
    lines += [f"  {one['title']}: {one['why']}" for one in answer["unreadable"]]
    return Result(answer, "\n".join(lines), RECORDED if answer["unsent"] else SENT)


def export(context: Context) -> Result:
    """Write an .ics file; reads only, with or without a network."""
    aula, options, tr = context
    reader = open_reader(aula)
    if reader is None or reader.account() is None:
        raise NotConnectedError
    with closing(reader):
        low, high = reader.covered()
        if options.start or options.end:
            low, high = times.span(options.start, options.end, int(aula.now()), aula.zone)
        families = transfer.outgoing(reader, low, high, aula.zone, options.student)
    if options.file == "-":
        if options.json:
            raise UsageError
        sys.stdout.buffer.write(aula.ics(families, options.codes))
        return Result({}, "")
    aula.write_ics(options.file, families, options.codes)
    value = {"file": str(Path(options.file).resolve()), "written": len(families)}
    return Result(value, tr.gettext("Written to the file: {number}", number=len(families)))


def open_reader(aula: Aula) -> Reader | None:
    """Open both files for reading; None where Aula was never used.

    Files that a crash left out of step, or that are of an older form, are put right first: by this
    command, or by the window that has them. Raises StorageError.
    """
    deadline = time.monotonic() + LOCK_WAIT
    while True:
        reader = aula.open_reader(IN_STEP)
        if reader is not None or not paths.desk_path(aula.data_dir).exists():
            return reader
        try:
            with aula.writing(IN_STEP):
                continue  # to open them is what puts them right
        except StorageError as error:
            if error.code != "locked" or time.monotonic() >= deadline:
                raise


def pass_once(aula: Aula, store: Store) -> Report:
    """Run one pass with the grant of last time. Raises NotConnectedError, SecretsError, …"""
    _, token = connecting.take_up(store, aula)
    with closing(aula.remote(token)) as remote:
        return sync_now(store, remote, aula.now)


def desk(context: Context, store: Store) -> asked.Desk:
    """Return what a writing command works on; things go on by passes of its own."""
    aula, _, tr = context
    if store.account() is None and aula.static_token():
        connecting.take_up(store, aula)  # the first command ever says whose the token is

    def advance() -> bool:
        """Run a pass; worth asking again while only a link is still to come."""
        try:
            report = pass_once(aula, store)
        except (RemoteError, NotConnectedError, SecretsError) as error:
            log.info("recorded, not sent: %s", error.code)
            return False
        if report.error is not None:
            return False
        threading.Event().wait(report.next_poll or 0.0)
        return report.next_poll is not None

    def invite(event: Event) -> str:
        return invitation(event, aula.settings, tr)

    return asked.Desk(store, aula.open_reader(IN_STEP), aula.defaults, aula.now, advance, invite)


def _wish(context: Context) -> dict[str, Any]:
    aula, options, _ = context
    wish: dict[str, Any] = {
        "quick": options.quick,
        "summary": (options.title or "").strip() or None,
        "class_type": options.class_type,
        "max_participants": options.participants,
        "focus": options.focus,
        "price": options.price,
        "meeting": False if options.no_meet else None if options.quick else True,
    }
    if options.start:
        wish["start"] = times.moment(options.start, aula.zone)
    if options.length is not None:
        wish["length"] = options.length
    return {name: value for name, value in wish.items() if value is not None}


def _ask_window(aula: Aula, wish: dict[str, Any]) -> dict[str, Any] | None:
    """Hand a wish to the window that has the data folder; None when the folder's lock is ours."""
    timeout = float(wish.get("wait", 5.0)) + 5.0
    answer = channel.hand_over(aula.data_dir, aula.lock, wish, LOCK_WAIT, timeout)
    if answer is not None and "error" in answer:
        error = answer["error"]
        raise AulaError(sentence("{message}", message=error["message"]), code=error["code"])
    return answer


def diagnostics(context: Context) -> Result:
    """Say what somebody who helps must know; reads only."""
    told = context.aula.diagnostics()
    return Result({"diagnostics": told}, told.rstrip())


COMMANDS: dict[str, Callable[[Context], Result]] = {
    "status": status,
    "agenda": agenda_command,
    "connect": connect,
    "disconnect": disconnect,
    "sync": sync,
    "new-class": new_class,
    "cancel-class": cancel_class,
    "diagnostics": diagnostics,
    "import": import_command,
    "export": export,
}
