"""What is printed of an occurrence: its name, and whether it takes place."""

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.ui.bits import Bit
from desktop_app.ui.context import Context
from desktop_app.ui.palette import event_colour
from desktop_app.ui.texts import title


def name(context: Context, o: Occurrence) -> str:
    """Return the title; of a cancelled class in words, for paper has no dimmed text."""
    if o.flags & Bit.CANCELLED:
        return context.tr(N_("{title} (cancelled)"), title=title(context, o))
    return title(context, o)


def colour(o: Occurrence) -> str:
    """Return the colour of its edge, as on the screen."""
    return event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.whose)
