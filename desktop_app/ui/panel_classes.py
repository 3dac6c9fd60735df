"""The classes beside the one in the panel: of the same student, before and after it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.event import Event
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_, one_line
from desktop_app.services.values import Key
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import Ringed
from desktop_app.ui.texts import day_and_hours, spoken

PREVIOUS, NEXT = N_("Previous"), N_("Next")
BEFORE, AFTER = 2, 5
"""So many classes before and after are told, at most."""
SOON_MS = 60
"""Looked for once she stays on a class: all titles are gone through."""


class ClassRow(Ringed):
    """One of them: day and hours, and what it was about where that is another thing."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = self._when = self._focus = ""
        self._left = 0
        self.key: Key = ("", "")
        self.setFont(font(13))
        self._small = font(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_class(self, o: Occurrence, kind: str, left: int, focus: str) -> None:
        """Stand for `o`: `kind` says which it is, day and hours stand at `left`."""
        self.key, self._kind, self._left, self._focus = o.key, kind, left, focus
        self._when = day_and_hours(self._context, o)
        self.setAccessibleName(spoken(self._context, o))
        self.setAccessibleDescription(focus)
        self.update()

    @property
    def needed(self) -> int:
        """The height of its lines."""
        lines = QFontMetrics(self.font()).height()
        return lines + 8 + (QFontMetrics(self._small).height() if self._focus else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, and below it the focus."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._context
        if self.ringed:
            p.setPen(QPen(c.q("accent"), 2))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        metrics = QFontMetrics(self.font())
        line = QRect(4, 4, self._left - 8, metrics.height())
        p.setFont(self._small)
        p.setPen(c.q("secondary"))
        p.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._kind)
        p.setFont(self.font())
        p.setPen(c.q("accent" if self.hovered else "text"))
        room = self.width() - self._left
        line = QRect(self._left, 4, room, metrics.height())
        p.drawText(
            line,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(self._when, Qt.TextElideMode.ElideRight, room),
        )
        if self._focus:
            small = QFontMetrics(self._small)
            p.setFont(self._small)
            p.setPen(c.q("secondary"))
            p.drawText(
                QRect(self._left, line.bottom() + 1, room, small.height()),
                Qt.AlignmentFlag.AlignVCenter,
                small.elidedText(self._focus, Qt.TextElideMode.ElideRight, room),
            )
        p.end()


class PanelClasses(QWidget):
    """Takes the room that is left, and shows as many as fit; `opened` carries a Key."""

    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._key: Key | None = None
        self._event: Event | None = None
        self._shown: list[tuple[str, Occurrence, str]] = []
        self._unread = False
        self._head = PlainLabel(self)
        self._head.setObjectName("secondary")
        self._head.setFont(font(11))
        self._rows = [ClassRow(context, self) for _ in range(BEFORE + AFTER)]
        for row in self._rows:
            row.clicked.connect(lambda _=False, one=row: self.opened.emit(one.key))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._read)
        self._place()

    @property
    def rows(self) -> list[ClassRow]:
        """The rows that are shown."""
        return [row for row in self._rows if not row.isHidden()]

    def sizeHint(self) -> QSize:
        """Ask for nothing: what is left is enough, or it is not shown."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing."""
        return QSize(0, 0)

    def show_event(self, key: Key, event: Event) -> None:
        """Look soon for the classes beside `event`; another one's are gone at once."""
        if key != self._key:
            self._shown = []
            self._place()
        self._key, self._event = key, event
        self._soon.start()

    def _read(self) -> None:
        event, context = self._event, self._context
        self._shown = []
        self._unread = self._room < self._rows[0].needed
        if self._unread:
            return
        if event is not None and event.lesson is not None and event.when is not None:
            students = context.calendar.students
            unnamed = one_line(event.summary) == context.settings.settings.summary
            who = students.of_event(event)
            if who or not unnamed:
                found = students.beside(event)
                self._shown = [
                    *((PREVIOUS, one, self._focus(one)) for one in found.past[:BEFORE]),
                    *((NEXT, one, "") for one in found.coming[:AFTER]),
                ]
            head = N_("CLASSES WITH {name}") if len(who) == 1 else N_("CLASSES OF THIS NAME")
            name = one_line(who[0].name).upper()[:26] if len(who) == 1 else ""
            self._head.setText(context.tr(head, name=name))
        self._place()

    def _focus(self, o: Occurrence) -> str:
        """Return what a class was about, where that is not what this one is about."""
        reader, here = self._context.calendar.reader, self._event
        event = reader.event(*o.key) if reader is not None else None
        if event is None or event.lesson is None or here is None or here.lesson is None:
            return ""
        focus = one_line(event.lesson.focus)
        return focus if focus != one_line(here.lesson.focus) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        if self._unread and self._room >= self._rows[0].needed:
            self._soon.start()
        self._place()

    @property
    def _room(self) -> int:
        """The height that is left for rows."""
        return self.height() - self._top

    @property
    def _top(self) -> int:
        return self._head.sizeHint().height() + 4

    def _place(self) -> None:
        tr = self._context.tr
        metrics = QFontMetrics(font(12))
        left = 16 + max(metrics.horizontalAdvance(tr(kind)) for kind in (PREVIOUS, NEXT))
        top, told = self._top, ""
        fits = 0
        for row, (kind, one, focus) in zip(self._rows, self._shown, strict=False):
            row.show_class(one, tr(kind) if kind != told else "", left, focus)
            told = kind
            if top + row.needed > self.height():
                break
            # Its words begin where those above do: the ring stands outside them.
            row.setGeometry(-4, top, self.width() + 4, row.needed)
            top += row.needed
            fits += 1
        for number, row in enumerate(self._rows):
            row.setVisible(number < fits)
        self._head.setVisible(fits > 0)
        self._head.setGeometry(0, 0, self.width(), self._head.sizeHint().height())
