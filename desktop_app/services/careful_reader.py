"""A reader for the window that never raises: trouble is told once, and what was known stays."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from desktop_app.domain.errors import StorageError
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.ports import OutboxCounts, Reader

_NEUTRAL: dict[str, Any] = {
    "reopen": None,
    "version": None,
    "close": None,
    "occurrences": (),
    "covered": (0, 0),
    "event": None,
    "family": None,
    "account": None,
    "outbox": OutboxCounts(0, 0),
    "attention": (),
    "sides": None,
    "waiting_for_others": 0,
    "last_synced": None,
    "day_counts": {},
    "calendars": (),
    "calendar_list_refused": False,
    "students": (),
    "classes_of": (),
    "access_codes": frozenset(),
}
"""What is answered where nothing is known. A method that is not here raises as it does."""


def careful(reader: Reader | None, trouble: Callable[[StorageError], None]) -> Reader | None:
    """Return `reader` for slots of the window, where nobody could catch what it raises."""
    return None if reader is None else cast(Reader, _Careful(reader, trouble))


def foreseen(reader: Reader | None, start: int, end: int, zone: str) -> Sequence[Occurrence] | None:
    """Return what stands in [start, end) where that can be read and series are expanded; else None.

    For what nobody asked for yet: no trouble is told, and what is known of what was asked stays.
    """
    if isinstance(reader, _Careful):
        reader = reader.reader
    if reader is None:
        return None
    try:
        low, high = reader.covered()
        return reader.occurrences(start, end, zone) if low <= start and end <= high else None
    except StorageError:
        return None


class _Careful:
    """Passes every method on (the port has a dozen and grows: no copy of each here)."""

    def __init__(self, reader: Reader, trouble: Callable[[StorageError], None]) -> None:
        self.reader = reader
        self._trouble = trouble
        self._last: dict[str, tuple[Any, Any]] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.reader, name)
        if name not in _NEUTRAL:
            return cast(Callable[..., Any], method)

        def ask(*args: Any, **options: Any) -> Any:
            try:
                answer = method(*args, **options)
            except StorageError as error:
                self._trouble(error)
                asked, known = self._last.get(name, (None, None))
                return known if asked == (args, options) else _NEUTRAL[name]
            self._last[name] = ((args, options), answer)
            return answer

        self.__dict__[name] = ask  # found without a detour from now on
        return ask
