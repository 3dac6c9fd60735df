"""Qt's Python bindings as Aula wants them; to be imported before anything else of Qt."""

import builtins

import PySide6.QtCore  # noqa: F401  (what is taken out here comes with it)


def take_out_features() -> None:
    """Let `import` be without the part of PySide6 that looks for names in another style.

    To know who wants those, which nobody here does, it reads the source of every module that is
    imported after it, and keeps all of it: 7 MB, and a fifth of the way to the first paint.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
