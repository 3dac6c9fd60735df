"""The sync badge: how things stand with Google, in a dot and in words."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.domain import zones
from desktop_app.domain.text import N_
from desktop_app.services.values import Badge
from desktop_app.system.dates import clock, short_day
from desktop_app.ui.context import Context
from desktop_app.ui.look import font

ROLES = {
    "synced": "good",
    "working": "accent",
    "starting": "secondary",
    "offline": "secondary",
    "trouble": "secondary",
    "attention": "danger",
    "reconnect": "danger",
    "disconnected": "secondary",
}

LEAST = 216
MARGIN = 16
"""What the sidebar leaves free at its sides."""
BESIDE = 30
"""What the dot and the edges take of the width."""
WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class SyncBadge(QAbstractButton):
    """A press opens what needs the teacher, reconnects, or syncs now."""

    attention_wanted = Signal()
    connect_wanted = Signal()
    sync_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._badge = Badge("starting")
        self._words = ""
        self.setFont(font(12))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._pressed)

    def show_badge(self, badge: Badge) -> None:
        """Show `badge`."""
        self._badge = badge
        self._words = words(self._context, badge)
        self.setAccessibleName(self._words)
        self.setToolTip(self._tip())
        self.setAccessibleDescription(self._told())
        self.updateGeometry()
        self.update()

    def _told(self) -> str:
        told = self._badge.told
        return "" if told is None else self._context.translator.tell(told)

    def _tip(self) -> str:
        """Return what is wrong, and below it what a press does."""
        return "\n".join(filter(None, (self._told(), self._press_tip())))

    def _press_tip(self) -> str:
        tr = self._context.tr
        if self._badge.state == "attention":
            return tr(N_("See what Google said"))
        if self._badge.state in ("disconnected", "reconnect"):
            return tr(N_("Connect Google"))
        return tr(N_("Sync now (F5)"))

    def _pressed(self) -> None:
        if self._badge.state == "attention":
            self.attention_wanted.emit()
        elif self._badge.state in ("disconnected", "reconnect"):
            self.connect_wanted.emit()
        else:
            self.sync_wanted.emit()

    def sizeHint(self) -> QSize:
        """Return what the words need: within the sidebar, in two lines where one does not hold them."""
        metrics = QFontMetrics(self.font())
        # Measured as it is drawn: what just fits may be put in two lines.
        width = metrics.horizontalAdvance(self._words) + BESIDE + 2
        if width <= self._room:
            return QSize(width, metrics.height() + 14)
        room = QRect(0, 0, self._room - BESIDE, 1000)
        return QSize(self._room, metrics.boundingRect(room, WRAPPED, self._words).height() + 14)

    @property
    def _room(self) -> int:
        holder = self.parentWidget()
        return max(LEAST, holder.minimumWidth() - 2 * MARGIN) if holder is not None else LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot (hollow while offline: colour alone tells nothing) and the words."""
        c = self._context
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            p.setPen(QPen(c.q("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            p.setBrush(c.q("hover"))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        colour = c.q(ROLES[self._badge.state])
        hollow = self._badge.state in ("offline", "trouble", "starting", "disconnected")
        p.setPen(QPen(colour, 1.5))
        p.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
        p.drawEllipse(QPointF(10, self.height() / 2), 3.5, 3.5)
        p.setFont(self.font())
        loud = self._badge.state in ("attention", "reconnect")
        p.setPen(c.q("text" if loud else "secondary"))
        box = self.rect().adjusted(22, 0, 22 - BESIDE, 0)
        p.drawText(box, WRAPPED, self._words)
        p.end()


def words(context: Context, badge: Badge) -> str:
    """Return the badge in words."""
    tr, number = context.tr, badge.number
    if badge.state == "synced":
        if badge.since is None:
            return tr(N_("In step with Google"))
        when = _when(context, int(badge.since))
        if number:
            return context.translator.ngettext(
                "Synced {when} · {number} to send", "Synced {when} · {number} to send",
                number, when=when,
            )  # fmt: skip
        return tr(N_("Synced {when}"), when=when)
    if badge.state == "working":
        if number and badge.sending:
            return context.translator.ngettext("{number} to send", "{number} to send", number)
        if number:
            return context.translator.ngettext(
                "Syncing · {number} event", "Syncing · {number} events", number
            )
        return tr(N_("Syncing…"))
    if badge.state == "offline":
        if number:
            return context.translator.ngettext(
                "Offline · {number} change waiting", "Offline · {number} changes waiting", number
            )
        if badge.since is not None:
            return tr(N_("Offline · as of {when}"), when=_when(context, int(badge.since)))
        return tr(N_("Offline"))
    if badge.state == "trouble":
        if number:
            return context.translator.ngettext(
                "Cannot sync · {number} to send", "Cannot sync · {number} to send", number
            )
        return tr(N_("Cannot sync right now"))
    if badge.state == "attention":
        return context.translator.ngettext(
            "{number} change needs you", "{number} changes need you", number
        )
    if badge.state == "reconnect":
        return tr(N_("Sign in to Google again"))
    if badge.state == "disconnected":
        return tr(N_("Not connected"))
    return tr(N_("Starting…"))


def _when(context: Context, seconds: int) -> str:
    day = zones.day_of(seconds, context.zone)
    if day == context.today():
        return clock(seconds, context.zone)
    return f"{short_day(day, context.language)} {clock(seconds, context.zone)}"
