"""What a start loads: commands no Qt, and nothing of the network before the first paint."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from desktop_app.demo import DemoServer
from desktop_app.system import holidays, paths
from tests.e2e.run import aula, environment

NETWORK = {"httplib2", "googleapiclient", "google", "google_auth_httplib2", "requests", "oauthlib"}
SLOW = NETWORK | {"icalendar", "keyring", "platformdirs", "sqlite_utils", "subprocess", "uuid"}

AT_REST = NETWORK | {
    "icalendar", "keyring", "sqlite_utils", "holidays", "email", "_hashlib", "segno",
    "desktop_app.domain.quick", "desktop_app.usecases.commands", "desktop_app.ui.fields",
    "desktop_app.sync.engine",
}  # fmt: skip
"""What a window needs not that connects to nothing and is asked nothing; each takes 0.5 to 9 MB."""

LATER = (
    "desktop_app.domain.quick", "desktop_app.system.holidays", "desktop_app.ui.panel.",
    "desktop_app.ui.printing", "desktop_app.ui.month_view", "desktop_app.ui.agenda_view",
    "desktop_app.ui.year_view", "desktop_app.ui.actions", "desktop_app.services.acts",
    "desktop_app.sync.engine", "desktop_app.usecases.undo",
)  # fmt: skip
"""Of our own, what the first paint of a week can do without."""

TELL = """
import json, sys
print("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""

PROGRAM = """
import linecache, sys
from datetime import date
from desktop_app.__main__ import load_window
load_window()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app.app import Program
from desktop_app.opening import Options
from desktop_app.wiring import configure

app = QApplication(["aula"])
program = Program(app, configure(), Options([]))
seen = []

def see():
    seen.extend(sys.modules)
    print(len(program.window.week.occurrences))
    print(*seen)
    print(*(name for name in linecache.cache if "desktop_app" in name))
    app.quit()
"""

END = """
program.start()
app.exec()
program.end()
sys.modules = dict.fromkeys(seen)
"""

PAINTED = PROGRAM + "program.window.first_paint.connect(see)" + END

RESTED = (
    PROGRAM
    + """
def look():
    known = program.holidays.name(date.today().replace(month=5, day=25), "es")
    if program.calendar.badge.state == "reconnect" and program.channel and known:
        see()

timer = QTimer(interval=10)
timer.timeout.connect(look)
timer.start()
"""
    + END
)


def _loaded(code: str, env: dict[str, str]) -> tuple[set[str], str]:
    """Run `code` in a process of its own; return the packages it loaded, and what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code + TELL],
        env={**os.environ, "LANGUAGE": "en", "QT_QPA_PLATFORM": "offscreen", **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    out, _, names = done.stdout.strip().rpartition("\n")
    return set(json.loads(names)), out


def test_a_command_loads_no_qt(data_dir: Path) -> None:
    code = "from desktop_app import cli\nassert cli.main(['status', '--json']) == 3\n"
    loaded, out = _loaded(code, {"AULA_DATA_DIR": str(data_dir)})
    assert "not_connected" in out
    assert not {name for name in loaded if name.startswith(("PySide6", "shiboken"))}


def test_wiring_loads_neither_qt_nor_what_is_slow(data_dir: Path) -> None:
    code = "from desktop_app.wiring import configure\nconfigure().open_reader()\n"
    loaded, _ = _loaded(code, {"AULA_DATA_DIR": str(data_dir)})
    assert "desktop_app" in loaded
    assert not loaded & (SLOW | {"PySide6"})


def test_the_first_paint_shows_the_cached_week_and_has_loaded_nothing_slow(
    demo_server: DemoServer, data_dir: Path
) -> None:
    demo_server.load_bulk(200)
    env = environment(demo_server, data_dir)
    assert aula("sync", env=env).code == 0
    loaded, out = _loaded(PAINTED, env)
    shown, modules, *read = out.split("\n")
    assert int(shown) > 0
    assert not any(read)  # PySide6 would, for names in another style: see ui.bindings
    assert not {name for name in modules.split() if name.startswith(LATER)}
    assert "PySide6" in loaded
    assert not loaded & SLOW


def test_a_window_at_rest_that_connects_to_nothing_has_loaded_nothing_that_it_does_not_need(
    demo_server: DemoServer, data_dir: Path
) -> None:
    demo_server.load_bulk(200)
    assert aula("sync", env=environment(demo_server, data_dir)).code == 0
    holidays.names(paths.holidays_path(data_dir), date.today().year)  # worked out, and kept
    _, out = _loaded(RESTED, {"AULA_DATA_DIR": str(data_dir)})
    shown, modules, *_ = out.split("\n")
    assert int(shown) > 0
    assert not AT_REST & set(modules.split())
