"""The list of the search and of the command box: rows of one or two lines, under small heads."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.text import N_
from desktop_app.ui import icons
from desktop_app.ui.context import Context
from desktop_app.ui.form_style import scroll_style
from desktop_app.ui.look import font

PAD = 12
LEFT = 36
Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """One line of the list. `run` does what it says; None: the head of what follows.

    `icon` is one of ours, else a dot of `colour` stands there. `detail` is a second line, `key`
    stands at the right. `spoken`: what a screen reader says, where that is more than is written.
    `waits`: Enter runs it only where she goes to it. `stays`: the box is left once that is done,
    by what it does.
    """

    title: str
    run: Callable[[], None] | None = None
    detail: str = ""
    icon: str = ""
    colour: str = ""
    key: str = ""
    spoken: str = ""
    waits: bool = False
    stays: bool = False

    @property
    def said(self) -> str:
        """What a screen reader says of it."""
        return self.spoken or ", ".join(filter(None, (self.title, self.detail, self.key)))


class Rows(QAbstractListModel):
    """Rows as Qt's lists read them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Take these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row; to a screen reader all of them."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.said
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row: nothing with a head."""
        if self.rows[index.row()].run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowPainter(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, context: Context, rows: Rows) -> None:
        super().__init__(rows)
        self._context = context
        self._rows = rows
        self._title = font(13, QFont.Weight.Medium)
        self._small = font(12)
        self._head = font(11, QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words need."""
        row = self._rows.rows[index.row()]
        if row.run is None:
            return QSize(0, QFontMetrics(self._head).height() + 14)
        height = QFontMetrics(self._title).height() + 14
        return QSize(0, height + (QFontMetrics(self._small).height() if row.detail else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row; the active one on a tint, with a bar at its left."""
        row = self._rows.rows[index.row()]
        c, p = self._context, painter
        box = QRectF(option.rect)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.run is None:
            p.setFont(self._head)
            p.setPen(c.q("secondary"))
            line = box.adjusted(PAD, 6, -PAD, -2)
            p.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), row.title)
            p.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(c.q("hover"))
            p.drawRoundedRect(box.adjusted(4, 0, -4, 0), 6, 6)
            p.setBrush(c.q("accent"))
            p.drawRoundedRect(QRectF(box.left() + 4, box.top() + 6, 3, box.height() - 12), 1.5, 1.5)
        self._sign(p, row, box)
        right = box.right() - PAD
        if row.key:
            right -= self._key(p, row.key, box) + 8
        room = int(right - box.left() - LEFT)
        title, small = QFontMetrics(self._title), QFontMetrics(self._small)
        top = box.top() + (box.height() - title.height()) / 2
        if row.detail:
            top -= small.height() / 2
            p.setFont(self._small)
            p.setPen(c.q("secondary"))
            detail = small.elidedText(row.detail, Qt.TextElideMode.ElideRight, room)
            p.drawText(QPointF(box.left() + LEFT, top + title.height() + small.ascent()), detail)
        p.setFont(self._title)
        p.setPen(c.q("text"))
        words = title.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        p.drawText(QPointF(box.left() + LEFT, top + title.ascent()), words)
        p.restore()

    def _sign(self, p: QPainter, row: Row, box: QRectF) -> None:
        middle = box.center().y()
        if row.icon:
            ink = self._context.q("secondary")
            icons.draw(p, row.icon, QRectF(box.left() + PAD + 1, middle - 7, 14, 14), ink)
        elif row.colour:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self._context.q(row.colour))
            p.drawEllipse(QPointF(box.left() + PAD + 8, middle), 5, 5)

    def _key(self, p: QPainter, key: str, box: QRectF) -> float:
        metrics = QFontMetrics(self._small)
        width = max(metrics.horizontalAdvance(key) + 12, 22)
        height = metrics.height() + 4
        cap = QRectF(box.right() - PAD - width, box.center().y() - height / 2, width, height)
        p.setPen(self._context.q("border"))
        p.setBrush(self._context.q("sunken"))
        p.drawRoundedRect(cap, 4, 4)
        p.setFont(self._small)
        p.setPen(self._context.q("secondary"))
        p.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), key)
        return width


class RowList(QListView):
    """The list. The focus stays in the field above, which hands it the arrows."""

    ran = Signal(object)  # Row
    walked = Signal(object)  # Row that is active now, by key

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = Rows(self)
        self._walked = False
        self.setModel(self._rows)
        self.setItemDelegate(RowPainter(context, self._rows))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(context.tr(N_("Results")))
        self._context = context
        self.colour()
        self.clicked.connect(lambda index: self.run(index.row()))

    def colour(self) -> None:
        """Take the palette of now."""
        scroll = scroll_style(self._context.palette)
        self.setStyleSheet(f"QListView {{ background: transparent; }} {scroll}")

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows.rows

    @property
    def active(self) -> Row | None:
        """The row that Enter would run."""
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the first is active, or the one that she went to, if it is still there."""
        was = self.active if self._walked else None
        self._rows.show(rows)
        same = [i for i, row in enumerate(rows) if was is not None and row[:6] == was[:6]]
        real = [i for i, row in enumerate(rows) if row.run is not None]
        ready = [i for i in real if not rows[i].waits]
        if same or ready:
            self._activate((same or ready)[0])
        if not same:
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Make the next or an earlier row active, `by` rows on; at an end go on at the other."""
        real = [i for i, row in enumerate(self.rows) if row.run is not None]
        if not real:
            return
        at = real.index(self.currentIndex().row()) if self.currentIndex().row() in real else -1
        to = at + by
        to = to % len(real) if abs(by) == 1 else max(0, min(len(real) - 1, to))
        self._walked = True
        self._activate(real[to])
        if to == 0:
            self.scrollToTop()
        self.walked.emit(self.rows[real[to]])

    def start_over(self) -> None:
        """Make the first row active again, whichever she had gone to."""
        self._walked = False

    def run(self, number: int | None = None) -> None:
        """Run the row of that number, or the active one."""
        row = self.active if number is None else self.rows[number]
        if row is not None and row.run is not None:
            self.ran.emit(row)

    def height_for(self, most: int) -> int:
        """Return the height that all rows need, `most` at most."""
        option = QStyleOptionViewItem()
        painter = self.itemDelegate()
        total = sum(
            painter.sizeHint(option, self._rows.index(i, 0)).height()
            for i in range(min(len(self.rows), 40))
        )
        return min(most, total)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Make the row under the pointer active."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows[index.row()].run is not None:
            self._walked = True
            self.setCurrentIndex(index)
        super().mouseMoveEvent(event)

    def _activate(self, number: int) -> None:
        self.setCurrentIndex(self._rows.index(number, 0))
