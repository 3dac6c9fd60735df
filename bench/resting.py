"""A window at rest, in a process of its own: says its memory (PSS, kilobytes) and ends.

`python -m bench.resting bare`, or `aula STATE`: the badge's state it must have come to.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

LONGEST = 120


def pss() -> int:
    """Return this process's proportional set size in kilobytes; it has no children."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def main(what: str, state: str = "") -> int:
    """Show the window, wait until it rests, print its memory."""
    if what != "bare":
        from desktop_app.__main__ import load_window

        load_window()
    # After it: how the program loads Qt is measured too.
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    ready: Callable[[], bool]
    if what == "bare":
        app = QApplication(sys.argv)
        window = QWidget()
        window.resize(1280, 800)
        window.show()
        ready = window.isVisible
    else:
        # A bare window is measured without any of it.
        from desktop_app.app import Program
        from desktop_app.opening import Options
        from desktop_app.ui import look
        from desktop_app.wiring import configure

        app = QApplication(["aula", *look.STYLE])
        program = Program(app, configure(), Options([]))
        program.start()
        calendar = program.calendar

        def settled() -> bool:
            return calendar.badge.state == state and program.window.keys is not None

        ready = settled
    deadline = time.monotonic() + LONGEST

    def look_again() -> None:
        if ready():
            QTimer.singleShot(1000, app.quit)  # what a start leaves for later is done by then
        elif time.monotonic() < deadline:
            QTimer.singleShot(50, look_again)
        else:
            app.exit(1)

    look_again()
    if app.exec():
        print("it never came to rest", file=sys.stderr)
        return 1
    print(pss(), flush=True)
    if what != "bare":
        program.window.close()
        program.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
