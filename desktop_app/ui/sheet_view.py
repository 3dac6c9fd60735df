"""A view that lays its days out as one sheet, and has those of its neighbours ready."""

from collections.abc import Generator, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.occurrence import ChangeSet, Occurrence
from desktop_app.domain.spans import Span, span, turned
from desktop_app.ui.ahead import REST_MS, SOON_MS, Ahead
from desktop_app.ui.context import Context
from desktop_app.ui.pieces import day_range
from desktop_app.ui.steps import finished
from desktop_app.ui.view import View


class Sheet(Protocol):
    """Some days laid out; each kind of view has its own."""

    @property
    def occurrences(self) -> Sequence[Occurrence]:
        """What stands in them."""
        ...


S = TypeVar("S", bound=Sheet)


class SheetView(View, Generic[S]):
    """A turn shows what was made ready, where that is still right; else the days are read."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.occurrences: Sequence[Occurrence] = ()
        self._covered = False
        self._step = 1
        self.ahead: Ahead[S] = Ahead(self._made_ahead, self._made_of, self)
        context.calendar.changed.connect(self._renew)

    # --- what each kind of view has

    def stand(self, shown: Span) -> None:
        """Take the days that are shown from now on."""

    def look(self) -> object:
        """Return what a sheet depends on besides days, settings and colours: the room it has."""
        raise NotImplementedError

    def laid(self, shown: Span, occurrences: Sequence[Occurrence]) -> Generator[None, None, S]:
        """Return the sheet of `shown` as it would stand here; pauses."""
        raise NotImplementedError

    def drawn(self, sheet: S) -> Generator[None, None, None]:
        """Draw the pictures that `sheet` is painted with; pauses."""
        raise NotImplementedError

    def show_sheet(self, sheet: S) -> None:
        """Show a sheet."""
        raise NotImplementedError

    # --- what is shown

    def read(self) -> None:
        """Read the days anew and show them; what was made ready is not right any more."""
        self.ahead.drop()
        self._read()
        self.plan()

    def show_span(self) -> None:
        """Show the days that a turn came to."""
        shown = self.span
        sheet = self.ahead.take(shown)
        if sheet is None:
            self._read()
        else:
            self.stand(shown)
            self._covered = True
            self._show(sheet)
        self.plan(SOON_MS)

    def turn(self, steps: int) -> None:
        """Go on by `steps`, or back; the next turn will be the same way."""
        self._step = 1 if steps > 0 else -1
        super().turn(steps)

    def _read(self) -> None:
        context, shown = self.context, self.span
        self.stand(shown)
        made_of = self._made_of()  # before it is read: what changes meanwhile is not in it
        start, end = day_range(*shown, context.zone)
        reader = context.calendar.reader
        self._covered = context.calendar.ensure_covered(start, end) and reader is not None
        found = reader.occurrences(start, end, context.zone) if reader is not None else ()
        sheet = finished(self.laid(shown, found))
        self._show(sheet)
        if self._covered:
            self.ahead.keep(shown, made_of, sheet)

    def _show(self, sheet: S) -> None:
        self.occurrences = sheet.occurrences
        self.show_sheet(sheet)

    # --- what is made ready

    def plan(self, wait: int = REST_MS) -> None:
        """Have what the next turns show made ready in `wait` milliseconds."""
        if self.isVisible():
            self.ahead.plan(self.span, [self._beside(self._step), self._beside(-self._step)], wait)

    def _beside(self, steps: int) -> Span:
        day: date = turned(self.name, self.day, steps)
        return span(self.name, day, self.context.settings.settings.working_days)

    def _made_ahead(self, shown: Span) -> Generator[None, None, S | None]:
        found = self.context.calendar.foreseen(*day_range(*shown, self.context.zone))
        yield
        if found is None:
            return None
        sheet = yield from self.laid(shown, found)
        yield from self.drawn(sheet)
        return sheet

    def _made_of(self) -> object:
        """Return all that a sheet is made of, to be compared: what was read, and how it looks.

        What is over is dimmed by the minute.
        """
        c = self.context
        settings, minute = c.settings.settings, c.now() // 60
        return c.calendar.version(), settings, c.zone, c.palette, minute, self.look()

    def _renew(self, changed: ChangeSet) -> None:
        """Something was written: what was made ready is not known to be right any more.

        Where it shows, the view is read anew by whoever told.
        """
        if not (changed.everything or changed.families):
            self.plan()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make ready what fits the new size."""
        self.plan()

    def showEvent(self, event: QShowEvent) -> None:
        """Make ready what may be turned to."""
        self.plan()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing ready out of sight."""
        self.ahead.drop()
