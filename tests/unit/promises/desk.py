"""One Aula without window and threads: real files, the real client, passes when the pacer says."""

import json
from collections.abc import Callable
from pathlib import Path

from desktop_app.demo import DemoServer
from desktop_app.domain.change import Change
from desktop_app.domain.ports import Account, Progress
from desktop_app.google.calendar import CalendarRemote
from desktop_app.google.client import from_json
from desktop_app.google.credentials import AccountCredentials, build_credentials
from desktop_app.google.http import OneRequestHttp
from desktop_app.google.wire import decode
from desktop_app.services.sync_service import badge_of
from desktop_app.services.values import Badge
from desktop_app.storage.store import FileStore, open_store
from desktop_app.usecases.sync_now import Pacer, Report, Wake, sync_now

MONDAY = 1_795_428_000.0  # 2026-11-23 10:00 UTC
HOUR = 3600.0
LAURA = "laura.gimenez@example.com"


class Clock:
    """Epoch seconds that move when told to."""

    def __init__(self, start: float = MONDAY) -> None:
        self.seconds = start

    def __call__(self) -> float:
        return self.seconds


def credentials(server: DemoServer) -> AccountCredentials:
    """Return credentials of the server's first account that hold an access token already."""
    client = from_json(json.dumps(server.client_config))
    made = build_credentials(client, server.issue_refresh_token())
    made.token = server.issue_access_token()
    return made


class Desk:
    """The teacher's desk: her two files, and the way to Google that `remote` is."""

    def __init__(
        self,
        folder: Path,
        server: DemoServer,
        clock: Clock,
        spread: Callable[[float, float], float] = lambda low, high: high,
        http: OneRequestHttp | None = None,
    ) -> None:
        self.folder = folder
        self.server = server
        self.clock = clock
        self.remote = CalendarRemote(credentials(server), server.api, http)
        self.pacer = Pacer(spread)
        self.wait = 0.0
        self.since: float | None = None
        self.store = self._open()
        account = server.accounts[LAURA]
        self.account = Account(account.sub, LAURA, account.name, LAURA)
        self.store.set_account(self.account)

    def _open(self) -> FileStore:
        return open_store(
            self.folder / "desk.db", self.folder / "cache.db", decode, lambda: self.clock()
        )

    def close(self) -> None:
        """Close the files and the connections."""
        self.store.close()
        self.remote.close()

    def start_anew(self) -> None:
        """End Aula and start it again: nothing is remembered but what the files hold."""
        self.store.close()
        self.store = self._open()
        self.pacer.reset()

    def run(
        self,
        cancelled: Callable[[], bool] = lambda: False,
        sending: Progress = lambda sent: None,
    ) -> Report:
        """Run one pass now and let the pacer say when the next one is due (`wait`, seconds)."""
        hold = self.pacer.held(self.clock()) is not None
        report = sync_now(
            self.store, self.remote, self.clock, cancelled=cancelled, sending=sending, hold=hold
        )
        due = self.store.next_due(self.account.sub)
        if report.next_poll is not None:
            poll = self.clock() + report.next_poll
            due = poll if due is None else min(due, poll)
        self.wait = self.pacer.ended(self.clock(), report.error, report.held, due)
        if report.error is None:
            self.since = self.clock()
        return report

    def badge(self, report: Report) -> Badge:
        """Return what the badge shows after `report`."""
        counts = self.store.counts(self.account.sub)
        return badge_of(report.error or self.pacer.held(self.clock()), self.since, counts)

    def run_when_due(self) -> Report:
        """Let time go by until the next pass is due, and run it."""
        self.clock.seconds += self.wait
        return self.run()

    def run_as_asked(self) -> Report:
        """Run a pass because the teacher pressed F5."""
        self.pacer.asked(self.clock())
        assert self.pacer.may_start(Wake.ASKED, self.clock())
        return self.run()

    @property
    def outbox(self) -> list[Change]:
        """What waits, in order."""
        return list(self.store.changes(self.account.sub))
