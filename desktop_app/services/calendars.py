"""The calendars as the window sees them: which there are, and which of them she shows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Reader
from desktop_app.domain.text import N_, sentence
from desktop_app.services.parts import Parts
from desktop_app.services.settings import SettingsService
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.values import Toast
from desktop_app.usecases import calendars as asked


class Calendars(QObject):
    """Shows and hides at once, without a network; `changed` tells what to read again."""

    def __init__(
        self,
        parts: Parts,
        store: StoreThread,
        settings: SettingsService,
        reader: Callable[[], Reader | None],
        acted: Callable[[ChangeSet], None],
        toast: Callable[[Toast], None],
        failed: Callable[[AulaError], None],
    ) -> None:
        super().__init__()
        self._parts = parts
        self._store = store
        self._settings = settings
        self._reader = reader
        self._acted = acted
        self._toast = toast
        self._failed = failed
        self._was_refused: bool | None = None  # None: not looked yet

    def listed(self) -> Sequence[Calendar]:
        """Return the calendars, that of the classes first."""
        reader = self._reader()
        return reader.calendars() if reader else ()

    @property
    def refused(self) -> bool:
        """Whether Google gave no leave to read their list: then there is one, that of the classes."""
        reader = self._reader()
        return reader is not None and reader.calendar_list_refused()

    @property
    def fixed(self) -> str:
        """The calendar that the environment says classes go to; "" while she may choose."""
        return self._parts.fixed_calendar()

    def show(self, calendar_id: str, shown: bool) -> None:
        """Show or hide a calendar."""
        self._store.run(
            lambda store: store.calendars.show(calendar_id, shown), self._acted, self._failed
        )

    def use_for_classes(self, calendar_id: str) -> None:
        """Let new classes go to a calendar, also after the account is connected again."""

        def then(changed: ChangeSet) -> None:
            self._settings.update(calendar_id=calendar_id)
            self._acted(changed)

        self._store.run(lambda store: asked.use_for_classes(store, calendar_id), then, self._failed)

    def made(self) -> None:
        """A class was made: the calendar that it went to is shown, or she would not see it."""
        for one in self.listed():
            if one.for_classes and not one.shown:
                self.show(one.id, True)

    def look(self) -> None:
        """Tell once that the list may not be read, when that is new."""
        refused = self.refused
        if refused and self._was_refused is False:
            told = N_(
                "Aula shows only the calendar of your classes: leave to see the list of your "
                "calendars was not given. The settings say how to give it."
            )
            self._toast(Toast(sentence(told), (), 12.0))
        self._was_refused = refused
