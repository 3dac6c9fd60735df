"""Opening links: a calendar that others write to must not send the teacher anywhere unasked."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.invitation import mail_url
from desktop_app.services.sharing import safe
from desktop_app.ui.links import open_outside
from desktop_app.ui.question import Question
from tests.opened import Browser, browsing
from tests.ui.conftest import Stage

Build = Callable[..., Stage]


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Return what is asked to open https links."""
    with browsing() as made:
        yield made


def question(stage: Stage) -> Question:
    """Return the question on screen."""
    (box,) = stage.window.findChildren(Question)
    return box


@pytest.mark.parametrize(
    "url", ["https://meet.google.com/abc-defg-hij", "https://us02web.zoom.us/j/1", "https://wa.me/"]
)
def test_a_known_host_opens_at_once(stage: Build, browser: Browser, url: str) -> None:
    s = stage()
    s.calendar.open_url.emit(url)
    assert browser.opened == [url]
    assert not s.window.findChildren(Question)


def test_an_unknown_host_is_shown_and_asked_about(
    stage: Build, browser: Browser, qtbot: QtBot
) -> None:
    """A host that only begins like a known one is unknown."""
    s = stage(language="en")
    s.calendar.open_url.emit("https://meet.google.com.example.net/<b>x</b>")
    box = question(s)
    assert "meet.google.com.example.net" in box.text
    assert browser.opened == []
    (go,) = (b for b in box.buttons if b.text() == "Open")
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert len(browser.opened) == 1


def test_saying_no_opens_nothing(stage: Build, browser: Browser, qtbot: QtBot) -> None:
    s = stage()
    s.calendar.open_url.emit("https://example.net/")
    qtbot.keyClick(question(s), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not s.window.findChildren(Question))
    assert browser.opened == []


@pytest.mark.parametrize(
    "url", ["https://[x", "http://a.b", "https://", "https://a@b.c", "file:///"]
)
def test_what_is_no_safe_address_is_never_opened(url: str) -> None:
    assert not safe(url)


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system with no browser, no mail program and nothing else that opens anything."""
    monkeypatch.setenv("PATH", "")
    for name in ("BROWSER", "DEFAULT_BROWSER"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_programs")
@pytest.mark.qt_log_ignore("Unable to detect a (web browser|launcher)", extend=True)
@pytest.mark.parametrize(
    ("url", "told", "kept"),
    [
        ("https://wa.me/54?text=a%2Bb", "No browser opened", "https://wa.me/54?text=a%2Bb"),
        (mail_url("ana@x.org", "Your class", "Code\nK7M+4QX"), "The text is", "Code\nK7M+4QX"),
        (mail_url("ana@x.org"), "The address is", "ana@x.org"),
        ("file:///tmp/crash%20reports", "Its path is", "/tmp/crash reports"),
    ],
)
def test_where_nothing_opens_it_what_she_needs_is_on_the_clipboard(
    stage: Build, url: str, told: str, kept: str
) -> None:
    s = stage(language="en")
    open_outside(s.window.context, url)
    toasts = s.window.toasts.made
    assert toasts is not None
    assert told in toasts.shown[-1].text
    assert QApplication.clipboard().text() == kept


@pytest.mark.usefixtures("no_programs")
@pytest.mark.qt_log_ignore("Unable to detect a (web browser|launcher)", extend=True)
def test_joining_with_no_browser_says_what_to_do(stage: Build) -> None:
    s = stage(language="es")
    s.calendar.open_url.emit("https://meet.google.com/abc-defg-hij")
    toasts = s.window.toasts.made
    assert toasts is not None
    assert toasts.shown[-1].text.endswith("pegalo en tu navegador.")
