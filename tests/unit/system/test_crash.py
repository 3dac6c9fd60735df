"""What a crash leaves behind: a real process that dies, and the errors that nobody caught."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.system.crash import KEPT, CrashFile, hooks, keep, read_report

DYING = """
import faulthandler, sys
from pathlib import Path
from desktop_app.system.crash import CrashFile
watch = CrashFile(Path(sys.argv[1]))
watch.arm()
faulthandler._sigsegv()
"""


def left_behind(folder: Path) -> Path | None:
    """Return what the next start finds."""
    watch = CrashFile(folder)
    try:
        return watch.arm()
    finally:
        watch.disarm()


def test_a_process_that_dies_leaves_its_stacks(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DYING, str(tmp_path)], check=False)
    assert done.returncode < 0
    left = left_behind(tmp_path)
    assert left is not None
    report = read_report(left)
    assert report is not None
    assert report.kind == "died"
    assert "Segmentation fault" in report.text
    assert stat.S_IMODE(left.stat().st_mode) == 0o600


def test_a_program_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    watch = CrashFile(tmp_path)
    assert watch.arm() is None
    watch.disarm()
    assert list(tmp_path.iterdir()) == []
    assert left_behind(tmp_path) is None


@pytest.mark.expects_log
def test_an_error_that_nobody_caught_is_kept_without_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    watch = CrashFile(tmp_path)
    watch.arm()
    hooks(watch)
    error = ValueError("token=abcdef of ana@example.com")
    sys.excepthook(ValueError, error, None)

    def fail() -> None:
        raise KeyError("in a thread")

    thread = threading.Thread(target=fail, name="store")
    thread.start()
    thread.join()
    watch.disarm()
    left = left_behind(tmp_path)
    assert left is not None
    report = read_report(left)
    assert report is not None
    assert report.kind == "went_on"
    assert "main thread" in report.text and "thread store" in report.text
    assert "in a thread" in report.text
    assert "abcdef" not in report.text and "ana@" not in report.text


def test_the_last_reports_are_kept(tmp_path: Path) -> None:
    for age in range(KEPT + 3):
        (tmp_path / "crash.txt").write_text(f"crash {age}")
        os.utime(tmp_path / "crash.txt", (1_795_000_000 + age, 1_795_000_000 + age))
        watch = CrashFile(tmp_path)
        assert watch.arm() is not None
        watch.disarm()
    kept = sorted(tmp_path.glob("crash-*.txt"))
    assert [path.read_text() for path in kept] == [f"crash {n}" for n in range(3, KEPT + 3)]


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    watch = CrashFile(tmp_path / "logs")
    assert watch.arm() is None
    watch.uncaught(ValueError(), None, "main")
    watch.disarm()
    assert read_report(tmp_path / "nothing.txt") is None


def test_a_command_s_error_is_kept_beside_those_of_the_window_that_is_open(tmp_path: Path) -> None:
    watch = CrashFile(tmp_path)
    watch.arm()
    watch.uncaught(ValueError("first"), None, "main thread")
    assert keep(tmp_path, KeyError("second"), "aula agenda")
    watch.uncaught(ValueError("third"), None, "main thread")
    watch.disarm()
    left = left_behind(tmp_path)
    assert left is not None
    said = left.read_text()
    assert said.index("first") < said.index("second") < said.index("third")
    assert not keep(left, KeyError(), "aula agenda")  # there is no such folder
