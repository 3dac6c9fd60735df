"""The translator's tools: `extract`, `update`, `compile`, `check` (python packaging/translations.py).

`check` also looks for words that a person reads and that were never marked for translation.
Catalogues keep no line numbers, so that a change of code alone never touches them.
"""

import ast
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from desktop_app import __version__

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "tr": None, "ngettext": (1, 2)}
_FIRST = """setText setToolTip setPlaceholderText setWindowTitle setAccessibleName setTitle
    setAccessibleDescription setStatusTip setWhatsThis addItem setLabelText set_text say addAction
    setInformativeText addMenu addTab setSuffix setPrefix setSpecialValueText QLabel QPushButton
    setHorizontalHeaderLabels Sentence sentence Entry Toast Row QAction QCheckBox print"""
SHOWN = {**dict.fromkeys(_FIRST.split(), 0), "Button": 1, "Tick": 1, "announce": 1}
"""What puts words before a person, and which of its arguments they are."""
NAMED = {"name", "text", "title", "detail", "spoken"}
TOLD_LATER = {"Sentence", "sentence", "Entry"}
OURS = ("Aula", "aula", "first-paint", "<span>", "</span>", " min")
"""The program's name, what the bench reads, marks of HTML, and minutes as both languages write them."""
WORD = re.compile(r"[^\W\d_]{3,}")
PASSING = tuple(
    f'"{line}'
    for line in (
        "POT-Creation-Date: ",
        "PO-Revision-Date: ",
        "Generated-By: ",
        "Report-Msgid-Bugs-To: EMAIL@ADDRESS",
    )
)
PLACEHOLDERS = re.compile("FIRST AUTHOR|FULL NAME|EMAIL@ADDRESS|ORGANIZATION|: \\w+ VERSION|LL@li")
"""What Babel writes into a header that nobody filled in."""
PLACE = re.compile(r"\{\w+\}")


def extract() -> Catalog:
    """Return the catalogue of all texts in the code."""
    found = Catalog(project="aula", charset="utf-8")
    rows = extract_from_dir(
        str(ROOT / "desktop_app"), [("**.py", "python")], keywords=KEYWORDS, comment_tags=()
    )
    for _file, _line, message, _comments, context in rows:
        found.add(message, None, context=context)
    return found


def catalogues() -> dict[str, Path]:
    """Return the path of each language's catalogue."""
    return {path.parent.parent.name: path for path in FOLDER.glob("*/LC_MESSAGES/aula.po")}


def read(path: Path, language: str) -> Catalog:
    """Return the catalogue at `path`."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="aula")


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue as it is kept: sorted, without line numbers, and with nothing in its header
    that changes by itself (dates, the tool that wrote it)."""
    text = io.BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_output=True, no_location=True,
             ignore_obsolete=True)  # fmt: skip
    lines = text.getvalue().decode().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(PASSING))
    path.write_text("".join(kept), encoding="utf-8")


def update() -> None:
    """Bring every catalogue up to what the code says; what the code lost goes."""
    template = extract()
    for language, path in catalogues().items():
        kept = read(path, language)
        merged = Catalog(
            locale=language,
            project="Aula",
            version=__version__,
            header_comment=kept.header_comment,
            msgid_bugs_address=kept.msgid_bugs_address,
            last_translator=kept.last_translator,
            language_team=kept.language_team,
            charset="utf-8",
            fuzzy=False,
        )
        for message in template:
            if message.id:
                old = kept.get(message.id)
                merged.add(message.id, old.string if old else "")
        write(merged, path)
        print(f"{language}: {sum(1 for m in merged if m.id)} texts")


def compile_all() -> None:
    """Write the compiled catalogue beside each readable one."""
    for language, path in catalogues().items():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path, language))


def _problems(language: str, path: Path) -> list[str]:
    template, kept = extract(), read(path, language)
    problems = _header_problems(language, path)
    for message in template:
        if not message.id:
            continue
        told = kept.get(message.id)
        name = message.id if isinstance(message.id, str) else message.id[0]
        if told is None or not _whole(told):
            problems.append(f"{language}: not translated: {name!r}")
        elif told.fuzzy:
            problems.append(f"{language}: only guessed (fuzzy): {name!r}")
        elif not _same_places(told):
            problems.append(f"{language}: other places in the translation: {name!r}")
    for message in kept:
        if message.id and template.get(message.id) is None:
            problems.append(f"{language}: not used any more: {message.id!r}")
    return problems


def _header_problems(language: str, path: Path) -> list[str]:
    header = path.read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()
    lasting = [line for line in header if not line.startswith(PASSING)]
    left = [line for line in lasting if line == "#, fuzzy" or PLACEHOLDERS.search(line)]
    return [f"{language}: not filled in, in the header: {line}" for line in left]


def _whole(message: Message) -> bool:
    said = message.string
    return all(said) if isinstance(said, (tuple, list)) else bool(said)


def _same_places(message: Message) -> bool:
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = {place for text in ids for place in PLACE.findall(text)}
    return all(set(PLACE.findall(text or "")) == wanted for text in said)


def escaped(folder: Path) -> list[str]:
    """Return the texts in the code below `folder` that a person reads and no catalogue has."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        if "demo" in path.relative_to(folder).parts:  # a stranger to the program, as Google is
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                place = f"{path.relative_to(folder)}:{call.lineno}"
                found += [f"{place}: not for translation: {text!r}" for text in _shown(name, call)]
    return found


def _shown(name: str, call: ast.Call) -> list[str]:
    """Return the words that a call shows as they stand in the code."""
    if name not in SHOWN:
        return []
    at = SHOWN[name]
    values = [*call.args[at : at + 1], *(k.value for k in call.keywords if k.arg in NAMED)]
    texts = []
    for value in values:
        text = _literal(value)
        for known in OURS:
            text = text.replace(known, "")
        if WORD.search(PLACE.sub("", text)):
            texts.append(text)
        # Marked, and never asked for in her language.
        elif isinstance(value, ast.Call) and getattr(value.func, "id", "") == "N_":
            if name not in TOLD_LATER:
                texts.append(ast.unparse(value))
    return texts


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return " ".join(_literal(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return f"{_literal(node.left)} {_literal(node.right)}"
    if isinstance(node, ast.IfExp):
        return f"{_literal(node.body)} {_literal(node.orelse)}"
    return ""


def check() -> int:
    """Print what is missing, guessed, unused, broken or was never marked; return how many."""
    problems = [p for language, path in catalogues().items() for p in _problems(language, path)]
    problems += escaped(ROOT / "desktop_app")
    print("\n".join(problems) or "translations are complete")
    return len(problems)


def main(arguments: list[str]) -> int:
    """Do what the first argument says."""
    if arguments == ["extract"]:
        for message in extract():
            if message.id:
                print(message.id)
    elif arguments == ["update"]:
        update()
    elif arguments == ["compile"]:
        compile_all()
    elif arguments == ["check"]:
        return 1 if check() else 0
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
