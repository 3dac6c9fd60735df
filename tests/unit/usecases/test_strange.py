"""Series that only Google can expand, and ones whose first day is not one of their own."""

from functools import partial
from typing import Any

import pytest

from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import when_value
from desktop_app.domain.scope import choices
from desktop_app.usecases import edit
from tests.ring import CALENDAR, Ring
from tests.unit.domain.build import timed

PERIODS = "RDATE;VALUE=PERIOD:20261203T130000Z/PT1H,20261210T150000Z/PT1H"
SEEN = ["Grupo 2026-12-01 10:00", "Grupo 2026-12-03 10:00", "Grupo 2026-12-10 12:00"]


def strange(ring: Ring) -> str:
    return ring.series(
        "RRULE:FREQ=WEEKLY;COUNT=1", recurrence=["RRULE:FREQ=WEEKLY;COUNT=1", PERIODS]
    )


def test_what_cannot_be_expanded_here_is_shown_as_google_lists_it(ring: Ring) -> None:
    strange(ring)
    assert ring.there("Grupo") == ring.shown("Grupo") == SEEN


def test_it_follows_what_becomes_of_it_there(ring: Ring) -> None:
    series = strange(ring)
    phone = ring.server.calendar(CALENDAR)
    phone.delete(f"{series}_20261203T130000Z")
    ring.sync()
    assert ring.shown("Grupo") == [SEEN[0], SEEN[2]]
    other = PERIODS.replace("20261210T150000Z", "20261211T150000Z")
    phone.patch(series, {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=1", other]})
    ring.sync()
    assert ring.there("Grupo") == ring.shown("Grupo") == [SEEN[0], "Grupo 2026-12-11 12:00"]
    phone.patch(series, {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]})
    ring.sync()
    assert ring.there("Grupo") == ring.shown("Grupo")


def test_a_cut_pull_asks_for_it_again(ring: Ring) -> None:
    ring.server.faults.add("GET .*/instances", status=503, times=1)
    zone = {"timeZone": "America/Argentina/Buenos_Aires"}
    ring.server.calendar(CALENDAR).insert(
        {
            "summary": "Grupo",
            "start": {"dateTime": "2026-12-01T10:00:00-03:00", **zone},
            "end": {"dateTime": "2026-12-01T11:00:00-03:00", **zone},
            "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=1", PERIODS],
        }
    )
    assert ring.sync().error is not None
    assert ring.shown("Grupo") == []
    assert ring.sync().error is None
    assert ring.shown("Grupo") == SEEN


def test_one_of_it_is_edited_and_removed(ring: Ring) -> None:
    series = strange(ring)
    ring.act(edit.edit, series, "20261203T130000Z", {"summary": "Otro"})
    ring.act(edit.remove, series, "20261210T150000Z")
    expected = [SEEN[0], "Otro 2026-12-03 10:00"]
    assert ring.shown("Grupo", "Otro") == expected
    assert ring.sync().error is None
    assert ring.there("Grupo", "Otro") == ring.shown("Grupo", "Otro") == expected


def at(day: str) -> dict[str, Any]:
    return {"when": when_value(timed(f"{day} 10:00", f"{day} 11:00"))}


def test_a_series_starts_on_a_day_of_its_own(ring: Ring) -> None:
    event_id = ring.make("2026-12-01 10:00")  # a Tuesday
    rule = {"summary": "Grupo", "recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2"]}
    ring.act(edit.edit, event_id, "", rule)
    expected = ["Grupo 2026-12-03 10:00", "Grupo 2026-12-10 10:00"]
    assert ring.shown("Grupo") == expected
    assert ring.sync().error is None
    assert ring.there("Grupo") == expected
    again = {"recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2"]}
    ring.act(edit.edit, event_id, "20261203T130000Z", again, scope="all")
    expected = ["Grupo 2026-12-04 10:00", "Grupo 2026-12-11 10:00"]
    assert ring.shown("Grupo") == expected
    assert ring.sync().error is None
    assert ring.there("Grupo") == ring.shown("Grupo") == expected


def test_an_occurrence_years_after_the_first_is_found(ring: Ring) -> None:
    start, end = ({"dateTime": f"2020-12-01T{hour}:00:00-03:00"} for hour in (10, 11))
    zone = {"timeZone": "America/Argentina/Buenos_Aires"}
    series = ring.series("RRULE:FREQ=DAILY", start=start | zone, end=end | zone)
    ring.act(edit.edit, series, "20261203T130000Z", at("2026-12-03") | {"summary": "Otro"})
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Otro") == ["Otro 2026-12-03 10:00"]


def test_the_rest_of_what_cannot_be_expanded_is_not_offered_and_refused(ring: Ring) -> None:
    series, second = strange(ring), "20261203T130000Z"
    assert choices(ring.seen(series), second, {"summary"}) == ("this", "all")
    assert choices(ring.seen(series), second, {"recurrence"}) == ()
    for act in (edit.remove, partial(edit.edit, fields={"summary": "Otro"})):
        with pytest.raises(UsageError, match="cannot_split"):
            ring.act(act, series, second, scope="following")
    ring.act(edit.edit, series, "", {"summary": "Otro"} | at("2026-12-01"), scope="all")
    assert ring.sync().error is None
    assert ring.waiting() == []
