"""The ring without a window: use cases, storage, sync and Google's twin, each the real one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from desktop_app.demo import DemoServer
from desktop_app.demo.server import EMAIL
from desktop_app.domain.change import Change
from desktop_app.domain.event import Event
from desktop_app.domain.ports import Store
from desktop_app.domain.zones import BUENOS_AIRES, local
from desktop_app.sync.report import Report
from desktop_app.usecases import connect
from desktop_app.usecases.new_lesson import Wish, new_lesson
from desktop_app.usecases.sync_now import sync_now
from desktop_app.wiring import Aula, configure
from tests.e2e.run import environment
from tests.unit.domain.build import at

CALENDAR = EMAIL


class Ring:
    """Everything between a use case and the server, on one data folder."""

    def __init__(self, aula: Aula, store: Store, server: DemoServer) -> None:
        self.aula = aula
        self.store = store
        self.server = server
        self._open: AbstractContextManager[Store] | None = None

    # --- living

    def sync(self) -> Report:
        """Run one pass."""
        _, token = connect.take_up(self.store, self.aula)
        with closing(self.aula.remote(token)) as remote:
            return sync_now(self.store, remote, self.aula.now)

    def restart(self) -> None:
        """Close both files and open them anew, as a new process does."""
        self.close()
        self._open = self.aula.writing()
        self.store = self._open.__enter__()

    def close(self) -> None:
        """Close both files."""
        if self._open is not None:
            self._open.__exit__(None, None, None)
            self._open = None

    # --- acting

    def make(self, start: str = "2026-11-24 15:00") -> str:
        """Make a class here; return its id."""
        wish = Wish(start=at(start), summary="Ana")
        made = new_lesson(self.store, None, wish, self.aula.defaults, self.aula.now())
        return made.change.draft.event_id

    def act(self, use_case: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Do a use case that takes the store first and the time last."""
        return use_case(self.store, *args, now=self.aula.now(), **more)

    def series(self, rule: str = "RRULE:FREQ=WEEKLY;COUNT=6", **more: Any) -> str:
        """Let a weekly series of classes be there, from Tuesday 2026-12-01 10:00; return its id."""
        zone = {"timeZone": BUENOS_AIRES}
        body = {
            "summary": "Grupo",
            "start": {"dateTime": "2026-12-01T10:00:00-03:00", **zone},
            "end": {"dateTime": "2026-12-01T11:00:00-03:00", **zone},
            "recurrence": [rule],
            "extendedProperties": {"private": {"aulaAccessCode": "K7M-4QX"}},
        }
        event_id: str = self.server.calendar(CALENDAR).insert(body | more)["id"]
        assert self.sync().error is None
        return event_id

    # --- looking

    def seen(self, event_id: str, original: str = "") -> Event:
        """Return an event as the window reads it."""
        reader = self.aula.open_reader()
        assert reader is not None
        event = reader.event(event_id, original)
        reader.close()
        assert event is not None
        return event

    def shown(self, *names: str, low: str = "2026-11-01", high: str = "2027-03-01") -> list[str]:
        """Return what stands in the week view of that time: title and start, of these titles."""
        reader = self.aula.open_reader()
        assert reader is not None
        rows = reader.occurrences(at(low), at(high), BUENOS_AIRES)
        reader.close()
        return [
            f"{row.summary} {_text(row.start)}" for row in rows if not names or row.summary in names
        ]

    def there(self, *names: str, calendar: str = CALENDAR) -> list[str]:
        """Return what Google lists of these titles in a calendar: title and start, series as
        occurrences."""
        found = self.server.calendar(calendar).between("2026-11-01", "2027-03-01")
        return [
            f"{one['summary']} {one['start']['dateTime'][:16].replace('T', ' ')}"
            for one in found
            if (not names or one.get("summary") in names) and "dateTime" in one["start"]
        ]

    def changes(self) -> list[Change]:
        """Return what waits."""
        account = self.store.account()
        assert account is not None
        return list(self.store.changes(account.sub))

    def waiting(self) -> list[tuple[str, str]]:
        """Return kind and state of what waits."""
        return [(c.draft.kind, c.state) for c in self.changes()]

    def codes(self) -> list[str]:
        """Return why each change waits."""
        return [c.error_code for c in self.changes()]


@contextmanager
def opened(server: DemoServer, folder: Path) -> Iterator[Ring]:
    """Give a ring that has synced once, on a data folder."""
    aula = configure(environ=environment(server, folder))
    with aula.writing() as store:
        ring = Ring(aula, store, server)
        assert ring.sync().error is None
    ring.restart()
    yield ring
    ring.close()


def _text(seconds: int) -> str:
    return f"{local(seconds, BUENOS_AIRES):%Y-%m-%d %H:%M}"
