"""desk.db: what only this machine knows; its revision, and small things by name."""

import json
import sqlite3
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.domain.ports import Account
from desktop_app.storage import backup, errors, rows
from desktop_app.storage.connection import open_database
from desktop_app.storage.damage import damaged_desk, refuse_damaged
from desktop_app.storage.named import Named


class Desk(Named):
    """The open desk.db."""

    table = "desk"

    def account(self) -> Account | None:
        """Return who is connected."""
        return rows.account_of(self.get("account"))

    def set_account(self, account: Account | None) -> None:
        """Keep who is connected. Raises StorageError."""
        self.put("account", json.dumps(account) if account else "")

    def revision(self) -> int:
        """Return the number that each visible commit to the outbox raises."""
        return int(self.get("revision") or 0)


def raise_revision(connection: sqlite3.Connection, by: int = 1) -> None:
    """Raise the revision, in the transaction that is open: the cache is out of step from here."""
    connection.execute(
        """INSERT INTO desk (name, value) VALUES ('revision', ?)
            ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + excluded.value""",
        (str(by),),
    )


def open_desk(path: Path, now: float) -> Desk:
    """Open desk.db: refuse a newer form, check it, back it up, migrate.

    Raises StorageError: newer_form, damaged (the file stays as it is), read_only, unreadable.
    """
    try:
        return _open(path, now)
    except StorageError as error:
        if error.code != "damaged":
            raise
        raise damaged_desk(path, error.detail) from error


def _open(path: Path, now: float) -> Desk:
    form = rows.refuse_newer(path, rows.DESK_FORM)
    if form:
        refuse_damaged(path)
    elif path.exists() and backup.newest(path) is not None:
        # Aula leaves no file empty: a full disk or a program that copies files did.
        raise StorageError(code="damaged", detail="there is nothing in it")
    db = open_database(path, "FULL")
    with errors.closed_on_failure(db.conn):
        if form:
            if form < rows.DESK_FORM:
                backup.before_migration(db.conn, path, form)
            backup.of_the_day(db.conn, path, now)
        if form < rows.DESK_FORM:
            from desktop_app.storage import forms  # loads sqlite-utils: see Watched

            forms.migrate(db, forms.desk)
    return Desk(db, path)
