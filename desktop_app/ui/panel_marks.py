"""The marks of a class in words, each with what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.event import Event
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.plain_label import PlainLabel


class PanelMarks(QFrame):
    """Hidden while all is as it should be."""

    retry = Signal()
    attention = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("card")
        self.words = PlainLabel(self)
        self.words.setWordWrap(True)
        self.again = Button(context, context.tr(N_("Try again")), "plain", self)
        self.see = Button(context, context.tr(N_("See what Google said")), "plain", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.words)
        for button in (self.again, self.see):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.again.clicked.connect(self.retry)
        self.see.clicked.connect(self.attention)

    def show_event(self, key: Key, event: Event) -> None:
        """Say what is to be said of `event`."""
        tr = self._context.tr
        said: list[str] = []
        if event.cancelled and event.editable:
            said.append(tr(N_("This class is cancelled.")))
        if event.mark == "attention":
            said.append(tr(N_("Google did not accept a change of this event.")))
            said += self._google_said(key)
        elif event.mark == "unsent":
            said.append(
                tr(N_("Not sent to Google yet. It goes by itself once there is a connection."))
            )
            if event.meeting.state == "pending":
                said.append(tr(N_("The link comes with it.")))
        failed = event.meeting.state == "failed" and event.editable
        if event.meeting.state == "pending" and event.mark != "unsent":
            said.append(tr(N_("Google is making the link.")))
        elif failed:
            said.append(tr(N_("Google could not make a link for this class.")))
        if not event.editable:
            said.append(self._context.translator.tell(self._context.editor.why_kept(event)))
        elif key[1]:
            said.append(tr(N_("It repeats: what you change here changes only this one.")))
        # A class made without one, or by an account that cannot have any, may still be given one.
        bare = event.lesson is not None and event.meeting.state == "none" and event.editable
        if bare:
            said.append(tr(N_("This class has no link.")))
        self.words.setText("\n".join(said))
        self.again.set_text(tr(N_("Ask for a link") if bare else N_("Try again")))
        self.again.setVisible(failed or bare)
        self.see.setVisible(event.mark == "attention")
        self.setVisible(bool(said))

    def _google_said(self, key: Key) -> list[str]:
        return [
            f"“{change.error_detail[:300]}”"
            for change in self._context.calendar.attention()
            if change.draft.family == key[0] and change.error_detail
        ][:2]
