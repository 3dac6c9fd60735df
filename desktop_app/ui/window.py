"""The window: sidebar, header, the views and the panel; what is not seen at first is built afterwards."""

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.services.account import AccountService
from desktop_app.services.calendar import CalendarService
from desktop_app.services.holidays import HolidayService
from desktop_app.services.settings import SettingsService
from desktop_app.services.values import Badge, Key
from desktop_app.system.translations import Translator
from desktop_app.ui import look
from desktop_app.ui.appearance import Appearance
from desktop_app.ui.clipboard import Clipboard
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.editor import Editor
from desktop_app.ui.finders import Finders
from desktop_app.ui.header import Header
from desktop_app.ui.links import open_link
from desktop_app.ui.menus import Menus
from desktop_app.ui.page_host import PageHost
from desktop_app.ui.panel_host import PanelHost
from desktop_app.ui.screen import fit
from desktop_app.ui.sidebar import Sidebar
from desktop_app.ui.toast_host import ToastHost
from desktop_app.ui.view_host import ViewHost

if TYPE_CHECKING:
    from desktop_app.ui.actions import Actions
    from desktop_app.ui.days_view import DaysView
    from desktop_app.ui.panel import Panel
    from desktop_app.ui.presence import Presence

# Imports inside functions here: what the first paint does not show is loaded after it.

ROOM = 560
"""The calendar keeps this width; the sidebar folds before it gets less."""


class MainWindow(QWidget):
    """Shows the calendar and hands every act to the services."""

    first_paint = Signal()

    def __init__(
        self,
        calendar: CalendarService,
        account: AccountService,
        settings: SettingsService,
        translator: Translator,
        holidays: HolidayService,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        palette = look.apply(app, settings.settings.theme)
        self.context = Context(
            calendar,
            Editor(calendar, self),
            account,
            settings,
            translator,
            palette,
            clock,
            holidays,
        )
        self.calendar = calendar
        self._painted = False
        self._clipboard = Clipboard(calendar, self)
        self.dialogs = Dialogs(self)
        self.finders = Finders(self)
        self.panel_host = PanelHost(self)
        self.toasts = ToastHost(self)
        self.page_host = PageHost(self)
        self.menus = Menus(self)
        self.keys: Actions | None = None
        self.setWindowTitle("Aula")
        self.setMinimumSize(QSize(720, 480))
        self.resize(1280, 800)
        fit(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._build()
        self.views.current.surface.installEventFilter(self)
        self.presence: Presence | None = None
        self._connect()

    # --- building

    def _build(self) -> None:
        context = self.context
        self.sidebar = Sidebar(context, self)
        self.header = Header(context, self)
        self.views = ViewHost(context, self)
        self._edge = _line(self)
        self._middle = QWidget(self)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.views, 1)
        self._row.addWidget(self.sidebar)
        self._row.addWidget(self._edge)
        self._row.addWidget(self._middle, 1)
        self.sidebar.new_wanted.connect(self.new_class)
        self.sidebar.month.picked.connect(self.show_day)
        self.sidebar.chosen.connect(self.show_class)
        self.sidebar.calendars.settings_wanted.connect(self.dialogs.show_calendars)
        self.sidebar.badge.attention_wanted.connect(self.dialogs.show_attention)
        self.sidebar.badge.connect_wanted.connect(self.context.account.connect_google)
        self.sidebar.badge.sync_wanted.connect(self.calendar.sync_now)
        self.header.new_wanted.connect(self.new_class)
        self.header.today.connect(self.go_today)
        self.header.turned.connect(self.views.turn)
        self.header.view_wanted.connect(self.views.show_view)
        self.header.views_wanted.connect(self.menus.views)
        self.header.menu_wanted.connect(self.menus.main)
        self.header.find_wanted.connect(self.finders.search)
        self.views.turned.connect(self._turned)
        self.views.switched.connect(self._turned)
        self.views.class_wanted.connect(self.new_class)
        self.views.days_wanted.connect(lambda *days: self.calendar.around.make_days(*days))
        self.views.chosen.connect(self.choose)
        self.views.selected.connect(self.panel_host.select)
        self.views.emptied.connect(self.close_panel)
        self.views.opened.connect(self.open_panel)
        self.views.menu_wanted.connect(self.menus.of_class)
        self.views.place_menu_wanted.connect(self.menus.of_place)
        self.sidebar.badge.show_badge(self.calendar.badge)
        self.colour()
        self.read()
        self.views.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        calendar, account = self.calendar, self.context.account
        calendar.changed.connect(self._changed)
        self.context.holidays.changed.connect(lambda: self.views.read())
        calendar.became_ready.connect(self.read)
        calendar.toast.connect(self.toasts.show)
        calendar.badge_changed.connect(self._badge_changed)
        calendar.selected.connect(self.panel_host.name_it)
        calendar.copied.connect(self._clipboard.put)
        calendar.open_url.connect(lambda url: open_link(self.context, url, self))
        calendar.time_wanted.connect(self.panel_host.edit_time)
        account.toast.connect(self.toasts.show)
        account.copied.connect(self._clipboard.put)
        account.sign_in_changed.connect(self.page_host.sign_in)
        account.account_changed.connect(lambda _: self._settle_pages())
        account.account_changed.connect(lambda _: self.sidebar.calendars.read())
        self._appearance = Appearance(self)

    def _after_first_paint(self) -> None:
        """Build what the first paint left out: actions, toasts, the pages that may be needed."""
        self.first_paint.emit()
        from desktop_app.ui.actions import Actions
        from desktop_app.ui.presence import Presence

        self.presence = Presence(self)
        self.keys = Actions(self)
        self.toasts.begin(self.presence.cards.free)
        self._settle_pages()
        self.context.holidays.start()
        self.presence.follow(self.sidebar)
        self._place_toasts()
        if QApplication.focusWidget() in (None, self.sidebar.new) and not self.page_host.covers:
            self.views.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is shown

    @property
    def week(self) -> "DaysView":
        """The view of the week, made if it is not there yet."""
        from desktop_app.ui.days_view import DaysView

        view = self.views.view("week")
        assert isinstance(view, DaysView)
        return view

    def read(self) -> None:
        """Read everything shown anew."""
        self.views.read()
        self.sidebar.read()
        self.panel_host.changed(ChangeSet(everything=True))
        self._turned()

    def show_day(self, day: date) -> None:
        """Show `day` in the view that is shown."""
        self.views.show_day(day)

    def go_today(self) -> None:
        """Show today, now in the upper third."""
        self.views.show_day(self.context.today())
        self.views.current.scroll_to_start()

    def show_class(self, key: Key) -> None:
        """Go to the day of a class and open it."""
        event = self.calendar.reader.event(*key) if self.calendar.reader else None
        if event is not None and event.when is not None:
            from desktop_app.domain.event import AllDay
            from desktop_app.domain.zones import day_of

            when = event.when
            day = when.start if isinstance(when, AllDay) else day_of(when.start, self.context.zone)
            self.views.show_day(day)
        self.choose(key)
        self.views.current.reveal(key)

    def choose(self, key: Key) -> None:
        """Select a class and open its panel."""
        self.panel_host.choose(key)

    def open_panel(self, key: Key) -> None:
        """Select a class and go into its panel."""
        self.choose(key)
        if self.panel is not None:
            self.panel.focus_first()

    def close_panel(self) -> None:
        """Let go of the selection; the focus goes back to the class."""
        self.panel_host.close()

    @property
    def chosen(self) -> Key | None:
        """The selected class."""
        return self.panel_host.chosen

    @property
    def panel(self) -> "Panel | None":
        """The class panel, once it was needed."""
        return self.panel_host.panel

    def new_class(self, start: int | None = None, end: int | None = None) -> None:
        """Make a class: at once, no dialog."""
        if isinstance(start, bool):  # a button's `checked`
            start = None
        self.calendar.new_class(start, end)

    def delete(self, key: Key) -> None:
        """Remove a class: no question, its toast takes it back. The focus goes to the next one."""
        self.panel_host.remove(key)

    # --- reactions

    def _changed(self, changed: ChangeSet) -> None:
        if changed.everything or changed.families:
            self.views.read()
            self.sidebar.read_soon()
        self.panel_host.changed(changed)

    def _badge_changed(self, badge: Badge) -> None:
        self.sidebar.badge.show_badge(badge)
        self.views.current.tell()
        self._settle_pages()

    def _turned(self) -> None:
        view = self.views.current
        self.header.show_view(view.name, view.title())
        self.sidebar.month.show_span(view.span, view.day)
        self.views.select(self.chosen)
        self.views.tell_span(aloud=self._painted)

    def tick(self) -> None:
        """A minute of the clock has begun."""
        if self.isVisible():
            self.views.tick()
        self.sidebar.tick()

    def add_panel(self, panel: QWidget) -> None:
        """Give the panel its place at the right."""
        self._row.addWidget(panel)

    def _settle_pages(self) -> None:
        if self._painted:
            self.page_host.settle()

    # --- looks

    def colour(self) -> None:
        """Take the palette of now."""
        palette = self._edge.palette()
        palette.setColor(self._edge.backgroundRole(), self.context.q("border"))
        self._edge.setPalette(palette)
        self.sidebar.colour()
        for part in (self.panel, self.page_host.shown, self.toasts):
            if part is not None:
                part.colour()

    def rebuild(self) -> None:
        """Build everything anew in another language, on the same week."""
        day, open_panel = self.views.day, self.panel_host.visible
        for part in (self.sidebar, self._edge, self._middle):
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.panel_host.drop()
        self.page_host.drop()
        self.finders.drop()
        self._build()
        self.views.show_day(day)
        for new in (self.sidebar, self._edge, self._middle):
            new.show()
        if self.keys is not None:
            self.keys.rebuild()
        if self.presence is not None:
            self.presence.settle()
            self.presence.follow(self.sidebar)
        if open_panel:
            self.panel_host.show()
        self.fold()
        self._settle_pages()

    # --- Qt

    def fold(self) -> None:
        """Give the sidebar up where the calendar would get too narrow."""
        fits = self.panel_host.beside.width() - self.sidebar.minimumWidth() >= ROOM
        self.sidebar.setVisible(fits)
        self._edge.setVisible(fits)
        self.header.show_new(not fits)
        self._place_toasts()

    def _place_toasts(self) -> None:
        if self.presence is not None:
            self.presence.cards.place()
        self.toasts.place()  # beside the cards
        self.page_host.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar where the week would get too narrow."""
        self.fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the calendar's first paint."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._after_first_paint)
        return False

    def start_hidden(self) -> None:
        """Do what waits for the first paint: there is none while nothing is shown."""
        self.views.current.surface.removeEventFilter(self)
        self._painted = True
        QTimer.singleShot(0, self._after_first_paint)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the window is in sight."""
        self.calendar.window_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is not."""
        self.calendar.window_visible(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed; then leave to the tray, or end the wait of removals.

        A question that this raises (how much of a series, leave a form) keeps the window open.
        """
        if self.panel is not None:
            self.panel.commit()
        stays = self.context.editor.asking is not None or (
            self.presence is not None and self.presence.leaves_to_tray()
        )
        if stays or not self.dialogs.close_all():
            event.ignore()
            return
        self.calendar.close()
        super().closeEvent(event)


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFixedWidth(1)
    line.setAutoFillBackground(True)
    return line
