"""The rules of the house that no tool of the kit holds."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "desktop_app").rglob("*.py"))
LOCKS = ("requirements.txt", "requirements-dev.txt")


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def plain(name: str) -> str:
    """Return a requirement's name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name)[0]).lower()


def test_services_know_no_part_of_qt_that_shows_something() -> None:
    used = {
        name
        for path in SOURCES
        if "services" in path.parts
        for name in imported(path)
        if name.split(".")[0] == "PySide6"
    }
    assert used <= {"PySide6.QtCore", "PySide6.QtNetwork"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_hashes_and_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|^-|^\s+# via|/", text, re.MULTILINE)
    pins = re.split(r"\n(?=\S)", text.split("\n", 1)[1])
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins if not pin.startswith("#"))


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, dev = (
        {plain(line) for line in (ROOT / lock).read_text().splitlines() if "==" in line}
        for lock in LOCKS
    )
    assert {plain(name) for name in project["dependencies"]} <= run
    assert {plain(name) for name in project["optional-dependencies"]["dev"]} | run <= dev


def test_make_tells_what_it_can_do() -> None:
    told = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    named = {line.split()[0] for line in told.splitlines()}
    assert named >= {
        "demo", "run", "test", "test-long", "bench", "screenshots", "bundle", "format", "setup",
    }  # fmt: skip


# What a log may name: ids, kinds, counts, and errors (whose words are the provider's or SQLite's).
NEVER_LOGGED = {
    "summary", "title", "description", "location", "fields", "base", "guests", "email", "phone",
    "whatsapp", "raw", "access_code", "token", "refresh_token", "secret", "secrets", "link", "url",
    "student", "students", "notes", "text", "draft", "event", "lesson", "told", "query",
}  # fmt: skip


def log_calls(path: Path) -> Iterator[ast.Call]:
    """Yield the calls of a module's logger."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        if isinstance(owner, ast.Name) and owner.id in {"log", "logger", "logging"}:
            if node.func.attr in {
                "debug", "info", "warning", "error", "exception", "critical", "log"
            }:  # fmt: skip
                yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_log_call_names_what_a_calendar_or_a_person_said(path: Path) -> None:
    for call in log_calls(path):
        assert isinstance(call.args[0], ast.Constant), f"line {call.lineno}: a fixed sentence"
        for argument in call.args[1:]:
            last = argument.attr if isinstance(argument, ast.Attribute) else None
            if isinstance(argument, ast.Name):
                last = argument.id
            assert last not in NEVER_LOGGED, f"line {call.lineno}: {last}"


def test_the_audit_of_the_log_finds_what_it_looks_for(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text('log.info("x %s", event.summary)\nlog.warning(f"{name}")\n')
    assert len(list(log_calls(bad))) == 2
    with pytest.raises(AssertionError, match="summary"):
        test_no_log_call_names_what_a_calendar_or_a_person_said(bad)


def test_what_the_page_on_storage_quotes_is_what_aula_says() -> None:
    catalogue = (ROOT / "resources/translations/es/LC_MESSAGES/aula.po").read_text()
    said = catalogue.replace('"\n"', "")
    quoted = re.findall("“([^”]+)”", (ROOT / "docs/storage.md").read_text())
    assert len(quoted) >= 9
    assert not [sentence for sentence in quoted if f'"{sentence}"' not in said]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_moves_by_itself(path: Path) -> None:
    """So reduced motion, where a system asks for it, asks for nothing that is not so already."""
    assert not re.search(r"Q\w*Animation|QTimeLine|QScroller\b", path.read_text())


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("estudiante", "alumno"),
        ("borrar", "eliminar"),
        ("mandar ", "enviar"),
        ("configuraci", "ajustes"),
        ("preferencias", "ajustes"),
    ],
)
def test_the_spanish_has_one_word_for_one_thing(word: str, instead: str) -> None:
    text = (ROOT / "resources/translations/es/LC_MESSAGES/aula.po").read_text().lower()
    told = [line for line in text.splitlines() if word in line and not line.startswith("msgid")]
    assert not told, f"{instead}: {told}"


def test_every_label_is_plain() -> None:
    """Qt's own label reads as HTML what looks like it: text from a calendar must not be."""
    made = [
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "QLabel"
    ]
    assert made == []
