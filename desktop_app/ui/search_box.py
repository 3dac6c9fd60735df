"""The search: what is cached, found as she types; Enter goes to the week of what is active."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.domain import zones
from desktop_app.domain.search import Found, words
from desktop_app.domain.text import N_, one_line
from desktop_app.services.values import Key
from desktop_app.system.dates import short_day, time_span
from desktop_app.ui.announce import announce
from desktop_app.ui.bits import Bit
from desktop_app.ui.context import Context
from desktop_app.ui.finder import Finder
from desktop_app.ui.finder_list import Row
from desktop_app.ui.palette import event_colour
from desktop_app.ui.texts import spoken, title


class SearchBox(Finder):
    """Stands below the header's right end."""

    WIDTH = 420

    def __init__(
        self,
        context: Context,
        window: QWidget,
        home: Callable[[Key | None], QWidget],
        go: Callable[[Key], None],
        make: Callable[[str], None],
    ) -> None:
        """`go` shows a class; `make` begins a new one with what she typed as its text."""
        super().__init__(context, window, home)
        tr = context.tr
        self.setAccessibleName(tr(N_("Search")))
        self._go = go
        self._make = make
        self.field.setPlaceholderText(tr(N_("Search classes, people, notes")))
        self.field.setAccessibleName(tr(N_("Search")))
        self._search = context.calendar.search
        self._search.found.connect(self._show)
        # How many there are is said once she stops typing.
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(700)
        self._count.timeout.connect(self._tell_count)

    def read(self) -> None:
        """Ask for what is typed."""
        text = self.field.text()
        if not words(text):
            self.show_rows([])
            self.say(self.context.tr(N_("Type a name, a place or a word of your notes.")))
        self._search.ask(text)

    def corner(self, room: QRect, width: int) -> QPoint:
        """Stand at the right top."""
        return QPoint(room.right() - width - 11, 8)

    def _show(self, text: str, found: Sequence[Found]) -> None:
        if self.isHidden() or text != self.field.text() or not words(text):
            return
        if found:
            self.show_rows(result_rows(self.context, found, self._go))
            self._count.start()
        else:
            self._show_nothing(text)

    def _show_nothing(self, text: str) -> None:
        tr = self.context.tr
        self.show_rows([])
        if self.context.calendar.badge.state in {"starting", "working"}:
            self.say(tr(N_("Nothing yet. Classes are still coming from Google…")))
            return
        typed = one_line(text)
        self.say(
            tr(N_("Nothing in the calendar has “{text}”."), text=typed),
            tr(N_("New class “{title}”"), title=typed if len(typed) <= 28 else typed[:27] + "…"),
            lambda: self._make(typed),
        )

    def _tell_count(self) -> None:
        rows = [row for row in self.list.rows if row.run is not None]
        if not self.isHidden() and rows:
            count = self.context.translator.ngettext(
                "{number} result", "{number} results", len(rows)
            )
            active = self.list.active
            announce(self.field, f"{count}. {active.said if active else ''}")


def result_rows(context: Context, found: Sequence[Found], go: Callable[[Key], None]) -> list[Row]:
    """Return rows for what was found: what is to come under a head, what is over under another."""
    rows: list[Row] = []
    last: bool | None = None
    for one in found:
        if one.coming is not last:
            last = one.coming
            rows.append(Row(context.tr(N_("Coming") if last else N_("Past"))))
        rows.append(result_row(context, one, go))
    return rows


def result_row(context: Context, one: Found, go: Callable[[Key], None]) -> Row:
    """Return the row of one thing found: title, when, and where the words stand."""
    o = one.occurrence
    all_day = o.flags & Bit.ALL_DAY
    day = o.first_day if all_day else zones.day_of(o.start, context.zone)
    when = short_day(day, context.language)
    if day.year != context.today().year:
        when = f"{when}/{day.year}"
    if not all_day:
        when = f"{when}, {time_span(o.start, o.end, context.zone)}"
    detail = [when]
    if o.original:
        detail.append(context.tr(N_("series")))
    if o.flags & Bit.CANCELLED:
        detail.append(context.tr(N_("cancelled")))
    if one.excerpt:
        detail.append(one_line(one.excerpt))
    said = [spoken(context, o), context.tr(N_("series")) if o.original else "", one.excerpt]
    return Row(
        title(context, o),
        lambda: go(o.key),
        "  ·  ".join(detail),
        colour=event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.whose),
        spoken=", ".join(filter(None, said)),
    )
