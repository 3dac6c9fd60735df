"""The list of copies, in a real window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.copies import Copy
from desktop_app.domain.errors import StorageError
from desktop_app.ui.button import Button
from desktop_app.ui.copies import CopiesDialog
from tests.ui.conftest import Stage
from tests.ui.fakes import at

MADE = float(at("2026-11-23 09:12"))
COPIES = [
    Copy("desk-2026-11-23.db", MADE, "day", 2, 1, 14),
    Copy("desk-2026-11-22.db", MADE - 86_400, "day", trouble="damaged"),
    Copy("desk-form-1.db", MADE - 2 * 86_400, "upgrade"),
]


def opened(stage: Stage, qtbot: QtBot) -> CopiesDialog:
    """Open the list from the menu's own action."""
    stage.window.dialogs.show_copies()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopiesDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def words(dialog: CopiesDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_each_copy_says_when_and_what_is_in_it(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    made = stage("en")
    made.calendar.files.listed = COPIES
    dialog = opened(made, qtbot)
    said = words(dialog)
    assert "Monday 23 November, 9:12" in said
    assert "3 changes not sent · 14 students" in said
    assert "No change was waiting" in said
    assert "This copy is damaged and cannot be restored." in said
    names = [b.accessibleName() for b in dialog.findChildren(Button)]
    assert "Restore the copy of Monday 23 November, 9:12" in names
    assert not any("Sunday 22" in name for name in names)


def test_restore_by_keyboard(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    made = stage()
    made.calendar.files.listed = COPIES
    dialog = opened(made, qtbot)
    first = next(
        b for b in dialog.findChildren(Button) if "Lunes 23 de noviembre" in b.accessibleName()
    )
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert made.calendar.files.restored == ["desk-2026-11-23.db"]


def test_no_copy_and_trouble_each_have_a_sentence(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    made = stage("en")
    dialog = opened(made, qtbot)
    assert "There is no copy yet: the first one is made today." in words(dialog)
    dialog.close()
    made.calendar.files.trouble = StorageError()
    assert "Aula could not write its files." in words(opened(made, qtbot))
