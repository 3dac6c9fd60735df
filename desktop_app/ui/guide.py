"""The guide through Google's console: five steps, and a place to drop the JSON file."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.first_run import MARGIN, heading, paragraph
from desktop_app.ui.links import open_outside
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel

STEPS = (
    (
        N_("Make a project in Google's console. Any name will do."),
        "https://console.cloud.google.com/projectcreate",
    ),
    (
        N_("Enable the Google Calendar API for it."),
        "https://console.cloud.google.com/apis/library/calendar-json.googleapis.com",
    ),
    (
        N_(
            "Fill in the consent screen: user type “External”, your e-mail as a test user. Then "
            "press “Publish app”: while it stays “In testing”, Google ends the sign-in every "
            "7 days."
        ),
        "https://console.cloud.google.com/auth/audience",
    ),
    (
        N_("Create credentials: OAuth client ID, application type “Desktop app”."),
        "https://console.cloud.google.com/auth/clients",
    ),
    (N_("Download the JSON file and drop it here."), ""),
)


class Guide(QWidget):
    """`file_given` carries the path of a file that was dropped or picked."""

    left = Signal()
    connect_wanted = Signal()
    file_given = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = context.tr
        body = QFrame(self)
        body.setObjectName("page")
        body.setMaximumWidth(680)
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(12)
        column.addWidget(heading(tr(N_("Credentials, in five steps"))))
        column.addWidget(
            paragraph(
                tr(N_("Google wants each program to say who it is. It is free, and done once."))
            )
        )
        for number, (text, url) in enumerate(STEPS, 1):
            column.addLayout(self._step(context, number, tr(text), url))
        self.zone = DropZone(context, self)
        column.addWidget(self.zone)
        row = QHBoxLayout()
        self.back = Button(context, tr(N_("Back")), "plain", self, icon="left", height=36)
        self.connect_button = Button(context, tr(N_("Connect Google")), "primary", self, height=36)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.connect_button)
        column.addLayout(row)
        holder = QWidget(self)
        holder.setObjectName("ground")
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(16, 16, 16, 16)
        middle.addStretch(1)
        middle.addWidget(body, 10, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.back.clicked.connect(self.left)
        self.connect_button.clicked.connect(self.connect_wanted)
        self.zone.given.connect(self.file_given)
        self.setFocusProxy(self.zone.pick)

    def _step(self, context: Context, number: int, text: str, url: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        mark = PlainLabel(self, str(number))
        mark.setFont(font(16, QFont.Weight.DemiBold))
        mark.setFixedWidth(20)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(paragraph(text), 1)
        if url:
            button = Button(context, context.tr(N_("Open")), "plain", self)
            button.setAccessibleName(context.tr(N_("Open step {number}"), number=number))
            button.clicked.connect(lambda: open_outside(context, url))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row


class DropZone(QWidget):
    """Takes one file, dropped or picked."""

    given = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._over = False
        self.setAcceptDrops(True)
        label = paragraph(context.tr(N_("Drop client_secret_….json here")))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pick = Button(context, context.tr(N_("Choose the file…")), "plain", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(label)
        column.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignHCenter)
        self.pick.clicked.connect(self._choose)

    def _choose(self) -> None:
        title = self._context.tr(N_("The JSON file from Google's console"))
        dialog = QFileDialog(self, title, "", "JSON (*.json)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.given)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to plain."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        self._over = False
        self.update()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.given.emit(url.toLocalFile())
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._context.q("accent" if self._over else "secondary"), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        p.setPen(pen)
        p.setBrush(self._context.q("today" if self._over else "sunken"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        p.end()
