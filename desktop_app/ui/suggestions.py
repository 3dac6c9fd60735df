"""A calm list below a field: it never takes the focus, and Enter only when a row was walked to."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.context import Context
from desktop_app.ui.ringed import ENTER

VALUE = Qt.ItemDataRole.UserRole
ROW = 30


class Suggestion(NamedTuple):
    """One row: what it says, and what `chosen` carries for it."""

    words: str
    value: object


def students(context: Context, typed: str) -> list[Suggestion]:
    """Return the students whom `typed` may mean in a title: each carries (student, title)."""
    found = context.calendar.students.suggest(typed)
    return [Suggestion(title, (student, title)) for student, title in found]


class Suggestions(QListWidget):
    """Shows what `find` has for what is typed into `field`, over `host` and below the field.

    Up and Down walk, Enter or a click takes the row, Esc and Tab put the list away. Until a row is
    walked to, every key is the field's own.
    """

    chosen = Signal(object)

    def __init__(
        self,
        context: Context,
        field: QLineEdit,
        find: Callable[[str], Sequence[Suggestion]],
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._field = field
        self._find = find
        self._host = host
        self.setObjectName("over")
        self.setAccessibleName(context.tr(N_("Suggestions")))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.hide()
        field.installEventFilter(self)
        field.textEdited.connect(self.refresh)
        self.itemClicked.connect(self._take)

    def refresh(self, typed: str) -> None:
        """Show what there is for `typed`; nothing: put the list away."""
        self.clear()
        for words, value in self._find(typed):
            item = QListWidgetItem(words)
            item.setData(VALUE, value)
            item.setSizeHint(QSize(0, ROW))
            self.addItem(item)
        if not self.count():
            self.hide()
            return
        self.setCurrentRow(-1)
        corner = self._field.mapTo(self._host, QPoint(0, self._field.height() + 2))
        width = max(200, self._field.width())
        left = max(0, min(corner.x(), self._host.width() - width))
        self.setGeometry(QRect(left, corner.y(), width, self.count() * ROW + 10))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that walk the list; leave every other to the field."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if self.isVisible() and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # else the window's own Esc is done instead
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = self.currentRow() + step
            self.setCurrentRow(row if -1 <= row < self.count() else -1)
            item = self.currentItem() if self.currentRow() >= 0 else None
            if item is not None:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, item.text()))
            return True
        if key in ENTER and self.currentRow() >= 0:
            self._take(self.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (*ENTER, Qt.Key.Key_Tab):
            self.hide()
        return False

    def _take(self, item: QListWidgetItem) -> None:
        value = item.data(VALUE)
        self.hide()
        self.chosen.emit(value)
