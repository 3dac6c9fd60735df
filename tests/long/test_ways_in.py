"""What somebody who has just cloned the project does first, and what gets shipped."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PNG = b"\x89PNG\r\n\x1a\n"

pytestmark = [pytest.mark.long, pytest.mark.timeout(1500)]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of what is tracked, as it is in the work tree, with nothing set up."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    folder = tmp_path / "a clone"
    for name in filter(None, names):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def run(*command: str, at: Path, **variables: str) -> str:
    """Run a command with no display and no input; return what it printed on standard output."""
    env = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    done = subprocess.run(
        command,
        cwd=at,
        env=env | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_make_demo_in_a_fresh_clone_prints_an_invitation_and_makes_a_picture(clone: Path) -> None:
    told = run("make", "demo", at=clone, LANGUAGE="es")
    assert re.search(r"https://meet\.google\.com/[a-z-]+", told)
    assert re.search(r"Código de acceso: \S+", told)
    assert (clone / "build" / "demo.png").read_bytes().startswith(PNG)
    assert run("packaging/setup.sh", "demo", at=clone) == ""


def test_make_bundle_makes_a_program_that_saves_its_picture(clone: Path) -> None:
    run("make", "bundle", at=clone)
    assert (clone / "build" / "bundle.png").read_bytes().startswith(PNG)
    program = clone / "dist" / "aula"
    assert list(program.rglob("calendar.v3.json"))
    assert not list(program.rglob("drive.v3.json"))
    assert run(str(program / "aula"), "--version", at=clone).split()
