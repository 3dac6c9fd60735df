"""What she insists on, and what she takes back, while she is asked about it."""

import pytest

from desktop_app.usecases import edit, undo
from tests.ring import Ring
from tests.unit.usecases.test_both_sides import guest, phone, stuck
from tests.unit.usecases.test_series import ALL, THIRD, at, both

pytestmark = pytest.mark.expects_log


@pytest.fixture
def event_id(ring: Ring) -> str:
    made = ring.make("2026-12-01 10:00")
    ring.sync()
    return made


def guests(ring: Ring, event_id: str) -> dict[str, str]:
    """Return who is invited at Google, and what each answered."""
    found = phone(ring).get(event_id)["attendees"]
    return {one["email"].split("@")[0]: one["responseStatus"] for one in found}


def test_only_what_clashes_is_written_over(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"guests": [guest("ana"), guest("bea")]})
    ring.sync()
    ring.act(edit.edit, event_id, "", {"summary": "mine", "guests": [guest("bea")]})
    there = [{"email": f"{name}@example.org"} for name in ("ana", "carl")]
    there.append({"email": "bea@example.org", "responseStatus": "accepted"})
    phone(ring).patch(event_id, {"summary": "theirs", "attendees": there})
    ring.sync()
    assert stuck(ring).error_code == "conflict"
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert phone(ring).get(event_id)["summary"] == "mine"
    assert guests(ring, event_id) == {"bea": "accepted", "carl": "needsAction"}


def test_of_a_list_that_clashes_the_rest_is_joined(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"reminders": [["popup", 10]]})
    ring.act(edit.edit, event_id, "", {"guests": [guest("ana", "accepted")]})
    ring.sync()
    ring.act(edit.edit, event_id, "", {"guests": [guest("ana", "tentative"), guest("eva")]})
    there = [{"email": f"{name}@example.org"} for name in ("ana", "carl")]
    phone(ring).patch(
        event_id, {"attendees": [there[0] | {"responseStatus": "declined"}, there[1]]}
    )
    ring.sync()
    assert stuck(ring).error_code == "conflict"
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    assert ring.sync().error is None
    found = guests(ring, event_id)
    assert found == {"ana": "tentative", "eva": "needsAction", "carl": "needsAction"}


def test_a_creation_whose_id_is_burnt_is_made_under_another(ring: Ring) -> None:
    made = ring.make("2026-12-01 10:00")
    ring.act(edit.edit, made, "", {"location": "Aula 3"})
    phone(ring).insert({"id": made, **phone_times()})
    phone(ring).delete(made)
    ring.sync()
    assert ring.codes() == ["deleted_there"]
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Ana") == ring.shown("Ana") == ["Ana 2026-12-01 10:00"]
    assert [one["location"] for one in phone(ring).live if one.get("summary") == "Ana"] == [
        "Aula 3"
    ]


def phone_times() -> dict[str, object]:
    return {"start": {"date": "2026-12-01"}, "end": {"date": "2026-12-02"}}


def test_a_removal_that_needs_her_is_taken_back_and_nothing_is_made(
    ring: Ring, event_id: str
) -> None:
    removed = ring.act(edit.remove, event_id, "")
    phone(ring).patch(event_id, {"summary": "theirs"})
    ring.sync()
    assert stuck(ring).error_code == "changed_there"
    assert not ring.act(undo.undo_removal, removed).made_anew
    assert ring.waiting() == []
    assert ring.sync().error is None
    assert ring.there("Ana", "theirs") == ring.shown("Ana", "theirs")
    assert len(ring.there("Ana", "theirs")) == 1


def test_what_was_to_follow_a_split_that_is_taken_back_goes_with_it(ring: Ring) -> None:
    series = ring.series()
    split = ring.act(edit.edit, series, THIRD, at("2026-12-15"), scope="following")
    ring.act(edit.edit, split.family, "20261222T150000Z", {"summary": "Otro"})
    ring.act(undo.undo_edit, split)
    assert ring.waiting() == []
    both(ring, *ALL)


def test_a_class_edited_before_google_had_its_series_can_be_made_by_itself(ring: Ring) -> None:
    series = ring.make("2026-12-01 10:00")
    ring.act(edit.edit, series, "", {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]})
    ring.act(edit.edit, series, THIRD, {"summary": "Otro"})
    ring.server.faults.add("GET .*/instances", status=503, times=1)
    ring.sync()
    phone(ring).patch(series, {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]})
    ring.store.retry(ring.changes()[0].seq, ring.aula.now())
    ring.sync()
    assert ring.codes() == ["series_changed"]
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.there("Otro") == ring.shown("Otro") == ["Otro 2026-12-15 10:00"]
