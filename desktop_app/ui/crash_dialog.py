"""What went wrong last time: said once, calmly, and sent nowhere."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.domain.text import N_
from desktop_app.system.crash import CrashReport
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.links import open_outside
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import plain_label
from desktop_app.ui.screen import described

HEADS = {
    "died": N_("Aula closed by itself last time"),
    "went_on": N_("Something went wrong in Aula last time"),
}


class CrashDialog(Dialog):
    """Shows the report as it is; copying adds the diagnostics to it."""

    def __init__(self, context: Context, report: CrashReport, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(context, tr(HEADS[report.kind]), parent)
        self._report = report
        self.setMinimumWidth(440)
        self.resize(580, 440)
        head = plain_label(self, tr(HEADS[report.kind]))
        head.setFont(font(16, QFont.Weight.DemiBold))
        self.column.addWidget(head)
        calm = N_(
            "Nothing of yours is lost: each change is kept the moment you make it. The report below "
            "stays on this computer; if somebody helps you with Aula, copy it and send it to them."
        )
        self.column.addWidget(plain_label(self, tr(calm)))
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setFont(font(11, base=QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)))
        text.setPlainText(report.text)
        text.setTabChangesFocus(True)
        text.setAccessibleName(tr(N_("Report")))
        self.column.addWidget(text, 1)
        copy = Button(context, tr(N_("Copy report")), "primary", self)
        folder = Button(context, tr(N_("Open folder")), "plain", self)
        close = Button(context, tr(N_("Close")), "plain", self)
        copy.clicked.connect(self._copy)
        folder.clicked.connect(self._open_folder)
        close.clicked.connect(self.accept)
        self.add_buttons(folder, copy, close)
        close.setFocus()

    def _copy(self) -> None:
        self.context.calendar.diagnostics.copy(described(self), self._report)

    def _open_folder(self) -> None:
        folder = QUrl.fromLocalFile(str(self._report.path.parent))
        open_outside(self.context, folder.toString())
