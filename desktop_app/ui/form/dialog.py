"""The form for all of an event: new with Shift+C, from the panel for one that is there."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from desktop_app.domain.errors import AulaError
from desktop_app.domain.event_form import FormValues, problems
from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.form.fields import FormFields
from desktop_app.ui.key_names import key_text
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.question import Question
from desktop_app.ui.ringed import ENTER
from desktop_app.ui.tab_order import tab


class EventForm(Dialog):
    """`saved` carries the FormValues; nothing is changed before.

    `note`: what should be known of the event that is edited ("" for a new one).
    """

    saved = Signal(object)

    def __init__(
        self,
        context: Context,
        values: FormValues,
        parent: QWidget,
        *,
        new: bool,
        note: str = "",
    ) -> None:
        tr = context.tr
        title = N_("New class") if new else N_("Edit")
        super().__init__(context, tr(title), parent)
        forms = context.calendar.forms
        self.setMinimumSize(480, 420)
        self.resize(640, min(720, max(420, parent.window().height() - 40)))
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.fields = FormFields(
            context, values, forms.codes(), forms.describe if new else None, self
        )
        self._given = None if new else values
        self._before = self.fields.values
        self._waiting = False
        self._question: Question | None = None
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies on it has the focus
        scroll.setWidget(self.fields)
        self._scroll = scroll
        self.column.addWidget(scroll, 1)
        line = QFrame(self)
        line.setFixedHeight(1)
        line.setObjectName("line")
        self.column.addWidget(line)
        self.words = PlainLabel(self, note)
        self.words.setObjectName("secondary")
        self.words.setWordWrap(True)
        cancel = Button(context, tr(N_("Cancel")), "plain", self)
        self.save = Button(context, tr(N_("Save")), "primary", self)
        self.save.setToolTip(key_text("Ctrl+Return"))
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 14)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        self.column.addLayout(row)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.keep)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.keep)
        self.fields.changed.connect(self._check)
        for part in self.fields.findChildren(QWidget):
            part.installEventFilter(self)
        title_field = self.fields.name
        title_field.setFocus(Qt.FocusReason.OtherFocusReason)
        title_field.selectAll()

    def focusNextPrevChild(self, on: bool) -> bool:
        """Go through the fields as they are seen; guests and reminders come and go."""
        return tab(self, on) or super().focusNextPrevChild(on)

    # --- what is typed

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what was shown first."""
        return self.fields.values != self._before or self.fields.half_typed

    def _check(self) -> bool:
        """Say what is wrong, once a save was tried or the field was left; return whether all is well."""
        told = problems(self.fields.values, self.fields.zone_typed, self._given)
        self.fields.tell(
            {name: self.context.translator.tell(sentence) for name, sentence in told.items()}
        )
        return not told

    def keep(self) -> None:
        """Save, or go to the first thing that is wrong."""
        if self._waiting:
            return
        if not self.fields.settle() or not self._check():
            wrong = self.fields.first_wrong()
            if wrong is not None:
                self._scroll.ensureWidgetVisible(wrong)
                wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.saved.emit(self.fields.values)

    def wait(self) -> None:
        """Hold still: what `saved` said is being recorded, with the students typed anew."""
        self.fields.students.keep_new()
        self._waiting = True
        self.save.setEnabled(False)

    def ended(self, error: AulaError | None) -> None:
        """Leave once it is recorded; else say what went wrong, all that was typed is there."""
        self._waiting = False
        self.save.setEnabled(True)
        if error is None:
            self._before = self.fields.values
            self.accept()
        else:
            self.words.setText(self.context.translator.tell(error.told))

    # --- leaving

    def reject(self) -> None:
        """Leave; what was typed is asked about."""
        if self._waiting:
            return
        if not self.dirty:
            super().reject()
            return
        tr = self.context.tr
        if self._question is not None:
            return
        self._question = Question(
            self.context,
            tr(N_("Leave without saving?")),
            self,
            ((tr(N_("Leave")), "danger", self._leave),),
            stay=N_("Go on editing"),
        )
        self._question.finished.connect(self._asked)
        self._question.open()

    def _asked(self) -> None:
        self._question = None

    def _leave(self) -> None:
        self._before = self.fields.values
        self.fields.forget_half_typed()
        self.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross is Esc too."""
        if (self.dirty or self._waiting) and self.isVisible():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    # --- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field that gets the focus in sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            if self.fields.isAncestorOf(watched):
                self._scroll.ensureWidgetVisible(watched, 0, 24)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone goes on to the next field; it never saves half a class."""
        if event.key() in ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
