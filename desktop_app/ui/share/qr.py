"""The link as a QR code, to be read from the screen by a telephone; sharp at any size."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.plain_label import PlainLabel

QUIET = 4
"""Modules of white around the code, which ISO/IEC 18004 asks for."""


class QrCode(QWidget):
    """Draws `text` in whole pixels: black on white in either palette, as cameras expect it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        import segno  # only when a code is asked for

        code = segno.make(text, error="m", micro=False)
        self.modules = [[bool(cell) for cell in row] for row in code.matrix]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return room for modules of eight pixels."""
        side = (len(self.modules) + 2 * QUIET) * 8
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return room for modules of four."""
        return self.sizeHint() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the code in the middle, each module a whole number of the screen's own pixels."""
        p = QPainter(self)
        ratio = self.devicePixelRatioF()
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        self._draw(p, width, height, 1 / ratio)
        p.end()

    def picture(self, side: int) -> QImage:
        """Return the code as a square picture of `side` pixels."""
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        p = QPainter(image)
        self._draw(p, side, side, 1.0)
        p.end()
        return image

    def _draw(self, p: QPainter, width: int, height: int, scale: float) -> None:
        many = len(self.modules) + 2 * QUIET
        size = max(1, min(width, height) // many)
        left, top = (width - size * many) // 2, (height - size * many) // 2
        p.scale(scale, scale)
        p.fillRect(QRect(left, top, size * many, size * many), QColor("white"))
        for y, row in enumerate(self.modules):
            for x, dark in enumerate(row):
                if dark:
                    spot = QRect(left + (x + QUIET) * size, top + (y + QUIET) * size, size, size)
                    p.fillRect(spot, QColor("black"))


class QrDialog(Dialog):
    """A class's link as a code; the link itself stands below it in words."""

    def __init__(self, context: Context, title: str, link: str, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(context, tr(N_("Link as a QR code")), parent)
        self.code = QrCode(link, self)
        self.code.setAccessibleName(
            tr(N_("QR code of the link of {title}: {link}"), title=title, link=link)
        )
        name = PlainLabel(self)
        name.setText(title)
        name.setWordWrap(True)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = PlainLabel(self)
        words.setObjectName("secondary")
        words.setText(link.removeprefix("https://"))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(name)
        self.column.addWidget(self.code, 1)
        self.column.addWidget(words)
        self.copy = Button(context, tr(N_("Copy the picture")), "plain", self, icon="copy")
        close = Button(context, tr(N_("Close")), "primary", self)
        self.copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        self.add_buttons(self.copy, close)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setImage(self.code.picture(600))
        self.copy.set_text(self.context.tr(N_("Copied")))
