"""Several calendars in the real window: from the press to the week, and to the server."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.demo.grants import EVENTS
from desktop_app.demo.sample_calendars import INSTITUTE
from desktop_app.ui.calendar_list import CalendarLine
from desktop_app.ui.settings_dialog import SettingsDialog
from tests.e2e.conftest import Start

CLOSED = "http://127.0.0.1:9/calendar/v3/"


def line(program: Program, name: str) -> CalendarLine:
    lines = program.window.sidebar.calendars.lines
    return next(one for one in lines if one.accessibleName() == name)


def colours(program: Program, summary: str) -> set[str]:
    """Return the colours of the occurrences of that name in this week."""
    shown = program.window.week.occurrences
    return {o.color_id for o in shown if o.summary == summary}


MEETING = "Reunión del departamento de Inglés"


def test_a_press_hides_a_calendar_at_once_and_shows_it_again_without_network(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    qtbot.waitUntil(lambda: colours(program, MEETING) == {"#B39DDB"}, timeout=10_000)
    demo_server.faults.add("GET .*", cut="before")
    qtbot.mouseClick(line(program, "Instituto del Sur"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: colours(program, MEETING) == set())
    qtbot.mouseClick(line(program, "Instituto del Sur"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: colours(program, MEETING) == {"#B39DDB"})
    demo_server.faults.clear()


def test_an_event_of_a_calendar_that_is_only_read_offers_no_edit(
    qtbot: QtBot, start: Start
) -> None:
    program = start()
    reader = program.calendar.reader
    assert reader is not None
    now = int(program.aula.now())
    rows = reader.occurrences(now, now + 300 * 86_400, program.aula.zone)
    holiday = next(o for o in rows if o.calendar_id.startswith("es.ar"))
    program.window.show_class(holiday.key)
    panel = program.window.panel
    assert panel is not None
    assert panel.name.isReadOnly()
    assert panel.remove.isHidden()


def test_the_next_class_goes_to_the_calendar_chosen_in_the_settings(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    program.window.dialogs.show_calendars()
    dialog = program.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    box = dialog.rows["calendar_id"].field
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: program.settings.settings.calendar_id == INSTITUTE)
    dialog.accept()
    known = {event["id"] for event in demo_server.calendar(INSTITUTE).live}
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)

    def made() -> list[str]:
        live = demo_server.calendar(INSTITUTE).live
        return [event["summary"] for event in live if event["id"] not in known]

    qtbot.waitUntil(lambda: made() == ["Clase de Inglés"], timeout=10_000)


def test_without_leave_to_list_calendars_that_is_told_once(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    said: list[str] = []
    token = demo_server.issue_refresh_token(scopes=("openid", "email", "profile", EVENTS))
    program = start(said=said, GOOGLE_REFRESH_TOKEN=token)
    qtbot.waitUntil(lambda: any("list of your calendars" in text for text in said))
    program.calendar.sync_now()
    qtbot.waitUntil(lambda: program.calendar.badge.state == "synced")
    assert len([text for text in said if "list of your calendars" in text]) == 1
    assert program.window.sidebar.calendars.isHidden()
