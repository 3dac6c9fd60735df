"""Sharing a class: code, link, invitation, WhatsApp, join; each answered by a short toast."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop_app.domain.event import Event
from desktop_app.domain.invitation import mail_url, whatsapp_url
from desktop_app.domain.meeting_link import own_link
from desktop_app.domain.phone import wa_digits
from desktop_app.domain.text import N_, sentence
from desktop_app.services.values import Toast
from desktop_app.system.settings import Settings
from desktop_app.system.translations import Translator, install
from desktop_app.system.wording import in_words, invitation

if TYPE_CHECKING:
    from desktop_app.domain.student import Student

SHORT = 2.5
KNOWN_HOSTS = ("meet.google.com", "zoom.us", "wa.me")


class Sharing:
    """Turns an event into what is copied or opened. Knows no widgets and no threads."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        translator: Callable[[], Translator],
        copy: Callable[[str], None],
        open_url: Callable[[str], None],
        toast: Callable[[Toast], None],
        students: "Callable[[Event], Sequence[Student]]",
        email: Callable[[], str],
    ) -> None:
        """`students` says whom an event is with, `email` who she is at Google."""
        self._email = email
        self._students = students
        self._settings = settings
        self._translator = translator
        self._copy = copy
        self._open = open_url
        self._toast = toast

    def invitation(self, event: Event, language: str = "") -> str:
        """Return the invitation of `event` in the teacher's language, or in `language`."""
        told = install(language) if language else self._translator()
        return invitation(event, self._settings(), told, self._students(event))

    def copy_code(self, event: Event) -> None:
        """Copy the access code."""
        code = event.lesson.access_code if event.lesson else ""
        self._copied(code, N_("Code copied"), N_("This event has no access code."))

    def copy_link(self, event: Event) -> None:
        """Copy the meeting's link."""
        self._copied(event.meeting.link, N_("Link copied"), N_("There is no link yet."))

    def copy_invitation(self, event: Event, language: str = "") -> None:
        """Copy the whole invitation, in the teacher's language or in `language`."""
        self._copied(self.invitation(event, language), N_("Invitation copied"), "")

    def copy_text(self, event: Event) -> None:
        """Copy name, day, hours and link, without the code."""
        words = in_words(event, self._settings().zone, self._translator())
        self._copied(words, N_("Copied as text"), "")

    def mail(self, event: Event) -> None:
        """Open the mail program with the invitation, to the students with an address."""
        told = self._translator()
        to = ",".join(one.email for one in self._students(event) if one.email)
        subject = told.gettext(N_("Your class: {title}"), title=event.summary)
        self._open(mail_url(to, subject, self.invitation(event)))

    def whatsapp(self, event: Event) -> None:
        """Open WhatsApp with the invitation: to the student, where there is one with a number."""
        numbers = [one.phone for one in self._students(event) if wa_digits(one.phone)]
        to = numbers[0] if len(numbers) == 1 else ""
        self._open(whatsapp_url(self.invitation(event), to))

    def write_to(self, student: "Student") -> None:
        """Open WhatsApp with nothing written yet."""
        self._open(whatsapp_url("", student.phone))

    def mail_to(self, student: "Student") -> None:
        """Open the mail program with nothing written yet."""
        self._open(mail_url(student.email))

    def join(self, event: Event) -> None:
        """Open the meeting in the browser, with the teacher's own account."""
        if not event.meeting.link:
            self._say(N_("There is no link yet."))
        elif not safe(event.meeting.link):
            self._say(N_("That link is not safe to open."))
        else:
            self._open(own_link(event.meeting.link, self._email()))

    def _copied(self, text: str, done: str, missing: str) -> None:
        if not text:
            self._say(missing)
            return
        self._copy(text)
        self._say(done)

    def _say(self, msgid: str) -> None:
        self._toast(Toast(sentence(msgid), seconds=SHORT))


def safe(url: str) -> bool:
    """Return whether `url` may be opened: https only, and with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an address in brackets that is none
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def known_host(url: str) -> bool:
    """Return whether `url` leads to a host that Aula knows; others are asked about."""
    host = urlsplit(url).hostname or ""
    return any(host == known or host.endswith("." + known) for known in KNOWN_HOSTS)
