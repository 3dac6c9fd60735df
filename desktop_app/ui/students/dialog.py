"""The roster: everybody at the left, one student's page at the right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.event import Guest
from desktop_app.domain.student import Student, search
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui.button import Button
from desktop_app.ui.colours import swatch
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Line
from desktop_app.ui.form_style import menu_style
from desktop_app.ui.palette import event_colour
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import ENTER
from desktop_app.ui.students.empty import EmptyRoster
from desktop_app.ui.students.files import StudentFiles
from desktop_app.ui.students.page import StudentPage
from desktop_app.ui.toasts import Toasts

ID = Qt.ItemDataRole.UserRole


class StudentsDialog(Dialog):
    """Follows the roster. `class_wanted` carries a Student, `opened` the Key of a class."""

    class_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Students")), parent)
        self._students = context.calendar.students
        self._new: Student | None = None
        self.setMinimumSize(720, 480)
        self.resize(880, 620)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._build()
        self.files = StudentFiles(context, self)
        self._toasts = Toasts(context, self, lambda: self.list)
        context.calendar.toast.connect(self._toasts.show_toast)
        self._students.changed.connect(self.fill)
        context.calendar.changed.connect(self.page.calendar_changed)
        self.search.textChanged.connect(lambda _: self.fill())
        self.list.currentItemChanged.connect(lambda *_: self._chosen())
        self._keys()
        self.fill()
        self._ask_strangers()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        context, tr = self.context, self.context.tr
        left = QFrame(self)
        left.setObjectName("side")
        left.setFixedWidth(280)
        self.search = Line(left)
        self.search.setPlaceholderText(tr(N_("Search students")))
        self.search.setAccessibleName(tr(N_("Search students")))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(left)
        self.list.setAccessibleName(tr(N_("Students")))
        self.list.setIconSize(QSize(14, 14))
        self.list.setObjectName("bare")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nobody = PlainLabel(left, tr(N_("Nobody is called that.")))
        self.nobody.setObjectName("secondary")
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.new = Button(context, tr(N_("New student")), "primary", left, icon="plus")
        self.more = Button(context, "", "plain", left, icon="more", name=tr(N_("More")))
        self.strangers = Button(context, "", "flat", left)
        self.strangers.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.new, 1)
        buttons.addWidget(self.more)
        side = QVBoxLayout(left)
        side.setContentsMargins(16, 16, 16, 16)
        side.setSpacing(8)
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        side.addWidget(self.nobody, 1)
        side.addStretch(0)
        side.addWidget(self.strangers)
        side.addLayout(buttons)
        self.page = StudentPage(context, self)
        self.empty = EmptyRoster(context, self)
        self._scroll = scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.page)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left)
        right = QVBoxLayout()
        right.addWidget(self.empty, 1)
        right.addWidget(scroll, 1)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)
        self.new.clicked.connect(self.new_student)
        self.empty.new.clicked.connect(self.new_student)
        self.empty.take.clicked.connect(lambda: self.files.ask_import())
        self.more.clicked.connect(self._menu)
        self.strangers.clicked.connect(self._offer_strangers)
        self.page.changed.connect(self._students.keep)
        self.page.remove_wanted.connect(self.remove)
        self.page.class_wanted.connect(self._new_class)
        self.page.opened.connect(self._open)

    def _keys(self) -> None:
        for key, act in (
            ("Ctrl+N", self.new_student),
            ("Ctrl+F", self._find),
            ("Ctrl+Z", self.context.calendar.undo),
            ("Ctrl+Shift+Z", self.context.calendar.redo),
        ):
            QShortcut(QKeySequence(key), self, act)

    # --- the list

    def fill(self) -> None:
        """Read the roster anew; who was chosen stays so."""
        everybody = self._students.all()
        chosen = self.page.student
        if self._new is not None and any(one.id == self._new.id for one in everybody):
            self._new = None
        found = search(everybody, self.search.text())
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            self.list.addItem(self._item(one))
        self.list.blockSignals(False)
        self.list.setVisible(bool(found))
        self.nobody.setVisible(bool(everybody) and not found)
        self._show_page(bool(everybody) or self._new is not None)
        if self._new is not None:
            return
        rows = [self.list.item(i).data(ID) for i in range(self.list.count())]
        if chosen is not None and chosen.id in rows:
            self.list.setCurrentRow(rows.index(chosen.id))
            self._chosen()
        elif rows:
            self.list.setCurrentRow(0)
        else:
            self.page.show_student(None)

    def _show_page(self, page: bool) -> None:
        self._scroll.setVisible(page)
        self.empty.setVisible(not page)

    def _item(self, student: Student) -> QListWidgetItem:
        where = student.city
        item = QListWidgetItem(f"{student.name} · {where}" if where else student.name)
        item.setIcon(swatch(event_colour(student.color_id, True, student.id), self))
        item.setData(ID, student.id)
        return item

    def _chosen(self) -> None:
        item = self.list.currentItem()
        student = self._students.find(item.data(ID)) if item is not None else None
        if student is not None:
            self._new = None
            self.page.show_student(student)

    def choose(self, student_id: str) -> None:
        """Show the page of one student."""
        self.search.clear()
        for i in range(self.list.count()):
            if self.list.item(i).data(ID) == student_id:
                self.list.setCurrentRow(i)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_student(self) -> None:
        """Begin a new student: kept as soon as there is a name."""
        self.page.commit()
        self._new = self._students.new()
        self._show_page(True)
        self.list.setCurrentRow(-1)
        self.page.show_student(self._new)
        self.page.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, student: Student) -> None:
        """Remove a student: the toast takes it back."""
        if self._students.find(student.id) is None:
            self._new = None
            self.fill()
        else:
            self._students.remove(student)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- classes

    def _new_class(self, student: Student) -> None:
        self.class_wanted.emit(student)
        self.accept()

    def _open(self, key: Key) -> None:
        self.opened.emit(key)
        self.accept()

    # --- guests

    def _ask_strangers(self) -> None:
        self._students.ask_strangers(self.while_open(self._strangers_found))

    def _strangers_found(self, guests: list[Guest]) -> None:
        self._guests = guests
        self.strangers.setVisible(bool(guests))
        text = N_("Add from your guests ({number})")
        self.strangers.set_text(self.context.tr(text, number=len(guests)))

    def _offer_strangers(self) -> None:
        from desktop_app.ui.students.strangers import StrangersDialog  # only when asked for

        dialog = StrangersDialog(self.context, self._guests, self)
        dialog.accepted.connect(self._ask_strangers)
        dialog.open()

    # --- files

    def _menu(self) -> None:
        tr = self.context.tr
        menu = QMenu(self)
        menu.setStyleSheet(menu_style(self.context.palette))
        menu.addAction(tr(N_("Import from CSV…")), self.files.ask_import)
        export = menu.addAction(tr(N_("Export as CSV…")), self.files.ask_export)
        export.setEnabled(bool(self._students.all()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # --- Qt

    def done(self, result: int) -> None:
        """Keep what is being typed, then close."""
        self.page.commit()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the toasts at the bottom."""
        super().resizeEvent(event)
        if hasattr(self, "_toasts"):
            self._toasts.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes who is chosen in the list; Enter and the arrows lead from field to list."""
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.list.hasFocus():
            if self.page.student is not None:
                self.remove(self.page.student)
        elif key in ENTER:
            if self.list.hasFocus():
                self.page.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            elif self.search.hasFocus():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
