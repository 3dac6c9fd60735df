"""`python -m desktop_app`: the window, or a command without one."""

import gc
import sys
from collections.abc import Sequence

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
    # Neither half loads the other: a command needs no Qt, and the window's first paint is promised.
    if any(argument in COMMANDS for argument in arguments) or {"-h", "--help"} & set(arguments):
        from desktop_app import cli

        return cli.main(arguments)
    # What is loaded stays: looking through it for garbage again and again costs 10 ms of the start.
    gc.disable()
    from desktop_app import app

    gc.freeze()
    gc.enable()
    return app.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
