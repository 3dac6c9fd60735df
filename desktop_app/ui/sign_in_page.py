"""The sign-in page: what is waited for, and both ways out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.text import N_
from desktop_app.services.values import SignIn
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.first_run import WIDTH, centred, heading, paragraph
from desktop_app.ui.mark import Mark

TITLES = {
    "opening": N_("Opening your browser…"),
    "waiting": N_("Go on in your browser"),
    "checking": N_("Almost there…"),
    "failed": N_("Signing in did not work"),
    "ask_session": N_("There is no keyring"),
}
TEXTS = {
    "opening": N_("Google's page opens in your browser in a moment."),
    "waiting": N_(
        "Choose your account on Google's page and allow Aula to see and change your calendar. "
        "This window goes on by itself."
    ),
    "checking": N_("Google said yes. Aula is keeping the key."),
    "failed": "",
    "ask_session": N_(
        "Aula cannot keep the key on this system. You can use it for this session only: when "
        "you close Aula you sign in again."
    ),
}


class SignInPage(QWidget):
    """One sentence for each end of a sign-in."""

    cancelled = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        tr, account = context.tr, context.account
        column = centred(self, WIDTH)
        column.addWidget(Mark(48, self))
        column.addSpacing(6)
        self.title = heading("")
        self.words = paragraph("")
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(8)
        self.copy = Button(context, tr(N_("Copy the link")), "plain", self, icon="copy", height=36)
        self.again = Button(context, tr(N_("Try again")), "primary", self, height=36)
        self.session = Button(context, tr(N_("For this session only")), "primary", self, height=36)
        self.cancel = Button(context, tr(N_("Cancel")), "plain", self, height=36)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.again, self.session, self.copy, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.copy.clicked.connect(account.copy_link)
        self.again.clicked.connect(account.connect_google)
        self.session.clicked.connect(account.keep_for_session)
        self.cancel.clicked.connect(self.cancelled)

    def show_state(self, state: SignIn) -> None:
        """Show `state`."""
        tr = self._context.tr
        told = self._context.translator.tell(state.told) if state.told is not None else ""
        words = tr(TEXTS.get(state.step, ""))
        if state.step == "ask_session" and told:
            words = f"{told}\n\n{words}"
        elif told:
            words = told
        self.title.setText(tr(TITLES.get(state.step, "")))
        self.words.setText(words)
        self.setAccessibleName(f"{self.title.text()}. {words}")
        self.copy.setVisible(state.step == "waiting" and bool(state.url))
        self.again.setVisible(state.step == "failed")
        self.session.setVisible(state.step == "ask_session")
        first = {"failed": self.again, "ask_session": self.session}.get(state.step, self.cancel)
        self.cancel.set_text(tr(N_("Back")) if state.step == "failed" else tr(N_("Cancel")))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
