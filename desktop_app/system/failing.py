"""A program that fails as a whole: its report is kept, and a sentence says so."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.errors import AulaError
from desktop_app.domain.text import N_, sentence
from desktop_app.system import crash, paths
from desktop_app.system.translations import install

log = logging.getLogger(__name__)


def kept(error: Exception, where: str, folder: Path | None) -> AulaError:
    """Keep the report of a bug in `folder`, that of the logs; return what is said of it.

    `where`: what failed, as the report names it. With no folder, or none that can be written to,
    the sentence says so much as the error's name.
    """
    if folder is None or not crash.keep(folder, error, where):
        told = sentence(N_("Something went wrong inside Aula: {kind}."), kind=type(error).__name__)
        return AulaError(told)
    if log.hasHandlers():  # with none Python writes all of it to the terminal
        log.error("%s failed", where, exc_info=error)
    return AulaError(
        sentence(
            N_(
                "Something went wrong inside Aula. A report is kept in {folder}; the window shows it "
                "at its next start. It is sent nowhere."
            ),
            folder=str(folder),
        )
    )


def end(error: Exception, arguments: Sequence[str]) -> int:
    """Say on stderr what ended the program before it knew its folder and its language, or after
    all else; return the exit code."""
    import argparse  # 10 ms that a start which does not fail has not got

    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--data-dir")
    early.add_argument("--language")
    try:
        said = early.parse_known_args(arguments)[0]
    except argparse.ArgumentError:
        said = argparse.Namespace(data_dir=None, language=None)
    told = kept(error, "aula", log_dir(said.data_dir)).told
    print(f"aula: {install(said.language or 'system').tell(told)}", file=sys.stderr)
    return 1


def log_dir(data_dir: str | None, demo: bool = False) -> Path | None:
    """Return the folder of the logs; None where there can be no data folder, or where it goes with
    the program, as that of a demo does."""
    if demo and not data_dir:
        return None
    try:
        return paths.log_dir(paths.data_dir(data_dir))
    except AulaError:
        return None
