"""The settings: a small form; each field is applied at once."""

from PySide6.QtCore import QTime
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QWidget,
)  # fmt: skip

from desktop_app.domain import zones
from desktop_app.domain.invitation import DEFAULT_TEMPLATE
from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Choice, Hours, Line, Number

LANGUAGES = (("system", N_("As the system")), ("es", "Español"), ("en", "English"))
THEMES = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)


class SettingsDialog(Dialog):
    """Follows SettingsService; nothing waits for an OK."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Settings")), parent)
        self.setMinimumWidth(480)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(10)
        self._form.setHorizontalSpacing(16)
        self.column.addLayout(self._form)
        s = context.settings.settings
        self.language = self._choice(N_("Language"), "language", LANGUAGES, s.language)
        self.theme = self._choice(N_("Colours"), "theme", THEMES, s.theme)
        self._zone(s.zone)
        self._length(s.default_length_minutes)
        self._hours(s.working_start, s.working_end)
        self.summary = self._line(N_("Name of a new class"), "summary", s.summary)
        self.description = self._line(
            N_("Its description"), "description_template", s.description_template
        )
        self._invitation(s.invitation_template)
        close = Button(context, context.tr(N_("Close")), "plain", self)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
        self.finished.connect(lambda _: self._keep_invitation())

    def _add(self, name: str, field: QWidget) -> None:
        text = self.context.tr(name)
        label = QLabel(text, self)
        label.setBuddy(field)
        field.setAccessibleName(text)
        self._form.addRow(label, field)

    def _set(self, **fields: object) -> None:
        self.context.settings.update(**fields)

    def _choice(
        self, name: str, field: str, choices: tuple[tuple[str, str], ...], value: str
    ) -> Choice:
        box = Choice(self.context, self)
        for key, words in choices:
            box.addItem(self.context.tr(words), key)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.activated.connect(lambda _: self._set(**{field: box.currentData()}))
        self._add(name, box)
        return box

    def _zone(self, value: str) -> None:
        from zoneinfo import available_timezones  # reads a folder: only when this is open

        self.zone = Line(value, self)
        completer = QCompleter(sorted(available_timezones()), self)
        completer.setFilterMode(completer.filterMode().MatchContains)
        completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
        self.zone.setCompleter(completer)
        self.zone.editingFinished.connect(self._keep_zone)
        self._add(N_("Time zone"), self.zone)

    def _keep_zone(self) -> None:
        wanted = self.zone.text().strip()
        if wanted and zones.known(wanted):
            self._set(zone=zones.normal(wanted))
        else:
            self.zone.setText(self.context.settings.settings.zone)

    def _length(self, value: int) -> None:
        self.length = Number(self.context, self)
        self.length.setRange(5, 720)
        self.length.setSingleStep(15)
        self.length.setSuffix(" min")
        self.length.setValue(value)
        self.length.editingFinished.connect(
            lambda: self._set(default_length_minutes=self.length.value())
        )
        self._add(N_("Length of a class"), self.length)

    def _hours(self, start: int, end: int) -> None:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.start, self.end = Hours(self.context, box), Hours(self.context, box)
        for field, minutes, name in (
            (self.start, start, N_("Work starts at")),
            (self.end, end, N_("Work ends at")),
        ):
            field.setTime(QTime(min(minutes, 1439) // 60, min(minutes, 1439) % 60))
            field.setAccessibleName(self.context.tr(name))
            field.editingFinished.connect(self._keep_hours)
            row.addWidget(field, 1)
        self._form.addRow(QLabel(self.context.tr(N_("Working hours")), self), box)

    def _keep_hours(self) -> None:
        low = self.start.time().hour() * 60 + self.start.time().minute()
        high = self.end.time().hour() * 60 + self.end.time().minute()
        if high > low:
            self._set(working_start=low, working_end=high)

    def _line(self, name: str, field: str, value: str) -> Line:
        line = Line(value, self)
        line.setMinimumWidth(280)
        line.setCursorPosition(0)
        line.editingFinished.connect(lambda: self._set(**{field: line.text()}))
        self._add(name, line)
        return line

    def _invitation(self, value: str) -> None:
        self.invitation = QPlainTextEdit(self)
        self.invitation.setPlainText(value or self.context.tr(DEFAULT_TEMPLATE))
        self.invitation.setTabChangesFocus(True)
        self.invitation.setFixedHeight(110)
        self._add(N_("Invitation"), self.invitation)

    def _keep_invitation(self) -> None:
        text = self.invitation.toPlainText()
        standard = self.context.tr(DEFAULT_TEMPLATE)
        self._set(invitation_template="" if text.strip() in ("", standard) else text)
