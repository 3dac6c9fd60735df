"""Copy last week into this one: what would be made, what it would clash with, each to be ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.copying import Planned
from desktop_app.domain.text import N_
from desktop_app.system.dates import short_day, time_span
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Tick
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.texts import title

INDENT = 26


class CopyWeekDialog(Dialog):
    """Makes the ticked classes when it is accepted; one undo takes them back."""

    def __init__(self, context: Context, plans: Sequence[Planned], parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Copy last week into this one")), parent)
        self.setMinimumSize(420, 240)
        self.resize(480, min(560, 200 + 58 * max(1, len(plans))))
        self.plans = plans
        self.ticks: list[Tick] = []
        self._make = Button(context, "", "primary", self)
        cancel = Button(context, context.tr(N_("Cancel")), "plain", self)
        body = QWidget(self)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(2)
        for plan in plans:
            self._row(rows, body, plan)
        rows.addStretch(1)
        if plans:
            note = N_(
                "Each class is made anew, with a code and a link of its own. Classes of a series "
                "come by themselves and are not in this list."
            )
            self.column.addWidget(self._words(self, context.tr(note), "secondary"))
            scroll = QScrollArea(self)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setWidget(body)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.column.addWidget(scroll, 1)
        else:
            text = context.tr(N_("Last week has no class that does not come by itself."))
            self.column.addWidget(self._words(self, text, ""), 1)
        cancel.clicked.connect(self.reject)
        self._make.clicked.connect(self.accept)
        self._make.setVisible(bool(plans))
        self.add_buttons(cancel, self._make)
        self.accepted.connect(self._copy)
        self._count()
        (self.ticks[0] if self.ticks else cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> list[Planned]:
        """The classes that are ticked."""
        return [p for p, tick in zip(self.plans, self.ticks, strict=True) if tick.isChecked()]

    def _row(self, rows: QVBoxLayout, body: QWidget, plan: Planned) -> None:
        context, zone = self.context, self.context.zone
        name = title(context, plan.source)
        when = context.tr(
            N_("{before} → {after}, {hours}"),
            before=short_day(zones.day_of(plan.source.start, zone), context.language),
            after=short_day(zones.day_of(plan.when.start, zone), context.language),
            hours=time_span(plan.when.start, plan.when.end, zone),
        )
        tick = Tick(self.context, name.replace("&", "&&"), body)
        tick.setFont(font(13, QFont.Weight.DemiBold))
        tick.setChecked(not plan.there)
        tick.toggled.connect(self._count)
        self.ticks.append(tick)
        rows.addWidget(tick)
        words = [when]
        if plan.there:
            words.append(context.tr(N_("is there already")))
        rows.addWidget(self._below(body, " · ".join(words), "secondary"))
        clash = "" if plan.there else self._clash(plan)
        if clash:
            rows.addWidget(self._below(body, "⚠ " + clash, ""))
        rows.addSpacing(6)
        tick.setAccessibleName(", ".join([name, *words, *([clash] if clash else [])]))

    def _clash(self, plan: Planned) -> str:
        if not plan.clashes:
            return ""
        first = plan.clashes[0]
        places: dict[str, object] = {
            "title": title(self.context, first),
            "span": time_span(first.start, first.end, self.context.zone),
        }
        if len(plan.clashes) == 1:
            return self.context.tr(N_("Overlaps with {title} {span}"), **places)
        text = N_("Overlaps with {title} {span} and {number} more")
        return self.context.tr(text, number=len(plan.clashes) - 1, **places)

    def _below(self, parent: QWidget, text: str, role: str) -> QLabel:
        label = self._words(parent, text, role)
        label.setContentsMargins(INDENT, 0, 0, 0)
        return label

    def _words(self, parent: QWidget, text: str, role: str) -> QLabel:
        return PlainLabel(parent, text, role=role, face=font(12), wrap=True)

    def _count(self) -> None:
        number = len(self.chosen)
        self._make.set_text(self.context.tr(N_("Copy classes: {number}"), number=number))
        self._make.setEnabled(number > 0)

    def _copy(self) -> None:
        self.context.calendar.around.copy_week(self.chosen)
