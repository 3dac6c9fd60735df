"""Copies through the real store: one act, ids and codes of their own, taken back and made again."""

from datetime import date

import pytest

from desktop_app.domain.errors import NotConnectedError
from desktop_app.domain.event import AllDay, Event, Meeting, Timed
from desktop_app.domain.lesson import Lesson
from desktop_app.storage.store import FileStore
from desktop_app.usecases.copy_class import make_again, make_copies, make_days, take_back
from tests.unit.storage.parts import ANA, BA, NOW

CLASS = Event(
    "e", "cal", Timed(NOW, NOW + 3600, BA), summary="Ana",
    meeting=Meeting("ready", "https://meet.google.com/x"), lesson=Lesson("K7M-4QX"),
)  # fmt: skip


def copies(store: FileStore) -> list[Event]:
    """Return the events that wait to be made, as the teacher sees them."""
    made = []
    for change in store.changes(ANA.sub):
        event = store.family(ANA.calendar_id, change.draft.family).master
        if event is not None and not event.cancelled:
            made.append(event)
    return made


def test_each_copy_has_its_own_id_code_and_meeting_request(store: FileStore) -> None:
    """Thirty at once."""
    wanted = [(CLASS, Timed(NOW + n * 7200, NOW + n * 7200 + 3600, BA)) for n in range(1, 31)]
    make_copies(store, wanted, NOW)
    made = copies(store)
    assert len({event.id for event in made}) == 30
    codes = {event.lesson.access_code for event in made if event.lesson}
    assert len(codes | {"K7M-4QX"}) == 31
    assert len({event.meeting.request_id for event in made}) == 30
    assert [event.when for event in made] == [when for _, when in wanted]


def test_a_class_without_a_link_is_copied_without(store: FileStore) -> None:
    """No request that nobody asked for; an event that is no class gets no code."""
    plain = Event("p", "cal", CLASS.when, summary="Dentist")
    make_copies(store, [(plain, Timed(NOW + 7200, NOW + 9000, BA))], NOW)
    (made,) = copies(store)
    assert (made.meeting.state, made.lesson) == ("none", None)


def test_copies_are_taken_back_at_once_and_made_again_under_new_ids(store: FileStore) -> None:
    """Also where one of them was removed meanwhile."""
    made = make_copies(store, [(CLASS, Timed(NOW + n, NOW + n + 60, BA)) for n in (60, 600)], NOW)
    take_back(store, make_copies(store, [(CLASS, Timed(NOW + 9, NOW + 99, BA))], NOW), NOW)
    before = {event.id for event in copies(store)}
    take_back(store, made, NOW)
    assert copies(store) == []
    take_back(store, made, NOW)
    make_again(store, made, NOW)
    again = {event.id for event in copies(store)}
    assert len(again) == 2
    assert not again & before


def test_days_are_no_class_and_block_nothing(store: FileStore) -> None:
    """Free time, as Google has it for whole days."""
    make_days(store, AllDay(date(2026, 11, 25), date(2026, 11, 28)), NOW)
    (made,) = copies(store)
    assert made.lesson is None
    assert made.transparency == "transparent"
    assert made.when == AllDay(date(2026, 11, 25), date(2026, 11, 28))


def test_without_an_account_nothing_is_made(store: FileStore) -> None:
    """And the teacher is told."""
    store.set_account(None)
    with pytest.raises(NotConnectedError):
        make_copies(store, [(CLASS, Timed(NOW, NOW + 60, BA))], NOW)
