"""The settings: sections at the left, one of them at the right; each field is applied at once."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.fold import fold
from desktop_app.domain.text import N_
from desktop_app.system.settings import Settings
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Line, Tick
from desktop_app.ui.form_style import form_style
from desktop_app.ui.look import font, scale
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.settings_row import Row, TickRow
from desktop_app.ui.settings_rows import Rows
from desktop_app.ui.settings_sections import SECTIONS, Section

SIZE = QSize(760, 560)
ROOM = 48
"""What is left of the window around the dialog."""


class SettingsDialog(Dialog):
    """Nothing waits for an OK: each row sets its field, and the window follows SettingsService."""

    def __init__(self, context: Context, parent: QWidget, section: str = "") -> None:
        """`section`: the name (as marked) of the section to open at."""
        super().__init__(context, context.tr(N_("Settings")), parent)
        wanted = QSize(round(SIZE.width() * scale()), round(SIZE.height() * scale()))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(ROOM, ROOM)))
        self.setMinimumSize(QSize(560, 360))
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._inner: QWidget | None = None
        self._shown = context.settings.settings.language, context.settings.settings.theme
        self._account: object = context.account.account
        self._calendars = self._calendar_rows()
        names = [one.name for one in SECTIONS]
        self._build(names.index(section) if section in names else 0)
        for key in ("Ctrl+F", "/"):
            QShortcut(QKeySequence(key), self, self._search_wanted)
        context.settings.changed.connect(self._settings_changed)
        context.account.account_changed.connect(self._account_changed)
        context.calendar.changed.connect(self._calendars_changed)

    def colour(self) -> None:
        """Take the palette of now."""
        self.setStyleSheet(form_style(self.context.palette) + _style(self.context))

    # --- building

    def _build(self, section: int, focus: str = "") -> None:
        tr = self.context.tr
        old, self._inner = self._inner, QWidget(self)
        if old is not None:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.setWindowTitle(tr(N_("Settings")))
        across = QHBoxLayout(self._inner)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side())
        across.addWidget(self._pages(), 1)
        self.column.addWidget(self._inner)
        self.search.textChanged.connect(self._find)
        self.names.currentRowChanged.connect(self._show_section)
        self.names.setCurrentRow(section)
        row = self.rows.get(focus)
        (row.field if row is not None else self.names).setFocus(Qt.FocusReason.OtherFocusReason)

    def _side(self) -> QWidget:
        tr = self.context.tr
        side = QFrame(self)
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(12)
        self.search = Line("", side)
        self.search.setPlaceholderText(tr(N_("Find a setting")))
        self.search.setAccessibleName(tr(N_("Find a setting")))
        self.search.setClearButtonEnabled(True)
        self.names = QListWidget(side)
        self.names.setAccessibleName(tr(N_("Sections")))
        self.names.setFont(font(13))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for section in SECTIONS:
            self.names.addItem(tr(section.name))
        wide = self.names.sizeHintForColumn(0) + 8
        side.setFixedWidth(max(168, min(wide, 240)) + 24)
        column.addWidget(self.search)
        column.addWidget(self.names, 1)
        return side

    def _pages(self) -> QWidget:
        page = QWidget(self)
        self.page_scroll = QScrollArea(page)
        self.page_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.page_scroll.setWidgetResizable(True)
        self.page_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self.page_scroll)
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 20, 24, 20)
        column.setSpacing(28)
        self.rows: dict[str, Row | TickRow] = {}
        self._parts: list[tuple[QWidget, Rows]] = []
        for section in SECTIONS:
            part, rows = self._part(section, inner)
            self._parts.append((part, rows))
            self.rows |= rows.made
            column.addWidget(part)
        self._nothing = PlainLabel(inner, self.context.tr(N_("No setting is called that.")))
        self._nothing.setObjectName("secondary")
        self._nothing.setWordWrap(True)
        column.addWidget(self._nothing)
        column.addStretch(1)
        self.page_scroll.setWidget(inner)
        close = Button(self.context, self.context.tr(N_("Close")), "plain", page)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 8, 24, 16)
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.page_scroll, 1)
        whole.addLayout(foot)
        return page

    def _part(self, section: Section, parent: QWidget) -> tuple[QWidget, Rows]:
        part = QWidget(parent)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        head = PlainLabel(part, self.context.tr(section.name))
        head.setFont(font(18, QFont.Weight.DemiBold))
        column.addWidget(head)
        rows = Rows(self.context, part, column)
        section.fill(rows)
        return part, rows

    # --- showing

    def _show_section(self, index: int) -> None:
        if index < 0:
            return
        self.search.clear()
        for number, (part, rows) in enumerate(self._parts):
            part.setVisible(number == index)
            for row in rows.made.values():
                row.show()
        self._nothing.hide()
        self.page_scroll.verticalScrollBar().setValue(0)

    def _find(self, text: str) -> None:
        """Show the rows of all sections that have every word of `text`."""
        words = fold(text).split()
        if not words:
            if self.names.currentRow() < 0:
                self.names.setCurrentRow(0)
            return
        self.names.setCurrentRow(-1)
        any_at_all = False
        for part, rows in self._parts:
            found = [row for row in rows.made.values() if all(word in row.said for word in words)]
            for row in rows.made.values():
                row.setVisible(row in found)
            part.setVisible(bool(found))
            any_at_all = any_at_all or bool(found)
        self._nothing.setVisible(not any_at_all)

    def _search_wanted(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def done(self, result: int) -> None:
        """Keep what is being typed: a field is set when it is left."""
        at = self.focusWidget()
        if at is not None:
            at.clearFocus()
        super().done(result)

    # --- following

    def _settings_changed(self, settings: Settings) -> None:
        if (settings.language, settings.theme) != self._shown:
            self._shown = settings.language, settings.theme
            # Later: a row that sets the language is still at it.
            QTimer.singleShot(0, self, self._rebuild)

    def _account_changed(self, account: object) -> None:
        # Told every half minute while there is no network: only another one is other rows.
        if account != self._account:
            self._account = account
            self._rebuild()

    def _calendar_rows(self) -> object:
        """Return what the rows of the calendars are made of, but for what is ticked."""
        calendars = self.context.calendar.calendars
        listed = [one._replace(shown=True, trouble="") for one in calendars.listed()]
        return listed, calendars.refused, calendars.fixed

    def _calendars_changed(self, _changed: object) -> None:
        """Show which calendars there are now: another device, or Google's own page, has hers too."""
        rows = self._calendar_rows()
        if rows != self._calendars:
            self._calendars = rows
            self._rebuild()
            return
        for one in self.context.calendar.calendars.listed():
            tick = self.rows[one.id].field
            assert isinstance(tick, Tick)
            with QSignalBlocker(tick):
                tick.setChecked(one.shown)

    def _rebuild(self) -> None:
        """Make all rows anew: what is looked for, where she is, and what she is typing stay."""
        at = QApplication.focusWidget()
        focus = next((name for name, row in self.rows.items() if row.field is at), "")
        found, searching, scrolled = self.search.text(), at is self.search, self._scrolled
        typing = _line(at) if focus else None
        typed = None if typing is None else (typing.text(), typing.cursorPosition())
        if typing is not None and at is not None:
            at.blockSignals(True)  # half of it is not her word, and the field goes
        self._build(max(0, self.names.currentRow()), focus)
        self.search.setText(found)
        if searching:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        line = _line(self.rows[focus].field) if focus in self.rows else None
        if line is not None and typed is not None and line.text() != typed[0]:
            line.setText(typed[0])
            line.setCursorPosition(typed[1])
        # Once the new rows have their places.
        QTimer.singleShot(0, self, lambda: self.page_scroll.verticalScrollBar().setValue(scrolled))

    @property
    def _scrolled(self) -> int:
        return self.page_scroll.verticalScrollBar().value()


def _line(field: QWidget | None) -> QLineEdit | None:
    """Return what is typed into in `field`, if anything is."""
    if isinstance(field, QAbstractSpinBox):
        return field.lineEdit()
    return field if isinstance(field, QLineEdit) else None


def _style(context: Context) -> str:
    p = context.palette
    return f"""
    QFrame#side {{ background: {p.sunken}; border: none; border-right: 1px solid {p.border}; }}
    QListWidget {{ background: transparent; border: none; outline: 0; color: {p.text}; }}
    QListWidget::item {{ padding: 7px 8px; border-radius: 6px; }}
    QListWidget::item:hover {{ background: {p.hover}; }}
    QListWidget::item:selected {{ background: {p.pressed}; color: {p.text}; }}
    QListWidget::item:selected:focus {{ border: 2px solid {p.accent}; padding: 5px 6px; }}
    """
