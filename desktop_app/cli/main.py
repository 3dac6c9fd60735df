"""Runs one command: parse, do, print one line or JSON, exit with the code that says how it went."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from desktop_app.cli import demo, parser
from desktop_app.cli.commands import COMMANDS, Context
from desktop_app.domain.errors import AulaError
from desktop_app.system import log as logs
from desktop_app.system.translations import Translator, install
from desktop_app.wiring import configure

DONE, FAILED, USAGE, NOT_CONNECTED, NOT_SENT = range(5)


def main(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; return the exit code of DESIGN's table."""
    # The language must be known before the parser can speak it.
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language", choices=("es", "en"))
    try:
        language = early.parse_known_args(list(arguments))[0].language
    except argparse.ArgumentError:
        language = None
    translator = install(language or "system")
    options = parser.build(translator.gettext).parse_args(list(arguments))
    if options.command is None:
        return DONE
    try:
        if options.command == "demo":
            result = demo.run(options, translator)
        else:
            aula = configure(data_dir=options.data_dir, language=language)
            logs.setup(aula.log_dir)
            with aula:
                for told in aula.notices():
                    print(f"aula: {translator.tell(told)}", file=sys.stderr)
                result = COMMANDS[options.command](Context(aula, options, translator))
    except AulaError as error:
        return _failed(error, options, translator)
    except KeyboardInterrupt:
        print(translator.gettext("Stopped."), file=sys.stderr)
        return FAILED
    _print(result.value, result.text, options)
    return result.code


def _print(value: dict[str, Any], text: str, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(value, ensure_ascii=False))
    elif text:
        print(text)


def _failed(error: AulaError, options: argparse.Namespace, translator: Translator) -> int:
    told = translator.tell(error.told)
    if options.json:
        print(json.dumps({"error": {"code": error.code, "message": told}}, ensure_ascii=False))
    print(f"aula: {told}", file=sys.stderr)
    if error.code in {"not_connected", "reconnect"}:
        return NOT_CONNECTED
    return USAGE if error.code == "usage" else FAILED
