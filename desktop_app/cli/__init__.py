"""The command line: scripts and other programs use Aula without a window; no Qt."""

from desktop_app.cli.main import main

__all__ = ["main"]
