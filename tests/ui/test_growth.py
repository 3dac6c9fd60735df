"""Room to grow: longer languages, larger fonts, twice the pixels, and from right to left."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.text import Sentence
from desktop_app.services.values import Badge, SignIn, Toast
from desktop_app.ui.badge import BESIDE, WRAPPED
from desktop_app.ui.mails import ask_mails
from desktop_app.ui.window import MainWindow
from tests.ui.cut import Stretched, cut
from tests.ui.pictures import settle, window

Screen = Callable[[MainWindow], None]


def _panel(w: MainWindow) -> None:
    w.choose(("e16", ""))


def _toast(w: MainWindow) -> None:
    w.toasts.show(Toast(Sentence("Class made · link and code copied"), (), 0))


def _box(name: str, text: str) -> Screen:
    def show(w: MainWindow) -> None:
        getattr(w.finders, name)()
        getattr(w.finders, f"{name}_box").open(text)

    return show


def _empty(w: MainWindow) -> None:
    w.context.calendar.badge_changed.emit(Badge("attention", None, 2))
    w.show_day(date(2027, 1, 5))


def _question(w: MainWindow) -> None:
    ask_mails(w.context, w, lambda mails: None)


def _sign_in(w: MainWindow) -> None:
    w.context.account.sign_in_changed.emit(SignIn("waiting", "https://x"))


def _guide(w: MainWindow) -> None:
    pages = w.page_host.pages()
    pages.first_run()
    pages._show(pages.guide)


SCREENS: dict[str, Screen] = {
    "week": lambda w: None,
    "month": lambda w: w.views.show_view("month"),
    "panel": _panel,
    "toast": _toast,
    "search": _box("search", "ana"),
    "nothing found": _box("search", "Wenceslao"),
    "command box": _box("command", "nue"),
    "quick add": _box("quick", "Ana martes a las 4 sin link grupal x4"),
    "empty": _empty,
    "first run": lambda w: w.page_host.first_run(),
    "guide": _guide,
    "signing in": _sign_in,
    "keys": lambda w: w.dialogs.show_keys(),
    "settings": lambda w: w.dialogs.show_settings(),
    "question": _question,
    "go to date": lambda w: w.dialogs.go_to_date(),
}


@pytest.fixture(params=[10, 14], ids=["usual font", "font 140 %"])
def font_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    before = QApplication.font()
    QApplication.setFont(QFont("Inter", request.param))
    yield request.param
    QApplication.setFont(before)


def shown(w: MainWindow) -> QWidget:
    return QApplication.activeModalWidget() or w


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["es", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "size",
    [pytest.param((1280, 800), marks=pytest.mark.long), (900, 600)],
    ids=["usual", "smallest"],
)
def test_no_text_is_cut(
    qapp: QApplication, font_size: int, language: str, screen: str, size: tuple[int, int]
) -> None:
    """At the usual font in words stretched by 40 %; at 140 % in the words as they are."""
    translator = Stretched(language) if font_size == 10 else None
    w = window("light", language, size, translator=translator)
    try:
        SCREENS[screen](w)
        settle()
        assert cut(shown(w)) == []
    finally:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
        w.close()
        w.deleteLater()
        settle()


@pytest.mark.parametrize("language", ["es", "en"])
def test_badge_and_title_are_whole_in_the_smallest_window(
    qapp: QApplication, font_size: int, language: str
) -> None:
    """The panel beside, days of two months, and the longest that the badge says."""
    translator = Stretched(language) if font_size == 10 else None
    w = window("light", language, (900, 600), translator=translator)
    try:
        badge = w.sidebar.badge
        for told in (
            Badge("offline", None, 12),
            Badge("trouble", None, 12),
            Badge("attention", None, 12),
        ):
            w.context.calendar.badge_changed.emit(told)
            settle()
            room = badge.rect().adjusted(0, 0, -BESIDE, 0)
            words = badge.fontMetrics().boundingRect(room, WRAPPED, badge.accessibleName())
            assert words.height() <= badge.height() and words.width() <= room.width(), told
            assert w.sidebar.rect().contains(badge.geometry())
        w.show_day(date(2026, 12, 2))
        w.choose(("e19", ""))
        settle()
        assert w.header.title.text() == w.header.title.accessibleName()
    finally:
        w.close()
        w.deleteLater()
        settle()


TWICE = """
import sys
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
app = QApplication(["aula", "-style", "fusion"])
app.setFont(QFont("Inter", 10))
from tests.ui.cut import cut
from tests.ui.pictures import window
from tests.ui.test_growth import SCREENS
w = window("light", "es")
for name in ("panel", "search", "quick add"):
    SCREENS[name](w)
picture = w.grab()
print(picture.width(), picture.height(), cut(w), w.width(), w.height())
"""


def test_with_twice_the_pixels_all_is_drawn_at_twice_the_size(qapp: QApplication) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWICE],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    assert done.stdout.split() == ["2560", "1600", "[]", "1280", "800"]


@pytest.fixture
def from_right_to_left(qapp: QApplication) -> Iterator[None]:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("from_right_to_left")
@pytest.mark.parametrize("screen", ["week", "month", "panel", "search", "quick add", "keys"])
def test_from_right_to_left_nothing_breaks(qapp: QApplication, screen: str) -> None:
    w = window("light", "es")
    try:
        SCREENS[screen](w)
        settle()
        assert cut(shown(w)) == []
        assert w.sidebar.x() > w.views.mapTo(w, w.views.rect().topLeft()).x()
        surface = w.views.current.surface
        for key in w.views.current.order():
            chip = w.views.current.chip(key)
            if chip is not None and chip.parentWidget() is surface:
                assert surface.rect().contains(chip.geometry()), key
        for box in (w.finders.search_box, w.finders.command_box, w.finders.quick_box):
            assert box is None or w.rect().contains(box.geometry())
    finally:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
        w.close()
        w.deleteLater()
        settle()
