"""The last moment of a process that has threads."""

import logging
import os
import sys
import threading
import time
from typing import NoReturn

log = logging.getLogger(__name__)


def still_running(seconds: float) -> list[str]:
    """Return the names of the threads that run beside this one after `seconds` at most."""
    deadline = time.monotonic() + seconds
    others = [
        thread for thread in threading.enumerate() if thread is not threading.current_thread()
    ]
    for thread in others:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [thread.name for thread in others if thread.is_alive()]


def leave_behind(names: list[str], code: int) -> NoReturn:
    """End the process at once, with `code`, while these threads of it still run.

    Python would stop each of them wherever it next wants Python's lock; one that is inside of C++
    or Rust by then (Qt, or a library that is just being loaded) takes the process down with
    SIGABRT. All that must be kept is on disk by now.
    """
    log.info("ended while these still ran: %s", ", ".join(names))
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        # A windowed program may have none of these.
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                continue  # nobody reads it any more
    os._exit(code)
