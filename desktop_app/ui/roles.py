"""What a screen reader calls the parts that Qt itself has no word for."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

ROLES = {
    "Sidebar": QAccessible.Role.Grouping,
    "ViewHost": QAccessible.Role.Grouping,
    "Panel": QAccessible.Role.Grouping,
    "NextCard": QAccessible.Role.Grouping,
    "MiniMonth": QAccessible.Role.Grouping,
    "ToastBox": QAccessible.Role.AlertMessage,
    "SearchBox": QAccessible.Role.Dialog,
    "CommandBox": QAccessible.Role.Dialog,
    "QuickBox": QAccessible.Role.Dialog,
}
"""By the name of the class. What can be pressed or typed in has a role of Qt's own."""


def install() -> None:
    """Have Qt ask here; it does so only while a screen reader is there to be told."""
    QAccessible.installFactory(_made)


def _made(name: str, thing: QObject) -> QAccessibleInterface | None:
    if name not in ROLES or not isinstance(thing, QWidget):
        return None
    # Only now: without a screen reader none of it is loaded.
    from PySide6.QtWidgets import QAccessibleWidget

    return QAccessibleWidget(thing, ROLES[name])
