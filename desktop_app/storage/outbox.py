"""The outbox: the changes in desk.db, in order; each method is one transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlite_utils import Database

from desktop_app.domain.change import Change, Draft
from desktop_app.domain.ports import OutboxCounts
from desktop_app.storage.connection import atomic
from desktop_app.storage.desk import raise_revision
from desktop_app.storage.rows import CHANGE_COLUMNS, COUNTS, change_of

# The first change of each family: only it may be sent (DESIGN, Changes: strict within a family).
_HEADS = f"""SELECT {CHANGE_COLUMNS} FROM outbox
    WHERE seq IN (SELECT min(seq) FROM outbox WHERE account = :account GROUP BY family)"""
SET_BACK = 60.0
"""Seconds; a clock that is corrected by less has not been set back."""


class Outbox:
    """The changes that Google has not confirmed yet."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def changes(self, account: str, event_id: str = "") -> list[Change]:
        """Return the account's changes in order, with `event_id` those of that event or series."""
        where, values = "account = ?", [account]
        if event_id:
            where, values = "account = ? AND event_id = ?", [account, event_id]
        sql = f"SELECT {CHANGE_COLUMNS} FROM outbox WHERE {where} ORDER BY seq"
        return [change_of(row) for row in self.db.conn.execute(sql, values)]

    def targets(self, account: str) -> set[tuple[str, str]]:
        """Return (calendar id, family on the server) of all that changes of the account name."""
        sql = "SELECT DISTINCT calendar_id, event_id FROM outbox WHERE account = ?"
        return set(self.db.conn.execute(sql, (account,)))

    def get(self, seq: int) -> Change | None:
        """Return one change, None when it is not there any more."""
        sql = f"SELECT {CHANGE_COLUMNS} FROM outbox WHERE seq = ?"
        row = self.db.conn.execute(sql, (seq,)).fetchone()
        return None if row is None else change_of(row)

    def add(self, drafts: Iterable[Draft], now: float) -> list[Change]:
        """Record the drafts, all or none."""
        with atomic(self.db) as connection:
            added = []
            for draft in drafts:
                draft = draft if draft.created else replace(draft, created=now)
                row = asdict(draft) | _state("queued", now)
                row["fields"] = json.dumps(draft.fields, ensure_ascii=False)
                row["base"] = json.dumps(draft.base, ensure_ascii=False)
                seq = self.db.table("outbox").insert(row, pk="seq").last_pk
                added.append(Change(int(str(seq)), draft, since=now))
            raise_revision(connection)
            return added

    def amend(self, seq: int, fields: dict[str, Any]) -> Change | None:
        """Merge `fields` into a change of which no request has left, None when one has.

        Also None for a patch that did not set one of them: what that field was is not known here.
        """
        with atomic(self.db) as connection:
            change = self.get(seq)
            if change is None or not change.unsent or change.draft.kind == "delete":
                return None
            draft = change.draft
            if draft.kind == "patch" and not set(fields) <= set(draft.base):
                return None
            draft = replace(draft, fields=draft.fields | fields)
            text = json.dumps(draft.fields, ensure_ascii=False)
            self.db.table("outbox").update(seq, {"fields": text})
            raise_revision(connection)
            return replace(change, draft=draft)

    def withdraw(self, seqs: Sequence[int]) -> list[Change] | None:
        """Remove changes of which no request has left, all or none; None when one has."""
        with atomic(self.db) as connection:
            found = [self.get(seq) for seq in set(seqs)]
            changes = [change for change in found if change is not None and change.unsent]
            if len(changes) != len(found):
                return None
            # The last one first: so each finds what followed it with its own base set back.
            for change in sorted(changes, key=lambda one: one.seq, reverse=True):
                self._drop(change)
            raise_revision(connection)
            return changes

    def discard(self, changes: Sequence[Change]) -> None:
        """Remove changes that the teacher gave up."""
        with atomic(self.db) as connection:
            for change in sorted(changes, key=lambda one: one.seq, reverse=True):
                self._drop(change)
            raise_revision(connection)

    def _drop(self, change: Change) -> None:
        """Remove a change that was not done: later ones that built on it build on its base."""
        self.db.table("outbox").delete(change.seq)
        draft = change.draft
        for later in self.changes(draft.account, draft.event_id):
            if later.seq < change.seq or later.draft.original != draft.original:
                continue
            base = {
                name: draft.base[name]
                if name in draft.base and was == draft.fields.get(name)
                else was
                for name, was in later.draft.base.items()
            }
            if base != later.draft.base:
                text = json.dumps(base, ensure_ascii=False)
                self.db.table("outbox").update(later.seq, {"base": text})

    def remove(self, seqs: Iterable[int]) -> None:
        """Remove changes that are done."""
        with atomic(self.db) as connection:
            connection.executemany("DELETE FROM outbox WHERE seq = ?", [(seq,) for seq in seqs])
            raise_revision(connection)

    def release(self, seqs: Iterable[int]) -> None:
        """Let changes that wait for their toast be sent now."""
        with atomic(self.db) as connection:
            connection.executemany(
                "UPDATE outbox SET not_before = 0 WHERE seq = ?", [(seq,) for seq in seqs]
            )

    def counts(self, account: str) -> OutboxCounts:
        """Return how many of the account's changes wait, and how many need the teacher."""
        found = self.db.conn.execute(f"{COUNTS} WHERE account = ?", (account,))
        return OutboxCounts(*found.fetchone())

    def next_ready(self, account: str, now: float) -> Change | None:
        """Return the first head of a family that is due at `now`.

        One that is still marked as being sent counts: who asks has no request under way, so its
        reply was lost. A wait that began in the future is over: the clock was set back, and by it
        a minute might last a year.
        """
        sql = f"""{_HEADS} AND state != 'attention' AND (wait_until <= :now OR since > :later)
            AND (not_before <= :now OR created > :later) ORDER BY seq LIMIT 1"""
        values = {"account": account, "now": now, "later": now + SET_BACK}
        row = self.db.conn.execute(sql, values).fetchone()
        return None if row is None else change_of(row)

    def next_due(self, account: str) -> float | None:
        """Return when the first head of a family that waits for a time is due, epoch seconds."""
        sql = f"""SELECT min(max(wait_until, not_before)) FROM ({_HEADS})
            WHERE state != 'attention' AND max(wait_until, not_before) > 0"""
        due = self.db.conn.execute(sql, {"account": account}).fetchone()[0]
        return None if due is None else float(due)

    def mark_sending(self, seq: int, now: float) -> None:
        """Keep that a request for the change is about to leave."""
        with atomic(self.db) as connection:
            connection.execute(
                """UPDATE outbox SET state = 'sending', attempts = attempts + 1, since = ?
                    WHERE seq = ?""",
                (now, seq),
            )

    def set_state(self, seq: int, state: str, now: float, **columns: Any) -> Change | None:
        """Put the change into `state`; return what it was before, None when it is gone."""
        with atomic(self.db) as connection:
            before = self.get(seq)
            if before is not None:
                values = {"state": state, "since": now, "wait_until": 0.0} | columns
                self.db.table("outbox").update(seq, values)
                raise_revision(connection)
            return before

    def queue_again(self, seq: int, now: float, base: dict[str, Any]) -> None:
        """Queue a change that waits or needs attention, with what its fields are by now."""
        text = json.dumps(base, ensure_ascii=False)
        self.set_state(seq, "queued", now, base=text)

    def recover(self) -> None:
        """Queue what was being sent when the program ended; `attempts` tells of it."""
        with atomic(self.db) as connection:
            connection.execute("UPDATE outbox SET state = 'queued' WHERE state = 'sending'")


def _state(state: str, now: float) -> dict[str, Any]:
    return {
        "state": state,
        "attempts": 0,
        "wait_until": 0.0,
        "error_code": "",
        "error_status": 0,
        "error_detail": "",
        "since": now,
    }
