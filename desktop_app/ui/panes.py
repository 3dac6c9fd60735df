"""The panes of the window, gone round with F6: sidebar, view, panel; each keeps its own focus."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.services.values import Key
from desktop_app.ui.chip import Chip

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow


class Panes(QObject):
    """Knows where in each pane the focus was last."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._last: dict[QWidget, QWidget] = {}
        self._key: Key | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def step(self, by: int) -> None:
        """Give the focus to the next pane, or to the one before."""
        panes = self._shown()
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if _holds(pane, focus)), -1 if by > 0 else 0)
        self._enter(panes[(at + by) % len(panes)])

    def _shown(self) -> list[QWidget]:
        window = self._window
        panes = [window.sidebar, window.views, window.panel]
        return [pane for pane in panes if pane is not None and pane.isVisible()]

    def _enter(self, pane: QWidget) -> None:
        window = self._window
        last = self._last.get(pane)
        if last is not None and shiboken6.isValid(last) and last.isVisible() and last.isEnabled():
            target = last
        elif pane is window.views:
            shown = window.views.current.order()
            known = [key for key in (window.chosen, self._key) if key in shown]
            target = window.finders.home(next(iter([*known, *shown]), None))
        elif pane is window.panel:
            window.panel.focus_first()
            return
        else:
            target = window.sidebar.new
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not shiboken6.isValid(self._window):
            return
        for pane in self._shown():
            # A chip stands for another class by and by: its key is what the view finds again.
            if _holds(pane, new):
                if pane is self._window.views:
                    self._key = new.key if isinstance(new, Chip) else None
                else:
                    self._last[pane] = new


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))
