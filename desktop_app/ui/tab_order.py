"""Tab in the order in which a form is laid out, whatever was made or added first."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget

TAB = Qt.FocusPolicy.TabFocus.value


def tab(within: QWidget, on: bool) -> bool:
    """Give the focus to the next (`on`) or the previous stop within; return whether there is one."""
    stops, focus = list(_stops(within)), QApplication.focusWidget()
    if focus not in stops:
        return False
    target = stops[(stops.index(focus) + (1 if on else -1)) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for part in _parts(widget):
        if not part.isVisible() or part.isWindow():
            continue
        if part.focusProxy() is None and part.focusPolicy().value & TAB and part.isEnabled():
            yield part
        else:
            yield from _stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)
    else:
        yield from (child for child in widget.children() if isinstance(child, QWidget))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for i in range(layout.count()):
        item = layout.itemAt(i)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
