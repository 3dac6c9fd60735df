"""Quick add from the hand, and from the command line, to what the server got."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.services.values import Toast
from desktop_app.ui.question import Question
from tests.e2e.conftest import Start
from tests.e2e.run import aula, environment
from tests.e2e.test_window import mine


def line(program: Program, qtbot: QtBot, words: str) -> None:
    """Type a line into quick add, and make what it says."""
    grid = program.window.week.grid
    grid.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(grid, Qt.Key.Key_Q)
    box = program.window.finders.quick_box
    assert box is not None
    qtbot.waitUntil(box.field.hasFocus)
    qtbot.keyClicks(box.field, words)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)


def test_a_line_in_the_window_is_a_class_on_the_server(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    line(program, qtbot, "Ana 15/12 15:30 a 17 grupal x4")
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    (event,) = mine(demo_server)
    assert event["summary"] == "Ana"
    assert str(event["start"]["dateTime"])[5:16] == "12-15T15:30"
    assert str(event["end"]["dateTime"])[5:16] == "12-15T17:00"
    assert event["description"] == "La clase sera grupal con x4 participantes"
    qtbot.waitUntil(lambda: program.window.chosen == (str(event["id"]), ""))
    assert (program.window.views.day.month, program.window.views.day.day) == (12, 15)


def test_an_address_in_the_line_is_a_guest_at_google_and_gets_the_mail_she_asked_for(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    line(program, qtbot, "leo.perez@example.com 15/12 15:30")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Question))
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    qtbot.mouseClick(question.buttons[2], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    (event,) = mine(demo_server)
    assert event["summary"] == "Leo Perez"
    assert [guest["email"] for guest in event["attendees"]] == ["leo.perez@example.com"]
    asked = [one for one in demo_server.requests if one.method == "POST" and "/events" in one.path]
    assert asked[-1].query["sendUpdates"] == ["all"]


def test_a_series_of_one_line_opens_on_its_first_class_and_asks_before_it_goes(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    warned: list[Toast] = []
    program = start()
    program.calendar.toast.connect(lambda t: warned.append(t) if t.warning else None)
    window = program.window
    line(program, qtbot, "Iris 15/12 6am 3 semanas")
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    (event,) = mine(demo_server)
    first = (str(event["id"]), f"{event['start']['dateTime'][:4]}1215T090000Z")
    qtbot.waitUntil(lambda: window.chosen == first)
    assert warned == []  # it does not overlap itself
    chip = window.week.chip(first)
    assert chip is not None
    # It stands in sight, though the week was scrolled to a later hour.
    top = chip.mapTo(window.week.scroller.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < window.week.scroller.viewport().height()
    qtbot.waitUntil(chip.hasFocus)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    editor = window.context.editor
    qtbot.waitUntil(lambda: editor.asking is not None)
    assert editor.asking is not None
    qtbot.keyClick(editor.asking, Qt.Key.Key_Return)  # only this one
    qtbot.waitUntil(lambda: window.week.chip(first) is None)
    window.show_day(window.views.day + timedelta(days=7))
    assert [key[0] for key in window.week.order()].count(first[0]) == 1


def test_a_line_on_the_command_line(demo_server: DemoServer, data_dir: Path) -> None:
    env = environment(demo_server, data_dir)
    made = aula(
        "new-class", "--json", "--quick", "Ana 15/12 15 a 16 x4 sin link", "--title", "Eva", env=env
    )
    assert made.code == 0, made.err
    value = made.json
    assert (value["title"], value["class_type"], value["max_participants"]) == ("Eva", "grupal", 4)
    assert value["link"] is None
    assert value["start"].endswith("-12-15T15:00:00-03:00")
    series = aula(
        "new-class", "--json", "--no-meet", "--quick", "Eva jueves 15, 4 semanas", env=env
    )
    assert series.code == 0, series.err
    raw = demo_server.calendar().get(series.json["id"])
    assert raw["recurrence"] == ["RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=4"]
    wrong = aula("new-class", "--quick", "Ana 31/2", env=env)
    assert wrong.code == 2
    assert "31/2" in wrong.err
