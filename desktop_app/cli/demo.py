"""The main job once, with sample data and no window: what `make demo` does without a display."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop_app.cli.commands import Context, Result, desk, pass_once
from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, sentence
from desktop_app.system.translations import Translator
from desktop_app.usecases import commands as asked
from desktop_app.wiring import Aula, configure_demo

WAIT = 30.0
PICTURE_WAIT = 120.0
NO_PICTURE = N_("The picture could not be written: {file}")


def run(options: argparse.Namespace, translator: Translator) -> Result:
    """Connect to the embedded server, sync, make one class; return its invitation.

    With `--screenshot` a second process renders the real window with that class in it.
    """
    with configure_demo(options.data_dir, options.language) as aula:
        with aula.writing() as store:
            report = pass_once(aula, store)
            if report.error is not None:
                raise report.error
            context = Context(aula, options, translator)
            made = asked.new_class(desk(context, store), {}, WAIT)
        picture = getattr(options, "screenshot", None)
        if picture:
            _take_picture(aula, picture, options.language)
    lines = [
        translator.gettext("Received {number} events from the embedded server.",
                           number=report.brought),
        "",
        made["invitation"],
    ]  # fmt: skip
    if picture:
        lines += ["", translator.gettext("Picture of the window: {file}", file=picture)]
    return Result(made | {"received": report.brought, "picture": picture}, "\n".join(lines))


def _take_picture(aula: Aula, picture: str, language: str | None) -> None:
    # The window is the other half of the program and needs Qt, which no command loads: hence a
    # process of its own, connected to the same embedded server. The secrets are the demo's.
    with tempfile.TemporaryDirectory() as folder:
        client = Path(folder) / "client.json"
        client.write_text(json.dumps(aula.demo_client()))
        command = [sys.executable, "-m", "desktop_app"]
        if getattr(sys, "frozen", False):
            command = [sys.executable]
        command += ["--data-dir", str(aula.data_dir), "--screenshot", picture]
        if language:
            command += ["--language", language]
        environment = {
            **os.environ,
            "AULA_CALENDAR_API": aula.api,
            "AULA_OAUTH_CLIENT": str(client),
            "GOOGLE_REFRESH_TOKEN": aula.static_token(),
        }
        try:
            subprocess.run(command, env=environment, check=True, timeout=PICTURE_WAIT)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            told = sentence(NO_PICTURE, file=picture)
            raise StorageError(told, code="picture") from None
