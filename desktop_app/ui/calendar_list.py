"""The calendars under the mini month: a quiet line each, with a box that shows or hides it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.calendars import Calendar, tells_holidays
from desktop_app.domain.text import N_, one_line
from desktop_app.ui import icons
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.palette import OTHER, contrast
from desktop_app.ui.texts import escaped

BOX = 14.0
LEAST = 2
"""As many lines as there are at least, however low the window."""


def calendar_name(context: Context, calendar: Calendar) -> str:
    """Return what the calendar is called: Google calls a primary one by its address only."""
    account = context.account.account
    if calendar.primary and account is not None and calendar.name in ("", account.email):
        return one_line(account.name or account.email)
    return one_line(calendar.name) or calendar.id


class _Line(QAbstractButton):
    """A line that lights up, with the focus ring of the sidebar."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setFont(font(13))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a line's size."""
        return QSize(200, max(26, QFontMetrics(self.font()).height() + 8))

    def ground(self, p: QPainter) -> None:
        """Draw what is below the words."""
        c = self._context
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            p.setPen(QPen(c.q("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            p.setBrush(c.q("hover"))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class CalendarLine(_Line):
    """One calendar: its box, its name, a mark where it cannot be brought up to date."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setCheckable(True)
        self.calendar = Calendar("")

    def show_calendar(self, calendar: Calendar) -> None:
        """Stand for `calendar`."""
        c = self._context
        self.calendar = calendar
        self.setChecked(calendar.shown)
        name = calendar_name(c, calendar)
        self.setAccessibleName(name)
        told = [name]
        if calendar.for_classes:
            told.append(c.tr(N_("New classes go here.")))
        if not calendar.writable:
            told.append(c.tr(N_("You can only read this calendar.")))
        if calendar.trouble:
            told.append(c.tr(N_("Google does not give this calendar right now.")))
        self.setToolTip("<br>".join(escaped(text) for text in told))
        self.setAccessibleDescription(" ".join(told[1:]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line: the box filled and ticked while the calendar is shown, bare while not."""
        c, calendar = self._context, self.calendar
        p = QPainter(self)
        self.ground(p)
        colour = c.q(calendar.colour or OTHER)
        box = QRectF(4, (self.height() - BOX) / 2, BOX, BOX)
        p.setPen(QPen(colour, 1.5))
        p.setBrush(colour if self.isChecked() else Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3.5, 3.5)
        if self.isChecked():
            icons.draw(p, "check", box.adjusted(2, 2, -2, -2), _ink(colour), 1.8)
        room = self.width() - 26 - (22 if calendar.trouble else 4)
        if calendar.trouble:
            warn = QRectF(self.width() - 20, self.height() / 2 - 8, 16, 16)
            icons.draw(p, "warn", warn, c.q("warn"))
        p.setFont(self.font())
        p.setPen(c.q("text" if self.isChecked() else "secondary"))
        metrics = QFontMetrics(self.font())
        name = metrics.elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, room)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        p.drawText(QRectF(self.rect()).adjusted(26, 0, 0, 0), middle, name)
        p.end()


class _Head(_Line):
    """The list's name; a press folds the list away."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setFont(font(11, QFont.Weight.DemiBold))
        self.setCheckable(True)
        self.setAccessibleName(context.tr(N_("Calendars")))

    def sizeHint(self) -> QSize:
        """Return the size of a small line."""
        return QSize(200, QFontMetrics(self.font()).height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name and an arrow."""
        c = self._context
        p = QPainter(self)
        self.ground(p)
        p.setFont(self.font())
        p.setPen(c.q("secondary"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        p.drawText(QRectF(self.rect()), middle, c.tr(N_("CALENDARS")))
        arrow = QRectF(self.width() - 18, self.height() / 2 - 6, 12, 12)
        icons.draw(p, "over" if self.isChecked() else "down", arrow, c.q("secondary"), 1.5)
        p.end()


class CalendarList(QWidget):
    """As many lines as there is room for; the rest are counted, and stand in the settings.

    Hidden while there is one calendar only: then there is nothing to choose.
    """

    settings_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._calendars: list[Calendar] = []
        self._names: list[str] = []
        self._lines: list[CalendarLine] = []
        self._head = _Head(context, self)
        self._head.setChecked(context.settings.settings.calendars_open)
        self._more = _More(context, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._head.toggled.connect(self._fold)
        self._more.clicked.connect(self.settings_wanted)
        self.hide()

    @property
    def lines(self) -> list[CalendarLine]:
        """The lines that are shown."""
        return [line for line in self._lines if not line.isHidden()]

    def read(self) -> None:
        """Read which calendars there are."""
        found = list(self._context.calendar.calendars.listed())
        names = [calendar_name(self._context, one) for one in found]
        if (found, names) != (self._calendars, self._names):
            self._calendars, self._names = found, names
            self._fill()
            self.updateGeometry()
        self.setVisible(len(found) > 1)
        told = any(map(tells_holidays, found))
        if told != self._context.holidays_told:
            self._context.holidays_told = told
            self._context.holidays.changed.emit()

    def sizeHint(self) -> QSize:
        """Return the size of all lines."""
        return self._size(len(self._calendars))

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few."""
        return self._size(min(LEAST, len(self._calendars)))

    def _size(self, lines: int) -> QSize:
        head = self._head.sizeHint().height()
        each = self._more.sizeHint().height()
        return QSize(200, head + (lines * each if self._head.isChecked() else 0))

    def resizeEvent(self, event: object) -> None:
        """Show as many as there is room for."""
        self._fill()

    def _fold(self, opened: bool) -> None:
        self._context.settings.update(calendars_open=opened)
        self._fill()
        self.updateGeometry()

    def _fill(self) -> None:
        each = self._more.sizeHint().height()
        fit = max(0, self.height() - self._head.sizeHint().height()) // each
        count = len(self._calendars)
        if not self._head.isChecked():
            shown = 0
        else:
            shown = count if count <= max(fit, LEAST) else max(fit, LEAST) - 1
        while len(self._lines) < shown:
            line = CalendarLine(self._context, self)
            line.clicked.connect(lambda on, it=line: self._toggled(it, on))
            self._column.insertWidget(1 + len(self._lines), line)
            self._lines.append(line)
        for line, calendar in zip(self._lines, self._calendars[:shown], strict=False):
            line.show_calendar(calendar)
            line.show()
        for line in self._lines[shown:]:
            line.hide()
        self._more.setVisible(self._head.isChecked() and shown < count)
        self._more.show_number(count - shown)

    def _toggled(self, line: CalendarLine, on: bool) -> None:
        self._context.calendar.calendars.show(line.calendar.id, on)


class _More(_Line):
    """How many more there are; a press opens the settings, where all of them are."""

    def show_number(self, number: int) -> None:
        """Say how many."""
        self.setAccessibleName(self._context.tr(N_("and {number} more"), number=number))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        p = QPainter(self)
        self.ground(p)
        p.setFont(font(12))
        p.setPen(self._context.q("secondary"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        p.drawText(QRectF(self.rect()).adjusted(26, 0, 0, 0), middle, self.accessibleName())
        p.end()


def _ink(ground: QColor) -> QColor:
    """Return white or near-black: what is seen better on `ground`."""
    name = ground.name()
    return QColor("#FFFFFF" if contrast("#FFFFFF", name) >= 3 else "#1F1F1F")
