"""Start with the system: the XDG autostart file. Other systems have no such file: not offered."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.system.files import storage_error, write_whole

NAME = "aula.desktop"
_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`")


def supported(platform: str = sys.platform) -> bool:
    """Return whether this system starts programs by a file that Aula may write."""
    return platform not in ("win32", "darwin")


def file(environ: Mapping[str, str]) -> Path:
    """Return where the file stands for this user."""
    base = environ.get("XDG_CONFIG_HOME") or ""
    folder = Path(base) if base.startswith("/") else Path.home() / ".config"
    return folder / "autostart" / NAME


def command() -> list[str]:
    """Return what starts Aula out of sight: the program that runs now."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *([] if frozen else ["-m", "desktop_app"]), "--hidden"]


def enabled(path: Path) -> bool:
    """Return whether Aula starts with the system."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return "\nHidden=true" not in text and "\nX-GNOME-Autostart-enabled=false" not in text


def enable(path: Path, words: Sequence[str]) -> None:
    """Let `words` be started with the system. Raises StorageError."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        "Name=Aula",
        "Icon=aula",
        f"Exec={' '.join(map(_quoted, words))}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error) from error
    write_whole(path, "\n".join((*lines, "")).encode())


def disable(path: Path) -> None:
    """Let it not be started any more. Raises StorageError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error) from error


def _quoted(word: str) -> str:
    """Return `word` as the Desktop Entry specification wants an argument of Exec."""
    word = word.replace("%", "%%")
    if not _RESERVED & set(word):
        return word
    for char in ("\\", '"', "`", "$"):
        word = word.replace(char, "\\" + char)
    # Once more for the file's own strings, in which a backslash begins an escape.
    return '"' + word.replace("\\", "\\\\") + '"'
