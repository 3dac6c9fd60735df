"""Tells what became of the links of new classes: on the clipboard, there to be copied, or failed."""

from typing import TYPE_CHECKING

from desktop_app.domain.event import Event
from desktop_app.domain.text import N_, sentence
from desktop_app.services.link_watch import LinkWatch
from desktop_app.services.sharing import Sharing
from desktop_app.services.values import Key, Toast, ToastAction

if TYPE_CHECKING:
    from desktop_app.services.calendar import CalendarService


class LinkNews:
    """Looks whenever something changed; each link is told once."""

    def __init__(self, calendar: "CalendarService", links: LinkWatch, sharing: Sharing) -> None:
        self._calendar = calendar
        self._links = links
        self._sharing = sharing

    def look(self) -> None:
        """Tell the links that came, or that never will."""
        for key in self._links.waiting():
            reader = self._calendar.reader
            event = reader.event(*key) if reader else None
            outcome = self._links.look(key, event)
            if outcome != "wait" and event is not None:
                self._came(key, event, outcome)

    def _came(self, key: Key, event: Event, outcome: str) -> None:
        calendar = self._calendar
        if outcome == "copy":
            calendar.copied.emit(self._sharing.invitation(event))
            # The class, not her last edit: she may have named it while the link was made.
            undo = ToastAction(sentence(N_("Undo")), lambda: calendar.acts.undo_making(key[0]))
            move = ToastAction(sentence(N_("Change time")), lambda: calendar.time_wanted.emit(key))
            made = sentence(N_("Class made · link and code copied"))
            told = Toast(made, (undo, move), about=key, making=True)
        elif outcome == "offer":
            copy = ToastAction(sentence(N_("Copy")), lambda: calendar.copy_invitation(key))
            text = sentence(N_("The link of “{title}” is there"), title=event.summary)
            told = Toast(text, (copy,), 10.0, about=key, making=True)
        else:
            again = ToastAction(sentence(N_("Try again")), lambda: calendar.retry_meeting(key))
            text = sentence(N_("Google could not make a link for “{title}”"), title=event.summary)
            told = Toast(text, (again,), 0, about=key, making=True)
        calendar.toast.emit(told)
