"""The pages that cover the week: first run, and signing in."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.services.values import SignIn
from desktop_app.ui.context import Context
from desktop_app.ui.first_run import FirstRun
from desktop_app.ui.form_style import form_style
from desktop_app.ui.guide import Guide
from desktop_app.ui.sign_in_page import SignInPage

KEYS = {"Ctrl+Q", "Ctrl+,"}
"""The window's keys that go on working: to end Aula, and to choose its language."""
COVERING = {"opening", "waiting", "checking", "failed", "ask_session"}


class Pages(QWidget):
    """Lies over the window while it has something to say."""

    uncovered = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._none = False
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.colour()
        self.first = FirstRun(context, self)
        self.guide = Guide(context, self)
        self.signing = SignInPage(context, self)
        self._stack = QStackedLayout(self)
        for page in (self.first, self.guide, self.signing):
            self._stack.addWidget(page)
        account = context.account
        self.first.connect_wanted.connect(self._connect)
        self.first.demo_wanted.connect(account.request_demo)
        self.first.guide_wanted.connect(lambda: self._show(self.guide))
        self.first.left.connect(self.leave)
        self.guide.left.connect(self.first_run)
        self.guide.connect_wanted.connect(account.connect_google)
        self.guide.file_given.connect(account.use_client_file)
        self.signing.cancelled.connect(self._cancel)
        self.hide()

    def colour(self) -> None:
        """Take the palette of now."""
        # The ground is the style sheet's too: under one, a palette that is set anew is not taken.
        self.setStyleSheet(form_style(self._context.palette))

    @property
    def shown(self) -> QWidget | None:
        """The page that is to be seen; None while none is."""
        return None if self.isHidden() else self._stack.currentWidget()

    def settle(self, none: bool) -> None:
        """Show the first-run page where nobody is connected (`none`), or get out of the way."""
        self._none = none
        if self._context.account.sign_in.step in COVERING:
            return
        if none and self.isHidden():
            self.first_run()
        elif not none:
            self._go()

    def first_run(self) -> None:
        """Show the three ways."""
        self.first.can_leave(not self._none)
        self._show(self.first)

    def sign_in(self, state: SignIn) -> None:
        """Show where a sign-in stands."""
        if state.step in COVERING:
            self._show(self.signing)
            self.signing.show_state(state)  # which gives one of its buttons the focus
        elif state.step == "connected":
            self._go()
        elif self.shown is self.signing:
            self.leave()

    def leave(self) -> None:
        """Go back to the week, or to the three ways where there is no week yet."""
        if self._none:
            self.first_run()
        else:
            self._go()

    def _go(self) -> None:
        """Get out of the way; the focus goes to the week, not to whatever comes first."""
        if not self.isHidden():
            self.hide()
            self.uncovered.emit()

    def place(self) -> None:
        """Cover the window."""
        self.setGeometry(self._window.rect())

    def _connect(self) -> None:
        if self._context.account.has_client:
            self._context.account.connect_google()
        else:
            self._show(self.guide)

    def _cancel(self) -> None:
        self._context.account.cancel()
        self.leave()

    def _show(self, page: QWidget) -> None:
        self.place()
        self._stack.setCurrentWidget(page)
        self.show()
        self.raise_()
        if page is not self.signing:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep the window's own keys from acting on the week below."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if QKeySequence(event.keyCombination()).toString() not in KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys from the week below; Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            if self.shown is self.signing:
                self._cancel()
            else:
                self.leave()
        event.accept()
