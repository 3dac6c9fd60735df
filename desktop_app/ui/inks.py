"""What a chip is drawn with, made ready from its occurrence: the same in every view."""

from desktop_app.domain.occurrence import Occurrence
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import Ink
from desktop_app.ui.context import Context
from desktop_app.ui.palette import event_colour
from desktop_app.ui.texts import title


def ink(context: Context, o: Occurrence, hours: str, now: int) -> Ink:
    """Return the ink of `o`: `hours` beside its name, dimmed where it is over at `now`."""
    past = o.end <= now
    colour = event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.whose)
    return Ink(
        title(context, o),
        hours,
        o.flags,
        context.palette.chip(colour, past or bool(o.flags & Bit.CANCELLED)),
    )
