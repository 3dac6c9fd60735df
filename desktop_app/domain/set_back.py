"""What a series that is set back leaves to be done to its classes. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from desktop_app.domain import event as events
from desktop_app.domain import series, shift
from desktop_app.domain.arranging import own, standing
from desktop_app.domain.change import Draft
from desktop_app.domain.event import Event, differs, with_fields
from desktop_app.domain.placing import carrier
from desktop_app.domain.projection import Family

CONFIRMED = {"status": "confirmed"}


class Source(NamedTuple):
    """A series whose places come home: it and its exceptions as they are by now, and its dates and
    rule as the act left them that is taken back."""

    family: Family
    lines: Iterable[str]


class Act(NamedTuple):
    """The act that is taken back: its steps of single classes, and what takes those back, each by
    the place that it stands at then."""

    done: Mapping[str, Draft]
    back: Mapping[str, Draft]


class Lost(NamedTuple):
    """A class by its place in its series, what is its own, and what its series says of that."""

    place: str
    event: Event
    its: dict[str, Any]
    plain: dict[str, Any]


@dataclass(slots=True)
class Home:
    """What is left to be done: the places to be left out of the rule, what is to be set of classes
    by place, and the classes that have no place then. `known`: what each
    class has of its own by now (None: it is removed), by the place that it still has."""

    out: set[str] = field(default_factory=set)
    classes: dict[str, dict[str, Any]] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    known: dict[str, dict[str, Any] | None] = field(default_factory=dict)


def coming_home(series_now: Source, rest: Source, back: Draft, act: Act) -> Home:
    """Return what is left to be done once the draft `back` has set a series back.

    `rest`: the series that went on after this one was cut in two, if they become one again. What
    the act did to a class goes; what was done to it since, here or elsewhere, goes along and
    stays. A class that lost its place meanwhile stands again, as its series says.
    """
    home = Home()
    before = series_now.family
    master = before.master
    if master is None or master.when is None:
        return home
    after = with_fields(master, back.fields)
    moves = shift.of_json(back.carry)
    stays = shift.Shift() if "from" in back.carry else moves
    _Way(home, series_now, after, back, act, stays).all()
    if rest.family.master is not None and rest.family.master.when is not None:
        _Way(home, rest, after, back, act, moves).all()
    for place, one in before.exceptions.items():
        lost = one.cancelled and not series.has_place(master, place)
        if lost and place not in act.back and place not in home.out:
            if series.has_place(after, place):
                home.classes.setdefault(place, CONFIRMED)
    return home


class _Way:
    """The way home of the places of one series."""

    def __init__(
        self, home: Home, source: Source, after: Event, back: Draft, act: Act, moves: shift.Shift
    ) -> None:
        master = source.family.master
        assert master is not None and master.when is not None and after.when is not None
        self.home, self.source, self.after, self.back, self.act = home, source, after, back, act
        self.master, self.when = master, master.when
        self.place = carrier(master.when, after.when, moves)
        self.itself = master.id == after.id

    def all(self) -> None:
        """Take all along."""
        lines = self.master.recurrence
        news = series.left_out(lines, self.when) - series.left_out(self.source.lines, self.when)
        self.home.out |= {one for one in map(self.place, news) if series.has_place(self.after, one)}
        for place, one in standing(self.source.family):
            self._take(place, self.place(place), one)

    def _take(self, place: str, there: str, one: Event) -> None:
        stays = self.itself and place == there
        has_home = series.has_place(self.after, there)
        if one.cancelled:
            self.home.known[place] = None
            if has_home and not stays:
                self.home.out.add(there)
            return
        its = own(self.master, one)
        self.home.known[place] = its
        if there in self.act.back:
            if self.act.back[there].kind == "delete":
                return
            self.home.classes[there] = self._known(place, there, one, its)
        elif has_home and stays:
            names = self.back.fields.keys() - {"when", "recurrence", "meeting_request", "status"}
            taken = [name for name in names if not differs(one, self.master, name)]
            if taken:
                self.home.classes[there] = {name: self.back.fields[name] for name in taken}
        elif its and has_home:
            self.home.classes[there] = its | CONFIRMED
        elif its:
            said = {name: self._plain(place, name) for name in its}
            self.home.lost.append(Lost(place, one, its, said))

    def _known(self, place: str, there: str, one: Event, its: dict[str, Any]) -> dict[str, Any]:
        """Return what the act takes back of a class that it knew of, but for what was set since."""
        fields = dict(self.act.back[there].fields)
        step = self.act.done.get(place)
        left = fields | (step.fields if step is not None else {})
        for name, value in its.items():
            was = left[name] if name in left else self._plain(place, name)
            if value != was:
                fields[name] = value
        return fields

    def _plain(self, place: str, name: str) -> Any:
        """Return what the series says of a field of its class at `place`."""
        if name == "when":
            return events.when_value(series.regular(self.master, place))
        return events.field(self.master, name)
