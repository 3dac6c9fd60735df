"""The one place where the views stand: made when first asked for, one shown at a time."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.domain.spans import VIEWS, ViewName
from desktop_app.services.values import Key
from desktop_app.ui.announce import announce
from desktop_app.ui.context import Context
from desktop_app.ui.texts import span_told
from desktop_app.ui.view import View

# Imports inside a function here: a view that is not shown is not loaded.


class ViewHost(QWidget):
    """Hands day and selection from view to view; its signals are those of the view shown."""

    chosen = Signal(object)
    selected = Signal(object)
    opened = Signal(object)
    emptied = Signal()
    menu_wanted = Signal(object, QPoint)
    class_wanted = Signal(object, object)
    days_wanted = Signal(object, object)
    place_menu_wanted = Signal(object, QPoint)
    turned = Signal()
    switched = Signal()  # another view is shown

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._made: dict[ViewName, View] = {}
        self._stale: set[ViewName] = set()
        self._selected: Key | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.current = self.view(_known(context.settings.settings.view))
        self.current.show()
        self.setFocusProxy(self.current.surface)

    def view(self, name: ViewName) -> View:
        """Return the view called `name`, made if it is not there yet."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = _make(name, self._context, self)
            made.hide()
            self._stale.add(name)
            self._column.addWidget(made, 1)
            made.chosen.connect(self.chosen)
            made.selected.connect(self.selected)
            made.opened.connect(self.opened)
            made.emptied.connect(self.emptied)
            made.menu_wanted.connect(self.menu_wanted)
            made.class_wanted.connect(self.class_wanted)
            made.days_wanted.connect(self.days_wanted)
            made.place_menu_wanted.connect(self.place_menu_wanted)
            made.turned.connect(lambda: self._turned(made))
            made.view_wanted.connect(self.show_view)
        return made

    @property
    def name(self) -> ViewName:
        """The name of the view shown."""
        return self.current.name

    @property
    def day(self) -> date:
        """The day that the view stands on."""
        return self.current.day

    def show_view(self, name: ViewName, day: date | None = None) -> None:
        """Show the view called `name` on the same day (or `day`), with the same selection."""
        day = day or self.current.day
        before, after = self.current, self.view(name)
        if after is before:
            after.show_day(day)
            return
        inside = before.isAncestorOf(QApplication.focusWidget() or self)
        self.current = after
        self.setFocusProxy(after.surface)
        after.show_day(day)
        if name in self._stale:
            self.read()
        after.select(self._selected)
        before.hide()
        after.show()
        if inside:
            chip = after.chip(self._selected) if self._selected else None
            (chip or after.surface).setFocus(Qt.FocusReason.OtherFocusReason)
        self._context.settings.update(view=name)
        self.switched.emit()

    def show_day(self, day: date) -> None:
        """Show `day` in this view."""
        self.current.show_day(day)

    def turn(self, steps: int) -> None:
        """Turn the view shown."""
        self.current.turn(steps)

    def make_days(self, day: date) -> None:
        """Ask for an event of one whole day."""
        self.days_wanted.emit(day, day + timedelta(days=1))

    def read(self) -> None:
        """Read the view shown anew; the others when they are shown again."""
        self._stale = set(self._made) - {self.name}
        self.current.read()

    def tell_span(self, aloud: bool) -> None:
        """Be called by the days shown; `aloud`: a screen reader says it if they are others now."""
        told = span_told(self._context, self.current)
        if told != self.accessibleName():
            self.setAccessibleName(told)
            if aloud:
                announce(self, told)

    def tick(self) -> None:
        """A minute has gone by."""
        self.current.tick()

    def select(self, key: Key | None) -> None:
        """Show which occurrence is selected, in this view and those to come."""
        self._selected = key
        self.current.select(key)

    def _turned(self, view: View) -> None:
        if view is self.current:
            self.turned.emit()


def _known(name: str) -> ViewName:
    return next((view for view in VIEWS if view == name), "week")


def _make(name: ViewName, context: Context, parent: QWidget) -> View:
    if name == "month":
        from desktop_app.ui.month_view import MonthView

        return MonthView(context, parent)
    if name == "agenda":
        from desktop_app.ui.agenda_view import AgendaView

        return AgendaView(context, parent)
    if name == "year":
        from desktop_app.ui.year_view import YearView

        return YearView(context, parent)
    from desktop_app.ui import days_view

    kinds = {"day": days_view.DayView, "work_week": days_view.WorkWeekView}
    return kinds.get(name, days_view.WeekView)(context, parent)
