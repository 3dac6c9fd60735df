"""Before there is a window: what the command line asks of it, a display, and the folder's lock."""

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import AulaError, StorageError
from desktop_app.domain.text import N_
from desktop_app.system import failing
from desktop_app.system.translations import install
from desktop_app.ui import look
from desktop_app.wiring import Aula

STARTING = 10.0
"""Seconds within which a window that has the lock listens, or one that ends lets go of it."""
NO_DISPLAY = N_(
    "There is no display that can be used. Use --screenshot FILE.png, or run Aula under xvfb-run."
)


class Options:
    """What the command line asks of the window."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.demo = False
        self.hidden = False
        self.new_class = False
        self.screenshot: str | None = None
        self.data_dir: str | None = None
        self.language: str | None = None
        if arguments:
            # argparse and the parser's texts cost 10 ms that a plain start does not have.
            from desktop_app.cli.parser import parse

            parse(arguments, self)


def has_display() -> bool:
    """Return whether a window can be shown."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def application(options: Options) -> QApplication:
    """Return Qt's application; where it cannot reach the display it would abort: say so and end."""

    def said(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        print(text, file=sys.stderr)
        if kind is QtMsgType.QtFatalMsg:
            tr = install(options.language or "system").gettext
            print(tr(NO_DISPLAY), file=sys.stderr, flush=True)
            os._exit(2)

    qInstallMessageHandler(said)
    app = QApplication(["aula", *look.STYLE])
    qInstallMessageHandler(None)
    app.setApplicationName("Aula")
    app.setDesktopFileName("aula")
    return app


def lock_or_hand_over(aula: Aula, options: Options) -> int | None:
    """Take the folder's lock, or hand what is wanted to the window that has it.

    Returns None when a window is to be opened here, else the exit code.
    """
    try:
        if aula.lock.acquire():
            return None
        # Only a second window needs it: multiprocessing's sockets are not for a first paint.
        from desktop_app.system import channel

        wish = {"command": "show", "hidden": options.hidden, "new_class": options.new_class}
        answer = channel.hand_over(aula.data_dir, aula.lock, wish, STARTING)
    except StorageError as error:
        if error.code != "locked":
            # A folder that cannot be written to can still be read: the store will say so.
            return None
        print(f"aula: {install(aula.settings.language).tell(error.told)}", file=sys.stderr)
        return 1
    except AulaError as error:
        print(f"aula: {install(aula.settings.language).tell(error.told)}", file=sys.stderr)
        return 1
    return None if answer is None else 0


def cannot_start(error: AulaError, options: Options, app: QApplication | None = None) -> int:
    """Say why there can be no window, also to who started it from a menu; return the exit code.

    `app`: Qt's application, where there is one by now.
    """
    # Not on the way to a first paint.
    from PySide6.QtWidgets import QMessageBox

    told = install(options.language or "system").tell(error.told)
    print(f"aula: {told}", file=sys.stderr)
    if not options.screenshot:
        app = app or QApplication(["aula", *look.STYLE])
        box = QMessageBox(QMessageBox.Icon.Warning, "Aula", told)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()
        app.quit()
    return 1


def failed(error: Exception, options: Options, app: QApplication | None = None) -> int:
    """Keep the report of a bug that ends the window's program, and say so; see `cannot_start`."""
    folder = failing.log_dir(options.data_dir, options.demo)
    return cannot_start(failing.kept(error, "aula", folder), options, app)
