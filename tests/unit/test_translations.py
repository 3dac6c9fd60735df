"""The translator's check finds what it is there to find."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _load() -> ModuleType:
    # By its path: `packaging` is also the name of a library.
    spec = importlib.util.spec_from_file_location("tools", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


tools = _load()
escaped: Callable[[Path], list[str]] = tools.escaped


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Nothing here")',
        'label.setText(f"Nothing in {place}")',
        'label.setToolTip("Nothing" + " here" if a else "")',
        'Button(context, "Close", "plain", self)',
        'Button(context, "", "flat", self, icon="close", name="Close")',
        'raise UsageError(Sentence("Wrong"))',
        'announce(self, "Three results")',
        'label.setText(N_("Nothing here"))',
        'print(f"done: {n} classes")',
        'Row("Nothing", detail="here")',
    ],
)
def test_a_text_that_no_catalogue_has_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "code.py").write_text(f"def f() -> None:\n    {line}\n")
    found = escaped(tmp_path)
    assert len(found) >= 1
    assert found[0].startswith("code.py:2: ")


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(tr(N_("Nothing here")))',
        'label.setText(context.tr("Nothing here"))',
        'label.setText("·")',
        'label.setText(f"{day} {time}")',
        'self.setObjectName("secondary")',
        'Button(context, tr(N_("Close")), "plain", self, icon="close", hint="Enter")',
        'raise UsageError(sentence(N_("There is no {day}"), day=day))',
        'Entry(N_("Undo"), ("Ctrl+Z",), calendar.undo)',
        "print(json.dumps(value))",
    ],
)
def test_what_is_translated_or_no_text_is_left_alone(tmp_path: Path, line: str) -> None:
    (tmp_path / "code.py").write_text(f"def f() -> None:\n    {line}\n")
    assert escaped(tmp_path) == []


def test_nothing_in_the_program_escapes() -> None:
    assert escaped(ROOT / "desktop_app") == []


HEADER = """# Aula in another language.
msgid ""
msgstr ""
"Project-Id-Version: Aula\\n"
"Last-Translator: Somebody <somebody@example.com>\\n"
"Language: pt\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""


def test_a_catalogue_stays_as_it_is_and_a_new_one_begins_with_its_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tools.catalogues()["es"]
    monkeypatch.setattr(tools, "FOLDER", tmp_path)
    spanish, other = (tmp_path / name / "LC_MESSAGES" / "aula.po" for name in ("es", "pt"))
    for path, text in ((spanish, kept.read_text()), (other, HEADER)):
        path.parent.mkdir(parents=True)
        path.write_text(text)
    tools.update()
    once = spanish.read_text()
    assert once.split("\n\n", 1)[1] == kept.read_text().split("\n\n", 1)[1]
    tools.update()
    assert spanish.read_text() == once
    begun = other.read_text()
    assert begun.startswith("# Aula in another language.\n")
    assert "Somebody <somebody@example.com>" in begun and "Plural-Forms: nplurals=2" in begun
    assert "pt: not translated: 'Close'" in tools._problems("pt", other)
    assert tools._problems("es", spanish) == []


def test_a_header_that_nobody_filled_in_is_told(tmp_path: Path) -> None:
    path = tmp_path / "aula.po"
    path.write_text("# FIRST AUTHOR\n#, fuzzy\n" + HEADER.replace("Aula\\n", "aula VERSION\\n"))
    assert len(tools._header_problems("pt", path)) == 3
