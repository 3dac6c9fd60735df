"""My free times as text: which days, how long a class, whose clock; seen before it is copied."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from desktop_app.domain import zones
from desktop_app.domain.free_slots import Offer, busy_times, free_spans, offered_days
from desktop_app.domain.invitation import whatsapp_url
from desktop_app.domain.student import place
from desktop_app.domain.text import N_
from desktop_app.system.translations import LANGUAGES, install
from desktop_app.system.wording import free_times
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Choice, Number
from desktop_app.ui.labelled import Labelled

DAYS: tuple[tuple[Offer, str], ...] = (
    ("week", N_("This week")),
    ("next", N_("Next week")),
    ("both", N_("This week and the next")),
)


class FreeTimesDialog(Dialog):
    """The text may be changed by hand before it is copied."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(context, tr(N_("My free times")), parent)
        self.resize(560, 480)
        s = context.settings.settings
        self.days = Choice(context, self)
        for offer, words in DAYS:
            self.days.addItem(tr(words), offer)
        # On the last days of a week there is little left of it to offer.
        self.days.setCurrentIndex(1 if context.today().weekday() > 3 else 0)
        self.length = Number(context, self)
        self.length.setRange(5, 720)
        self.length.setSingleStep(15)
        self.length.setSuffix(" min")
        self.length.setValue(s.default_length_minutes)
        self.clock = Choice(context, self)
        self.clock.addItem(zones.city(s.zone), (s.zone, ""))
        seen = {s.zone}
        for student in context.calendar.students.all():
            if student.zone and student.zone not in seen and zones.known(student.zone):
                seen.add(student.zone)
                self.clock.addItem(place(student), (student.zone, place(student)))
        self.language = Choice(context, self)
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        self.language.setCurrentIndex(self.language.findData(context.language))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for n, (words, field) in enumerate(
            (
                (N_("Days"), self.days),
                (N_("For classes of"), self.length),
                (N_("Hours of"), self.clock),
                (N_("Language"), self.language),
            )
        ):
            # Two in a row: all that a field may say fits in it.
            grid.addWidget(Labelled(tr(words), field, self), n // 2, n % 2)
            grid.setColumnStretch(n % 2, 1)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr(N_("My free times")))
        self.column.addLayout(grid)
        self.column.addWidget(self.text, 1)
        self.copy = Button(context, tr(N_("Copy")), "primary", self, icon="copy")
        self.whatsapp = Button(context, tr(N_("WhatsApp")), "plain", self)
        close = Button(context, tr(N_("Close")), "plain", self)
        self.add_buttons(close, self.whatsapp, self.copy)
        for box in (self.days, self.clock, self.language):
            box.currentIndexChanged.connect(lambda _: self._fill())
        self.length.valueChanged.connect(lambda _: self._fill())
        self.copy.clicked.connect(self._copy)
        self.whatsapp.clicked.connect(self._whatsapp)
        close.clicked.connect(self.accept)
        self._fill()
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        zone, city = self.clock.currentData()
        told = install(str(self.language.currentData()))
        self.text.setPlainText(free_times(self._spans(), zone, city or zones.city(zone), told))

    def _spans(self) -> list[tuple[int, int]]:
        context = self.context
        s = context.settings.settings
        days = offered_days(self.days.currentData(), context.today())
        start = zones.day_start(days[0], s.zone)
        end = zones.day_start(days[-1] + timedelta(days=1), s.zone)
        reader = context.calendar.reader
        rows = reader.occurrences(start, end, s.zone, hidden=s.hidden_busy) if reader else ()
        return free_spans(
            context.now(), busy_times(rows), s.hours, days, self.length.value(), s.zone,
            s.round_minutes,
        )  # fmt: skip

    def _copy(self) -> None:
        self.context.calendar.copy(self.text.toPlainText())
        self.copy.set_text(self.context.tr(N_("Copied")))

    def _whatsapp(self) -> None:
        self.context.calendar.open(whatsapp_url(self.text.toPlainText()))
