"""Exactly once: whatever happens between a request, its reply and the commit, for each kind of
change the server ends as if nothing had, and nobody is mailed twice."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

from desktop_app.demo import DemoServer
from desktop_app.domain.event import when_value
from desktop_app.usecases import edit
from tests.ring import CALENDAR, Ring, opened
from tests.unit.domain.build import timed

OTHER = "other@group.calendar.google.com"
THIRD = "20261215T130000Z"
GUEST = ["bea@example.org", "Bea", "needsAction"]
LATER = {"when": when_value(timed("2026-12-15 12:00", "2026-12-15 13:00"))}


class CrashError(BaseException):
    """The process is gone."""


class Kind(NamedTuple):
    """One kind of change: what is there before, what she does, and the request that carries it."""

    request: str
    act: Callable[[Ring, str], Any]
    recurring: bool = False
    mails: int = 0


def _create(ring: Ring, _: str) -> None:
    event_id = ring.make("2026-12-01 10:00")
    fields = {"summary": "Mine", "guests": [GUEST]}
    ring.act(edit.edit, event_id, "", fields, send_updates="all")


KINDS = {
    "create": Kind("POST .*/events", _create, mails=1),
    "patch": Kind(
        "PATCH", lambda ring, e: ring.act(edit.edit, e, "", {"summary": "B"}, send_updates="all"),
        mails=1,
    ),
    "guests": Kind(
        "PATCH", lambda ring, e: ring.act(edit.edit, e, "", {"guests": [GUEST]}, send_updates="all"),
        mails=2,
    ),
    "meeting": Kind("PATCH", lambda ring, e: ring.act(edit.ask_meeting, e, "")),
    "delete": Kind(
        "DELETE", lambda ring, e: ring.act(edit.remove, e, "", send_updates="all"), mails=1
    ),
    "move": Kind(
        "POST .*/move", lambda ring, e: ring.act(edit.move, e, OTHER, send_updates="all"), mails=1
    ),
    "one moved": Kind(
        "PATCH", lambda ring, e: ring.act(edit.edit, e, THIRD, LATER, send_updates="all"), True, 1
    ),
    "one removed": Kind(
        "DELETE", lambda ring, e: ring.act(edit.remove, e, THIRD, send_updates="all"), True, 1
    ),
    "all moved": Kind("PATCH", lambda ring, e: ring.act(edit.edit, e, THIRD, LATER, scope="all"), True),
    "rest made": Kind(
        "POST .*/events",
        lambda ring, e: ring.act(edit.edit, e, THIRD, LATER, scope="following"),
        True,
    ),
    "rest trimmed": Kind(
        "PATCH", lambda ring, e: ring.act(edit.edit, e, THIRD, LATER, scope="following"), True
    ),
    "rest removed": Kind(
        "PATCH", lambda ring, e: ring.act(edit.remove, e, THIRD, scope="following"), True
    ),
    "all removed": Kind("DELETE", lambda ring, e: ring.act(edit.remove, e, THIRD, scope="all"), True),
}  # fmt: skip


def begin(ring: Ring, kind: Kind) -> None:
    """Let the event be there, and the change be recorded."""
    ring.server.add_calendar(OTHER, "Otro")
    if kind.recurring:
        event_id = ring.series(attendees=[{"email": "ana@example.org"}])
    else:
        event_id = ring.make("2026-12-01 10:00")
        guests = [["ana@example.org", "", "needsAction"]]
        ring.act(edit.edit, event_id, "", {"summary": "Mine", "guests": guests})
        ring.sync()
    ring.server.mails.clear()
    kind.act(ring, event_id)


def state(ring: Ring) -> list[Any]:
    """Return all that matters of both calendars, whatever ids and codes were drawn."""
    found: list[Any] = []
    for calendar in (CALENDAR, OTHER):
        for one in ring.server.calendar(calendar).live:
            if one.get("summary") not in ("Mine", "B", "Grupo"):
                continue  # the sample term
            meeting = one.get("conferenceData", {}).get("conferenceId")
            found.append(
                [
                    calendar,
                    one.get("summary"),
                    one["start"],
                    one["end"],
                    one.get("recurrence"),
                    [guest["email"] for guest in one.get("attendees", ())],
                    bool(meeting),
                ]
            )
    return sorted(found, key=str)


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


def undisturbed(ring: Ring, kind: Kind) -> list[Any]:
    """Return what the server holds once the change has gone, and see that it was mailed."""
    expected = state(ring)
    assert len(ring.server.mails) == kind.mails
    assert ring.waiting() == []
    return expected


@pytest.mark.expects_log
@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("committed", [False, True])
def test_a_crash_between_reply_and_commit_is_harmless(
    ring: Ring,
    kind: Kind,
    applied: bool,
    committed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin(ring, kind)
    if applied:
        # Google has done it; the process ends before, or after, that is kept here.
        _crash_at(ring, "settle", monkeypatch, before=not committed)
    elif committed:
        # No reply, and the process ends with the change put off.
        ring.server.faults.add(kind.request, cut="before", times=1)
        _crash_at(ring, "postpone", monkeypatch, before=False)
    else:
        # The process ends with the change marked as on its way.
        _crash_at(ring, "mark_sending", monkeypatch, before=False)
    with pytest.raises(CrashError):
        ring.sync()
    monkeypatch.undo()
    ring.restart()
    for _ in range(2):
        assert ring.sync().error is None
    undisturbed(ring, kind)
    assert state(ring) == _expected(ring, kind)


@pytest.mark.expects_log
@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_connection_that_is_cut_is_harmless(ring: Ring, kind: Kind, cut: Any) -> None:
    begin(ring, kind)
    fault = ring.server.faults.add(kind.request, cut=cut, times=1)
    first = ring.sync()
    assert fault.hits == 1
    assert first.error is not None and first.error.code == "network"
    assert ring.waiting() != []
    for _ in range(2):
        assert ring.sync().error is None
    undisturbed(ring, kind)
    assert state(ring) == _expected(ring, kind)


def _crash_at(ring: Ring, name: str, monkeypatch: pytest.MonkeyPatch, before: bool) -> None:
    real = getattr(type(ring.store), name)

    def crash(self: Any, *args: Any, **more: Any) -> Any:
        if not before:
            real(self, *args, **more)
        raise CrashError

    monkeypatch.setattr(type(ring.store), name, crash)


_KNOWN: dict[str, list[Any]] = {}


def _expected(ring: Ring, kind: Kind) -> list[Any]:
    """Return what an undisturbed run of the same leaves on a server of its own."""
    name = next(name for name, one in KINDS.items() if one is kind)
    if name not in _KNOWN:
        with (
            TemporaryDirectory() as folder,
            DemoServer() as server,
            opened(server, Path(folder) / "data") as other,
        ):
            begin(other, kind)
            assert other.sync().error is None
            other.sync()
            _KNOWN[name] = undisturbed(other, kind)
    return _KNOWN[name]
