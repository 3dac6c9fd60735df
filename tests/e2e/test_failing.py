"""A bug that ends the program before there is a window: a sentence now, a report at the next start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from desktop_app.system.crash import CrashFile, read_report
from tests.e2e.run import environment

KEPT = "aula: Something went wrong inside Aula. A report is kept in"

FAILS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import app, opening, wiring
from desktop_app.__main__ import main

def close():
    box = QApplication.activeModalWidget()
    if box is None:
        QTimer.singleShot(20, close)
    else:
        print(box.text(), flush=True)
        box.accept()

def broken(*_, **__):
    if QApplication.instance():
        QTimer.singleShot(20, close)
    raise ZeroDivisionError("of ana@example.com")

"""
AT = {
    "the window's parts are built": "app.MainWindow.read = broken",
    "the window is shown": "app.Program.start = broken",
    "the files' services are built": "app.CalendarService.__init__ = broken",
}
MAIN = "\nfrom desktop_app.__main__ import main\n"
COMMAND = f"""
import sys, types
import desktop_app.cli{MAIN}
cli = types.SimpleNamespace(
    **{{name: sys.modules["desktop_app.cli." + name] for name in ("main", "parser")}}
)

def broken(*_, **__):
    raise ZeroDivisionError

"""
GO = "\nsys.exit(main(sys.argv[1:]))\n"


def run(
    code: str, *arguments: str, server: DemoServer, data_dir: Path, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run `code` to its end, as a teacher's start would."""
    variables = {**os.environ, **environment(server, data_dir), "LANGUAGE": "en", **env}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=variables, check=False, timeout=60, capture_output=True, text=True,
    )  # fmt: skip


def left(data_dir: Path) -> str:
    """Return the report that the next start shows."""
    watch = CrashFile(data_dir / "logs")
    path = watch.arm()
    watch.disarm()
    report = read_report(path) if path else None
    return report.text if report else ""


@pytest.mark.parametrize("breaks", AT.values(), ids=AT)
def test_a_start_that_fails_says_so_and_leaves_a_report(
    demo_server: DemoServer, data_dir: Path, breaks: str
) -> None:
    ran = run(FAILS + breaks + GO, server=demo_server, data_dir=data_dir)
    assert ran.returncode == 1
    assert ran.stderr.startswith(KEPT) and len(ran.stderr.splitlines()) == 1
    assert ran.stdout.startswith("Something went wrong inside Aula.")  # in a box
    report = left(data_dir)
    assert "ZeroDivisionError" in report and "ana@" not in report
    assert "ERROR" in (data_dir / "logs" / "aula.log").read_text()


@pytest.mark.parametrize(
    "code",
    [
        FAILS + "app.configure = broken",
        'import sys; sys.modules["PySide6.QtWidgets"] = None' + MAIN,
    ],
)
def test_so_does_one_that_fails_before_all_else(
    demo_server: DemoServer, data_dir: Path, code: str
) -> None:
    picture = str(data_dir / "picture.png")
    ran = run(code + GO, "--screenshot", picture, server=demo_server, data_dir=data_dir)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(KEPT) and len(ran.stderr.splitlines()) == 1
    assert "Error" in left(data_dir)


def test_what_breaks_in_the_window_s_loop_is_kept_and_the_window_comes(
    demo_server: DemoServer, data_dir: Path
) -> None:
    later = "start = app.Program.start\n"
    later += "app.Program.start = lambda program: (QTimer.singleShot(0, broken), start(program))"
    ran = run(FAILS + later + GO, server=demo_server, data_dir=data_dir, AULA_BENCH_FIRST_PAINT="1")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "first-paint" in ran.stdout
    assert "ZeroDivisionError" in left(data_dir)


def test_a_start_that_dies_leaves_its_stacks(demo_server: DemoServer, data_dir: Path) -> None:
    code = f"import faulthandler{FAILS}app.Program.start = lambda _: faulthandler._sigsegv()" + GO
    ran = run(code, server=demo_server, data_dir=data_dir)
    assert ran.returncode < 0
    assert "Segmentation fault" in left(data_dir)


@pytest.mark.parametrize(
    "breaks",
    ["cli.main.configure = broken", "cli.parser.build = broken", "cli.main._print = broken"],
)
def test_a_command_that_fails_where_it_knows_no_folder_leaves_a_report_too(
    demo_server: DemoServer, data_dir: Path, breaks: str
) -> None:
    ran = run(COMMAND + breaks + GO, "diagnostics", server=demo_server, data_dir=data_dir)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(KEPT) and len(ran.stderr.splitlines()) == 1
    assert "Error" in left(data_dir)
