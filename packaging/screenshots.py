"""Renders the window's states to docs/pictures: `python packaging/screenshots.py [FOLDER]`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.ui.pictures import main  # noqa: E402 - the project's root must be known first

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
