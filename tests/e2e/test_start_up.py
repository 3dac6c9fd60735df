"""What a start loads: commands no Qt, and nothing of the network before the first paint."""

import json
import os
import subprocess
import sys
from pathlib import Path

from desktop_app.demo import DemoServer
from tests.e2e.run import aula, environment

NETWORK = {"httplib2", "googleapiclient", "google", "google_auth_httplib2", "requests", "oauthlib"}
SLOW = NETWORK | {"icalendar", "keyring", "platformdirs", "sqlite_utils"}

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

WINDOW = """
import linecache, sys
from desktop_app.__main__ import load_window
load_window()
from PySide6.QtWidgets import QApplication
from desktop_app.app import Program
from desktop_app.opening import Options
from desktop_app.wiring import configure

app = QApplication(["aula"])
program = Program(app, configure(), Options([]))
seen = []

def painted():
    seen.extend(sys.modules)
    print(len(program.window.week.occurrences))
    print(*(name for name in sys.modules if name.startswith("desktop_app")))
    print(*(name for name in linecache.cache if "desktop_app" in name))
    app.quit()

program.window.first_paint.connect(painted)
program.start()
app.exec()
program.end()
sys.modules = dict.fromkeys(seen)
"""


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
    loaded, out = _loaded(WINDOW, env)
    shown, ours, *read = out.split("\n")
    assert int(shown) > 0
    assert not any(read)  # PySide6 would, for names in another style: see ui.bindings
    assert not {name for name in ours.split() if name.startswith(LATER)}
    assert "PySide6" in loaded
    assert not loaded & SLOW
