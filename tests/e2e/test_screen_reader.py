"""The window as a screen reader has it: names, roles and focus, and what is announced."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial

import pytest

from desktop_app.demo import DemoServer
from tests.e2e.accessible import FOCUSABLE, FOCUSED, SENSITIVE, Bus, Node
from tests.e2e.run import aula, environment

# What a role of its own need not say: boxes that hold others.
SILENT = {"filler", "panel", "frame", "window", "application", "scroll pane", "viewport"}


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("reader") / "aula data"
    with DemoServer(sample=True) as server:
        yield environment(server, folder)


@pytest.fixture(scope="module")
def bus() -> Iterator[Bus]:
    with Bus() as opened:
        yield opened


@pytest.fixture(scope="module")
def program(bus: Bus, env: dict[str, str]) -> Iterator[Node]:
    """The program as a process of its own, as it is on the bus once its classes are there.

    One for all tests here, in their order: a screen reader stays with one window all day.
    """
    assert aula("sync", env=env).code == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--language", "en"],
        env={**os.environ, **env, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        stdin=subprocess.DEVNULL,
    )
    try:
        found = bus.application("Aula")
        bus.until(lambda: found.find("push button", "Synced"))
        # No window manager here: a second start asks the first one's window to the front.
        assert aula(env=env).code == 0
        bus.until(found.focused)
        yield found
    finally:
        process.terminate()
        process.wait(20)


def announced(bus: Bus) -> list[str]:
    return [str(said.text) for said in bus.heard("Announcement")]


def test_every_class_of_the_week_is_there_by_its_whole_name(
    program: Node, env: dict[str, str]
) -> None:
    names = [node.name for node in program.walk() if node.role == "push button"]
    rows = aula("agenda", "--json", env=env).json["events"]
    seen = 0
    for row in rows:
        start = datetime.fromisoformat(row["start"])
        shown = [
            name for name in names if name.startswith(f"{row['title']}, {start:%A} {start.day} ")
        ]
        seen += len(shown)
        if shown and not row["all_day"]:
            assert f", {start.hour}:{start:%M} to" in shown[0]
            assert ("link ready" in shown[0]) == bool(row["class"] and row["link"])
    assert seen > 0
    assert sum(", link ready" in name for name in names) > 10


def test_what_can_be_reached_has_a_name_and_a_role_that_says_what_it_does(program: Node) -> None:
    nameless = [
        (node.role, node.path)
        for node in program.walk()
        if node.has(FOCUSABLE, SENSITIVE) and not node.name and node.role not in SILENT
    ]
    assert nameless == []
    roles = {node.role for node in program.walk()}
    assert {"push button", "label"} <= roles
    assert program.find("panel", "Sidebar") is not None


def test_other_days_are_announced_and_name_the_view(bus: Bus, program: Node) -> None:
    button = program.find("push button", "Next week")
    assert button is not None
    before = len(announced(bus))
    button.press()
    told = bus.until(lambda: announced(bus)[before:])[0]
    first, _, last = told.partition(" to ")
    assert first.startswith("Monday ")
    assert last.startswith("Sunday ")
    assert told.endswith((" events", " event"))
    assert program.find("panel", told) is not None
    back = program.find("push button", "Today")
    assert back is not None
    back.press()
    bus.until(lambda: program.find("panel", told) is None)


def test_the_focus_is_told_and_walks_with_the_classes(bus: Bus, program: Node) -> None:
    chips = [
        node
        for node in program.walk()
        if node.role == "push button" and ", link ready" in node.name
    ]
    for chip in chips[:2]:
        chip.grab_focus()
        bus.until(partial(chip.has, FOCUSED))
        assert program.focused() == chip


def test_a_class_made_is_announced_and_its_name_has_the_focus(bus: Bus, program: Node) -> None:
    button = program.find("push button", "New class with Meet")
    assert button is not None
    button.press()
    bus.until(lambda: any(text.startswith("Class made") for text in announced(bus)))
    focus = bus.until(program.focused)
    assert (focus.role, focus.text) == ("text", "Clase de Inglés")
    assert focus.name
    assert program.find("push button", "Clase de Inglés, ") is not None
    # The toast's answers are told with it: nobody has to look for them.
    assert any("Undo" in text for text in announced(bus))


def test_a_search_says_how_many_there_are_and_which_one_is_active(bus: Bus, program: Node) -> None:
    button = program.find("push button", "Search")
    assert button is not None
    button.press()
    field = bus.until(lambda: program.find("text", "Search"))
    bus.until(lambda: field.has(FOCUSED))
    field.write("grupo")
    listed = bus.until(lambda: program.find("list", "Results"))
    items = bus.until(lambda: [n for n in listed.children() if n.role == "list item"])
    grupo = next(item.name for item in items if item.name.startswith("Grupo"))
    bus.until(lambda: any("result" in text and grupo in text for text in announced(bus)))
    field.write("qqq zzz")
    bus.until(lambda: any("“qqq zzz”" in text for text in announced(bus)))
