"""The class panel: all of one class, changed where it stands."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.event import Event
from desktop_app.domain.student import Student
from desktop_app.domain.student_class import chosen
from desktop_app.domain.text import N_, one_line
from desktop_app.services.values import Key
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Title
from desktop_app.ui.form_style import form_style
from desktop_app.ui.look import font
from desktop_app.ui.panel_classes import PanelClasses
from desktop_app.ui.panel_details import PanelDetails
from desktop_app.ui.panel_guests import PanelGuests
from desktop_app.ui.panel_marks import PanelMarks
from desktop_app.ui.panel_students import PanelStudents
from desktop_app.ui.panel_when import PanelWhen
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import ENTER
from desktop_app.ui.suggestions import Suggestions, students

WIDTH = 304
WIDEST = 432


class Panel(QWidget):
    """304 px wide. `read` shows a class; every change goes out at once, and can be undone."""

    closed = Signal()
    delete_wanted = Signal(object)  # Key
    attention_wanted = Signal()
    student_wanted = Signal(str)  # a student's id
    class_wanted = Signal(object)  # Key
    form_wanted = Signal(object)  # Key
    ways_wanted = Signal(object, QPoint)  # Key, and where the menu is to open

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._key: Key | None = None
        self._event: Event | None = None
        self.setFixedWidth(WIDTH)
        tr = context.tr
        self.setAccessibleName(tr(N_("The class")))
        self._build()
        self.colour()

    def _build(self) -> None:
        context, tr = self._context, self._context.tr
        self._line = QFrame(self)
        self._line.setFixedWidth(1)
        self._line.setAutoFillBackground(True)
        body = QWidget(self)
        self.close_button = Button(
            context, "", "flat", body, icon="close", name=tr(N_("Close the panel")), height=26
        )
        self.name = Title(body)
        self.name.setFont(font(18, QFont.Weight.DemiBold))
        self.name.setAccessibleName(tr(N_("Name of the class")))
        self.name.setPlaceholderText(tr(N_("(No title)")))
        self.suggestions = Suggestions(context, self.name, partial(students, context), body)
        self.when = PanelWhen(context, body)
        self.marks = PanelMarks(context, body)
        self.join = Button(context, tr(N_("Join")), "primary", body, icon="video")
        self.copy_link = Button(context, tr(N_("Copy link")), "plain", body, icon="copy")
        self.link = _plain(body)
        self.link.setObjectName("secondary")
        self._card = self._code_card(body)
        self.invitation = Button(context, tr(N_("Copy invitation")), "plain", body, pad=8)
        self.whatsapp = Button(context, tr(N_("WhatsApp")), "plain", body, pad=8)
        self.students = PanelStudents(context, body)
        self.guests = PanelGuests(context, body)
        self.make_class = Button(context, tr(N_("Make it a class")), "plain", body)
        self.more = Button(context, tr(N_("More…")), "plain", body)
        self.more.setAccessibleName(tr(N_("Edit all of it")))
        self.more_ways = Button(
            context, "", "plain", body, icon="more", name=tr(N_("More ways to send it"))
        )
        self.details = PanelDetails(context, body)
        self.notes = _plain(body)
        self.notes.setWordWrap(True)
        self.beside = PanelClasses(context, body)
        self.remove = Button(context, tr(N_("Delete")), "danger", body, icon="trash")
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.close_button)
        calls = QHBoxLayout()
        calls.setSpacing(8)
        calls.addWidget(self.join, 1)
        calls.addWidget(self.copy_link, 1)
        sends = QHBoxLayout()
        sends.setSpacing(8)
        sends.addWidget(self.invitation, 1)
        sends.addWidget(self.whatsapp)
        sends.addWidget(self.more_ways)
        whole = QVBoxLayout(body)
        # The name and the hours are fields that show their frame when pointed at: they stand
        # further left by its padding, so that all text begins on one line.
        whole.setContentsMargins(8, 12, 16, 16)
        whole.setSpacing(4)
        whole.addLayout(first)
        whole.addWidget(self.when)
        column = QVBoxLayout()
        column.setContentsMargins(8, 8, 0, 0)
        column.setSpacing(12)
        whole.addLayout(column, 1)
        column.addWidget(self.marks)
        column.addLayout(calls)
        column.addWidget(self.link)
        column.addWidget(self._card)
        column.addLayout(sends)
        column.addWidget(self.make_class)
        column.addWidget(self.students)
        column.addWidget(self.details)
        column.addWidget(self.guests)
        column.addWidget(self.notes)
        column.addWidget(self.beside, 1)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.more)
        ends.addWidget(self.remove)
        ends.addStretch(1)
        column.addLayout(ends)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies on it has the focus
        scroll.setWidget(body)
        body.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._line)
        row.addWidget(scroll, 1)
        self._wire()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take more width where a long language or large letters ask for it."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            least = watched.minimumSizeHint().width() + 1
            self.setFixedWidth(min(max(WIDTH, least), WIDEST))
        return super().eventFilter(watched, event)

    def _code_card(self, body: QWidget) -> QFrame:
        context, tr = self._context, self._context.tr
        card = QFrame(body)
        card.setObjectName("card")
        label = PlainLabel(card, tr(N_("ACCESS CODE")))
        label.setObjectName("secondary")
        label.setFont(font(11, QFont.Weight.DemiBold))
        self.code = _plain(card)
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.code.setFont(font(20, QFont.Weight.Bold, mono))
        self.copy_code = Button(context, tr(N_("Copy")), "plain", card, icon="copy")
        self.copy_code.setAccessibleName(tr(N_("Copy code")))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(label)
        left.addWidget(self.code)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 12, 8)
        row.addLayout(left, 1)
        row.addWidget(self.copy_code)
        return card

    def _wire(self) -> None:
        calendar = self._context.calendar
        self.close_button.clicked.connect(self.closed)
        self.name.editingFinished.connect(self._rename)
        self.when.changed.connect(lambda value: self._edit({"when": value}))
        self.details.changed.connect(self._edit)
        self.students.changed.connect(self._edit)
        self.students.page_wanted.connect(self.student_wanted)
        self.beside.opened.connect(self.class_wanted)
        editor = self._context.editor
        self.guests.changed.connect(self._edit)
        self.guests.answered.connect(self._answer)
        self.make_class.clicked.connect(lambda: self._with(editor.make_class))
        self.more.clicked.connect(lambda: self._with(self.form_wanted.emit))
        self.more_ways.clicked.connect(lambda: self._with(self._ways_wanted))
        self.suggestions.chosen.connect(self._take_student)
        self.marks.retry.connect(lambda: self._with(calendar.retry_meeting))
        self.marks.attention.connect(self.attention_wanted)
        self.join.clicked.connect(lambda: self._with(calendar.join))
        self.copy_link.clicked.connect(lambda: self._with(calendar.copy_link))
        self.copy_code.clicked.connect(lambda: self._with(calendar.copy_code))
        self.invitation.clicked.connect(lambda: self._with(calendar.copy_invitation))
        self.whatsapp.clicked.connect(lambda: self._with(calendar.whatsapp))
        self.remove.clicked.connect(self._delete)

    # --- showing

    def read(self, key: Key) -> bool:
        """Show the class of `key`; False when it is gone."""
        reader = self._context.calendar.reader
        event = reader.event(*key) if reader is not None else None
        if event is None or (event.cancelled and event.when is None):
            return False
        if key != self._key:
            self.commit()
            self.when.give_up()
        same = key == self._key
        self._key, self._event = key, event
        if not (same and self.name.hasFocus() and self.name.isModified()):
            summary = one_line(event.summary)
            if self.name.text() != summary:
                self.name.setText(summary)
                self.name.setCursorPosition(0)
        self.name.setReadOnly(not event.editable)
        self.name.setToolTip("")
        self.when.show_event(event)
        self.marks.show_event(key, event)
        ready = bool(event.meeting.link)
        self.join.setVisible(ready)
        self.copy_link.setVisible(ready)
        self.link.setVisible(ready)
        shown = event.meeting.link.removeprefix("https://")
        self.link.setText(shown if len(shown) <= 38 else shown[:37] + "…")
        lesson = event.lesson
        self._card.setVisible(lesson is not None and bool(lesson.access_code))
        self.code.setText(lesson.access_code if lesson else "")
        for part in (self.invitation, self.whatsapp, self.more_ways, self.details):
            part.setVisible(lesson is not None)
        self.details.show_event(event)
        self.students.show_event(event)
        self.guests.show_event(event)
        self.beside.show_event(key, event)
        self.make_class.setVisible(lesson is None and event.editable)
        self.more.setVisible(event.editable)
        self.notes.setText(_notes(event))
        self.notes.setVisible(bool(self.notes.text()))
        self.remove.setVisible(event.editable)
        return True

    def colour(self) -> None:
        """Take the palette's colours."""
        self.setStyleSheet(form_style(self._context.palette))
        palette = self._line.palette()
        palette.setColor(self._line.backgroundRole(), self._context.q("border"))
        self._line.setPalette(palette)

    # --- acting

    def name_it(self) -> None:
        """Put the focus into the name, all of it selected."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def edit_time(self) -> None:
        """Open day and hours."""
        self.when.edit()

    def focus_first(self) -> None:
        """Put the focus on the first thing that can be done."""
        target = self.join if self.join.isVisible() else self.when.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Send what is typed and not sent yet."""
        if self._event is not None:
            if self.name.isModified():
                self._rename()
            self.when.commit()
            if self._event.lesson is not None and self._event.editable:
                self.details.commit()

    def forget(self) -> None:
        """Show no class any more; what is typed is for none."""
        self._key = self._event = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up a name or hours that are being typed, then closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            if self.name.hasFocus() and self.name.isModified() and self._event is not None:
                self.name.setText(self._event.summary)
                self.name.setModified(False)
            elif self.when.editing:
                self.when.give_up()
            else:
                self.closed.emit()
        elif event.key() in ENTER and self.name.hasFocus():
            self.when.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _rename(self) -> None:
        text = self.name.text().strip()
        if self._event is not None and self.name.isModified():
            self.name.setModified(False)
            if text and text != self._event.summary:
                self._edit({"summary": text})
            elif not text:
                self.name.setText(self._event.summary)

    def _take_student(self, value: tuple[Student, str]) -> None:
        """A student was chosen for the name: her usual type, length, price and colour come along."""
        student, title = value
        self.name.setText(title)
        self.name.setModified(False)
        if self._event is not None:
            self._edit(chosen(self._event, student, title))

    def _edit(self, fields: dict[str, object]) -> None:
        if self._key is not None and self._event is not None and self._event.editable:
            self._context.editor.edit(self._key, fields)

    def _answer(self, response: str) -> None:
        if self._key is not None:
            self._context.editor.answer(self._key, response)

    def _ways_wanted(self, key: Key) -> None:
        self.ways_wanted.emit(key, self.more_ways.mapToGlobal(self.more_ways.rect().bottomLeft()))

    def _with(self, act: object) -> None:
        if self._key is not None and callable(act):
            act(self._key)

    def _delete(self) -> None:
        if self._key is not None:
            self.delete_wanted.emit(self._key)


def _notes(event: Event) -> str:
    parts = [event.location, event.description]
    return "\n\n".join(part.strip()[:2000] for part in parts if part.strip())


def _plain(parent: QWidget) -> QLabel:
    label = PlainLabel(parent)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
