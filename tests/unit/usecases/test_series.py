"""Series through the outbox, against Google's twin: what is seen here at once, what is there
after, and that both are the same."""

from typing import Any

import pytest

from desktop_app.domain.event import when_value
from desktop_app.usecases import edit, undo
from tests.ring import CALENDAR, Ring
from tests.unit.domain.build import timed

TUESDAYS = ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29", "2027-01-05"]
THIRD = "20261215T130000Z"
ALL = [f"Grupo {day} 10:00" for day in TUESDAYS]


def at(day: str, start: str = "12:00", end: str = "13:30") -> dict[str, Any]:
    return {"when": when_value(timed(f"{day} {start}", f"{day} {end}"))}


def both(ring: Ring, *expected: str) -> None:
    """What is expected is seen before it is sent, is there when it was, and seen after it."""
    assert ring.shown("Grupo", "Otro") == list(expected)
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Grupo", "Otro") == list(expected)
    ring.sync()
    assert ring.shown("Grupo", "Otro") == list(expected)


def test_one_is_moved_and_the_others_stay(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, THIRD, at("2026-12-16"))
    both(ring, *ALL[:2], "Grupo 2026-12-16 12:00", *ALL[3:])


def test_one_is_cancelled(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.remove, series, THIRD)
    both(ring, *ALL[:2], *ALL[3:])


def test_all_are_renamed_and_an_exception_with_a_name_of_its_own_keeps_it(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, TUESDAYS[1].replace("-", "") + "T130000Z", at("2026-12-09"))
    ring.act(edit.edit, series, THIRD, {"summary": "Otro"})
    ring.sync()
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Grupo"}, scope="all")
    assert ring.waiting() == []  # it has that name
    ring.act(edit.edit, series, "20261222T130000Z", {"location": "Aula 3"}, scope="all")
    both(
        ring,
        ALL[0],
        "Grupo 2026-12-09 12:00",
        "Otro 2026-12-15 10:00",
        *ALL[3:],
    )
    places = {e.get("location") for e in ring.server.calendar(CALENDAR).live if series in e["id"]}
    assert places == {"Aula 3"}


def test_all_move_to_other_hours_and_exceptions_go_with_them(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, "20261208T130000Z", {"summary": "Otro"})
    ring.act(edit.edit, series, THIRD, at("2026-12-16", "18:00", "19:00"))
    ring.act(edit.remove, series, "20261222T130000Z")
    ring.sync()
    ring.act(edit.edit, series, "20261229T130000Z", at("2026-12-29", "09:00", "10:00"), scope="all")
    both(
        ring,
        "Grupo 2026-12-01 09:00",
        "Otro 2026-12-08 09:00",
        "Grupo 2026-12-16 18:00",
        "Grupo 2026-12-29 09:00",
        "Grupo 2027-01-05 09:00",
    )


def test_all_move_to_another_day(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, THIRD, at("2026-12-17", "10:00", "11:00"), scope="all")
    days = ["2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24", "2026-12-31", "2027-01-07"]
    both(ring, *(f"Grupo {day} 10:00" for day in days))


def test_one_weekday_of_several_moves_and_the_others_stay(ring: Ring) -> None:
    series = ring.series("RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4")
    ring.act(edit.edit, series, "20261203T130000Z", at("2026-12-04", "10:00", "11:00"), scope="all")
    days = ["2026-12-01", "2026-12-04", "2026-12-08", "2026-12-11"]
    both(ring, *(f"Grupo {day} 10:00" for day in days))


def test_the_rest_becomes_a_series_of_its_own_with_its_own_meeting_and_the_code(
    ring: Ring,
) -> None:
    meeting = {
        "createRequest": {"requestId": "r1", "conferenceSolutionKey": {"type": "hangoutsMeet"}}
    }
    series = ring.server.calendar(CALENDAR).insert(
        ring.server.calendar(CALENDAR).get(ring.series())
        | {"id": "grupo1", "conferenceData": meeting},
        conferenceDataVersion=1,
    )["id"]
    for one in ring.server.calendar(CALENDAR).live:
        if one.get("summary") == "Grupo" and one["id"] != series:
            ring.server.calendar(CALENDAR).delete(one["id"])
    ring.sync()
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"})
    ring.act(edit.remove, series, "20261229T130000Z")
    ring.sync()
    edited = ring.act(
        edit.edit, series, THIRD, at("2026-12-15", "12:00", "13:30"), scope="following"
    )
    assert [c.draft.kind for c in edited.changes] == ["create", "patch", "patch"]
    both(
        ring,
        *ALL[:2],
        "Grupo 2026-12-15 12:00",
        "Otro 2026-12-22 12:00",
        "Grupo 2027-01-05 12:00",
    )
    old, new = ring.seen(series), ring.seen(edited.family)
    assert new.lesson == old.lesson
    assert (old.meeting.state, new.meeting.state) == ("ready", "ready")
    assert new.meeting.link != old.meeting.link


def test_the_rest_is_removed_and_comes_back(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"})
    ring.sync()
    before = [*ALL[:3], "Otro 2026-12-22 10:00", *ALL[4:]]
    removed = ring.act(edit.remove, series, THIRD, scope="following")
    assert ring.shown("Grupo", "Otro") == ALL[:2]
    ring.act(undo.undo_removal, removed)
    assert ring.waiting() == []
    assert ring.shown("Grupo", "Otro") == before
    removed = ring.act(edit.remove, series, THIRD, scope="following")
    both(ring, *ALL[:2])
    ring.act(undo.undo_removal, removed)
    both(ring, *before)


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize("scope", ["following", "all"])
def test_an_edit_of_a_series_is_undone_as_a_whole(ring: Ring, scope: Any, sent: bool) -> None:
    series = ring.series()
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"})
    ring.act(edit.remove, series, "20261229T130000Z")
    ring.sync()
    before = [*ALL[:3], "Otro 2026-12-22 10:00", ALL[5]]
    edited = ring.act(edit.edit, series, THIRD, at("2026-12-15"), scope=scope)
    assert ring.shown("Grupo", "Otro") != before
    if sent:
        ring.sync()
        assert ring.there("Grupo", "Otro") != before
    ring.act(undo.undo_edit, edited)
    assert (ring.waiting() == []) is not sent
    both(ring, *before)


def test_all_of_it_is_removed_and_comes_back_with_its_exceptions(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"})
    ring.act(edit.remove, series, "20261229T130000Z")
    ring.sync()
    removed = ring.act(edit.remove, series, THIRD, scope="all")
    both(ring)
    undone = ring.act(undo.undo_removal, removed)
    assert undone.made_anew
    both(ring, *ALL[:3], "Otro 2026-12-22 10:00", ALL[5])


def test_the_rest_from_the_first_one_on_is_all_of_it(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, "20261201T130000Z", at("2026-12-01"), scope="following")
    assert ring.waiting() == [("patch", "queued")]
    both(ring, *(f"Grupo {day} 12:00" for day in TUESDAYS))


def test_a_new_rule_drops_the_exceptions_that_have_no_place_in_it(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, "20261208T130000Z", {"summary": "Otro"})
    ring.act(edit.edit, series, THIRD, {"location": "Aula 3"})
    ring.sync()
    rule = ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3"]
    ring.act(edit.edit, series, THIRD, {"recurrence": rule}, scope="all")
    both(ring, ALL[0], ALL[2], ALL[4])
    assert ring.seen(series, THIRD).location == "Aula 3"


def test_one_class_becomes_a_series(ring: Ring) -> None:
    event_id = ring.make("2026-12-01 10:00")
    ring.act(edit.edit, event_id, "", {"summary": "Grupo"})
    ring.sync()
    ring.act(edit.edit, event_id, "", {"recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=6"]})
    both(ring, *ALL)


def test_places_that_move_among_themselves_take_their_exceptions_along(ring: Ring) -> None:
    series = ring.series("RRULE:FREQ=DAILY;COUNT=6")
    ring.act(edit.edit, series, "20261202T130000Z", {"summary": "Otro"})
    ring.act(edit.edit, series, "20261204T130000Z", at("2026-12-04", "18:00", "19:00"))
    ring.act(edit.remove, series, "20261206T130000Z")
    ring.sync()
    before = ring.shown("Grupo", "Otro")
    moved = ring.act(
        edit.edit, series, "20261201T130000Z", at("2026-12-02", "10:00", "11:00"), scope="all"
    )
    both(
        ring,
        "Grupo 2026-12-02 10:00",
        "Otro 2026-12-03 10:00",
        "Grupo 2026-12-04 10:00",
        "Grupo 2026-12-04 18:00",
        "Grupo 2026-12-06 10:00",
    )
    ring.act(undo.undo_edit, moved)
    both(ring, *before)


def test_hours_that_change_back_bring_an_exception_back_to_a_place_that_google_dropped(
    ring: Ring,
) -> None:
    series = ring.series()
    ring.act(edit.edit, series, THIRD, {"summary": "Otro"})
    ring.sync()
    before = ring.shown("Grupo", "Otro")
    first = ring.act(edit.edit, series, "20261201T130000Z", at("2026-12-01"), scope="all")
    ring.act(edit.edit, *(first.family, first.original), at("2026-12-01", "08:00"), scope="all")
    ring.sync()
    there = {"when": when_value(timed("2026-12-01 10:00", "2026-12-01 11:00"))}
    ring.act(edit.edit, series, "20261201T110000Z", there, scope="all")
    both(ring, *before)


def test_what_no_longer_repeats_is_edited_above_the_act_that_ended_it_and_not_below(
    ring: Ring,
) -> None:
    """All of it before anything is sent: an edit merged into the creation would be overwritten."""
    fields = {"summary": "Grupo", "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=6"]}
    series = ring.make("2026-12-01 10:00")
    ring.act(edit.edit, series, "", fields)
    ring.act(
        edit.edit,
        series,
        "",
        {"summary": "Otro", "recurrence": [], **at("2026-12-01")},
        scope="all",
    )
    assert ring.shown("Grupo", "Otro") == ["Otro 2026-12-01 12:00"]
    ring.act(edit.edit, series, "", {"summary": "Grupo"} | at("2026-12-02", "09:00", "10:00"))
    both(ring, "Grupo 2026-12-02 09:00")
