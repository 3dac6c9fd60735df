"""`python -m desktop_app`: the window, or a command without one."""

import gc
import sys
from collections.abc import Sequence
from types import ModuleType

COMMANDS = frozenset(
    {
        "status",
        "connect",
        "disconnect",
        "sync",
        "agenda",
        "new-class",
        "cancel-class",
        "diagnostics",
        "import",
        "export",
        "demo",
    }
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run what `argv` (default: the process's) asks for; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the process's edge, where nothing nearer could tell
        # Only where all else failed: not on the way to a first paint.
        from desktop_app.system import failing

        return failing.end(error, arguments)


def _run(arguments: list[str]) -> int:
    # Neither half loads the other: a command needs no Qt, and the window's first paint is promised.
    if any(argument in COMMANDS for argument in arguments) or {"-h", "--help"} & set(arguments):
        from desktop_app import cli  # the window does not load it

        return cli.main(arguments)
    return int(load_window().main(arguments))


def load_window() -> ModuleType:
    """Load all that the window's first paint needs; return `desktop_app.app`."""
    # What is loaded stays: looking through it for garbage again and again costs 10 ms of the start.
    gc.disable()
    from desktop_app.ui import bindings  # Qt: no command loads it

    bindings.take_out_features()
    from desktop_app import app  # after Qt's hook in `import` is out

    gc.freeze()
    gc.enable()
    return app


if __name__ == "__main__":
    sys.exit(main())
