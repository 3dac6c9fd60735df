"""The baseline of a start: a PySide6 window with nothing in it; says when it was painted."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """An empty window of Aula's size."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell it the way Aula does: in the event loop's turn after the paint."""
        QTimer.singleShot(0, self._painted)

    def _painted(self) -> None:
        print(f"first-paint {time.monotonic()}", flush=True)
        QApplication.quit()


app = QApplication(sys.argv)
window = Bare()
window.resize(1280, 800)
window.show()
app.exec()
