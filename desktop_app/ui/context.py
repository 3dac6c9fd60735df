"""What every part of the window needs at hand: services, language, colours, the time."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QColor

from desktop_app.domain import zones
from desktop_app.services.account import AccountService
from desktop_app.services.calendar import CalendarService
from desktop_app.services.holidays import HolidayService
from desktop_app.services.settings import SettingsService
from desktop_app.system.translations import Translator
from desktop_app.ui.editor import Editor
from desktop_app.ui.palette import Palette


class Context:
    """Handed from the window to its parts; language and colours change under them."""

    __slots__ = (
        "account", "calendar", "clock", "editor", "holidays", "holidays_told", "palette", "settings",
        "translator",
    )  # fmt: skip

    def __init__(
        self,
        calendar: CalendarService,
        editor: Editor,
        account: AccountService,
        settings: SettingsService,
        translator: Translator,
        palette: Palette,
        clock: Callable[[], float],
        holidays: HolidayService,
    ) -> None:
        self.calendar = calendar
        self.editor = editor
        self.account = account
        self.settings = settings
        self.translator = translator
        self.palette = palette
        self.clock = clock
        self.holidays = holidays
        self.holidays_told = False  # a calendar that is shown has them already

    def tr(self, msgid: str, **places: object) -> str:
        """Return `msgid` in the teacher's language with its places filled."""
        return self.translator.gettext(msgid, **places)

    @property
    def language(self) -> str:
        """`es` or `en`."""
        return self.translator.language

    @property
    def zone(self) -> str:
        """The display zone."""
        return self.calendar.zone

    def now(self) -> int:
        """Return the time, epoch seconds."""
        return int(self.clock())

    def today(self) -> date:
        """Return today's date in the display zone."""
        return zones.day_of(self.now(), self.zone)

    def holiday(self, day: date) -> str:
        """Return the name of the public holiday that `day` is; "" for none, or if none are shown.

        A calendar of hers that has them is enough: each is shown once.
        """
        if self.holidays_told or not self.settings.settings.show_holidays:
            return ""
        return self.holidays.name(day, self.language)

    def q(self, role: str) -> QColor:
        """Return the colour of `role`."""
        return self.palette.q(role)
