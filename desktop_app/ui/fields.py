"""Form fields: the style sheet gives them their frame, they draw their own arrows over it.

A style sheet takes arrows from image files alone, which fit one size and one palette. These are
drawn with our own lines, sharp at every scale and in the palette's colour.
"""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionFrame,
    QTimeEdit,
    QWidget,
)

from desktop_app.ui import icons
from desktop_app.ui.context import Context
from desktop_app.ui.form_style import ARROWS

SIZE = 12.0


class _Still(QObject):
    """Leaves the wheel to what scrolls below a field, unless she is at that field."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
        field.installEventFilter(self)
        if isinstance(field, QAbstractSpinBox):
            # A style sheet's padding does not reach the line inside.
            field.lineEdit().setTextMargins(6, 0, 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the wheel back from a field without the focus."""
        if event.type() == QEvent.Type.Wheel and not cast("QWidget", watched).hasFocus():
            event.ignore()
            return True
        return False


class Choice(QComboBox):
    """A list to choose one of."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        _Still(self)
        # A long entry must not push a narrow panel wider: it is elided.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its arrow."""
        super().paintEvent(event)
        _down(self, self._context)


class Number(QSpinBox):
    """A whole number with arrows."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        _Still(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its arrows."""
        super().paintEvent(event)
        _up_and_down(self, self._context)

    def show_number(self, number: int, least: int, most: int) -> None:
        """Show `number`, be it out of the range of what may be typed."""
        self.setRange(min(least, number), max(most, number))
        self.setValue(number)


class Hours(QTimeEdit):
    """A time of day, 24 hours, with arrows."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setDisplayFormat("HH:mm")
        _Still(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its arrows."""
        super().paintEvent(event)
        _up_and_down(self, self._context)


class Day(QDateEdit):
    """A date; its arrow, F4 and Alt+Down open the month."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setDisplayFormat("ddd d/M/yyyy")
        _Still(self)
        self.setObjectName("day")  # room for the arrow, in the style sheet

    @property
    def value(self) -> date:
        """The day that is shown."""
        day = self.date()
        return date(day.year(), day.month(), day.day())

    def show_day(self, day: date) -> None:
        """Show `day`."""
        self.setDate(QDate(day.year, day.month, day.day))

    def open_month(self) -> None:
        """Open the month below the field, on the field's date."""
        # Only when one is opened: the month is the sidebar's, the popup nobody else's.
        from desktop_app.ui.day_popup import DayPopup

        popup = DayPopup(self._context, self)
        popup.open_below(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the month on a press at the arrow."""
        x = event.position().x()
        if (self.width() - x if self.isRightToLeft() else x) >= self.width() - ARROWS:
            self.open_month()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the month with the keys that open lists everywhere."""
        alt_down = (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.open_month()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its arrow."""
        super().paintEvent(event)
        _down(self, self._context)


class Tick(QCheckBox):
    """A box to tick, with the tick drawn by us."""

    def __init__(self, context: Context, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._context = context

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the words, then the tick."""
        super().paintEvent(event)
        if self.isChecked():
            p = QPainter(self)
            box = _mirrored(self, QRectF(2, self.height() / 2 - 7, 14, 14))
            icons.draw(p, "check", box, self._context.q("on_accent"), 2)
            p.end()


class Line(QLineEdit):
    """A line of text. While nobody types in it, what does not fit ends in an ellipsis."""

    def show_text(self, text: str, longest: int) -> None:
        """Show all of `text` from its beginning, be it longer than what may be typed."""
        self.setMaxLength(max(longest, len(text)))
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as usual where the text fits or is being edited."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room.adjust(2, 0, -2, 0)  # QLineEdit's own margins
        metrics = self.fontMetrics()
        if self.hasFocus() or metrics.horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        p = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, p, self)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        p.setPen(self.palette().color(self.foregroundRole()))
        p.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        p.end()


class Title(QLineEdit):
    """A class's name, whole: over as many lines as it needs (three at most) while it is read."""

    LINES = 3

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("title")
        self.textChanged.connect(lambda _: self._fit())

    def changeEvent(self, event: QEvent) -> None:
        """Take the height that a new font asks for."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return one line's width, and the height of all lines."""
        return QSize(120, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the same height: no line is cut off."""
        return QSize(60, self._height())

    def _height(self) -> int:
        return len(self.lines()) * self.fontMetrics().height() + 8

    def _fit(self) -> None:
        self.setFixedHeight(self._height())

    def lines(self) -> list[str]:
        """Return the name in lines that fit; the last is elided where there are too many."""
        metrics, width = QFontMetrics(self.font()), max(40, self.width() - 16)
        text = self.text()
        if metrics.horizontalAdvance(text) <= width:
            return [text]
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) < self.LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        cuts = zip(starts, [*starts[1:], len(text)], strict=True)
        return [
            metrics.elidedText(text[low:high].strip(), Qt.TextElideMode.ElideRight, width)
            for low, high in cuts
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all lines, or the field while it is being edited."""
        lines = self.lines()
        if self.hasFocus() or len(lines) < 2:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        p = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, p, self)
        p.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        for i, line in enumerate(lines):
            p.drawText(QPoint(8, 4 + i * metrics.height() + metrics.ascent()), line)
        p.end()


def _down(field: QWidget, context: Context) -> None:
    p = QPainter(field)
    box = _mirrored(
        field,
        QRectF(
            field.width() - ARROWS / 2 - SIZE / 2 - 1, field.height() / 2 - SIZE / 2, SIZE, SIZE
        ),
    )
    icons.draw(p, "down", box, _ink(field, context), 1.6)
    p.end()


def _up_and_down(field: QWidget, context: Context) -> None:
    p = QPainter(field)
    ink = _ink(field, context)
    left, middle = field.width() - ARROWS / 2 - 5.5, field.height() / 2
    for icon, top in (("over", middle - 10.5), ("down", middle + 0.5)):
        icons.draw(p, icon, _mirrored(field, QRectF(left, top, 10, 10)), ink, 1.5)
    p.end()


def _mirrored(field: QWidget, box: QRectF) -> QRectF:
    """Return where `box` stands in a field that is written from right to left, if it is."""
    if field.isRightToLeft():
        box.moveLeft(field.width() - box.right())
    return box


def _ink(field: QWidget, context: Context) -> QColor:
    return context.q("text" if field.isEnabled() else "edge")
