"""The window program: puts services and window on top of wiring, shows it, and ends it well."""

import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app import opening
from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.text import N_, Sentence
from desktop_app.opening import Options
from desktop_app.services.account import AccountService
from desktop_app.services.calendar import CalendarService
from desktop_app.services.holidays import HolidayService
from desktop_app.services.settings import SettingsService
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.sync_service import SyncService
from desktop_app.services.values import Toast
from desktop_app.services.wakes import Wakes
from desktop_app.services.workers import Post
from desktop_app.system import interpreter, paths
from desktop_app.system.settings import Settings
from desktop_app.system.translations import Translator, install
from desktop_app.system.watch import Watch
from desktop_app.ui.qt_words import QtWords
from desktop_app.ui.window import MainWindow
from desktop_app.wiring import Aula, configure, configure_demo

if TYPE_CHECKING:
    from desktop_app.system.channel import ChannelListener

log = logging.getLogger(__name__)
QUIT_WAIT = 2.0
"""Seconds that quitting waits for anything, at most."""
WRITE_WAIT = 0.5
"""Of these, what is kept for the threads that write files."""
LAST_WAIT = 0.1
"""Seconds for a thread that has nothing more to do to be gone."""
PICTURE_WAIT_MS = 20_000
NO_PICTURE = N_("The picture could not be written: {file}")


class Program:
    """Everything that lives as long as the window does."""

    def __init__(
        self,
        app: QApplication,
        aula: Aula,
        options: Options,
        after_paint: Callable[[], None] = lambda: None,
        renew_lock: Callable[[], bool] = lambda: True,
    ) -> None:
        """`after_paint` is done once, after the first paint: what the process wants set up.
        `renew_lock`: see StoreThread."""
        self.app = app
        self.aula = aula
        self.options = options
        self._after_paint = after_paint
        interpreter.share()
        self.translator = install(aula.settings.language)
        self.post = Post()
        self.settings = SettingsService(
            paths.settings_path(aula.data_dir), aula.settings, self.post, aula.kept
        )
        self.store = StoreThread(
            aula.open_store,
            self.post,
            self._took,
            aula.mend_cache,
            lambda told: self.calendar.files.mended(told),
            renew_lock,
        )
        self.sync = SyncService(self.store, self.post, aula.remote, aula.now)
        self.wakes = Wakes(aula.now)
        self.wakes.woken.connect(self.sync.wake)
        self.sync.finished.connect(self.wakes.watch)
        app.applicationStateChanged.connect(self._application_state)
        self.calendar = CalendarService(
            aula, self.store, self.sync, self.settings, lambda: self.translator, aula.now
        )
        self.wakes.woken.connect(lambda _: self.calendar.reminders.look())
        self.account = AccountService(aula, self.store, self.sync, self.post)
        self.holidays = HolidayService(paths.holidays_path(aula.data_dir), self.post)
        self.channel: ChannelListener | None = None
        self._begun = False
        self._qt = QtWords(app)
        self._speak(self.translator)
        # Before the window hears of it: what it builds anew takes Qt's language as it is then.
        self.settings.changed.connect(self._settings_changed)
        self.window = MainWindow(
            self.calendar,
            self.account,
            self.settings,
            self.translator,
            self.holidays,
            clock=aula.now,
        )
        self.settings.failed.connect(self._tell)
        self.account.client_found.connect(lambda fields: self.settings.update(**fields))
        self.account.try_demo.connect(self._start_demo)
        self.window.first_paint.connect(self._first_paint)

    def start(self) -> None:
        """Show the window; all that can wait waits for its first paint.

        Started out of sight it stands in the tray; where there is none (at the start of a session
        it may come later) it is a minimized window, never one that cannot be found.
        """
        if not self.options.hidden:
            self.window.show()
            return
        # Not on the way to a first paint.
        from PySide6.QtWidgets import QSystemTrayIcon

        if QSystemTrayIcon.isSystemTrayAvailable():
            self.app.setQuitOnLastWindowClosed(False)
        else:
            self.window.showMinimized()
        self.window.start_hidden()

    def _application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.sync.came_to_front()

    def _took(self, changed: ChangeSet) -> None:
        self.calendar.take(changed)

    def _first_paint(self) -> None:
        if os.environ.get("AULA_BENCH_FIRST_PAINT"):
            print(f"first-paint {time.monotonic()}", flush=True)
            self.app.quit()
            return
        # One turn of the event loop later: what is painted reaches the screen first.
        QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        # Before the desktop's answer that there is a screen reader: it comes by the event loop.
        from desktop_app.ui import roles

        roles.install()
        self._after_paint()
        self._tell_notices()
        self.calendar.became_ready.connect(self._begin)
        self._begin()
        if self.options.screenshot:
            self._plan_picture()
        else:
            self._listen()
        interpreter.settle()
        # Once more when all that a sync needs is loaded too.
        self.sync.finished.connect(
            lambda _: interpreter.settle(), Qt.ConnectionType.SingleShotConnection
        )

    def _tell_notices(self) -> None:
        for told in self.aula.notices():
            self._tell(told)

    def _begin(self) -> None:
        """Take up the account, as soon as the files say which; not while they cannot be read."""
        self._tell_notices()  # of the files, where they were opened by now
        reader = self.calendar.reader
        if reader is not None and not self._begun:
            self._begun = True
            self.account.begin(reader.account())
            if self.options.new_class:
                self.account.account_changed.connect(self._new_class_once)
                self._new_class_once(self.account.account)

    def _new_class_once(self, account: object) -> None:
        """Make the class that the command line asks for, as soon as it is known for whom."""
        if account is not None and self.options.new_class:
            self.options.new_class = False
            self.window.new_class()

    def _listen(self) -> None:
        # All three are for other processes, and come after the first paint.
        from desktop_app.services.handover import Handover
        from desktop_app.system.channel import ChannelListener
        from desktop_app.system.wording import invitation

        self.handover = Handover(
            self.store,
            self.aula.open_reader,
            lambda: self.aula.defaults,
            lambda event: invitation(event, self.settings.settings, self.translator),
            lambda error: self.translator.tell(error.told),
            self.aula.read_ics,
            lambda: self.sync.badge.state == "offline" and not self.sync.running,
        )
        self.handover.show_wanted.connect(self._show_again)
        self.handover.new_wanted.connect(self.calendar.wished_class)
        self.handover.sync_wanted.connect(self.calendar.sync_now)
        self.handover.edit_made.connect(self.sync.edited)
        self.handover.connect_wanted.connect(self.account.connect_google)
        self.handover.disconnect_wanted.connect(self.account.disconnect_google)
        try:
            self.channel = ChannelListener(self.aula.data_dir, self.handover.answer)
        except OSError as error:
            log.warning("no commands are taken: %s", type(error).__name__)
        else:
            channel, folder = self.channel, self.aula.data_dir
            self.calendar.files.renewed.connect(lambda: channel.renew(folder))

    def _show_again(self) -> None:
        if self.window.presence is not None:
            self.window.presence.open()

    def _settings_changed(self, settings: Settings) -> None:
        if settings.language != self.aula.settings.language:
            self.translator = install(settings.language)
            self._speak(self.translator)
        self.aula.settings = settings

    def _speak(self, translator: Translator) -> None:
        """Give Qt's own dialogs the same language."""
        QLocale.setDefault(QLocale("es_AR" if translator.language == "es" else "en_GB"))
        self.app.removeTranslator(self._qt)
        if self._qt.speak(translator.language):
            self.app.installTranslator(self._qt)

    def _start_demo(self) -> None:
        """Open a second Aula with sample data; this one stays as it is."""
        import subprocess  # for this one button: no part of a start

        command = [sys.executable]
        if not getattr(sys, "frozen", False):
            command += ["-m", "desktop_app"]
        subprocess.Popen([*command, "--demo"], start_new_session=True)

    def _tell(self, told: Sentence) -> None:
        self.calendar.tell(Toast(told, (), 0))

    # --- a picture instead of a visit

    def _plan_picture(self) -> None:
        if not self._begun:  # the files are still being made
            self.calendar.became_ready.connect(
                self._plan_picture, Qt.ConnectionType.QueuedConnection
            )
            QTimer.singleShot(PICTURE_WAIT_MS, self._take_picture)
            return
        if self.account.account is None and not self.aula.static_token():
            QTimer.singleShot(0, self._take_picture)
            return
        self.sync.finished.connect(lambda _: QTimer.singleShot(300, self._take_picture))
        self.account.toast.connect(lambda _: QTimer.singleShot(300, self._take_picture))
        QTimer.singleShot(PICTURE_WAIT_MS, self._take_picture)

    def _take_picture(self) -> None:
        if self.options.screenshot is None:
            return
        file, self.options.screenshot = self.options.screenshot, None
        saved = self.window.grab().save(file)
        if not saved:
            print(self.translator.gettext(NO_PICTURE, file=file), file=sys.stderr)
        self.app.exit(0 if saved else 1)

    def end(self) -> None:
        """End the wait of removals and every thread; two seconds at most.

        One that waits for a person (the keyring) or for a network may still run then; nothing of
        it reaches the window any more.
        """
        deadline = time.monotonic() + QUIT_WAIT

        def left(kept: float = 0.0) -> float:
            return max(0.0, deadline - kept - time.monotonic())

        if self.calendar.close():
            self.sync.send_last(left(WRITE_WAIT))
        self.app.applicationStateChanged.disconnect(self._application_state)
        self.wakes.stop()
        # All are told before any is waited for; who asks for the files ends before the files do.
        self.account.close()
        self.sync.stop()
        if self.channel is not None:
            self.handover.stop()
            self.channel.close(left(WRITE_WAIT))
        self.sync.end(left(WRITE_WAIT))
        self.account.end(left(WRITE_WAIT))
        self.holidays.stop(0)  # nothing of it is worth waiting for
        self.calendar.end(left(WRITE_WAIT))
        self.settings.stop(left())
        self.store.stop(left())
        self.post.stop()
        self.aula.close()


def main(arguments: Sequence[str]) -> int:
    """Open the window (or save its picture) and return the exit code."""
    options = Options(arguments)
    try:
        return _open(options)
    except Exception as error:  # noqa: BLE001 - the process's edge: kept whole, told in a sentence
        return opening.failed(error, options)


def _open(options: Options) -> int:
    """Open the window, or hand over to the one that is open; return the exit code."""
    if options.screenshot:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif not opening.has_display():
        print(install(options.language or "system").gettext(opening.NO_DISPLAY), file=sys.stderr)
        return 2
    try:
        make = configure_demo if options.demo else configure
        aula = make(options.data_dir, options.language)
    except AulaError as error:
        return opening.cannot_start(error, options)
    if not options.screenshot:
        handed_over = opening.lock_or_hand_over(aula, options)
        if handed_over is not None:
            aula.close()
            return handed_over
    watch = Watch(aula.log_dir, alone=not options.screenshot)
    app = opening.application(options)
    code = _run(app, aula, options, watch)
    watch.end()
    aula.lock.release()
    # Not on the way to the first paint.
    from desktop_app.system.ending import leave_behind, still_running

    running = still_running(LAST_WAIT)
    if running:
        app.shutdown()  # what is on the clipboard is handed on
        leave_behind(running, code)
    return code


def _run(app: QApplication, aula: Aula, options: Options, watch: Watch) -> int:
    """Show the window and live with it to its end; return the exit code."""

    def set_up() -> None:
        watch.set_up_log()
        program.calendar.diagnostics.look_for(watch.left)
        program.calendar.files.renewed.connect(watch.renew)

    try:
        program = Program(app, aula, options, set_up, aula.lock.renew)
        program.start()
        code = app.exec()
        program.end()
    except Exception as error:  # noqa: BLE001 - the process's edge: kept whole, told in a sentence
        watch.set_up_log()
        code = opening.failed(error, options, app)
        aula.close()
    return code
