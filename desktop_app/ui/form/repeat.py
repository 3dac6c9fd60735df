"""How a class repeats: how often, on which days, until when; what a form cannot show stays."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.event import When
from desktop_app.domain.rule import Frequency, Rule, first_day, lines, nth_of, parse
from desktop_app.domain.text import N_
from desktop_app.system.dates import day_abbreviation_of, day_name_of
from desktop_app.system.repeat import describe
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice, Day, Number, Tick
from desktop_app.ui.plain_label import PlainLabel

KEEP = "keep"
AHEAD = timedelta(days=731)
"""How far holidays are left out of a series without an end."""


class RepeatField(QWidget):
    """`lines` is the recurrence as RFC 5545 has it, nothing for an event that does not repeat."""

    changed = Signal()

    def __init__(
        self, context: Context, recurrence: tuple[str, ...], when: When, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._given = recurrence
        self._first_when = when
        self._when = when
        self._rule = parse(recurrence, when)
        self._skips = False
        self._build()
        self._fill()
        self._wire()
        self._show()

    def _build(self) -> None:
        context, tr = self._context, self._context.tr
        self.often = Choice(context, self)
        self.often.setAccessibleName(tr(N_("Repeats")))
        self.interval = Number(context, self)
        self.interval.setRange(1, 99)
        self.interval.setAccessibleName(tr(N_("Every how many")))
        self.every = PlainLabel(self, tr(N_("Every")))
        self.unit = PlainLabel(self)
        self.days = [self._day(i) for i in range(7)]
        self.ends = Choice(context, self)
        self.ends.setAccessibleName(tr(N_("Ends")))
        for key, words in (
            ("never", N_("Never ends")),
            ("until", N_("Until a day")),
            ("count", N_("After some classes")),
        ):
            self.ends.addItem(tr(words), key)
        self.until = Day(context, self)
        self.until.setAccessibleName(tr(N_("Last day")))
        self.count = Number(context, self)
        self.count.setRange(1, 730)
        self.count.setAccessibleName(tr(N_("How many classes")))
        self.skip = Tick(context, tr(N_("Not on public holidays")), self)
        self.words = PlainLabel(self)
        self.words.setObjectName("secondary")
        self.words.setWordWrap(True)
        self.more = QWidget(self)
        step = QHBoxLayout()
        step.setSpacing(8)
        step.addWidget(self.every)
        step.addWidget(self.interval)
        step.addWidget(self.unit)
        step.addStretch(1)
        for day in self.days:
            step.addWidget(day)
        end = QHBoxLayout()
        end.setSpacing(8)
        end.addWidget(self.ends, 1)
        end.addWidget(self.until, 1)
        end.addWidget(self.count, 1)
        inner = QVBoxLayout(self.more)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(step)
        inner.addLayout(end)
        inner.addWidget(self.skip)
        inner.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.often)
        column.addWidget(self.more)

    def _day(self, weekday: int) -> Button:
        language = self._context.language
        button = Button(
            self._context, day_abbreviation_of(weekday, language), "toggle", self, pad=8
        )
        button.setAccessibleName(day_name_of(weekday, language))
        button.setCheckable(True)
        return button

    def _names(self) -> None:
        """Name the choices as Google does: for the day that the event starts on, how often, and
        the weekdays chosen."""
        translator, every = self._context.translator, self.interval.value()
        nth = nth_of(first_day(self._when))
        rows: list[tuple[object, str]] = [("", translator.gettext(N_("Does not repeat")))]
        rules: tuple[tuple[object, Rule], ...] = (
            ("DAILY", Rule("DAILY", every)),
            ("WEEKLY", Rule("WEEKLY", every, weekdays=self._weekdays)),
            ("MONTHLY", Rule("MONTHLY", every)),
            (("MONTHLY", nth), Rule("MONTHLY", every, nth=nth)),
            ("YEARLY", Rule("YEARLY", every)),
        )
        for key, rule in rules:
            rows.append((key, _sentence(describe(rule, self._when, translator))))
        if self._given and self._rule is None:
            rows.append((KEEP, translator.gettext(N_("As it is (made elsewhere)"))))
        for place, (value, words) in enumerate(rows):
            if place == self.often.count():
                self.often.addItem(words)
            self.often.setItemText(place, words)
            self.often.setItemData(place, value)

    @property
    def _weekdays(self) -> tuple[int, ...]:
        return tuple(i for i, button in enumerate(self.days) if button.isChecked())

    def _fill(self) -> None:
        self._names()
        rule = self._rule
        index = 0
        if rule is None:
            index = self.often.count() - 1 if self._given else 0
        else:
            index = ["", "DAILY", "WEEKLY", "MONTHLY", "nth", "YEARLY"].index(
                "nth" if rule.nth else rule.frequency
            )
        self.often.setCurrentIndex(index)
        rule = rule or Rule()
        first = first_day(self._when)
        self.interval.setValue(rule.interval)
        for weekday, button in enumerate(self.days):
            button.setChecked(weekday in (rule.weekdays or (first.weekday(),)))
        ends = "until" if rule.until else "count" if rule.count else "never"
        self.ends.setCurrentIndex(self.ends.findData(ends))
        until = rule.until or first + timedelta(weeks=12)
        self.until.setDate(QDate(until.year, until.month, until.day))
        self.count.setValue(rule.count or 10)
        self._fill_holidays(rule)

    def _wire(self) -> None:
        for box in (self.often, self.ends):
            box.currentIndexChanged.connect(lambda _: self._show())
        self.interval.valueChanged.connect(lambda _: self._show())
        self.count.valueChanged.connect(lambda _: self._show())
        self.until.dateChanged.connect(lambda _: self._show())
        self.skip.toggled.connect(lambda _: self._show())
        self._context.holidays.changed.connect(self._holidays_came)
        for button in self.days:
            button.toggled.connect(lambda _: self._day_toggled())

    def start_at(self, when: When) -> None:
        """The event starts at another time: the choices are named for it.

        The one day of a weekly series follows the start; several stay as they were chosen.
        """
        before, after = first_day(self._when), first_day(when)
        chosen = self._weekdays
        self._when = when
        if before != after and chosen == (before.weekday(),):
            self.days[before.weekday()].setChecked(False)
            self.days[after.weekday()].setChecked(True)
        if before != after:
            self._show()

    @property
    def rule(self) -> Rule | None:
        """The rule that the fields say; None for none, and for one that is kept as it is."""
        key = self.often.currentData()
        if not key or key == KEEP:
            return None
        nth = 0
        if isinstance(key, tuple | list):
            key, nth = key
        rule = Rule(key, self.interval.value(), nth=nth)
        if key == "WEEKLY":
            rule = replace(rule, weekdays=self._weekdays)
        ends = self.ends.currentData()
        if ends == "until":
            day = self.until.date()
            rule = replace(rule, until=date(day.year(), day.month(), day.day()))
        elif ends == "count":
            rule = replace(rule, count=self.count.value())
        return replace(rule, left_out=self._left_out(rule))

    def _left_out(self, rule: Rule) -> frozenset[date]:
        """Return the dates to leave out: as given while nobody ticks anything, nor changes `rule`.

        A class far into its series sees holidays for which none was left out when it was made.
        """
        given = self._rule.left_out if self._rule is not None else frozenset()
        off = self._holidays(rule) or frozenset()
        if not self.skip.isChecked():
            return given - off if self._skips else given
        return (
            given if self._skips and self._is_given(replace(rule, left_out=given)) else given | off
        )

    def _fill_holidays(self, rule: Rule) -> None:
        """Say whether they are left out; while they are being read nobody may change it."""
        off = self._holidays(rule)
        self.skip.setEnabled(off is not None)
        if off is not None:
            # As far as dates are left out: it was made with an end to them.
            told = {day for day in off if day <= max(rule.left_out, default=date.min)}
            self._skips = bool(told) and rule.left_out >= told
            self.skip.setChecked(self._skips)

    @Slot()
    def _holidays_came(self) -> None:
        if not self.skip.isEnabled():
            self._fill_holidays(self._rule or Rule())
        self._show()

    def _holidays(self, rule: Rule) -> frozenset[date] | None:
        """Return the public holidays on which the series would take place, two years ahead.

        None until they are read.
        """
        if rule.frequency not in ("DAILY", "WEEKLY"):
            return frozenset()
        first = first_day(self._when)
        last = min(rule.until or first + AHEAD, first + AHEAD)
        days = rule.weekdays or (first.weekday(),)
        off = self._context.holidays.between(first, last)
        if off is None:
            return None
        return frozenset(day for day in off if rule.frequency == "DAILY" or day.weekday() in days)

    @property
    def lines(self) -> tuple[str, ...]:
        """The recurrence; what was given, letter for letter, where the rule is still the same."""
        key = self.often.currentData()
        if key == KEEP:
            return self._given
        rule = self.rule
        if rule is None:
            return ()
        return self._given if self._is_given(rule) else lines(rule, self._when)

    def _is_given(self, rule: Rule) -> bool:
        given = self._rule
        return given is not None and (
            _as_said(rule, self._when) == _as_said(given, self._first_when)
        )

    def _day_toggled(self) -> None:
        if not any(button.isChecked() for button in self.days):
            self.days[first_day(self._when).weekday()].setChecked(True)
            return
        self._show()

    def _unit(self, frequency: Frequency) -> str:
        translator, number = self._context.translator, self.interval.value()
        if frequency == "DAILY":
            return translator.ngettext("day", "days", number)
        if frequency == "WEEKLY":
            return translator.ngettext("week", "weeks", number)
        if frequency == "MONTHLY":
            return translator.ngettext("month", "months", number)
        return translator.ngettext("year", "years", number)

    def _show(self) -> None:
        self._names()
        key = self.often.currentData()
        frequency = key[0] if isinstance(key, tuple | list) else key
        repeats = bool(key) and key != KEEP
        self.more.setVisible(repeats)
        if repeats:
            self.unit.setText(self._unit(frequency))
        for button in self.days:
            button.setVisible(frequency == "WEEKLY")
        ends = self.ends.currentData()
        self.skip.setVisible(frequency in ("DAILY", "WEEKLY"))
        rule = self.rule
        if rule is not None:
            words = describe(rule, self._when, self._context.translator)
            self.words.setText(words)
            self.words.setVisible(_sentence(words) != self.often.currentText())
        self.until.setVisible(ends == "until")
        self.count.setVisible(ends == "count")
        self.changed.emit()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _as_said(rule: Rule, when: When) -> Rule:
    """Return `rule` with the day it starts on said, where a weekly one left it unsaid."""
    if rule.frequency == "WEEKLY" and not rule.weekdays:
        return replace(rule, weekdays=(first_day(when).weekday(),))
    return rule
