"""The texts of invitations: one for each language and type of class, seen as they will be sent."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.event import Event, Meeting, Timed
from desktop_app.domain.invitation import DEFAULT_TEMPLATE, PLACES, unknown_places
from desktop_app.domain.lesson import CLASS_TYPES, Lesson
from desktop_app.domain.student import Student
from desktop_app.domain.text import N_
from desktop_app.system.settings import invitation_field
from desktop_app.system.translations import LANGUAGES, Translator, install
from desktop_app.system.wording import written
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Choice
from desktop_app.ui.look import font
from desktop_app.ui.panel_details import TYPES
from desktop_app.ui.plain_label import PlainLabel

MEANINGS = {
    "title": N_("Name of the class"),
    "day": N_("Day"),
    "time": N_("Hours"),
    "link": N_("Link"),
    "code": N_("Access code"),
    "city": N_("Your city"),
    "elsewhere": N_("Hours where the student is"),
    "student": N_("Name of the student"),
    "price": N_("Price"),
}
assert tuple(MEANINGS) == PLACES

REST_MS = 600
"""A text is kept once so long nothing was typed."""


class TemplatesDialog(Dialog):
    """Kept as it is typed; the text that Aula brings along is kept as nothing at all."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(context, tr(N_("Texts of invitations")), parent)
        self.resize(760, 520)
        self.setMinimumSize(560, 400)
        self.language = Choice(context, self)
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        self.language.setCurrentIndex(self.language.findData(context.language))
        self.language.setAccessibleName(tr(N_("Language")))
        self.kind = Choice(context, self)
        for kind in CLASS_TYPES:
            self.kind.addItem(tr(TYPES[kind]), kind)
        self.kind.setAccessibleName(tr(N_("Type")))
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr(N_("Text of the invitation")))
        self.wrong = PlainLabel(self)
        self.wrong.setObjectName("danger")
        self.wrong.setWordWrap(True)
        self.reset = Button(context, tr(N_("Back to Aula's text")), "plain", self)
        self._lay_out()
        self._field, self._first = "", ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._keep)
        self.language.currentIndexChanged.connect(lambda _: self._read())
        self.kind.currentIndexChanged.connect(lambda _: self._read())
        self.text.textChanged.connect(self._typed)
        self.reset.clicked.connect(self._back)
        self._read()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        context, tr = self.context, self.context.tr
        which = QHBoxLayout()
        which.setSpacing(8)
        which.addWidget(self.language, 1)
        which.addWidget(self.kind, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(which)
        left.addWidget(self.text, 1)
        left.addWidget(self.wrong)
        left.addWidget(_secondary(tr(N_("Put in, where the cursor is:")), self))
        places = QVBoxLayout()
        places.setSpacing(4)
        names = list(MEANINGS)
        for first in range(0, len(names), 3):
            row = QHBoxLayout()
            row.setSpacing(4)
            for name in names[first : first + 3]:
                row.addWidget(self._place(name))
            row.addStretch(1)
            places.addLayout(row)
        left.addLayout(places)
        card = QFrame(self)
        card.setObjectName("card")
        self.preview = PlainLabel(card)
        self.preview.setWordWrap(True)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview.setAccessibleName(tr(N_("How it will be sent")))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addWidget(self.preview, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        head = _secondary(tr(N_("How it will be sent")), self)
        head.setFont(font(12, QFont.Weight.DemiBold))
        head.setMinimumHeight(32)
        right.addWidget(head)
        right.addWidget(card, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        self.column.addLayout(both, 1)
        close = Button(context, tr(N_("Close")), "primary", self)
        close.clicked.connect(self.accept)
        self.add_buttons(self.reset, close)

    def _place(self, name: str) -> Button:
        button = Button(
            self.context, self.context.tr(MEANINGS[name]), "plain", self, height=26, pad=8
        )
        button.setFont(font(12))
        button.setToolTip("{" + name + "}")
        button.clicked.connect(lambda: self._put_in(name))
        return button

    def _put_in(self, name: str) -> None:
        self.text.insertPlainText("{" + name + "}")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- which one

    @property
    def field(self) -> str:
        """The setting that is being edited."""
        return invitation_field(str(self.language.currentData()), str(self.kind.currentData()))

    @property
    def _told(self) -> Translator:
        return install(str(self.language.currentData()))

    @property
    def _standard(self) -> str:
        return self._told.gettext(DEFAULT_TEMPLATE)

    def _read(self) -> None:
        self._keep()
        self._field, self._first = self.field, self._standard
        said = str(getattr(self.context.settings.settings, self.field))
        self.text.setPlainText(said or self._standard)
        self._show()

    def _back(self) -> None:
        self.text.setPlainText(self._standard)

    def _typed(self) -> None:
        self._rest.start()
        self._show()

    def _keep(self) -> None:
        """Keep what was typed: once she rests, for the settings are a file."""
        self._rest.stop()
        if self._field:
            text = self.text.toPlainText()
            own = "" if text.strip() in ("", self._first.strip()) else text
            self.context.settings.update(**{self._field: own})

    def done(self, result: int) -> None:
        """Keep what was typed last, then close."""
        self._keep()
        super().done(result)

    def _show(self) -> None:
        text = self.text.toPlainText()
        strange = unknown_places(text)
        words = ""
        if strange:
            words = self.context.tr(
                N_("Aula does not know {places}: it would be sent as it stands."),
                places=", ".join("{" + name + "}" for name in strange[:4]),
            )
        self.wrong.setText(words)
        self.wrong.setVisible(bool(strange))
        self.reset.setEnabled(text.strip() != self._standard.strip())
        event, student = self._sample()
        self.preview.setText(written(event, text, self.context.zone, self._told, [student]))

    def _sample(self) -> tuple[Event, Student]:
        """Return a class of tomorrow with a student where the clock is another one."""
        context = self.context
        day = context.today() + timedelta(days=1)
        start = zones.epoch(datetime(day.year, day.month, day.day, 15), context.zone)
        kind = str(self.kind.currentData())
        there = ("Madrid", "Europe/Madrid")
        if zones.local(start, there[1]).utcoffset() == zones.local(start, context.zone).utcoffset():
            there = ("Buenos Aires", zones.BUENOS_AIRES)
        name = "Ana Fernández" if kind == "individual" else "Grupo B1"
        event = Event(
            "", "", Timed(start, start + 3600, context.zone), summary=name,
            meeting=Meeting("ready", "https://meet.google.com/abc-defg-hij"),
            lesson=Lesson("K7M-4QX", kind, price="$ 12.000"),
        )  # fmt: skip
        return event, Student("", "Ana Fernández", city=there[0], zone=there[1])


def _secondary(text: str, parent: QWidget) -> QLabel:
    return PlainLabel(parent, text, role="secondary")
