"""The agenda in a real window: endless, virtual, and steady under the hand."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.day_list import Empty, Gap, Stand
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.services.values import Badge
from desktop_app.ui.agenda_list import AgendaList
from desktop_app.ui.agenda_view import FAR, AgendaView
from tests.ui.conftest import Stage
from tests.ui.fakes import lesson

Build = Callable[..., Stage]


def agenda(stage: Stage) -> AgendaView:
    """Return the agenda."""
    view = stage.window.views.current
    assert isinstance(view, AgendaView)
    return view


def wheel(shown: AgendaList, notches: int) -> None:
    """Turn the wheel: up is positive."""
    at = QPointF(300, 200)
    event = QWheelEvent(
        at, shown.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(shown, event)


def seen(shown: AgendaList) -> list[str]:
    """Return the ids of the rows that are wholly in sight."""
    room = shown.rect()
    return [c.key[0] for c in shown.pool.shown if room.contains(c.geometry())]


def fill(stage: Stage, weeks: range) -> None:
    """Put a class on each Monday of these weeks around 23 November 2026."""
    for week in weeks:
        day = date.fromordinal(date(2026, 11, 23).toordinal() + 7 * week)
        stage.reader.put(lesson(f"w{week}", f"Clase {week}", f"{day} 09:00", f"{day} 10:00"))
    stage.calendar.changed.emit(ChangeSet(everything=True))


def test_today_stands_at_the_top_and_gaps_are_told(stage: Build) -> None:
    """Between Tuesday's classes there are 1 and 2 hours."""
    s = stage(view="agenda")
    s.window.go_today()
    shown = agenda(s).list
    assert shown.day_at(shown.top) == date(2026, 11, 24)
    assert seen(shown)[:2] == ["e5", "e6"]
    today = [p.item for p in shown.places if p.item.day == date(2026, 11, 24)]
    gaps = [(item.end - item.start) // 3600 for item in today if isinstance(item, Gap)]
    assert gaps == [1, 2, 1]


def test_a_calendar_with_nothing_in_it_says_what_to_do(stage: Build, qtbot: QtBot) -> None:
    s = stage("en", filled=False, view="agenda")
    view = agenda(s)
    assert view.notice.isVisible()
    assert view.notice._words.text() == "Your classes will stand here, day by day."
    (place,) = view.list.places
    assert place.item == Empty(date(2026, 11, 24), date(2026, 11, 24)) and view.list.top == 0
    read = view._high
    s.calendar.changed.emit(ChangeSet(everything=True))
    assert view._high == read  # it does not read on for ever
    s.window.views.turn(1)
    assert view.list.places[0].item.day == date(2026, 12, 1)
    s.window.resize(900, 600)
    assert view.rect().contains(view.notice.geometry())
    s.calendar.badge = Badge("working")
    s.calendar.badge_changed.emit(s.calendar.badge)
    assert view.notice._words.text() == "Bringing your classes from Google…"
    s.calendar.badge = Badge("synced", 0.0)
    s.calendar.badge_changed.emit(s.calendar.badge)
    qtbot.mouseClick(view.notice._button, Qt.MouseButton.LeftButton)
    assert ("new_class", None, None) in s.calendar.asked
    assert not view.notice.isVisible()
    s.reader.events.clear()
    view.list.top = 40
    s.calendar.changed.emit(ChangeSet(everything=True))
    assert view.notice.isVisible() and view.list.top == 0


def test_it_opens_on_the_day_of_the_view_before(stage: Build) -> None:
    """At the top, whatever is read above it and below."""
    s = stage()
    fill(s, range(-10, 40))
    s.window.show_day(date(2026, 11, 26))
    s.window.views.show_view("agenda")
    shown = agenda(s).list
    assert shown.day_at(shown.top) == date(2026, 11, 26)
    assert seen(shown)[0] == "x"
    s.window.views.show_view("month", date(2027, 3, 5))
    s.window.views.show_view("agenda")
    assert shown.day_at(shown.top) == date(2027, 3, 2)  # nothing stands from then to the 8th
    s.window.views.show_view("week", date(2026, 12, 7))
    s.window.views.show_view("agenda")
    assert shown.day_at(shown.top) == date(2026, 12, 7)


def test_the_small_month_shows_the_day_at_the_top(stage: Build) -> None:
    s = stage()
    s.window.show_day(date(2026, 11, 28))
    s.window.views.show_view("agenda")
    month = s.window.sidebar.month
    assert s.window.views.day == date(2026, 11, 28)
    assert month._first == date(2026, 11, 1)  # December is where most of the next week lies


def test_it_goes_on_both_ways_and_keeps_only_what_is_near(stage: Build) -> None:
    """A year on and a year back by the wheel: what is far is let go."""
    s = stage(view="agenda", filled=False)
    fill(s, range(-100, 100))
    view = agenda(s)
    for notches, last in ((-1, date(2028, 5, 1)), (1, date(2025, 7, 1))):
        for _ in range(900):
            wheel(view.list, notches)
            if (view.day >= last) if notches < 0 else (view.day <= last):
                break
        else:
            raise AssertionError(f"stopped at {view.day}")
        assert view.list.height_of_all < 3 * FAR
        assert len(view.list.pool.shown) < 60
    assert "2025" in s.window.header.title.text()


def test_an_empty_calendar_does_not_read_without_end(stage: Build) -> None:
    """Today says that there is nothing."""
    s = stage(view="agenda", filled=False)
    view = agenda(s)
    wheel(view.list, -3)
    wheel(view.list, 3)
    assert date(2026, 11, 24) in [p.item.day for p in view.list.places]


def test_a_refresh_keeps_what_is_seen_where_it_is(stage: Build) -> None:
    """Also when something comes in above it; focus and selection stay with their class."""
    s = stage(view="agenda", filled=False)
    fill(s, range(-10, 10))
    shown = agenda(s).list
    wheel(shown, -2)
    chip = shown.pool.find(("w2", ""))
    assert chip is not None
    chip.setFocus()
    s.window.choose(("w2", ""))
    before = chip.y()
    for hour in range(8, 18):
        s.reader.put(
            lesson(f"n{hour}", "Antes", f"2026-11-17 {hour:02}:00", f"2026-11-17 {hour:02}:30")
        )
    s.calendar.changed.emit(ChangeSet(frozenset({"n8"})))
    chip = shown.pool.find(("w2", ""))
    assert chip is not None and chip.y() == before
    assert chip.hasFocus()
    assert shown.selected == ("w2", "")


def test_arrows_walk_on_beyond_what_is_seen(stage: Build, qtbot: QtBot) -> None:
    """The list follows the focus."""
    s = stage(view="agenda", filled=False)
    fill(s, range(-10, 30))
    s.window.go_today()
    view = agenda(s)
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Down)
        focused = QApplication.focusWidget()
        assert focused is not None and view.list.rect().contains(focused.geometry())
    assert getattr(QApplication.focusWidget(), "key", None) == ("w21", "")
    assert view.day > date(2027, 3, 1)


def test_keys_turn_by_weeks_and_pages(stage: Build, qtbot: QtBot) -> None:
    """The header names the month of the top."""
    s = stage(view="agenda", filled=False)
    fill(s, range(-10, 60))
    view = agenda(s)
    s.window.go_today()
    qtbot.keyClick(view.list, Qt.Key.Key_Right)
    assert view.day == date(2026, 12, 1)
    assert s.window.header.title.text() == "Diciembre 2026"
    top = view.list.top
    qtbot.keyClick(view.list, Qt.Key.Key_PageDown)
    assert view.list.top > top


def test_what_lasts_days_stands_on_each_and_keeps_its_own_focus(stage: Build) -> None:
    """The second row of the same event has the focus, also after a refresh."""
    s = stage(view="agenda")
    s.window.go_today()
    shown = agenda(s).list
    exams = [c for c in shown.pool.shown if c.key == ("x", "")]
    assert len(exams) == 3
    numbers = [
        (p.item.number, p.item.days)
        for p in shown.places
        if isinstance(p.item, Stand) and p.item.occurrence.key == ("x", "")
    ]
    assert numbers == [(1, 3), (2, 3), (3, 3)]
    exams[1].setFocus()
    y = exams[1].y()
    s.calendar.changed.emit(ChangeSet(everything=True))
    focused = QApplication.focusWidget()
    assert focused is not None and focused.y() == y


def test_the_date_opens_its_day(stage: Build, qtbot: QtBot) -> None:
    """In the view of a day."""
    s = stage(view="agenda")
    s.window.go_today()
    shown = agenda(s).list
    day = next(d for d in shown.days if d.day == date(2026, 11, 25))
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(30, day.top - shown.top + 20))
    assert (s.window.views.name, s.window.views.day) == ("day", date(2026, 11, 25))
