"""The panel's class details: type, places, focus, price, state; each saved when it is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from desktop_app.domain.event import MEET, NO_MEETING, Event
from desktop_app.domain.event_form import LONGEST, MOST_PLACES, touched
from desktop_app.domain.lesson import CLASS_TYPES, Lesson
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice, Line, Number
from desktop_app.ui.plain_label import PlainLabel

PROVIDERS = {MEET: N_("Google Meet"), NO_MEETING: N_("No link")}
"""Who makes the link of a class."""
TYPES = {"individual": N_("Individual"), "grupal": N_("Group")}
STATES = {
    "scheduled": N_("Scheduled"),
    "completed": N_("Given"),
    "cancelled": N_("Cancelled"),
}


class PanelDetails(QWidget):
    """`changed` carries fields named `lesson.…`."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        tr = context.tr
        self._context = context
        self._key: Key | None = None
        self._lesson = Lesson()
        self.kind = Choice(context, self)
        for kind in CLASS_TYPES:
            self.kind.addItem(tr(TYPES[kind]), kind)
        self.places = Number(context, self)
        self.focus_text = Line(self)
        self.price = Line(self)
        self.focus_text.setPlaceholderText(tr(N_("What you work on")))
        self.price.setPlaceholderText(tr(N_("What it costs")))
        self.state = PlainLabel(self)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, QWidget], ...] = (
            (N_("Type"), self.kind),
            (N_("Places"), self.places),
            (N_("Focus"), self.focus_text),
            (N_("Price"), self.price),
            (N_("State"), self.state),
        )
        for name, field in rows:
            label = PlainLabel(self, tr(name))
            label.setObjectName("secondary")
            label.setBuddy(field)
            # In the middle of its field, whatever the font: a form layout puts it at the top.
            label.setMinimumHeight(field.sizeHint().height())
            field.setAccessibleName(tr(name))
            form.addRow(label, field)
        self._shown = self._values()
        self.kind.activated.connect(lambda _: self.commit())
        self.places.editingFinished.connect(self.commit)
        self.focus_text.editingFinished.connect(self.commit)
        self.price.editingFinished.connect(self.commit)

    def show_event(self, event: Event) -> None:
        """Show the details of `event`; a field that is being edited keeps what is typed."""
        lesson = event.lesson or Lesson()
        key = (event.family, event.original)
        held = self._typed() if key == self._key else {}
        self._key, self._lesson = key, lesson
        if "class_type" not in held:
            index = self.kind.findData(lesson.class_type)
            if index < 0:  # a type another program wrote: shown as it is
                self.kind.addItem(lesson.class_type, lesson.class_type)
                index = self.kind.count() - 1
            self.kind.setCurrentIndex(index)
        if "max_participants" not in held:
            self.places.show_number(lesson.max_participants, 1, MOST_PLACES)
        for name, field in (("focus", self.focus_text), ("price", self.price)):
            if name not in held:
                field.show_text(getattr(lesson, name), LONGEST[name])
        self._shown = self._values() | {name: self._shown[name] for name in held}
        msgid = STATES.get(lesson.status)
        self.state.setText(self._context.tr(msgid) if msgid else lesson.status)
        for widget in (self.kind, self.places):
            widget.setEnabled(event.editable)
        for field in (self.focus_text, self.price):
            field.setReadOnly(not event.editable)

    def commit(self) -> None:
        """Send what a hand changed."""
        typed = self._typed()
        self._shown = self._values()
        fields = {
            f"lesson.{name}": value
            for name, value in typed.items()
            if getattr(self._lesson, name) != value
        }
        if fields:
            self.changed.emit(fields)

    def _values(self) -> dict[str, object]:
        return {
            "class_type": self.kind.currentData(),
            "max_participants": self.places.value(),
            "focus": self.focus_text.text().strip(),
            "price": self.price.text().strip(),
        }

    def _typed(self) -> dict[str, object]:
        return touched(self._shown, self._values())
