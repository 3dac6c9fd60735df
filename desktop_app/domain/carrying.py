"""Classes of a series that were edited or removed elsewhere and are heard of only once an edit of the
whole series waits here: they go along with it as those that she knew of do. Pure.

Google drops an exception whose place its series loses, without a word: what is not carried is lost.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from desktop_app.domain import series, shift
from desktop_app.domain.act import Act
from desktop_app.domain.arranging import arranged, edited, own, removed
from desktop_app.domain.change import SEEN, Change, Draft
from desktop_app.domain.conflict import compare
from desktop_app.domain.event import OWN, Event, differs, field, with_fields
from desktop_app.domain.placing import carrier
from desktop_app.domain.projection import Family, occurrence_event, project, revives


class Setting(NamedTuple):
    """What is set anew of a change that waits, and what it was."""

    seq: int
    fields: dict[str, Any]
    base: dict[str, Any]


class Unheard(NamedTuple):
    """What an edit of a series is to do besides: changes that wait do more, and drafts follow it."""

    settings: tuple[Setting, ...] = ()
    drafts: tuple[Draft, ...] = ()


def unheard(
    before: Family, rest: Family, change: Change, act: Sequence[Change], waiting: Sequence[Change]
) -> Unheard:
    """Return what `change`, a patch of a series' time or rule, is to do for exceptions that were
    not known when she made it.

    `before`: the series as it is when the change is sent; `rest`: the series that goes on after
    the cut, as it will be, if the change is such a cut; `act`: the steps of the act; `waiting`:
    all changes of the series.
    """
    draft, master = change.draft, before.master
    if master is None or master.cancelled or master.when is None or not master.recurrence:
        return Unheard()
    left = compare(draft, master)
    if left.clash or {"when", "recurrence"}.isdisjoint(left.send):
        return Unheard()  # she is asked, or Google has it already
    after = with_fields(master, draft.fields)
    if after.when is None or not series.can_expand(master) or not series.can_expand(after):
        return Unheard()
    going = _Going(before, rest, change, act, waiting, after)
    steps = [*going.along(), *going.to_the_rest(), *going.nowhere()]
    if going.out:
        lines = series.leave_out(after.recurrence, after.when, going.out)
        was = {"recurrence": draft.base.get("recurrence", field(master, "recurrence"))}
        going.settings.append(Setting(change.seq, {"recurrence": list(lines)}, was))
    return Unheard(tuple(going.settings), tuple(steps))


class _Going:
    """Where each exception goes by one change."""

    def __init__(
        self,
        before: Family,
        rest: Family,
        change: Change,
        act: Sequence[Change],
        waiting: Sequence[Change],
        after: Event,
    ) -> None:
        master, draft = before.master, change.draft
        assert master is not None and master.when is not None and after.when is not None
        self.before, self.rest, self.change, self.after = before, rest, change, after
        self.master = master
        self.steps = [one for one in act if one.draft.original and one.seq > change.seq]
        self.waiting = waiting
        self.known = {one.original: one for one in draft.back if one.original}
        moves = shift.of_json(draft.carry)
        stays = shift.Shift() if "to" in draft.carry else moves
        self.place = carrier(master.when, after.when, stays)
        self.there = self.place
        if rest.master is not None and rest.master.when is not None:
            self.there = carrier(master.when, rest.master.when, moves)
        self.draft = Act(
            draft.account, draft.calendar_id, draft.family, draft.created, group=draft.group
        )
        self.out = self._left_out()
        self.settings: list[Setting] = []

    def _left_out(self) -> set[str]:
        """Return the places at which the series then has nothing, and which its rule must say."""
        draft, after = self.change.draft, self.after
        if not after.recurrence:
            return set()
        assert after.when is not None and self.master.when is not None
        was = draft.base.get("recurrence", self.master.recurrence)
        news = series.left_out(self.master.recurrence, self.master.when)
        news -= series.left_out(was, self.master.when)
        found = {self.place(one) for one in news}
        found |= {self.place(one) for one in removed(self.before) if self._moves(one)}
        found -= {step.draft.original for step in self.steps if step.draft.event_id == after.id}
        known = series.left_out(after.recurrence, after.when)
        for back in draft.back:
            if not back.original:
                known |= series.left_out(back.fields.get("recurrence", ()), self.master.when)
        return found - known

    def _moves(self, place: str) -> bool:
        return self.place(place) != place or not series.has_place(self.after, place)

    def along(self) -> list[Draft]:
        """Return what brings those that go along to what they are to be there."""
        if not self.change.draft.group:
            return self._home()
        after = self.after
        assert after.when is not None
        new = replace(after, recurrence=series.leave_out(after.recurrence, after.when, self.out))
        own_steps = [step for step in self.steps if step.draft.event_id == after.id]
        planned = arranged(self.draft, self.before, new, self.place)
        told = [self.change, *own_steps]
        here = project(self.before, told)
        wanted = project(
            self.before,
            [self.change, *(replace(self.change, draft=one) for one in planned)],
        )
        gone = {self.place(one) for one in removed(self.before)}
        found = []
        for step in own_steps:
            if step.draft.kind == "patch" and step.draft.original in gone:
                found += self._removal(here, step.draft.original, after.id)
        for one in planned:
            seen = occurrence_event(here, one.original)
            target = occurrence_event(wanted, one.original)
            assert seen is not None and target is not None
            fields = _differing(seen, target)
            if fields and seen.cancelled:
                fields = one.fields | {"status": "confirmed"}
            if fields:
                found.append(self.draft.patch(target, fields, seen))
        return found

    def _home(self) -> list[Draft]:
        """Return `along` for what sets a series back: what was known by then is seen to (`back`
        tells it as it was), what was heard of since goes along."""
        here = project(self.before, [self.change])
        found = []
        for place, one in edited(self.before).items():
            there = self.place(place)
            plain = occurrence_event(Family(self.after, {}), there)
            seen = occurrence_event(here, there)
            known = self.known[place].fields if place in self.known else {}
            its = own(self.master, one)
            news = {name: value for name, value in its.items() if known.get(name) != value}
            goes = there != place and series.has_place(self.after, there)
            if not news or not goes or plain is None or seen is None:
                continue
            step = next((one for one in self.waiting if self._brings(one, there)), None)
            if step is None:
                found.append(self.draft.patch(plain, news | {"status": "confirmed"}, seen))
            elif any(step.draft.fields.get(name) != value for name, value in news.items()):
                base = {name: field(seen, name) for name in news}
                self.settings.append(Setting(step.seq, news, base))
        return found

    def _brings(self, step: Change, place: str) -> bool:
        """Return whether `step` brings a class back at a place once its series is set back."""
        return step.seq > self.change.seq and step.draft.original == place and revives(step.draft)

    def to_the_rest(self) -> list[Draft]:
        """Return what brings those after a cut to the series that goes on there."""
        series_there = self.rest.master
        if series_there is None:
            return []
        found: list[Draft] = []
        for place, one in self._lost():
            there = self.there(place)
            seen = occurrence_event(self.rest, there)
            if seen is None or not series.has_place(series_there, there):
                continue
            target = with_fields(seen, own(self.master, one))
            fields = _differing(seen, target)
            if fields and not seen.cancelled:
                found.append(self.draft.patch(target, fields, seen))
        for place in removed(self.before):
            if not series.has_place(self.after, place):
                found += self._removal(self.rest, self.there(place), series_there.id)
        return found

    def nowhere(self) -> list[Draft]:
        """Return the edits for which there is no place any more: sent as they are Google has none
        for them, and she is asked what becomes of the class."""
        found = []
        later = {one.draft.original for one in self.waiting if one.seq > self.change.seq}
        for place, one in self._lost():
            rest = self.rest.master
            if rest is not None and series.has_place(rest, self.there(place)):
                continue
            plain = occurrence_event(Family(self.master, {}), place)
            its = own(self.master, one)
            if its and plain is not None and place not in later:
                found.append(replace(self.draft, group="").patch(plain, its))
        return found

    def _lost(self) -> list[tuple[str, Event]]:
        """Return the edits that she did not know of and that have no place in the series then."""
        return [
            (place, one)
            for place, one in edited(self.before).items()
            if place not in self.known and not series.has_place(self.after, self.place(place))
        ]

    def _removal(self, family: Family, place: str, event_id: str) -> list[Draft]:
        """Return what removes the class at a place, if there is one."""
        seen = occurrence_event(family, place)
        there = family.master is not None and series.has_place(family.master, place)
        if seen is None or seen.cancelled or not there:
            return []
        base = {name: field(seen, name) for name in SEEN if name != "recurrence"}
        draft = self.draft.draft(event_id, "delete", original=place, base=base)
        return [replace(draft, send_updates="none")]  # of this they know


def _differing(one: Event, other: Event) -> dict[str, Any]:
    """Return what of `other` an exception that is as `one` is to be given."""
    return {name: field(other, name) for name in (*OWN, "when") if differs(one, other, name)}
