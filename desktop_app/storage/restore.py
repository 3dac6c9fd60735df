"""Restoring desk.db from one of its copies: nothing is thrown away, nothing is sent twice.

What the copy knows comes back, but for two things (docs/storage.md): changes that wait now stay as
they are now, and a change that only the copy has is never sent by itself, since it may have been
sent, undone or discarded in the meantime. One that Google shows as done is left out; the others
stand in the attention list until the teacher says.
"""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from desktop_app.domain.change import Change
from desktop_app.domain.copies import RESTORED, done_already
from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import Event
from desktop_app.domain.projection import occurrence_event
from desktop_app.domain.text import N_, sentence
from desktop_app.storage import backup, damage, errors, rows
from desktop_app.storage.connection import atomic, open_database
from desktop_app.storage.desk import open_desk

log = logging.getLogger(__name__)
_CHANGES = f"SELECT {rows.CHANGE_COLUMNS} FROM outbox ORDER BY seq"
Server = Callable[[Change], Event | None]
"""What Google said last of the target of a change, None where that is not known."""


def restore(desk: Path, cache: Path, name: str, decode: rows.Decode, now: float) -> None:
    """Put the copy `name` in the place of desk.db; for files that this program has closed.

    The current file is kept as a copy of its own, a damaged one beside it. Raises StorageError:
    then all is as it was.
    """
    source = backup.folder(desk) / Path(name).name
    _refuse(source)
    beside = desk.with_name(desk.name + ".restoring")
    _remove(beside)
    try:
        _copy(source, beside)  # first: opening the current file may drop the oldest copy
        live = _live(desk, now)
        try:
            _make_ready(beside, live, cache, decode, now)
            if live is None:
                aside = damage.replace_damaged(desk, beside, now)
                log.warning("the damaged desk.db is kept as %s", aside.name)
            else:
                backup.before_restore(live, desk, now)
                _replace_in_place(beside, live)
        finally:
            if live is not None:
                live.close()
    finally:
        _remove(beside)
    log.info("desk.db is restored from %s", source.name)


def take_in(
    desk: Path, live: sqlite3.Connection, cache: Path, decode: rows.Decode, now: float
) -> None:
    """Make of a file that somebody put in the place of the open one, `live`, what a restore would.

    What was open becomes a copy. A file that cannot be used stays as it is: who opens it says so.
    Raises StorageError.
    """
    backup.before_restore(live, desk, now)
    try:
        # The journal beside it is that of the open file, and all of it is in the copy: SQLite
        # would play it into whatever file it finds.
        for ending in damage.COMPANIONS:
            desk.with_name(desk.name + ending).unlink(missing_ok=True)
        if damage.check(desk) or rows.form_of(desk) > rows.DESK_FORM:
            return
        beside = desk.with_name(desk.name + ".restoring")
        _remove(beside)
        try:
            _copy(desk, beside)
            _make_ready(beside, live, cache, decode, now)
            beside.replace(desk)
        finally:
            _remove(beside)
    except OSError as error:
        raise StorageError(code="unreadable", detail=str(error.strerror)) from error


def _refuse(source: Path) -> None:
    if not source.is_file():
        raise StorageError(
            sentence(N_("The copy {name} is not there any more."), name=source.name),
            code="unreadable",
        )
    if rows.form_of(source) > rows.DESK_FORM:
        raise errors.newer_form(source.name, rows.form_of(source))
    wrong = damage.check(source, "integrity_check(1)")
    if wrong:
        raise StorageError(
            sentence(N_("The copy {name} is damaged too. Choose another one."), name=source.name),
            code="damaged",
            detail=wrong,
        )


def _live(desk: Path, now: float) -> sqlite3.Connection | None:
    """Return the current file, open; None where it is damaged or not there."""
    if not desk.exists():
        return None
    try:
        return open_desk(desk, now).db.conn
    except StorageError as error:
        if error.code != "damaged":
            raise
        return None


def _copy(source: Path, beside: Path) -> None:
    try:
        shutil.copyfile(source, beside)
        beside.chmod(0o600)
    except OSError as error:
        raise StorageError(code="unreadable", detail=str(error.strerror)) from error


def _make_ready(
    beside: Path, live: sqlite3.Connection | None, cache: Path, decode: rows.Decode, now: float
) -> None:
    """Make of the copy in `beside` what desk.db is to be: one file that stands alone."""
    from desktop_app.storage import forms  # loads sqlite-utils: see Watched

    db = open_database(beside, "FULL")
    try:
        forms.migrate(db, forms.desk)
        server = _said(cache, decode)
        with atomic(db) as connection:
            _bring_outbox(connection, live, server, now)
            _bring_names(connection, live)
        with errors.told():
            db.conn.execute("PRAGMA journal_mode = DELETE")
    finally:
        db.conn.close()


def _replace_in_place(beside: Path, live: sqlite3.Connection) -> None:
    """Write the file over the current one, in one transaction: who reads sees the old or the new."""
    with errors.told():
        made = sqlite3.connect(beside, isolation_level=None)
        try:
            made.backup(live)
        finally:
            made.close()


def _bring_outbox(
    connection: sqlite3.Connection, live: sqlite3.Connection | None, server: Server, now: float
) -> None:
    """Let the outbox be that of now, and behind it what only the copy has and Google does not."""
    old = [rows.change_of(row) for row in connection.execute(_CHANGES)]
    waiting: set[tuple[str, ...]] = set()
    keep = max(_last_seq(connection), _last_seq(live) if live else 0)
    columns = _columns(connection)
    places = ", ".join("?" * len(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    lost = {row[0]: row[1:] for row in connection.execute(f"SELECT seq, {names} FROM outbox")}
    connection.execute("DELETE FROM outbox")
    if live is not None:
        waiting = {_name(rows.change_of(row)) for row in live.execute(_CHANGES)}
        connection.executemany(
            f"INSERT INTO outbox (seq, {names}) VALUES (?, {places})",
            live.execute(f"SELECT seq, {names} FROM outbox ORDER BY seq").fetchall(),
        )
    # A number that was given once is never given again: undo remembers them.
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", (keep,))
    for change in old:
        if change.state == "done" or _name(change) in waiting:
            continue  # Google has the one already, the other waits on
        if done_already(change, server(change)):
            continue
        values = lost[change.seq]
        made = connection.execute(f"INSERT INTO outbox ({names}) VALUES ({places})", values)
        connection.execute(
            """UPDATE outbox SET state = 'attention', error_code = ?, error_status = 0,
                error_detail = '', wait_until = 0, since = ? WHERE seq = ?""",
            (RESTORED, now, made.lastrowid),
        )


def _bring_names(connection: sqlite3.Connection, live: sqlite3.Connection | None) -> None:
    """Keep who is connected now; no revision may look like one that the cache knows."""
    revision = int(rows.value(connection, "desk", "revision", "0"))
    if live is not None:
        revision = max(revision, int(rows.value(live, "desk", "revision", "0")))
        _put(connection, "account", rows.value(live, "desk", "account"))
    _put(
        connection, "revision", str(revision + 1_000_000 + SystemRandom().randrange(1_000_000_000))
    )


def _put(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute(
        """INSERT INTO desk (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        (name, value),
    )


def _said(cache: Path, decode: rows.Decode) -> Server:
    """Return what looks up what Google said; a cache that cannot be read knows nothing."""

    def look(change: Change) -> Event | None:
        draft = change.draft
        try:
            connection = rows.connect_read_only(cache)
            try:
                with errors.told():
                    if rows.value(connection, "meta", "owner") != draft.account:
                        return None
                    found = connection.execute(
                        rows.FAMILY, {"calendar": draft.calendar_id, "family": draft.event_id}
                    ).fetchall()
            finally:
                connection.close()
        except StorageError:
            return None
        return occurrence_event(rows.family_of(found, decode), draft.original)

    return look


def _name(change: Change) -> tuple[str, ...]:
    """Return what tells a change from every other one, whatever its number."""
    draft = change.draft
    return draft.operation, draft.kind, draft.event_id, draft.original


def _columns(connection: sqlite3.Connection) -> list[str]:
    return [row[1] for row in connection.execute("PRAGMA table_info(outbox)") if row[1] != "seq"]


def _last_seq(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    return int(row[0]) if row else 0


def _remove(beside: Path) -> None:
    for ending in ("", *damage.COMPANIONS, "-journal"):
        beside.with_name(beside.name + ending).unlink(missing_ok=True)
