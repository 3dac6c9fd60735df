"""How a section of the settings gets its rows: one call a row, which also sets the field."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.text import N_
from desktop_app.system.dates import day_abbreviation_of, day_name_of
from desktop_app.system.settings import RANGES, reminders_fault
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice, Hours, Line, Number, Tick
from desktop_app.ui.settings_row import Row, TickRow
from desktop_app.ui.zone_field import ZoneField

Check = Callable[[str], str]
"""Takes what was typed; returns what is wrong with it in the teacher's language, "" for nothing."""
DAY = 24 * 60


class Rows:
    """Adds rows to the column of one section.

    `field` is the field of Settings that a row shows and sets, at once. A row is one call:
    `rows.tick("week_numbers", N_("Week numbers"), N_("Shows the week's number beside it."))`.
    """

    def __init__(self, context: Context, part: QWidget, column: QVBoxLayout) -> None:
        self.context = context
        self._part = part
        self._column = column
        self.made: dict[str, Row | TickRow] = {}

    @property
    def window(self) -> QWidget:
        """The dialog that the rows stand in, for a question of their own."""
        return self._part.window()

    def tick(self, field: str, title: str, help_text: str) -> Tick:
        """Add a box to tick."""
        return self.box(
            field, title, help_text, bool(self._value(field)), lambda on: self._set(field, on)
        )

    def box(
        self, name: str, title: str, help_text: str, ticked: bool, toggled: Callable[[bool], None]
    ) -> Tick:
        """Add a box to tick for something that is no field of Settings."""
        tr = self.context.tr
        tick = Tick(self.context, tr(title), self._part)
        tick.setChecked(ticked)
        tick.toggled.connect(toggled)
        row = TickRow(self.context, tick, tr(title), tr(help_text))
        self.made[name] = row
        self._column.addWidget(row)
        return tick

    def choice(
        self, field: str, title: str, help_text: str, choices: Sequence[tuple[str, str]]
    ) -> Choice:
        """Add a list to choose from: `choices` are values and their words."""
        value = self._value(field)
        return self.pick(field, title, help_text, choices, value, lambda it: self._set(field, it))

    def pick(
        self, name: str, title: str, help_text: str, choices: Sequence[tuple[str, str]],
        value: Any, picked: Callable[[Any], None],
    ) -> Choice:  # fmt: skip
        """Add a list to choose from for something that is more than a field of Settings."""
        box = Choice(self.context, self._part)
        for one, words in choices:
            box.addItem(self.context.tr(words), one)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.activated.connect(lambda _: picked(box.currentData()))
        self.row(name, title, help_text, box)
        return box

    def number(
        self, field: str, title: str, help_text: str, unit: str = "", step: int = 1
    ) -> Number:
        """Add a whole number, within the range that the settings file allows."""
        box = Number(self.context, self._part)
        box.setRange(*RANGES[field])
        box.setSingleStep(step)
        if unit:
            box.setSuffix(f" {self.context.tr(unit)}")
        box.setKeyboardTracking(False)  # half a number is no number
        box.setValue(self._value(field))
        box.valueChanged.connect(lambda number: self._set(field, number))
        self.row(field, title, help_text, box)
        return box

    def line(
        self, field: str, title: str, help_text: str, check: Check | None = None, *,
        wide: bool = False,
    ) -> Line:  # fmt: skip
        """Add a line of text; what `check` finds wrong is told below it and not set."""
        line = Line(str(self._value(field)), self._part)
        line.setCursorPosition(0)
        row = self.row(field, title, help_text, line, wide=wide)

        def keep() -> None:
            text = line.text().strip()
            row.tell(check(text) if check else "")
            if not row.trouble:
                self._set(field, text)

        line.editingFinished.connect(keep)
        return line

    def minutes(self, field: str, title: str, help_text: str) -> Line:
        """Add numbers of minutes, with commas between; none is an answer too."""

        def spoken(minutes: Sequence[int]) -> str:
            return ", ".join(map(str, minutes))

        line = Line(spoken(self._value(field)), self._part)
        row = self.row(field, title, help_text, line)

        def keep() -> None:
            parts = line.text().replace(",", " ").replace(";", " ").split()
            numbers = [int(part) if part.isdecimal() else -1 for part in parts]
            fault = reminders_fault(numbers)
            row.tell(self.context.translator.tell(fault) if fault else "")
            if fault is None:
                kept = tuple(sorted(set(numbers), reverse=True))
                self._set(field, kept)
                line.setText(spoken(kept))

        line.editingFinished.connect(keep)
        return line

    def zone(self, field: str, title: str, help_text: str, *, optional: bool = False) -> Line:
        """Add a time zone, found by any part of its name; `optional`: none is an answer too."""
        line = ZoneField(str(self._value(field)), self._part)
        row = self.row(field, title, help_text, line)

        def keep() -> None:
            zone = line.zone
            fine = bool(zone) or (optional and line.sensible)
            told = N_("There is no time zone of that name. Write a city, such as Madrid.")
            row.tell("" if fine else self.context.tr(told))
            if fine:
                self._set(field, zone)
                line.set_zone(zone)

        line.editingFinished.connect(keep)
        line.completer_of_zones.activated.connect(lambda _: keep())
        return line

    def hours(self, start: str, end: str, title: str, help_text: str) -> tuple[Hours, Hours]:
        """Add a span of the day, two fields of Settings in minutes; it must end after it starts."""
        box = QWidget(self._part)
        across = QHBoxLayout(box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        first, last = Hours(self.context, box), Hours(self.context, box)
        for hours, field, name in ((first, start, N_("From")), (last, end, N_("To"))):
            minutes = self._value(field) % DAY
            hours.setTime(QTime(minutes // 60, minutes % 60))
            hours.setAccessibleName(f"{self.context.tr(title)}: {self.context.tr(name)}")
            across.addWidget(hours, 1)
        row = self.row(start, title, help_text, box)
        box.setFocusProxy(first)

        def keep() -> None:
            low, high = _minutes(first), _minutes(last) or DAY
            told = N_("The day must end after it starts.")
            row.tell("" if high > low else self.context.tr(told))
            if high > low:
                self.context.settings.update(**{start: low, end: high})

        for hours in (first, last):
            hours.editingFinished.connect(keep)
        return first, last

    def days(self, field: str, title: str, help_text: str) -> list[Button]:
        """Add the days of the week, each on or off; 0 = Monday. One at least stays on."""
        box = QWidget(self._part)
        across = QHBoxLayout(box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        language, chosen = self.context.language, tuple(self._value(field))
        made = []
        for day in range(7):
            button = Button(self.context, day_abbreviation_of(day, language), "toggle", box, pad=8)
            button.setAccessibleName(day_name_of(day, language))
            button.setCheckable(True)
            button.setChecked(day in chosen)
            across.addWidget(button)
            made.append(button)
        across.addStretch(1)
        row = self.row(field, title, help_text, box, wide=True)
        box.setFocusProxy(made[0])

        def keep() -> None:
            days = tuple(day for day, button in enumerate(made) if button.isChecked())
            told = N_("One working day at least, or there is never a free slot.")
            row.tell("" if days else self.context.tr(told))
            if days:
                self._set(field, days)

        for button in made:
            button.toggled.connect(lambda _: keep())
        return made

    def button(
        self, name: str, title: str, help_text: str, words: str, run: Callable[[], None]
    ) -> Button:
        """Add a button: something that is not set here but done. `name` is the row's own."""
        button = Button(self.context, self.context.tr(words), "plain")
        button.clicked.connect(lambda _=False: run())
        self.row(name, title, help_text, button)
        return button

    def row(
        self, name: str, title: str, help_text: str, field: QWidget, *, wide: bool = False
    ) -> Row:
        """Add any other field. `title` and `help_text` are marked texts, or ready ones."""
        tr = self.context.tr
        row = Row(self.context, tr(title), tr(help_text), field, wide=wide)
        self.made[name] = row
        self._column.addWidget(row)
        return row

    def _value(self, field: str) -> Any:
        return getattr(self.context.settings.settings, field)

    def _set(self, field: str, value: object) -> None:
        self.context.settings.update(**{field: value})


def _minutes(field: Hours) -> int:
    return field.time().hour() * 60 + field.time().minute()
