"""A field over the window with a list below it: what the search and the command box are made of."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.errors import AulaError
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui import icons
from desktop_app.ui.announce import announce
from desktop_app.ui.button import Button
from desktop_app.ui.chip import Chip
from desktop_app.ui.context import Context
from desktop_app.ui.finder_list import Row, RowList
from desktop_app.ui.look import font
from desktop_app.ui.mails import mails_first
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import ENTER

if TYPE_CHECKING:
    from desktop_app.domain.quick.add import Planned

PAGE = 6
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: PAGE,
    Qt.Key.Key_PageUp: -PAGE,
}


class Finder(QWidget):
    """Opens over the window and takes the focus; Esc gives it back to where it was.

    `home` gives the chip of a Key, else the surface: chips are reused, and one that had the focus
    may stand for another class when that comes back.
    """

    WIDTH = 560
    ICON = "find"

    def __init__(
        self, context: Context, window: QWidget, home: Callable[[Key | None], QWidget]
    ) -> None:
        super().__init__(window)
        self.context = context
        self._window = window
        self._home = home
        self._came_from: QWidget | None = None
        self._came_from_key: Key | None = None
        self._making = False
        self.field = QLineEdit(self)
        self.field.setFont(font(15))
        self.field.setFrame(False)
        self.field.installEventFilter(self)
        # Not textEdited: dictation and input methods set the text.
        self.field.textChanged.connect(self._typed)
        self.list: RowList = RowList(context, self)
        self.list.ran.connect(self._run)
        self.list.walked.connect(lambda row: announce(self.field, row.said))
        self.words = PlainLabel(self)
        self.words.setWordWrap(True)
        self.words.setFont(font(13))
        self.help = Button(context, "", "plain", self)
        self.help.clicked.connect(self._help)
        self._help_does: Callable[[], None] = self.leave
        top = QHBoxLayout()
        top.setContentsMargins(40, 0, 8, 0)
        top.addWidget(self.field, 1)
        self.close_button = Button(
            context, "", "flat", self, icon="close", name=context.tr(N_("Close"))
        )
        self.close_button.clicked.connect(self.leave)
        top.addWidget(self.close_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 6, 1, 6)
        self.column.setSpacing(0)
        self.column.addLayout(top)
        self.column.addSpacing(12)
        self.column.addWidget(self.list)
        self._below = QWidget(self)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(16, 4, 16, 10)
        below.setSpacing(10)
        below.addWidget(self.words)
        below.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._below)
        self.hide()
        window.installEventFilter(self)
        self._app().focusChanged.connect(self._focus_moved)

    # --- opening and leaving

    def open(self, text: str | None = None) -> None:
        """Open with `text` in the field; None: with what was typed last, selected."""
        if self.isHidden():
            focus = QApplication.focusWidget()
            self._came_from = focus
            self._came_from_key = focus.key if isinstance(focus, Chip) else None
        self.colour()
        self.show()
        self.raise_()
        if text is not None and text != self.field.text():
            self.field.setText(text)
        else:
            self._typed()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        if text is None:
            self.field.selectAll()

    def leave(self) -> None:
        """Close, and give the focus back to where it was."""
        key, widget = self._came_from_key, self._came_from
        if self.isAncestorOf(QApplication.focusWidget() or self._window):
            if key is not None or widget is None:
                widget = self._home(key)
            elif not shiboken6.isValid(widget) or not widget.isVisible():
                widget = self._home(None)
            # Before it hides: Qt would look for the next widget to have the focus.
            widget.setFocus(Qt.FocusReason.PopupFocusReason)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of what was to be given back."""
        self._came_from = self._came_from_key = None
        super().closeEvent(event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not shiboken6.isValid(self) or self.isHidden() or new is None:
            return
        if new is not self and not self.isAncestorOf(new) and new.window() is self._window:
            self.close()

    # --- what it shows

    def _typed(self) -> None:
        if not self.isHidden():
            self.list.start_over()
            self.read()

    def read(self) -> None:
        """Show what fits to what is typed."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        if rows:
            self.say("")
        self.place()

    def say(self, text: str, button: str = "", does: Callable[[], None] | None = None) -> None:
        """Say `text` below the field, with a button that helps."""
        if text and text != self.words.text():
            announce(self.field, text)
        self.words.setText(text)
        self._below.setVisible(bool(text))
        self.help.setVisible(bool(button))
        if does is not None:
            self._help_does = does
            self.help.set_text(button)
        self.place()

    def place(self) -> None:
        """Stand over the window, as high as the rows ask for."""
        if self.isHidden():
            return
        room = self._window.rect()
        width = min(self.WIDTH, room.width() - 32)
        self.list.setFixedHeight(self.list.height_for(max(120, room.height() - 180)))
        self.column.activate()
        self.words.setFixedWidth(width - 34)
        height = self.column.totalSizeHint().height()
        if self.column.hasHeightForWidth():
            height = self.column.totalHeightForWidth(width)
        box = QRect(0, 0, width, height)
        box.moveTopLeft(self.corner(room, width))
        self.setGeometry(box)

    def corner(self, room: QRect, width: int) -> QPoint:
        """Return where its top left corner stands."""
        raise NotImplementedError

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list while the field has the focus; follow the window's size."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self.place()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in STEPS:
            self.list.step(STEPS[key])
        elif key in ENTER:
            self.list.run()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, from the field and from the buttons."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab within the box: to leave it there is Esc."""
        if self.isHidden():
            return super().focusNextPrevChild(forward)
        stops = [stop for stop in self.stops() if stop.isVisible()]
        focus = QApplication.focusWidget()
        at = stops.index(focus) if focus in stops else 0
        stop = stops[(at + (1 if forward else -1)) % len(stops)]
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, as far as it is visible."""
        return [self.field, self.help, self.close_button]

    def _run(self, row: Row) -> None:
        if not row.stays:
            self.leave()
        if row.run is not None:
            row.run()

    def make_class(self, plan: "Planned") -> None:
        """Make the class of the line, once; a line of which nothing became stays."""

        def make(mails: str) -> None:
            if not self._making:
                self._making = True
                self.context.calendar.quick.make(plan, self._made, mails)

        mails_first(self.context, self._window, bool(plan.guests), make)

    def _made(self, error: AulaError | None) -> None:
        self._making = False
        if error is None and shiboken6.isValid(self):
            self.field.clear()  # it has done its work
            self.leave()

    def _help(self) -> None:
        self.leave()
        self._help_does()

    # --- drawing

    def colour(self) -> None:
        """Take the palette of now."""
        c = self.context
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, c.q("surface"))
        palette.setColor(palette.ColorRole.WindowText, c.q("secondary"))
        self.words.setPalette(palette)
        self.field.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: none; color: {c.palette.text};"
            f" selection-background-color: {c.palette.accent};"
            f" selection-color: {c.palette.on_accent}; }}"
        )
        self.list.colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the sign before the field and the line below it."""
        c = self.context
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(c.q("edge"), 1))
        p.setBrush(c.q("surface"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        middle = self.field.geometry().center().y() + 1
        icons.draw(p, self.ICON, QRectF(15, middle - 8, 16, 16), c.q("secondary"))
        below = max(self.field.geometry().bottom(), self.close_button.geometry().bottom()) + 6
        p.fillRect(QRectF(1, below, self.width() - 2, 1), c.q("border"))
        p.end()

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app
