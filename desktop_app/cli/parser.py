"""The words of the command line."""

import argparse
import gettext
import os
from collections.abc import Callable, Sequence
from typing import Any

from desktop_app import __version__
from desktop_app.domain.text import N_
from desktop_app.system.paths import resources_dir
from desktop_app.system.translations import LANGUAGES, Translator, install

Tr = Callable[[str], str]
Command = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command by its name, with what it does."""
LENGTHS = range(5, 1441)
PLACES = range(501)
OF_ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
)
"""What the standard library says of itself, word for word: it asks gettext for these."""


def parse(arguments: Sequence[str], namespace: Any = None) -> tuple[Any, Translator]:
    """Return what `arguments` ask, set on `namespace` where one is given, and the translator of
    what is answered; ends the process with code 2 where they make no sense."""
    # The language must be known before the parser can speak it.
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language", choices=LANGUAGES)
    try:
        language = early.parse_known_args(list(arguments))[0].language
    except argparse.ArgumentError:
        language = None
    translator = install(language or "system")
    # The standard library's own words come from our catalogue too.
    os.environ["LANGUAGE"] = translator.language
    gettext.bindtextdomain("aula", str(resources_dir() / "translations"))
    gettext.textdomain("aula")
    found = build(translator.gettext).parse_args(list(arguments), namespace=namespace)
    return found, translator


def within(allowed: range, _: Tr) -> Callable[[str], int]:
    """Return a type of argument: a whole number in `allowed`."""

    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = -1
        if value not in allowed:
            told = _("write a number from {least} to {most}")
            raise argparse.ArgumentTypeError(
                told.format(least=allowed.start, most=allowed.stop - 1)
            )
        return value

    return number


def window_options(parser: argparse.ArgumentParser, _: Tr) -> None:
    """Add the options that open the window, shared by all commands where they make sense."""
    parser.add_argument("--data-dir", metavar=_("FOLDER"), help=_("where Aula keeps its files"))
    parser.add_argument("--language", choices=LANGUAGES, help=_("language of window and texts"))
    parser.add_argument("--demo", action="store_true", help=_("sample classes, nothing is sent"))
    parser.add_argument(
        "--screenshot", metavar="FILE.png", help=_("save a picture of the window and exit")
    )
    parser.add_argument("--hidden", action="store_true", help=_("start in the tray, out of sight"))
    parser.add_argument(
        "--new-class", action="store_true", help=_("open the window and make a class at once")
    )
    parser.add_argument("--version", action="version", version=f"aula {__version__}")


def build(_: Tr) -> argparse.ArgumentParser:
    """Return the parser, its help in the language of `_`."""
    parser = argparse.ArgumentParser(
        prog="aula", description=_("A class calendar for teachers who work online.")
    )
    window_options(parser, _)
    commands = parser.add_subparsers(dest="command", metavar=_("command"))

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        _everywhere(made, _)
        return made

    _account_commands(command, _)
    _class_commands(command, _)
    _file_commands(command, _)
    command("diagnostics", _("print what somebody who helps must know, without secrets"))
    demo = command("demo", _("do the main job once with sample data and print the invitation"))
    demo.add_argument("--screenshot", metavar="FILE.png", default=argparse.SUPPRESS)
    return parser


def _everywhere(command: argparse.ArgumentParser, _: Tr) -> None:
    """Add what every command takes: also what may stand before it, where absent undoes nothing."""
    command.add_argument("--json", action="store_true", help=_("print JSON"))
    command.add_argument(
        "--data-dir",
        metavar=_("FOLDER"),
        default=argparse.SUPPRESS,
        help=_("where Aula keeps its files"),
    )
    command.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("language of window and texts"),
    )


def _account_commands(command: Command, _: Tr) -> None:
    command("status", _("say which account is connected and what waits to be sent"))
    connect = command("connect", _("connect a Google account"))
    connect.add_argument(
        "--no-browser", action="store_true", help=_("print the address instead of opening it")
    )
    connect.add_argument(
        "--timeout", type=float, default=300.0, metavar=_("SECONDS"), help=_("how long to wait")
    )
    command("disconnect", _("revoke the access and forget it"))
    command("sync", _("send what waits and fetch what is new"))


def _class_commands(command: Command, _: Tr) -> None:
    agenda = command("agenda", _("list what stands in the calendar"))
    agenda.add_argument("--from", dest="start", metavar=_("DATE"), help=_("first day or time"))
    agenda.add_argument("--to", dest="end", metavar=_("DATE"), help=_("day or time to stop at"))
    new = command("new-class", _("make a class with a Meet link and an access code"))
    new.add_argument("--start", metavar=_("TIME"), help=_("when; without it the next free slot"))
    new.add_argument("--length", type=within(LENGTHS, _), metavar=_("MINUTES"), help=_("how long"))
    new.add_argument(
        "--quick", metavar=_("LINE"), help=_("all in one line: “Ana Thursday 15 to 16 x4”")
    )
    new.add_argument("--title", metavar=_("TEXT"), help=_("what it is called"))
    new.add_argument(
        "--type",
        dest="class_type",
        choices=("individual", "grupal"),
        help=_("for one student or a group"),
    )
    new.add_argument(
        "--participants",
        type=within(PLACES, _),
        metavar=_("NUMBER"),
        help=_("how many may take part"),
    )
    new.add_argument("--focus", metavar=_("TEXT"), help=_("what it is about"))
    new.add_argument("--price", metavar=_("TEXT"), help=_("what it costs"))
    new.add_argument("--no-meet", action="store_true", help=_("without a link"))
    new.add_argument(
        "--wait", type=float, default=30.0, metavar=_("SECONDS"), help=_("for the link")
    )
    cancel = command("cancel-class", _("remove a class"))
    cancel.add_argument("id", help=_("its id, as agenda --json prints it"))
    cancel.add_argument(
        "--wait", type=float, default=30.0, metavar=_("SECONDS"), help=argparse.SUPPRESS
    )


def _file_commands(command: Command, _: Tr) -> None:
    taken = command("import", _("take in a calendar file (.ics)"))
    taken.add_argument("file", metavar=_("FILE"), help=_("the file"))
    taken.add_argument("--dry-run", action="store_true", help=_("only say what is in it"))
    written = command("export", _("write a calendar file (.ics)"))
    written.add_argument("file", metavar=_("FILE"), help=_("the file, or - for standard output"))
    written.add_argument("--from", dest="start", metavar=_("DATE"), help=_("first day or time"))
    written.add_argument("--to", dest="end", metavar=_("DATE"), help=_("day or time to stop at"))
    written.add_argument(
        "--student", default="", metavar=_("NAME"), help=_("only what names this student")
    )
    written.add_argument("--codes", action="store_true", help=_("with access codes"))
