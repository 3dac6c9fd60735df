"""The window's menus: the main one, the views', a class's, and that of a place on the calendar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction

from desktop_app.domain.reschedule import Spot
from desktop_app.domain.text import N_
from desktop_app.services.values import Key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from desktop_app.ui.window import MainWindow


class Menus:
    """Opens them once the actions are made, which is after the first paint."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._place: QMenu | None = None

    def main(self) -> None:
        """Open the menu of everything."""
        if self._window.keys is not None:
            self._window.keys.popup(self._window.header.more)

    def views(self) -> None:
        """Open the menu of the views."""
        if self._window.keys is not None:
            self._window.keys.views_menu(self._window.header.folded)

    def of_class(self, key: Key, at: QPoint) -> None:
        """Select a class and open its menu: its panel stays as it is."""
        if self._window.keys is not None:
            self._window.panel_host.select(key)
            self._window.keys.class_menu(at)

    def of_place(self, spot: Spot, at: QPoint) -> None:
        """Open the menu of an empty place: an hour of a day, or a day."""
        window = self._window
        if window.keys is None:
            return
        # Menus and their style are no part of a start.
        from PySide6.QtWidgets import QMenu

        from desktop_app.ui.form_style import menu_style

        if self._place is not None:
            self._place.deleteLater()
        self._place = menu = QMenu(window)
        menu.setStyleSheet(menu_style(window.context.palette))
        tr, around = window.context.tr, window.calendar.around
        here = spot.minute is not None
        new = menu.addAction(tr(N_("New class here")) if here else tr(N_("New class on this day")))
        new.triggered.connect(lambda: self._make(spot))
        if not here:
            days = menu.addAction(tr(N_("New event of the whole day")))
            days.triggered.connect(lambda: window.views.make_days(spot.day))
        paste = menu.addAction(tr(N_("Paste here")) if here else tr(N_("Paste on this day")))
        paste.setShortcut(window.keys.find("Ctrl+V").shortcut())
        paste.setEnabled(around.can_paste)
        paste.triggered.connect(lambda: around.paste(spot))
        menu.addAction(self._copy_week(spot))
        menu.addSeparator()
        if window.views.name != "day":
            day = menu.addAction(tr(N_("Show this day")))
            day.triggered.connect(lambda: window.views.show_view("day", spot.day))
        for key in ("T", "G"):
            menu.addAction(window.keys.find(key))
        menu.popup(at)

    def _make(self, spot: Spot) -> None:
        if spot.minute is None:
            window = self._window
            window.new_class(window.calendar.around.free_on(spot.day))
        else:
            self._window.views.current.make_at(spot)

    def _copy_week(self, spot: Spot) -> QAction:
        window = self._window
        action = QAction(window.context.tr(N_("Copy last week into this one…")), self._place)
        action.triggered.connect(lambda: window.dialogs.copy_week(spot.day))
        return action
