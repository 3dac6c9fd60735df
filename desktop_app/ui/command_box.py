"""The command box: actions, days, students, classes, and a new class, by a few letters of each."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from desktop_app.domain.match import WEAK, score
from desktop_app.domain.quick.add import Planned
from desktop_app.domain.quick.days import find_day
from desktop_app.domain.search import Found, words
from desktop_app.domain.spans import within
from desktop_app.domain.text import N_, one_line
from desktop_app.services.values import Key
from desktop_app.system.dates import long_day
from desktop_app.ui import plan_text
from desktop_app.ui.context import Context
from desktop_app.ui.entry import Offer
from desktop_app.ui.finder import Finder
from desktop_app.ui.finder_list import Row
from desktop_app.ui.search_box import result_row

ACTIONS, STUDENTS, CLASSES = 6, 4, 6
"""So many of each, at most: the best."""
TOP = 64
SETTINGS = N_("theme dark light language zone hours days price invitation reminders holidays weeks")
"""What the settings are about, in words that stand in them: typed here, they lead there."""
LEAST = 3
"""So many letters of one of them."""


class CommandBox(Finder):
    """Stands in the upper middle of the window."""

    ICON = "go"

    def __init__(
        self,
        context: Context,
        window: QWidget,
        home: Callable[[Key | None], QWidget],
        offers: Callable[[], Sequence[Offer]],
        go: Callable[[Key], None],
        show_day: Callable[[date], None],
        show_student: Callable[[str], None],
        find_setting: Callable[[str], None],
    ) -> None:
        """`offers`: the actions that can be run; the others show a class, a day, a student, the
        settings that have the words typed."""
        super().__init__(context, window, home)
        tr = context.tr
        self._offers = offers
        self._go = go
        self._show_day = show_day
        self._show_student = show_student
        self._find_setting = find_setting
        self._found: Sequence[Found] = ()
        self._sure = True  # an action begins as she types; else they stand below names
        self.setAccessibleName(tr(N_("Command box")))
        self.field.setAccessibleName(tr(N_("An action, a student, a class, a day")))
        self.field.setPlaceholderText(
            tr(N_("An action, a student, a day… or “Ana Thursday 15 to 16”"))
        )
        context.calendar.search.found.connect(self._take)

    def corner(self, room: QRect, width: int) -> QPoint:
        """Stand in the upper middle."""
        return QPoint((room.width() - width) // 2, min(TOP, max(8, room.height() // 10)))

    def read(self) -> None:
        """Show what fits; classes follow when they are found."""
        self._found = ()
        self.context.calendar.search.ask(self.field.text())
        self._show()

    def _take(self, text: str, found: Sequence[Found]) -> None:
        if not self.isHidden() and text == self.field.text():
            self._found = found
            self._show()

    def _show(self) -> None:
        tr = self.context.tr
        text = self.field.text()
        plan = self._plan(text)
        day = self._day(text)
        classes = [result_row(self.context, one, self._go) for one in self._found[:CLASSES]]
        rows: list[Row] = [day] if day is not None else []
        if plan is not None and day is None and plan.dated:
            rows.append(self._make_row(plan))
            plan = None
        actions = self._actions(text)
        if (actions and self._sure) or day is not None:
            plan = None  # a few letters that fit an action were meant as that
        groups = [
            (tr(N_("Actions")), actions if self._sure else []),
            (tr(N_("Students")), self._students(text)),
            (tr(N_("Classes")), classes),
            (tr(N_("Settings")), self._settings(text)),
            (tr(N_("Actions")), [] if self._sure else actions),
            (tr(N_("New class")), [self._make_row(plan)] if plan is not None else []),
        ]
        for head, some in groups:
            if some:
                rows += [Row(head), *some] if words(text) else some
        self.show_rows(rows)
        if not rows:
            self.say(tr(N_("Nothing fits “{text}”."), text=one_line(text)))

    def _day(self, text: str) -> Row | None:
        day = find_day(text, self.context.today())
        today = self.context.today()
        if day is None or within(day, today, today) != day:
            return None
        name = long_day(day, self.context.language)
        if day.year != self.context.today().year:
            name = f"{name} {day.year}"
        words = self.context.tr(N_("Go to {day}"), day=name)
        return Row(words, lambda: self._show_day(day), icon="day")

    def _actions(self, text: str) -> list[Row]:
        rated = []
        for number, offer in enumerate(self._offers()):
            fits = [score(text, name) for name in (offer.words, offer.english)]
            best = min((fit for fit in fits if fit is not None), default=None)
            if best is not None:
                rated.append((best, number, offer))
        sure = [one for one in rated if one[0] < WEAK]
        self._sure = bool(sure)
        rated = sure or rated
        most = ACTIONS if words(text) else len(rated)
        return [
            Row(offer.words, offer.run, icon="go", key=offer.key)
            for _, _, offer in sorted(rated, key=lambda one: one[:2])[:most]
        ]

    def _settings(self, text: str) -> list[Row]:
        """Offer the settings for a word that is no action's, but what one of them is about."""
        tr = self.context.tr
        fits = [score(text, about) for about in (tr(SETTINGS), SETTINGS)]
        if len(text.strip()) < LEAST or all(fit is None or fit >= WEAK for fit in fits):
            return []
        name = tr(N_("Find “{text}” in the settings"), text=" ".join(text.split()))
        return [Row(name, lambda: self._find_setting(text), icon="go")]

    def _students(self, text: str) -> list[Row]:
        if not words(text):
            return []
        rated = [
            (fit, number, one)
            for number, one in enumerate(self.context.calendar.students.all())
            if (fit := score(text, one.name)) is not None
        ]
        return [
            Row(
                one.name,
                partial(self._show_student, one.id),
                one.phone or one.email,
                icon="person",
            )
            for _, _, one in sorted(rated, key=lambda some: some[:2])[:STUDENTS]
        ]

    def _plan(self, text: str) -> Planned | None:
        if not words(text):
            return None
        plan = self.context.calendar.quick.plan(text)
        return plan if isinstance(plan, Planned) else None

    def _make_row(self, plan: Planned) -> Row:
        context = self.context
        detail = plan_text.details(context, plan)
        remarks = plan_text.remarks(context, plan)
        return Row(
            context.tr(N_("New class: {what}"), what=plan_text.short(context, plan)),
            lambda: self.make_class(plan),
            "  ·  ".join([*remarks, detail]),
            icon="plus",
            waits=not plan.dated,
            stays=True,
            spoken=f"{context.tr(N_('New class'))}: {plan_text.spoken(context, plan)}",
        )
