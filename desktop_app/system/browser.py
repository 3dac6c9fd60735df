"""Opening an address in the teacher's browser."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

log = logging.getLogger(__name__)


@contextmanager
def original_libraries() -> Iterator[None]:
    """Let a program that is started inside have the system's own libraries.

    A frozen program's own would be loaded by the browser, which then crashes.
    """
    saved = os.environ.get("LD_LIBRARY_PATH")
    if getattr(sys, "frozen", False):
        original = os.environ.get("LD_LIBRARY_PATH_ORIG")
        os.environ.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            os.environ["LD_LIBRARY_PATH"] = original
    try:
        yield
    finally:
        if saved is not None:
            os.environ["LD_LIBRARY_PATH"] = saved


def open_url(url: str) -> bool:
    """Open `url` (http or https) and return whether a browser took it."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return False
    import webbrowser  # not on the way to the first paint: it loads all that starts programs

    try:
        with original_libraries():
            return webbrowser.open(url)
    except (webbrowser.Error, OSError) as error:
        log.warning("no browser could be started: %s", type(error).__name__)
        return False
