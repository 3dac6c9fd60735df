"""The form, guests and answers from the hand to what the server got, and to whom it wrote."""

import json
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.ui.form.dialog import EventForm
from desktop_app.ui.panel import Panel
from desktop_app.ui.question import Question
from tests.e2e.conftest import Start
from tests.e2e.test_window import mine

LEFT = Qt.MouseButton.LeftButton


def new_form(program: Program, qtbot: QtBot) -> EventForm:
    surface = program.window.views.current.surface
    surface.setFocus()
    qtbot.keyClick(surface, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    (form,) = program.window.findChildren(EventForm)
    qtbot.waitUntil(form.isActiveWindow)
    return form


def panel_of(program: Program, qtbot: QtBot, event_id: str) -> Panel:
    program.window.show_class((event_id, ""))
    panel = program.window.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    return panel


def press(qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Question))
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    (button,) = [one for one in question.buttons if one.text() == words]
    qtbot.mouseClick(button, LEFT)


def bodies(server: DemoServer, method: str) -> list[dict[str, Any]]:
    return [json.loads(seen.body) for seen in server.requests if seen.method == method and seen.body
            and "/events" in seen.path]  # fmt: skip


def sent(program: Program) -> bool:
    reader = program.calendar.reader
    return reader is not None and reader.outbox() == (0, 0)


def test_a_series_with_a_guest_is_one_creation_with_its_mail_and_one_undo(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    form = new_form(program, qtbot)
    fields = form.fields
    qtbot.keyClicks(fields.name, "Olivia")
    fields.repeat.often.setCurrentIndex(2)
    fields.repeat.ends.setCurrentIndex(2)
    fields.repeat.count.setValue(4)
    fields.kind.setCurrentIndex(1)
    fields.places.setValue(3)
    fields.colour.choose("11")
    fields.reminders.which.setCurrentIndex(1)
    qtbot.mouseClick(fields.reminders.add, LEFT)
    fields.location.setText("Home")
    fields.guests.field.setFocus()
    qtbot.keyClicks(fields.guests.field, "olivia@example.org")
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, "Send mails")
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1 and sent(program), timeout=10_000)
    (event,) = mine(demo_server)
    assert event["summary"] == "Olivia" and event["location"] == "Home" and event["colorId"] == "11"
    rule = str(event["recurrence"])
    assert rule.startswith("['RRULE:FREQ=WEEKLY;BYDAY=") and rule.endswith(";COUNT=4']")
    assert event["reminders"] == {
        "useDefault": False, "overrides": [{"method": "popup", "minutes": 10}],
    }  # fmt: skip
    private = event["extendedProperties"]["private"]
    assert (private["aulaClassType"], private["aulaMaxParticipants"]) == ("grupal", "3")
    assert private["aulaAccessCode"] not in f"{event['summary']}{event['description']}"
    assert [(mail["to"], mail["kind"]) for mail in demo_server.mails] == [
        ("olivia@example.org", "invitation")
    ]
    assert len(bodies(demo_server, "POST")) == 1
    qtbot.waitUntil(
        lambda: private["aulaAccessCode"] in QGuiApplication.clipboard().text(), timeout=10_000
    )
    program.calendar.undo()
    qtbot.waitUntil(lambda: mine(demo_server) == [], timeout=10_000)


def test_an_edit_of_all_is_one_patch_with_nothing_else_in_it(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    panel = panel_of(program, qtbot, "claseproxima")
    qtbot.mouseClick(panel.more, LEFT)
    (form,) = program.window.findChildren(EventForm)
    qtbot.waitUntil(form.isActiveWindow)
    before = dict(demo_server.calendar().events["claseproxima"])
    form.fields.price.setText("$ 20.000")
    form.fields.notes.setPlainText("Traer el libro")
    qtbot.mouseClick(form.save, LEFT)
    qtbot.waitUntil(lambda: bool(bodies(demo_server, "PATCH")) and sent(program), timeout=10_000)
    assert bodies(demo_server, "PATCH") == [
        {
            "description": "Traer el libro",
            "extendedProperties": {"private": {"aulaPrice": "$ 20.000"}},
        }
    ]
    after = demo_server.calendar().events["claseproxima"]
    assert after["hangoutLink"] == before["hangoutLink"]
    program.calendar.undo()
    qtbot.waitUntil(
        lambda: (
            demo_server.calendar().events["claseproxima"]["description"] == before["description"]
        ),
        timeout=10_000,
    )


def test_an_invitation_is_answered_and_whoever_invites_is_told(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    panel = panel_of(program, qtbot, "reunioninstituto")
    qtbot.mouseClick(panel.guests.choices["declined"], LEFT)

    def answered() -> bool:
        guests = demo_server.calendar().events["reunioninstituto"]["attendees"]
        return any(g.get("self") and g["responseStatus"] == "declined" for g in guests)

    qtbot.waitUntil(answered, timeout=10_000)
    assert [mail["kind"] for mail in demo_server.mails] == ["reply"]
    reader = program.calendar.reader
    assert reader is not None
    event = reader.event("reunioninstituto", "")
    assert event is not None and event.declined and not event.editable


def test_an_event_becomes_a_class_with_code_and_link_in_one_press(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    panel = panel_of(program, qtbot, "dentista")
    qtbot.mouseClick(panel.make_class, LEFT)
    qtbot.waitUntil(
        lambda: "hangoutLink" in demo_server.calendar().events["dentista"], timeout=10_000
    )
    event = demo_server.calendar().events["dentista"]
    code = event["extendedProperties"]["private"]["aulaAccessCode"]
    qtbot.waitUntil(lambda: panel.code.text() == code)
    assert len(bodies(demo_server, "PATCH")) == 1
    assert code not in json.dumps({k: v for k, v in event.items() if k != "extendedProperties"})


def test_a_guest_taken_off_quietly_gets_no_mail(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    demo_server.calendar().patch("mates", {"attendees": [{"email": "sole@example.org"}]})
    program = start()
    panel = panel_of(program, qtbot, "mates")
    qtbot.waitUntil(lambda: len(panel.guests.list.rows) == 1)
    qtbot.mouseClick(panel.guests.list.rows[0].out, LEFT)
    asking = program.window.context.editor.asking
    assert asking is not None
    qtbot.mouseClick(asking.tell, LEFT, pos=QPoint(8, asking.tell.height() // 2))
    qtbot.keyClick(asking, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: "attendees" not in demo_server.calendar().events["mates"], timeout=10_000
    )
    assert demo_server.mails == []
    qtbot.waitUntil(lambda: panel.guests.list.rows == [])
