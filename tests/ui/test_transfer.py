"""Import and export, in a real window: preview, drop, what is asked of the service."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import UsageError
from desktop_app.domain.text import Sentence
from desktop_app.domain.transfer import Incoming, Plan, Unreadable
from desktop_app.ui.button import Button
from desktop_app.ui.export_dialog import ExportDialog
from desktop_app.ui.import_dialog import SHOWN, ImportDialog
from tests.ui.conftest import Stage
from tests.ui.fakes import ZONE, at

WHEN = ["timed", at("2026-11-26 15:00"), at("2026-11-26 16:00"), ZONE]
ANA = Incoming("u1", {"summary": "Ana", "when": WHEN})
SERIES = Incoming("u2", {"summary": "Grupo", "when": WHEN, "recurrence": ["RRULE:FREQ=DAILY"]})
PLAN = Plan(
    (("a", ANA), ("b", SERIES)),
    (ANA._replace(uid="u3", fields={"summary": "Lucas", "when": WHEN}),),
    (Unreadable("Rota", Sentence("Its time cannot be read.")),),
)


def words(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]


def opened() -> ImportDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    return dialog


def button(dialog: ImportDialog | ExportDialog, text: str) -> Button:
    return next(b for b in dialog.findChildren(Button) if b.text() == text)


def test_the_preview_says_what_is_new_there_and_broken(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    made = stage("en")
    made.calendar.transfer.plan = PLAN
    made.window.dialogs.show_import("/somewhere/clases.ics")
    dialog = opened()
    said = words(dialog)
    for line in (
        "clases.ics",
        "New: 2",
        "Ana · Thu 26/11 · 15–16",
        "Grupo · Thu 26/11 · 15–16 · every day",
        "There already, left as it is: 1",
        "Cannot be read: 1",
        "Rota · Its time cannot be read.",
    ):
        assert line in said, said
    assert made.calendar.transfer.taken == []
    qtbot.keyClick(button(dialog, "Import 2"), Qt.Key.Key_Return)
    assert made.calendar.transfer.taken == [PLAN]


def test_nothing_new_and_no_calendar_each_have_a_sentence(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.calendar.transfer.plan = Plan((), PLAN.there, ())
    made.window.dialogs.show_import("a.ics")
    assert "There is nothing new in this file." in words(opened())
    assert button(opened(), "Import").isHidden()
    opened().close()
    made.calendar.transfer.plan = UsageError(Sentence("That cannot be done as it was asked."))
    made.window.dialogs.show_import("a.ics")
    assert "That cannot be done as it was asked." in words(opened())


def test_a_long_file_lists_the_first_and_counts_the_rest(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    many = tuple((str(n), ANA._replace(uid=str(n))) for n in range(SHOWN + 20))
    made.calendar.transfer.plan = Plan(many, (), ())
    made.window.dialogs.show_import("a.ics")
    assert "… and 20 more" in words(opened())
    assert words(opened()).count("Ana · Thu 26/11 · 15–16") == SHOWN


def mime(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


@pytest.mark.parametrize(
    ("paths", "taken"), [(("/x/a.ICS",), True), (("/x/a.png",), False), (("a.ics", "b.ics"), False)]
)
def test_a_calendar_dropped_on_the_window_is_looked_at(
    stage: Callable[..., Stage], paths: tuple[str, ...], taken: bool
) -> None:
    window = stage("en").window
    data = mime(*paths)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    enter = QDragEnterEvent(QPoint(400, 400), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted() == taken
    drop = QDropEvent(QPointF(400, 400), copy, data, left, none)
    drop.ignore()
    QApplication.sendEvent(window, drop)
    assert drop.isAccepted() == taken
    assert isinstance(QApplication.activeModalWidget(), ImportDialog) == taken


def test_export_asks_for_a_range_a_student_and_the_codes(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.window.dialogs.show_export()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    assert dialog.wanted() == (0, 1 << 40, "", False)
    assert not dialog.first.isVisible()
    dialog.range.setChecked(True)
    assert dialog.first.isVisible()
    dialog.student.setText(" Ana ")
    dialog.codes.setChecked(True)
    low, high = at("2026-11-23 00:00"), at("2026-11-30 00:00")
    assert dialog.wanted() == (low, high, "Ana", True)
    dialog._save("/x/aula.ics")
    assert made.calendar.transfer.written == [("/x/aula.ics", (low, high, "Ana", True))]
