"""Who is connected, and the way out."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.first_run import paragraph


class AccountDialog(Dialog):
    """Disconnecting cannot be undone, so this is the question."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Google account")), parent)
        tr, account = context.tr, context.account.account
        self.setMinimumWidth(420)
        email = account.email if account is not None else ""
        self.column.addWidget(paragraph(tr(N_("Connected as {email}."), email=email)))
        text = N_(
            "Disconnecting takes back Aula's leave at Google. Changes not sent yet stay here."
        )
        self.column.addWidget(paragraph(tr(text)))
        leave = Button(context, tr(N_("Disconnect")), "danger", self)
        close = Button(context, tr(N_("Close")), "plain", self)
        leave.clicked.connect(self._disconnect)
        close.clicked.connect(self.accept)
        self.add_buttons(leave, close)
        close.setFocus()

    def _disconnect(self) -> None:
        self.context.account.disconnect_google()
        self.accept()
