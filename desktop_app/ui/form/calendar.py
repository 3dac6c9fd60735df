"""In which calendar an event is to stand: a list of those that may be written to."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.text import one_line
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice


class CalendarField(Choice):
    """The calendar of the classes unless `calendar_id` names one; one that is hidden would hide the
    event too, and is offered only where it is the event's own."""

    def __init__(self, context: Context, calendar_id: str, parent: QWidget) -> None:
        super().__init__(context, parent)
        own_place = -1
        for one in context.calendar.calendars.listed():
            own = one.id == calendar_id or (not calendar_id and one.for_classes)
            if own or (one.writable and one.shown):
                self.addItem(one_line(one.name) or one.id, one.id)
            if own:
                own_place = self.count() - 1
        if own_place < 0 and calendar_id:  # in no list any more: nothing moves by itself
            self.insertItem(0, calendar_id, calendar_id)
        elif own_place < 0:  # nobody knows yet where classes go
            self.clear()
        self.setCurrentIndex(max(0, own_place))

    @property
    def is_choice(self) -> bool:
        """Whether there is more than one."""
        return self.count() > 1

    @property
    def calendar_id(self) -> str:
        """The calendar that is chosen."""
        return str(self.currentData() or "")
