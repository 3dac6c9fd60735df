"""Sharing by key: what the window asks of one class, found and handed to Sharing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.event import Event
from desktop_app.services.sharing import Sharing
from desktop_app.services.values import Key

if TYPE_CHECKING:
    from desktop_app.domain.student import Student


class Shares:
    """A part of CalendarService, which has `_sharing` and finds events."""

    _sharing: Sharing

    def _with(self, key: Key, act: Callable[[Event], None]) -> None:
        raise NotImplementedError

    def copy_code(self, key: Key) -> None:
        """Copy the access code."""
        self._with(key, self._sharing.copy_code)

    def copy_link(self, key: Key) -> None:
        """Copy the link."""
        self._with(key, self._sharing.copy_link)

    def copy_invitation(self, key: Key, language: str = "") -> None:
        """Copy the invitation, in the teacher's language or in `language`."""
        self._with(key, lambda event: self._sharing.copy_invitation(event, language))

    def copy_text(self, key: Key) -> None:
        """Copy name, day, hours and link."""
        self._with(key, self._sharing.copy_text)

    def whatsapp(self, key: Key) -> None:
        """Open WhatsApp with the invitation."""
        self._with(key, self._sharing.whatsapp)

    def mail(self, key: Key) -> None:
        """Open the mail program with the invitation."""
        self._with(key, self._sharing.mail)

    def join(self, key: Key) -> None:
        """Join the meeting in the browser."""
        self._with(key, self._sharing.join)

    def write_to(self, student: "Student") -> None:
        """Open WhatsApp with a student."""
        self._sharing.write_to(student)

    def mail_to(self, student: "Student") -> None:
        """Open the mail program with a student's address."""
        self._sharing.mail_to(student)
