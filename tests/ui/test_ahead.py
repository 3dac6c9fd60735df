"""What is made ready before it is turned to: shown at once, and never where it is not right any more."""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.spans import Span
from desktop_app.ui.ahead import Ahead
from desktop_app.ui.chip import Chip
from desktop_app.ui.days_view import DaysView
from desktop_app.ui.month_view import MonthView
from desktop_app.ui.palette import DARK
from tests.ui.conftest import Stage
from tests.ui.fakes import at, lesson
from tests.ui.pictures import term
from tests.ui.test_drag import ANA, Hand

Build = Callable[..., Stage]
View = DaysView | MonthView
VIEWS = ("day", "work_week", "week", "month")
NEXT = "2026-12-01"
"""A day of the next week and month; of the view of one day the day after is."""


def view_of(stage: Stage) -> View:
    """Return the view shown."""
    view = stage.window.views.current
    assert isinstance(view, DaysView | MonthView)
    return view


def ready(stage: Stage, qtbot: QtBot) -> View:
    """Return the view, once what comes next and what came before it are ready."""
    view = view_of(stage)

    def both() -> bool:
        beside = [view._beside(step) for step in (1, -1)]
        return view.ahead.resting and all(view.ahead.take(one) is not None for one in beside)

    qtbot.waitUntil(both)
    return view


def chips(view: View) -> list[Chip]:
    """Return the chips shown."""
    if isinstance(view, MonthView):
        return view.grid.pool.shown
    return [*view.all_day.pool.shown, *view.grid.pool.shown]


def look(stage: Stage) -> tuple[list[object], QImage]:
    """Return all that is drawn, as it was laid out and as it is painted."""
    view = view_of(stage)
    laid: list[object] = []
    for chip in chips(view):
        assert chip.ink is not None and chip.occurrence is not None
        ink = chip.ink
        drawn = (ink.title, ink.hours, ink.flags, ink.seen, ink.colours, ink.ground)
        laid.append((chip.key, drawn, chip.geometry(), chip.edges))
    return laid, view.grab().toImage()


def titles(stage: Stage) -> set[str]:
    """Return the titles shown."""
    return {chip.ink.title for chip in chips(view_of(stage)) if chip.ink is not None}


@pytest.fixture
def opened(stage: Build, qtbot: QtBot) -> Callable[[str], Stage]:
    """Return what opens a view of a whole term, its neighbours ready."""

    def build(view: str) -> Stage:
        made = stage(view=view, filled=False)
        made.reader.put(*term())
        made.calendar.changed.emit(ChangeSet(everything=True))
        ready(made, qtbot)
        return made

    return build


@pytest.mark.parametrize("name", VIEWS)
def test_a_turn_shows_what_was_made_ready(
    opened: Callable[[str], Stage], qtbot: QtBot, name: str
) -> None:
    """To and fro; and that is what reading would show."""
    s = opened(name)
    view = view_of(s)
    for step in (1, 1, -1, -1, -1):
        sheet = view.ahead.take(view._beside(step))
        assert sheet is not None
        view.turn(step)
        assert view.occurrences is sheet.occurrences
        shown = look(s)
        view.read()
        assert look(s) == shown
        ready(s, qtbot)


def test_what_was_shown_before_is_ready_at_once(opened: Callable[[str], Stage]) -> None:
    s = opened("week")
    view = view_of(s)
    before = view.occurrences
    view.turn(1)
    view.turn(-1)
    assert view.occurrences is before


def written(s: Stage) -> None:
    s.reader.put(lesson("new", "Nueva", f"{NEXT} 07:00", f"{NEXT} 08:00"))


def told(s: Stage) -> None:
    written(s)
    s.calendar.changed.emit(ChangeSet(frozenset({"new"})))


def edited(s: Stage) -> None:
    for key, one in s.reader.events.items():
        s.reader.events[key] = replace(one, summary=f"{one.summary} otra vez")


def removed(s: Stage) -> None:
    s.reader.events.clear()


def dark(s: Stage) -> None:
    s.settings.update(theme="dark")


def dark_soon(s: Stage) -> None:
    s.window.context.palette = DARK


def second_zone_soon(s: Stage) -> None:
    s.settings.settings = s.settings.settings._replace(
        second_zone="Europe/Madrid", week_numbers=True
    )


def elsewhere(s: Stage) -> None:
    s.calendar.zone = "Asia/Tokyo"


def second_zone(s: Stage) -> None:
    s.settings.update(second_zone="Europe/Madrid")


def week_numbers(s: Stage) -> None:
    s.settings.update(week_numbers=True)


def later(s: Stage) -> None:
    s.window.context.clock = lambda: float(at("2027-03-01 12:00"))


def smaller(s: Stage) -> None:
    s.window.resize(900, 560)


def panel(s: Stage) -> None:
    s.window.choose(view_of(s).order()[0])


def higher(s: Stage) -> None:
    view_of(s).zoom(2)


@pytest.mark.parametrize(
    "change",
    [
        written, told, edited, removed, dark, dark_soon, elsewhere, second_zone, second_zone_soon,
        week_numbers, later, smaller, panel, higher,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["week", "month"])
def test_nothing_is_shown_that_is_not_right_any_more(
    opened: Callable[[str], Stage], name: str, change: Callable[[Stage], None]
) -> None:
    """Whatever has changed meanwhile, told or not yet, a turn shows what reading would."""
    s = opened(name)
    change(s)
    view_of(s).turn(1)
    shown = look(s)
    view_of(s).read()
    assert look(s) == shown


@pytest.mark.parametrize("name", VIEWS)
def test_a_class_that_nobody_told_of_yet_is_shown_by_the_turn(
    opened: Callable[[str], Stage], qtbot: QtBot, name: str
) -> None:
    s = opened(name)
    s.window.show_day(date(2026, 11, 30))
    if name != "day":
        view_of(s).turn(-1)
    ready(s, qtbot)
    written(s)
    view_of(s).turn(1)
    assert "Nueva" in titles(s)


def test_a_drag_over_the_edge_finds_the_other_days_as_they_are(
    opened: Callable[[str], Stage], qtbot: QtBot
) -> None:
    """Written while the class was in the hand; given up, the days before are as they were."""
    s = opened("week")
    hand = Hand(qtbot, s)
    before = look(s)[0]
    hand.press(ANA)
    hand.to(hand.point(4, 12 * 60))
    written(s)
    hand.view.turn(1)
    assert "Nueva" in titles(s)
    assert hand.view.drag.ghost is not None
    hand.view.drag.give_up()
    assert look(s)[0] == before
    assert hand.view.grid.ghost is None


def test_what_is_selected_is_so_on_days_that_were_ready(
    opened: Callable[[str], Stage], qtbot: QtBot
) -> None:
    s = opened("week")
    s.window.panel_host.select(ANA)
    view = ready(s, qtbot)
    view.turn(1)
    view.turn(-1)
    shown = look(s)
    view.read()
    assert look(s) == shown
    s.window.views.select(None)
    assert look(s)[1] != shown[1]


def test_days_that_are_not_expanded_yet_are_not_made_ready(stage: Build, qtbot: QtBot) -> None:
    """They would show less than there is."""
    s = stage(filled=False)
    s.reader.put(*term())
    s.calendar.is_covered = False
    s.calendar.changed.emit(ChangeSet(everything=True))
    view = view_of(s)
    qtbot.waitUntil(lambda: view.ahead.resting)
    assert all(view.ahead.take(view._beside(step)) is None for step in (1, -1, 0))


def test_no_more_is_kept_than_what_is_shown_and_its_neighbours(
    opened: Callable[[str], Stage], qtbot: QtBot
) -> None:
    """And nothing at all of a view that is out of sight."""
    s = opened("week")
    view = view_of(s)
    for _ in range(5):
        view.turn(1)
        ready(s, qtbot)
        assert len(view.ahead._ready) == 3
    s.window.views.show_view("month")
    assert not view.ahead._ready
    assert view.ahead.resting
    s.window.views.show_view("week")
    ready(s, qtbot)


def test_what_was_made_ready_is_ready_again_after_it_was_written_about(
    opened: Callable[[str], Stage], qtbot: QtBot
) -> None:
    """A sync that brings nothing still writes that it was there."""
    s = opened("week")
    view = view_of(s)
    written(s)
    assert view.ahead.take(view._beside(1)) is None
    s.calendar.changed.emit(ChangeSet(sync=True))
    ready(s, qtbot)


def test_between_two_steps_the_window_does_what_else_there_is(qtbot: QtBot) -> None:
    """A sheet is not made in one go."""
    done: list[str] = []
    parent = QObject()

    def make(span: Span) -> Generator[None, None, str]:
        for step in range(3):
            done.append(f"step {step}")
            QTimer.singleShot(0, parent, lambda: done.append("window"))
            yield
        return "sheet"

    ahead = Ahead(make, lambda: 1, parent)
    shown, after = Span(date(2026, 11, 23), 7), Span(date(2026, 11, 30), 7)
    ahead.plan(shown, [after], 0)
    qtbot.waitUntil(lambda: ahead.resting)
    assert ahead.take(after) == "sheet"
    QApplication.processEvents()
    assert done == ["step 0", "window", "step 1", "window", "step 2", "window"]


def test_a_turn_in_the_middle_of_the_work_gives_it_up(qtbot: QtBot) -> None:
    """What was half made is of no use then; what is wanted now comes first."""
    parent = QObject()
    made: list[Span] = []

    def make(span: Span) -> Generator[None, None, str]:
        made.append(span)
        yield
        if len(made) == 1:
            ahead.plan(spans[1], [spans[2], spans[0]], 0)
        yield
        return str(span.first)

    ahead = Ahead(make, lambda: 1, parent)
    spans = [Span(date(2026, 11, day), 7) for day in (9, 16, 23)]
    ahead.plan(spans[0], [spans[1]], 0)
    qtbot.waitUntil(lambda: ahead.resting)
    assert ahead.take(spans[2]) == "2026-11-23"
    assert made[1] == spans[2]


def test_what_changed_while_it_was_made_is_not_taken(qtbot: QtBot) -> None:
    version = 1
    parent = QObject()

    def make(span: Span) -> Generator[None, None, str]:
        nonlocal version
        yield
        version = 2
        return "old"

    ahead = Ahead(make, lambda: version, parent)
    shown, after = Span(date(2026, 11, 23), 7), Span(date(2026, 11, 30), 7)
    ahead.plan(shown, [after], 0)
    qtbot.waitUntil(lambda: ahead.resting)
    assert ahead.take(after) is None
