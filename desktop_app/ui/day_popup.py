"""The month that opens below a date field."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.context import Context
from desktop_app.ui.mini_month import MiniMonth

if TYPE_CHECKING:
    from desktop_app.ui.fields import Day


class DayPopup(QWidget):
    """The sidebar's month as a popup: a day that is picked goes into the field."""

    def __init__(self, context: Context, field: "Day") -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._field = field
        self.month = MiniMonth(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.month)
        self.setFixedWidth(248)
        self.month.show_day(field.value)
        self.month.picked.connect(self._pick)

    def open_below(self, corner: QPoint) -> None:
        """Open at `corner`, or above the field where the screen ends."""
        self.adjustSize()
        screen = self._field.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(corner.y() - self.height() - self._field.height() - 8)
        corner.setX(min(corner.x(), screen.right() - self.width()))
        self.move(corner)
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: date) -> None:
        self._field.show_day(day)
        self.close()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the date as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        p = QPainter(self)
        p.fillRect(self.rect(), self._context.q("surface"))
        p.setPen(QPen(self._context.q("edge"), 1))
        p.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        p.end()
