"""Runs Aula as its own process, as a teacher's script would."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from desktop_app.demo import DemoServer


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def environment(server: DemoServer, folder: Path, token: str | None = None) -> dict[str, str]:
    """Return the variables that point Aula at `server`, with a static refresh token."""
    client = folder.parent / "client.json"
    client.write_text(json.dumps(server.client_config))
    return {
        "AULA_OAUTH_CLIENT": str(client),
        "AULA_CALENDAR_API": server.api,
        "AULA_DATA_DIR": str(folder),
        "GOOGLE_REFRESH_TOKEN": server.issue_refresh_token() if token is None else token,
    }


def aula(*arguments: str, env: dict[str, str], timeout: float = 60.0) -> Ran:
    """Run `aula ARGUMENTS` to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments],
        env={**os.environ, "LANGUAGE": "en", **env},
        capture_output=True,
        text=True,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)
