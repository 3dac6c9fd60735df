"""Quick add: one line, and below it exactly the class that Enter will make."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.quick.add import Planned, Unclear
from desktop_app.domain.text import N_, one_line
from desktop_app.services.values import Key
from desktop_app.ui import plan_text
from desktop_app.ui.announce import announce
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.finder import Finder
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import ENTER

TOP = 64


class QuickBox(Finder):
    """Stands in the upper middle of the window."""

    ICON = "plus"

    def __init__(
        self, context: Context, window: QWidget, home: Callable[[Key | None], QWidget]
    ) -> None:
        super().__init__(context, window, home)
        tr = context.tr
        self.setAccessibleName(tr(N_("New class in one line")))
        self.field.setAccessibleName(tr(N_("Who and when")))
        self.field.setPlaceholderText(tr(N_("Ana Thursday 15 to 16 x4")))
        self.planned: Planned | None = None
        self.card = QFrame(self)
        self.title = self._label(16, QFont.Weight.DemiBold)
        self.when = self._label(14)
        self.details = self._label(13)
        self.remarks = self._label(13)
        self.make = Button(
            context, tr(N_("Make the class")), "primary", self.card, icon="plus", hint="Enter"
        )
        self.make.clicked.connect(self._make)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(40, 10, 16, 12)
        column.setSpacing(3)
        for label in (self.title, self.when, self.details, self.remarks):
            column.addWidget(label)
        column.addSpacing(10)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.card)
        self.list.hide()
        self._say = QTimer(self)
        self._say.setSingleShot(True)
        self._say.setInterval(700)
        self._say.timeout.connect(self._tell)

    def corner(self, room: QRect, width: int) -> QPoint:
        """Stand in the upper middle."""
        return QPoint((room.width() - width) // 2, min(TOP, max(8, room.height() // 10)))

    def read(self) -> None:
        """Show what the line would make."""
        plan = self.context.calendar.quick.plan(self.field.text())
        self.planned = None if isinstance(plan, Unclear) else plan
        self.card.setVisible(self.planned is not None)
        if isinstance(plan, Unclear):
            told = self.context.translator.tell(plan.told)
            self._say.stop()
            self.say(told)
            return
        self.say("")
        c = self.context
        self.title.setText(one_line(plan.title))
        self.when.setText(plan_text.when(c, plan))
        self.details.setText(plan_text.details(c, plan))
        remarks = plan_text.remarks(c, plan)
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        self._say.start()
        self.place()

    def place(self) -> None:
        """Wrap the card's lines to the box's width first."""
        if self.planned is not None and not self.isHidden():
            width = min(self.WIDTH, self._window.width() - 32) - 58
            for label in (self.title, self.when, self.details, self.remarks):
                label.setFixedWidth(width)
                label.setFixedHeight(max(0, label.heightForWidth(width)))
            lines = self.card.layout()
            assert lines is not None
            lines.activate()
            self.card.setFixedHeight(lines.totalSizeHint().height())
        super().place()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through."""
        return [self.field, self.make, self.close_button]

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER and not event.modifiers():
            self._make()
            return True
        return False

    def _make(self) -> None:
        # Planned anew: the time may have gone on since she typed.
        self.read()
        if self.planned is not None:
            self.make_class(self.planned)

    def _tell(self) -> None:
        if not self.isHidden() and self.planned is not None:
            announce(self.field, plan_text.spoken(self.context, self.planned))

    def _label(self, px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
        return PlainLabel(self.card, face=font(px, weight), wrap=True)

    def colour(self) -> None:
        """Take the palette of now."""
        super().colour()
        c = self.context
        for label, role in (
            (self.title, "text"),
            (self.when, "text"),
            (self.details, "secondary"),
            (self.remarks, "warn"),
        ):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), c.q(role))
            label.setPalette(palette)
