"""The ghost: how a class looks while the hand moves, stretches or draws it, with its new time."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, When, bounds
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.system.dates import clock, short_day
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import ChipPainter, Ink
from desktop_app.ui.context import Context
from desktop_app.ui.drag import Ghost
from desktop_app.ui.palette import event_colour
from desktop_app.ui.texts import title

FADED = 0.4
"""How much of the original is left while its ghost is under way."""


def when_text(context: Context, when: When) -> str:
    """Return a time as its live label has it: `jue 26/11 · 10:00–11:00`, or the days."""
    language, zone = context.language, context.zone
    if isinstance(when, AllDay):
        last = when.end - timedelta(days=1)
        if last > when.start:
            return f"{short_day(when.start, language)} – {short_day(last, language)}"
        day = short_day(when.start, language)
        return context.tr(N_("{day} · all day"), day=day)
    day = short_day(zones.day_of(when.start, zone), language)
    return f"{day} · {clock(when.start, zone)}–{clock(when.end, zone)}"


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
    """Draw a ghost in its boxes on a surface `width` wide, its time on the first one."""
    if not boxes:
        return
    text = when_text(context, ghost.when)
    if ghost.occurrence is None:
        tint = context.palette.chip(context.palette.accent, False)
        p.setPen(QPen(context.q("accent"), 1.5))
        p.setBrush(tint.fill)
        for box in boxes:
            p.drawRoundedRect(QRectF(box), 6, 6)
        _label(p, context, painter, QRectF(boxes[0]), text, width)
        return
    o = ghost.occurrence
    colour = event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.summary)
    ink = Ink(
        title(context, o), "", o.flags & Bit.CANCELLED, False, context.palette.chip(colour, False)
    )
    for box in boxes:
        painter.draw(p, context.palette, ink, QRectF(box), selected=True)
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
    y = box.bottom() - height - 4 if box.height() >= height + 28 else box.bottom() + 3
    plate = QRectF(QPointF(x, y), QPointF(x + width, y + height))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(context.q("accent"))
    p.drawRoundedRect(plate, 5, 5)
    p.setPen(context.q("on_accent"))
    p.setFont(painter.time_font)
    p.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
