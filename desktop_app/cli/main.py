"""Runs one command: parse, do, print one line or JSON, exit with the code that says how it went."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app.cli import demo, parser
from desktop_app.cli.commands import COMMANDS, Context
from desktop_app.domain.errors import AulaError
from desktop_app.system import failing
from desktop_app.system import log as logs
from desktop_app.system.translations import Translator, install
from desktop_app.wiring import configure

DONE, FAILED, USAGE, NOT_CONNECTED, NOT_SENT = range(5)


def main(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; return the exit code of DESIGN's table."""
    _bear_any_text()
    options, translator = parser.parse(arguments)
    if options.command is None:
        return DONE
    logs_dir: Path | None = None
    try:
        if options.command == "demo":
            logs_dir = failing.log_dir(options.data_dir, demo=True)
            result = demo.run(options, translator)
        else:
            logs_dir = failing.log_dir(options.data_dir)
            aula = configure(data_dir=options.data_dir, language=options.language)
            translator = install(aula.settings.language)
            logs.setup(aula.log_dir)
            with aula:
                try:
                    result = COMMANDS[options.command](Context(aula, options, translator))
                finally:  # of the start, and of the files that the command has opened
                    for told in aula.notices():
                        print(f"aula: {translator.tell(told)}", file=sys.stderr)
    except AulaError as error:
        return _failed(error, options, translator)
    except KeyboardInterrupt:
        print(translator.gettext("Stopped."), file=sys.stderr)
        return FAILED
    except Exception as error:  # noqa: BLE001 - the process's edge: kept whole, told in a sentence
        bug = failing.kept(error, f"aula {options.command}", logs_dir)
        return _failed(bug, options, translator)
    return result.code if _print(result.value, result.text, options, translator) else FAILED


def _bear_any_text() -> None:
    """Let a terminal that lacks a letter show a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _print(
    value: dict[str, Any], text: str, options: argparse.Namespace, translator: Translator
) -> bool:
    """Print what was done; return whether somebody took it."""
    try:
        if options.json:
            print(json.dumps(value, ensure_ascii=False))
        elif text:
            print(text)
        sys.stdout.flush()
    except OSError as error:
        # The interpreter would try again at its end, and fail aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # a pager that was left says nothing
            told = translator.gettext("The output cannot be written.")
            print(f"aula: {told}", file=sys.stderr)
        return False
    return True


def _failed(error: AulaError, options: argparse.Namespace, translator: Translator) -> int:
    told = translator.tell(error.told)
    if options.json:
        print(json.dumps({"error": {"code": error.code, "message": told}}, ensure_ascii=False))
    print(f"aula: {told}", file=sys.stderr)
    if error.code in {"not_connected", "reconnect"}:
        return NOT_CONNECTED
    return USAGE if error.code == "usage" else FAILED
