"""Sharing by hand: the texts of invitations, the link as a code, free times, other languages."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.event import Meeting
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.share.free_times import FreeTimesDialog
from desktop_app.ui.share.qr import QUIET, QrDialog
from desktop_app.ui.share.templates import TemplatesDialog
from tests.ui.conftest import Stage
from tests.ui.fake_students import ANA, LUCAS
from tests.ui.fakes import lesson

Build = Callable[..., Stage]


@pytest.fixture
def s(stage: Build) -> Stage:
    """A window in English whose teacher has two students."""
    made = stage(language="en")
    made.calendar.students.put(ANA, LUCAS)
    return made


def templates(s: Stage) -> TemplatesDialog:
    s.window.dialogs.show_templates()
    (found,) = s.window.findChildren(TemplatesDialog)
    return found


def test_a_text_is_seen_as_it_will_be_sent_and_kept_for_its_language_and_type(
    s: Stage, qtbot: QtBot
) -> None:
    d = templates(s)
    assert "in Madrid 19–20" in d.preview.text()
    d.kind.setCurrentIndex(1)
    d.text.setPlainText("Group {title} ")
    qtbot.mouseClick(d._place("code"), Qt.MouseButton.LeftButton)
    d.text.insertPlainText(" {price}")
    assert "K7M-4QX" in d.preview.text() and "$ 12.000" in d.preview.text()
    told: list[object] = []
    s.settings.changed.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))  # once she rests, not for each key
    settings = s.settings.settings
    assert settings.invitation("en", "grupal").startswith("{code}")
    assert settings.invitation("en", "individual") == settings.invitation("es", "grupal") == ""
    d.language.setCurrentIndex(d.language.findData("es"))
    assert d.text.toPlainText().startswith("¡Hola!")
    assert "mié" in d.preview.text()


def test_a_text_is_kept_when_the_dialog_closes_and_the_calendar_is_not_read_for_it(
    s: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    d = templates(s)
    read: list[int] = []
    monkeypatch.setattr(s.window, "read", lambda: read.append(1))
    d.text.setPlainText("Hi {title}")
    d.close()
    assert s.settings.settings.invitation("en", "individual") == "Hi {title}"
    assert read == []


def test_what_aula_does_not_know_is_told_and_the_old_text_comes_back(
    s: Stage, qtbot: QtBot
) -> None:
    d = templates(s)
    assert not d.reset.isEnabled()
    d.text.setPlainText("Hi {nombre}")
    assert "{nombre}" in d.wrong.text()
    qtbot.mouseClick(d.reset, Qt.MouseButton.LeftButton)
    assert d.wrong.isHidden() and s.settings.settings.invitation("en", "individual") == ""


def test_the_settings_lead_to_the_texts(s: Stage, qtbot: QtBot) -> None:
    s.window.dialogs.show_settings("Invitation")
    (settings,) = s.window.findChildren(SettingsDialog)
    button = settings.rows["invitation"].field
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert settings.findChildren(TemplatesDialog)


def test_the_code_on_the_screen_is_the_link_module_for_module(s: Stage, qtbot: QtBot) -> None:
    s.window.dialogs.show_qr(("e11", ""))
    (d,) = s.window.findChildren(QrDialog)
    code = d.code
    many = len(code.modules) + 2 * QUIET
    picture = code.picture(many * 5)
    black = QColor("black")
    for y, row in enumerate(code.modules):
        for x, dark in enumerate(row):
            spot = picture.pixelColor((x + QUIET) * 5 + 2, (y + QUIET) * 5 + 2)
            assert (spot == black) == dark
    assert code.accessibleName().endswith("https://meet.google.com/hvk-tqme-wzr")
    shown = code.grab().toImage()  # on screen too: black and white, nothing between
    colours = {shown.pixelColor(x, shown.height() // 2).name() for x in range(shown.width())}
    assert {"#000000", "#ffffff"} <= colours and len(colours - {"#000000", "#ffffff"}) <= 1
    qtbot.mouseClick(d.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().width() == 600


def test_without_a_link_there_is_no_code(s: Stage, qtbot: QtBot) -> None:
    s.reader.put(replace(s.reader.events["e11", ""], meeting=Meeting()))
    s.window.dialogs.show_qr(("e11", ""))
    assert not s.window.findChildren(QrDialog)


def test_free_times_are_hers_and_the_student_s(s: Stage, qtbot: QtBot) -> None:
    qtbot.keyClick(s.window.views.current.surface, Qt.Key.Key_F)
    (d,) = s.window.findChildren(FreeTimesDialog)
    first = d.text.toPlainText().splitlines()
    assert first[:2] == ["My free times (Buenos Aires time):", "Tue 24/11: 12–14, 15–16, 18–20"]
    d.length.setValue(120)
    assert d.text.toPlainText().splitlines()[1] == "Tue 24/11: 12–14, 18–20"
    d.clock.setCurrentIndex(1)
    d.language.setCurrentIndex(d.language.findData("es"))
    assert d.text.toPlainText().splitlines()[:2] == [
        "Mis horarios libres (hora de Madrid):", "mar 24/11: 16–18, 22–0",
    ]  # fmt: skip
    copied: list[str] = []
    s.calendar.copied.connect(copied.append)
    qtbot.mouseClick(d.copy, Qt.MouseButton.LeftButton)
    assert copied == [d.text.toPlainText()]


def test_what_hidden_calendars_have_is_not_free_where_she_says_so(s: Stage, qtbot: QtBot) -> None:
    s.reader.hidden = [lesson("x", "Dentista", "2026-11-24 12:00", "2026-11-24 13:00")]

    def offered() -> str:
        s.window.dialogs.show_free_times()
        d = s.window.findChildren(FreeTimesDialog)[-1]
        return d.text.toPlainText().splitlines()[1]

    assert offered() == "Tue 24/11: 12–14, 15–16, 18–20"
    s.settings.update(hidden_busy=True)
    assert offered() == "Tue 24/11: 13–14, 15–16, 18–20"


def test_the_panel_s_menu_has_every_way_to_send(s: Stage, qtbot: QtBot) -> None:
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None and s.window.keys is not None
    qtbot.mouseClick(panel.more_ways, Qt.MouseButton.LeftButton)
    menu = s.window.keys._menu
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "Send by WhatsApp", "Send by e-mail", "Copy invitation in Spanish",
        "Copy invitation in English", "Copy as text", "Link as a QR code…",
    ]  # fmt: skip
    menu.actions()[3].trigger()
    menu.close()
    assert ("copy_invitation", ("e11", ""), "en") in s.calendar.asked
