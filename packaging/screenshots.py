"""Renders every screen and state to docs/pictures: `python packaging/screenshots.py [FOLDER]`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.ui import pictures, pictures_people  # noqa: E402 - the project's root must be known first

KINDS = ("light-es", "dark-es", "light-en", "dark-en")


def main(folder: Path) -> None:
    """Write them all; what is twice as large needs a process of its own."""
    pictures.main(folder, KINDS)
    pictures_people.main(folder, list(KINDS))
    large = f"from tests.ui.pictures import large; large({str(folder)!r})"
    env = {**os.environ, "QT_SCALE_FACTOR": "2"}
    subprocess.run([sys.executable, "-c", large], cwd=ROOT, env=env, check=True)


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
