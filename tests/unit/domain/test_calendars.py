"""The calendars in their order, and which are shown."""

from desktop_app.domain.calendars import Calendar, arranged, to_pull

MINE = Calendar("me", primary=True)
WORK = Calendar("work")
SHARED = Calendar("shared", access="writer", selected=False)
HOLIDAYS = Calendar("holidays", access="reader")
BUSY = Calendar("busy", access="freeBusyReader")
ALL = (HOLIDAYS, SHARED, WORK, MINE, BUSY)


def test_that_of_the_classes_comes_first_then_hers_then_those_she_only_reads() -> None:
    found = arranged(ALL, {}, "work")
    assert [one.id for one in found] == ["work", "me", "shared", "holidays", "busy"]
    assert [one.id for one in found if one.for_classes] == ["work"]


def test_what_is_shown_is_google_s_choice_until_she_makes_her_own() -> None:
    def shown(**choices: bool) -> set[str]:
        return {one.id for one in arranged(ALL, choices, "me") if one.shown}

    assert shown() == {"me", "work", "holidays", "busy"}
    assert shown(shared=True, work=False) == {"me", "shared", "holidays", "busy"}


def test_that_of_the_classes_is_shown_even_where_google_hides_it_but_not_against_her() -> None:
    hidden = MINE._replace(selected=False)
    assert arranged([hidden], {}, "me")[0].shown
    assert not arranged([hidden], {"me": False}, "me")[0].shown
    assert not arranged([hidden], {}, "work")[0].shown


def test_hidden_ones_and_those_without_events_to_read_are_not_brought_up_to_date() -> None:
    found = arranged(ALL, {"work": False}, "me")
    assert to_pull(found, "me") == ["me", "holidays"]


def test_that_of_the_classes_is_always_brought_up_to_date_even_when_it_is_not_listed() -> None:
    assert to_pull([], "me") == ["me"]
    assert to_pull(arranged(ALL, {"me": False}, "me"), "me")[0] == "me"


def test_only_owners_and_writers_may_change_anything() -> None:
    assert [one.id for one in ALL if one.writable] == ["shared", "work", "me"]
