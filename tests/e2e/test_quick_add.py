"""Quick add from the hand, and from the command line, to what the server got."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.demo import DemoServer
from tests.e2e.conftest import Start
from tests.e2e.run import aula, environment
from tests.e2e.test_window import mine


def test_a_line_in_the_window_is_a_class_on_the_server(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    grid = program.window.week.grid
    grid.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(grid, Qt.Key.Key_Q)
    box = program.window.finders.quick_box
    assert box is not None
    qtbot.waitUntil(box.field.hasFocus)
    qtbot.keyClicks(box.field, "Ana 15/12 15:30 a 17 grupal x4")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    (event,) = mine(demo_server)
    assert event["summary"] == "Ana"
    assert str(event["start"]["dateTime"])[5:16] == "12-15T15:30"  # type: ignore[index]
    assert str(event["end"]["dateTime"])[5:16] == "12-15T17:00"  # type: ignore[index]
    assert event["description"] == "La clase sera grupal con x4 participantes"
    qtbot.waitUntil(lambda: program.window.chosen == (str(event["id"]), ""))
    assert (program.window.views.day.month, program.window.views.day.day) == (12, 15)


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
