"""The ghost: how a class looks while the hand moves, stretches or draws it, with its new time."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop_app.domain.event import AllDay, Timed, bounds
from desktop_app.domain.occurrence import Occurrence
from desktop_app.services.values import Key
from desktop_app.system.dates import clock
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import ChipPainter
from desktop_app.ui.context import Context
from desktop_app.ui.drag import Ghost
from desktop_app.ui.inks import ink

PLAIN = Bit.LESSON | Bit.ALL_DAY
"""What of its flags a ghost keeps: marks stay with the original."""


def key(ghost: Ghost | None) -> Key | None:
    """Return the key of what a ghost is of; None for one that is drawn anew."""
    return ghost.occurrence.key if ghost is not None and ghost.occurrence is not None else None


def standing(ghost: Ghost) -> Occurrence:
    """Return the occurrence that a ghost would be, to be cut into pieces as any other."""
    start, end = bounds(ghost.when)
    all_day = isinstance(ghost.when, AllDay)
    if ghost.occurrence is None:
        flags = Bit.LESSON | (Bit.ALL_DAY if all_day else 0)
        return Occurrence(start, end, "", "", "", "", flags, "", "", "", "", "", 0, "")
    flags = ghost.occurrence.flags & ~Bit.ALL_DAY | (Bit.ALL_DAY if all_day else 0)
    return ghost.occurrence._replace(start=start, end=end, flags=flags)


def draw(
    p: QPainter,
    context: Context,
    painter: ChipPainter,
    ghost: Ghost,
    boxes: Sequence[QRect],
    width: int,
) -> None:
    """Draw a ghost in its boxes on a surface `width` wide; its hours on the first one."""
    if not boxes:
        return
    o = ghost.occurrence
    if o is None:
        tint = context.palette.chip(context.palette.accent, False)
        for box in boxes:
            p.setPen(QPen(context.q("accent"), 1.5))
            p.setBrush(tint.fill)
            p.drawRoundedRect(QRectF(box), 6, 6)
    else:
        drawn = ink(context, o._replace(flags=o.flags & PLAIN), "", 0)
        for box in boxes:
            painter.draw(p, context.palette, drawn, box, selected=True)
    if isinstance(ghost.when, Timed):  # days are told by the heads above them
        text = f"{clock(ghost.when.start, context.zone)}–{clock(ghost.when.end, context.zone)}"
        _label(p, context, painter, QRectF(boxes[0]), text, width)


def _label(
    p: QPainter, context: Context, painter: ChipPainter, box: QRectF, text: str, room: int
) -> None:
    """Draw the time on a plate at the box's foot, or below a box too low for it."""
    metrics = QFontMetricsF(painter.time_font)
    height = metrics.height() + 4
    width = metrics.horizontalAdvance(text) + 14
    # Over the edge of its column rather than cut: it is read while the hand moves.
    x = max(2.0, min(box.left() + 8, room - width - 4))
    y = box.bottom() - height - 4 if box.height() >= height + 24 else box.bottom() + 3
    plate = QRectF(QPointF(x, y), QPointF(x + width, y + height))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(context.q("accent"))
    p.drawRoundedRect(plate, 5, 5)
    p.setPen(context.q("on_accent"))
    p.setFont(painter.time_font)
    p.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
