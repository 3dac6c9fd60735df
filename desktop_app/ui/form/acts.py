"""Opening the form and doing what it says: one creation or one patch, mails asked about first."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.domain.event import Event
from desktop_app.domain.event_form import FormValues
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui.context import Context
from desktop_app.ui.form.dialog import EventForm
from desktop_app.ui.mails import mails_first


def open_new(
    context: Context, window: QWidget, start: int | None = None, end: int | None = None
) -> None:
    """Show the form for a new class."""
    forms = context.calendar.forms
    values = forms.new(start, end)
    if values is None:
        return

    form = EventForm(context, values, window, new=True)

    def save(said: FormValues) -> None:
        fields = forms.created(said)

        def make(mails: str) -> None:
            form.wait()
            forms.make(fields, mails, form.ended, said.calendar_id)

        # Over the form: on Esc all that was typed is there.
        mails_first(context, form, bool(fields.get("guests")), make)

    form.saved.connect(save)
    form.open()


def open_existing(context: Context, window: QWidget, key: Key) -> None:
    """Show the form for all of an event that may be changed."""
    forms = context.calendar.forms
    found = forms.of(key)
    if found is None or not found[0].editable:
        return
    event, values = found
    form = EventForm(context, values, window, new=False, note=_note(context, event))

    def save(said: FormValues) -> None:
        fields: dict[str, Any] = forms.changed(values, said)
        if fields:
            # Over the form: on Esc all that was typed is there.
            context.editor.edit(key, fields, form=form)
        else:
            form.ended(None)

    def move() -> None:
        chosen = form.fields.calendar.calendar_id
        if chosen != values.calendar_id:
            context.calendar.move(key, chosen)

    form.saved.connect(save)
    form.accepted.connect(move)
    form.open()


def _note(context: Context, event: Event) -> str:
    if event.recurring_event_id:
        return context.tr(N_("It repeats: you are asked how much of it is meant."))
    return ""
