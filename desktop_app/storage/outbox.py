"""The outbox: the changes in desk.db, in order; each method is one transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from itertools import count
from typing import Any

from desktop_app.domain.carrying import Setting, Unheard
from desktop_app.domain.change import DESTINATION, SET_BACK, Change, Draft
from desktop_app.domain.ports import OutboxCounts
from desktop_app.storage.connection import Watched, atomic
from desktop_app.storage.desk import raise_revision
from desktop_app.storage.rows import CHANGE_COLUMNS, CHANGES_OF, COUNTS, change_of

# The first change of each family: only it may be sent (DESIGN, Changes: strict within a family).
_HEADS = f"""SELECT {CHANGE_COLUMNS} FROM outbox WHERE seq IN
    (SELECT min(seq) FROM outbox WHERE account = :account AND state <> 'done' GROUP BY family)"""

ROOM = 1000
"""Places in the order that are left free behind an act that moves a series."""

_TOLD = {"none": 0, "externalOnly": 1, "all": 2}


class Outbox:
    """The changes that Google has not confirmed yet."""

    def __init__(self, db: Watched) -> None:
        self.db = db

    def changes(self, account: str, event_id: str = "") -> list[Change]:
        """Return the account's changes in order, with `event_id` those of that event or series."""
        if event_id:
            return self._all(CHANGES_OF, account, event_id)
        sql = f"""SELECT {CHANGE_COLUMNS} FROM outbox
            WHERE account = ? AND state <> 'done' ORDER BY seq"""
        return self._all(sql, account)

    def targets(self, account: str) -> set[tuple[str, str]]:
        """Return (calendar id, family on the server) of all that changes of the account name.

        A move names its event in both calendars.
        """
        sql = f"""SELECT calendar_id, event_id FROM outbox WHERE account = :account
                AND state <> 'done'
            UNION SELECT json_extract(fields, '$.{DESTINATION}'), event_id FROM outbox
                WHERE account = :account AND state <> 'done' AND kind = 'move'"""
        return set(self.db.conn.execute(sql, {"account": account}))

    def get(self, seq: int) -> Change | None:
        """Return one change, None when it is not there any more."""
        found = self._all(f"SELECT {CHANGE_COLUMNS} FROM outbox WHERE seq = ?", seq)
        return found[0] if found else None

    def group(self, change: Change) -> list[Change]:
        """Return the steps of the act that `change` is of, done ones too, in order."""
        if not change.draft.group:
            return [change]
        sql = f'SELECT {CHANGE_COLUMNS} FROM outbox WHERE "group" = ? ORDER BY seq'
        return self._all(sql, change.draft.group)

    def _all(self, sql: str, *values: object) -> list[Change]:
        return [change_of(row) for row in self.db.conn.execute(sql, values)]

    def add(self, drafts: Iterable[Draft], now: float, seen: Iterable[str] = ()) -> list[Change]:
        """Record the drafts, all or none. `seen`: what Google said of each event, as raw JSON."""
        with atomic(self.db) as connection:
            said = iter(seen)
            added = [self._insert(None, draft, now, next(said, "")) for draft in drafts]
            if any(change.draft.moves_series for change in added):
                # Room for what is heard of later and belongs to it.
                connection.execute(
                    "UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'outbox'", (ROOM,)
                )
            raise_revision(connection)
            return added

    def carry(self, change: Change, left: Unheard, now: float, seen: Iterable[str]) -> None:
        """Record drafts that belong to what `change` does, before all that was recorded after its
        act, and let changes that wait do more. `seen` is that of `add`."""
        with atomic(self.db) as connection:
            sql = "SELECT seq FROM outbox WHERE seq > ?"
            taken = {row[0] for row in connection.execute(sql, (change.seq,))}
            behind = (seq for seq in count(change.seq + 1) if seq not in taken)
            for draft, said in zip(left.drafts, seen, strict=True):
                self._insert(next(behind), draft, now, said)
            for setting in left.settings:
                self._set_anew(setting)
            raise_revision(connection)

    def _insert(self, seq: int | None, draft: Draft, now: float, seen: str) -> Change:
        family = self._family(draft)
        draft = replace(draft, family=family, created=draft.created or now)
        row = asdict(draft) | _state("queued", now) | {"seen": seen}
        for name in ("fields", "base", "back", "carry"):
            row[name] = _text(row[name])
        place = {} if seq is None else {"seq": seq}
        last = self.db.table("outbox").insert(place | row, pk="seq").last_pk
        return Change(int(str(last)), draft, since=now)

    def _set_anew(self, setting: Setting) -> None:
        change = self.get(setting.seq)
        if change is not None:
            fields, base = change.draft.fields | setting.fields, change.draft.base | setting.base
            row = {"fields": _text(fields), "base": _text(base)}
            self.db.table("outbox").update(setting.seq, row)

    def _family(self, draft: Draft) -> str:
        """Return the family that the draft's event is of: one that was split off stands with its
        series as long as a change of either waits."""
        sql = """SELECT family FROM outbox WHERE account = ? AND event_id = ? AND state <> 'done'
            ORDER BY seq DESC LIMIT 1"""
        for name in (draft.event_id, draft.family):
            row = self.db.conn.execute(sql, (draft.account, name)).fetchone()
            if row is not None:
                return str(row[0])
        return draft.family

    def amend(
        self,
        seq: int,
        fields: dict[str, Any],
        base: dict[str, Any] | None = None,
        send_updates: str = "none",
    ) -> Change | None:
        """Merge `fields` into a change of which no request has left, None when one has.

        Also None for a patch that did not set one of them, unless `base` says what that field
        was, and for one that tells guests otherwise. What is set back to what it was is not sent;
        a patch of which nothing is left goes.
        """
        with atomic(self.db) as connection:
            change = self.get(seq)
            if change is None or not change.unsent or change.draft.kind not in ("create", "patch"):
                return None
            draft, values = change.draft, dict(change.draft.fields) | fields
            if draft.kind == "patch":
                bases = (base or {}) | draft.base
                if not set(fields) <= set(bases) or send_updates != draft.send_updates:
                    return None
                values = {name: value for name, value in values.items() if value != bases[name]}
                draft = replace(draft, base={name: bases[name] for name in values})
            elif _TOLD[send_updates] > _TOLD[draft.send_updates]:
                draft = replace(draft, send_updates=send_updates)
            draft = replace(draft, fields=values)
            if not values:
                self.db.table("outbox").delete(seq)
            else:
                row = {
                    "fields": _text(draft.fields),
                    "base": _text(draft.base),
                    "send_updates": draft.send_updates,
                }
                self.db.table("outbox").update(seq, row)
            raise_revision(connection)
            return replace(change, draft=draft)

    def withdraw(self, seqs: Sequence[int]) -> list[Change] | None:
        """Remove changes of which Google has nothing, all or none; None when it may have one."""
        with atomic(self.db) as connection:
            found = [self.get(seq) for seq in set(seqs)]
            changes = [change for change in found if change is not None and change.nothing_there]
            if len(changes) != len(found):
                return None
            self._drop_all(changes)
            raise_revision(connection)
            return changes

    def discard(self, changes: Sequence[Change]) -> None:
        """Remove changes that were given up."""
        with atomic(self.db) as connection:
            self._drop_all(changes)
            raise_revision(connection)

    def _drop_all(self, changes: Sequence[Change]) -> None:
        # The last one first: so each finds what followed it with its own base set back.
        for change in sorted(changes, key=lambda one: one.seq, reverse=True):
            self._drop(change)
        for group in {change.draft.group for change in changes} - {""}:
            # Steps that are done wait for the others of their act only.
            self.db.conn.execute(
                """DELETE FROM outbox WHERE "group" = ?1 AND NOT EXISTS
                    (SELECT 1 FROM outbox WHERE "group" = ?1 AND state <> 'done')""",
                (group,),
            )

    def _drop(self, change: Change) -> None:
        """Remove a change that was not done: later ones that built on it build on its base."""
        self.db.table("outbox").delete(change.seq)
        draft = change.draft
        for later in self.changes(draft.account, draft.event_id):
            if later.seq < change.seq:
                continue
            if draft.kind == "move" and later.draft.calendar_id == draft.destination:
                self.db.table("outbox").update(later.seq, {"calendar_id": draft.calendar_id})
            if later.draft.original != draft.original:
                continue
            base = {
                name: draft.base[name]
                if name in draft.base and was == draft.fields.get(name)
                else was
                for name, was in later.draft.base.items()
            }
            if base != later.draft.base:
                self.db.table("outbox").update(later.seq, {"base": _text(base)})

    def finish(self, change: Change) -> None:
        """Remove a change that is done; a step of a group stays until its last one is done."""
        steps = self.group(change)
        with atomic(self.db) as connection:
            if any(one.state != "done" and one.seq != change.seq for one in steps):
                connection.execute("UPDATE outbox SET state = 'done' WHERE seq = ?", (change.seq,))
            else:
                gone = [(one.seq,) for one in steps]
                connection.executemany("DELETE FROM outbox WHERE seq = ?", gone)
            raise_revision(connection)

    def follow(self, account: str, event_id: str, home: str, away: str) -> list[Change]:
        """Let the changes of an event that find it in `home` find it in `away`, where it is; return
        them. What comes after a move of hers finds it where that brings it."""
        with atomic(self.db) as connection:
            followed: list[Change] = []
            for change in self.changes(account, event_id):
                if change.draft.calendar_id == home:
                    self.db.table("outbox").update(change.seq, {"calendar_id": away})
                    followed.append(replace(change, draft=replace(change.draft, calendar_id=away)))
                if change.draft.kind == "move":
                    break
            raise_revision(connection)
            return followed

    def seen(self, seq: int) -> str:
        """Return what Google said of the event when it was edited, raw JSON; "" for nothing."""
        row = self.db.conn.execute("SELECT seen FROM outbox WHERE seq = ?", (seq,)).fetchone()
        return str(row[0]) if row else ""

    def see(self, change: Change, raw: str) -> None:
        """Keep what Google says of an event now that `change` of it is done, for those after it; of
        a series also for its classes that were edited before Google had it."""
        draft = change.draft
        with atomic(self.db) as connection:
            connection.execute(
                """UPDATE outbox SET seen = ?1 WHERE account = ?2 AND event_id = ?3
                    AND (original = ?4 OR (?4 = '' AND seen = ''))
                    AND seq > ?5 AND state <> 'done'""",
                (raw, draft.account, draft.event_id, draft.original, change.seq),
            )

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
        # By seq (the plus keeps SQLite from an index) until one is due and a head: nearly always the
        # first. To find all heads would cost each change of thousands a look at all the others.
        sql = f"""SELECT {CHANGE_COLUMNS} FROM outbox AS one
            WHERE +account = :account AND state NOT IN ('attention', 'done')
            AND (wait_until <= :now OR since > :later)
            AND (not_before <= :now OR created > :later)
            AND NOT EXISTS (SELECT 1 FROM outbox AS before WHERE before.seq < one.seq
                AND before.account = :account AND before.family = one.family
                AND before.state <> 'done')
            ORDER BY seq LIMIT 1"""
        values = {"account": account, "now": now, "later": now + SET_BACK}
        row = self.db.conn.execute(sql, values).fetchone()
        return None if row is None else change_of(row)

    def next_due(self, account: str) -> float | None:
        """Return when the first head of a family that waits for a time is due, epoch seconds."""
        sql = f"""SELECT min(max(wait_until, not_before)) FROM ({_HEADS})
            WHERE state != 'attention' AND max(wait_until, not_before) > 0"""
        due = self.db.conn.execute(sql, {"account": account}).fetchone()[0]
        return None if due is None else float(due)

    def mark_sending(self, seq: int, now: float) -> Change | None:
        """Take a change for sending, and return it as it is by now: from here on nothing is merged
        into it. None when it is gone, or not to be sent any more."""
        with atomic(self.db) as connection:
            rows = connection.execute(
                f"""UPDATE outbox SET state = 'sending', attempts = attempts + 1, since = ?
                    WHERE seq = ? AND state NOT IN ('attention', 'done')
                    RETURNING {CHANGE_COLUMNS}""",
                (now, seq),
            ).fetchall()
        return change_of(rows[0]) if rows else None

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
        self.set_state(seq, "queued", now, base=_text(base))

    def recover(self) -> None:
        """Queue what was being sent when the program ended; `attempts` tells of it."""
        with atomic(self.db) as connection:
            connection.execute("UPDATE outbox SET state = 'queued' WHERE state = 'sending'")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


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
