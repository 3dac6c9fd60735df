"""Several calendars in one cache: hidden, lent, gone, the same event in two of them."""

from desktop_app.domain.event import DAY
from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.ports import CalendarInfo, Said
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import ANA, BA, HOUR, NOW, Files, Seen, at, create, said

CAL = CalendarInfo("cal", "Ana", "#039BE5", primary=True)
WORK = CalendarInfo("work", "Instituto", "#B39DDB", "writer")
PUBLIC = CalendarInfo("public", "Feriados", "#16A765", "reader")


def fill(store: FileStore, *calendars: CalendarInfo) -> None:
    """Keep the list, and in each calendar an event called as the calendar."""
    store.calendars.keep(calendars, NOW)
    for number, one in enumerate(calendars):
        event = said(f"in-{one.id}", at(number * HOUR), one.id, summary=one.summary)
        pull(store, one.id, event)


def pull(store: FileStore, calendar_id: str, *events: Said) -> None:
    store.begin_generation(calendar_id)
    store.apply_page(calendar_id, events, f"token-{calendar_id}", "fields")


def read(reader: FileReader, *, hidden: bool = False) -> dict[str, Occurrence]:
    rows = reader.occurrences(NOW - DAY, NOW + 30 * DAY, BA, hidden=hidden)
    return {o.summary: o for o in rows}


def test_a_hidden_calendar_is_gone_from_every_reading_and_comes_back_whole(
    store: FileStore, reader: FileReader
) -> None:
    fill(store, CAL, WORK, PUBLIC)
    assert set(read(reader)) == {"Ana", "Instituto", "Feriados"}
    busy = reader.day_counts(NOW - DAY, NOW + 30 * DAY, BA)
    assert store.calendars.show("work", False).everything
    assert set(read(reader)) == {"Ana", "Feriados"}
    assert set(read(reader, hidden=True)) == {"Ana", "Instituto", "Feriados"}
    store.calendars.show("cal", False)
    store.calendars.show("public", False)
    assert read(reader) == {}
    assert reader.day_counts(NOW - DAY, NOW + 30 * DAY, BA) == {}
    for one in ("cal", "work", "public"):
        store.calendars.show(one, True)
    assert set(read(reader)) == {"Ana", "Instituto", "Feriados"}
    assert reader.day_counts(NOW - DAY, NOW + 30 * DAY, BA) == busy


def test_what_she_hid_stays_hidden_through_a_new_list_a_restart_and_a_cache_made_anew(
    files: Files, store: FileStore
) -> None:
    fill(store, CAL, WORK)
    store.calendars.show("work", False)
    store.calendars.keep([CAL, WORK], NOW + 1)
    store.close()
    files.cache.unlink()
    again = files.open()
    fill(again, CAL, WORK)
    reader = files.reader()
    assert reader is not None
    assert set(read(reader)) == {"Ana"}
    reader.close()
    again.close()


def test_colours_are_the_calendars_where_an_event_has_none_and_is_no_class(
    store: FileStore, reader: FileReader
) -> None:
    fill(store, CAL, WORK)
    lesson = said("l", at(HOUR * 5), "work", summary="Clase", lesson={"access_code": "K7RM2P"})
    red = said("r", at(HOUR * 6), "work", summary="Roja", color_id="11")
    pull(store, "work", lesson, red, said("in-work", at(HOUR), "work", summary="Instituto"))
    colours = {name: o.color_id for name, o in read(reader).items()}
    assert colours == {"Ana": "", "Instituto": "#B39DDB", "Clase": "", "Roja": "11"}


def test_what_is_in_a_calendar_she_only_reads_is_read_only_until_it_is_lent_to_her(
    store: FileStore, reader: FileReader
) -> None:
    fill(store, CAL, PUBLIC)
    assert read(reader)["Feriados"].has(Flag.READ_ONLY)
    assert not read(reader)["Ana"].has(Flag.READ_ONLY)
    event = reader.event("in-public", "")
    assert event is not None and not event.editable
    master = store.family("public", "in-public").master
    assert master is not None and not master.editable
    store.calendars.keep([CAL, PUBLIC._replace(access_role="writer")], NOW)
    assert not read(reader)["Feriados"].has(Flag.READ_ONLY)
    event = reader.event("in-public", "")
    assert event is not None and event.editable


def test_an_event_of_two_calendars_is_seen_once_in_the_first_that_is_shown(
    store: FileStore, reader: FileReader
) -> None:
    fill(store, CAL, WORK)
    pull(store, "cal", said("both", at(HOUR * 8), "cal", summary="Junta"))
    pull(store, "work", said("both", at(HOUR * 8), "work", summary="Junta"))

    def where() -> list[str]:
        rows = reader.occurrences(NOW - DAY, NOW + 30 * DAY, BA)
        assert [o.summary for o in rows] == ["Junta"]
        event = reader.event("both", "")
        assert event is not None
        return [rows[0].calendar_id, event.calendar_id, store.calendar_of("both")]

    assert where() == ["cal"] * 3
    store.calendars.show("cal", False)
    assert where() == ["work"] * 3


def test_a_calendar_that_is_gone_takes_its_events_but_not_what_waits_for_it(
    store: FileStore, reader: FileReader, seen: Seen
) -> None:
    fill(store, CAL, WORK)
    store.set_account(ANA._replace(calendar_id="work"))
    store.record([create("waits", HOUR * 9, summary="Mía")], NOW)
    store.set_account(ANA)
    more = [said(f"more-{n}", at(HOUR * 7), "work", summary="Instituto") for n in range(2)]
    store.apply_page("work", more, "", "fields")
    store.calendars.keep([WORK], NOW)  # that of the classes stays, listed or not
    assert set(read(reader)) == {"Ana", "Instituto", "Mía"}
    store.calendars.keep([CAL], NOW)
    told = []
    while (step := store.calendars.forget_some(2))[0]:  # a few at a time: others come between
        told.append(step[1])
    assert [len(changed.families) for changed in told] == [2, 1]
    assert [changed.everything for changed in told] == [False, True]
    assert [c.id for c in reader.calendars()] == ["cal"]
    assert {name for name, _ in seen()} == {"Ana", "Mía"}
    assert store.sync_state("work").token == ""


def test_a_newly_shared_calendar_is_listed_as_google_shows_it(
    store: FileStore, reader: FileReader
) -> None:
    fill(store, CAL)
    quiet = PUBLIC._replace(selected=False)
    assert store.calendars.keep([CAL, WORK, quiet], NOW).everything
    assert [(c.id, c.shown) for c in reader.calendars()] == [
        ("cal", True), ("work", True), ("public", False)
    ]  # fmt: skip
    assert not store.calendars.keep([CAL, WORK, quiet], NOW + 9).everything


def test_without_leave_to_list_them_that_of_the_classes_is_there(
    store: FileStore, reader: FileReader
) -> None:
    assert store.calendars.listed_at() == 0
    assert store.calendars.keep(None, NOW).everything
    assert reader.calendar_list_refused()
    assert store.calendars.listed_at() == NOW
    assert [(c.id, c.for_classes) for c in reader.calendars()] == [("cal", True)]
    assert not store.calendars.keep(None, NOW + 1).everything
    store.calendars.keep([CAL], NOW)
    assert not reader.calendar_list_refused()


def test_trouble_is_kept_with_its_calendar_and_told_once(
    store: FileStore, reader: FileReader
) -> None:
    fill(store, CAL, WORK)
    assert store.calendars.trouble("work", "not_found").everything
    assert not store.calendars.trouble("work", "not_found").everything
    assert [c.trouble for c in reader.calendars()] == ["", "not_found"]
    assert store.calendars.trouble("work", "").everything


def test_a_search_leaves_hidden_calendars_out(store: FileStore, reader: FileReader) -> None:
    fill(store, CAL, WORK)
    while store.index_words(100):
        pass
    assert [f.occurrence.color_id for f in reader.search("instituto", NOW, 9)] == ["#B39DDB"]
    store.calendars.show("work", False)
    assert reader.search("instituto", NOW, 9) == []


def test_another_account_starts_with_its_own_calendars(
    store: FileStore, reader: FileReader
) -> None:
    fill(store, CAL, WORK)
    store.set_account(ANA._replace(sub="eva", calendar_id="eva@example.com"))
    reader.reopen()
    assert [c.id for c in reader.calendars()] == ["eva@example.com"]
    assert store.calendars.listed_at() == 0


def test_what_a_view_made_ready_is_known_to_be_right_no_more_once_anything_is_written(
    store: FileStore, reader: FileReader
) -> None:
    """Read as often as it likes, the version stays; whoever writes what, it is another one."""
    fill(store, CAL, WORK)
    versions = [reader.version()]
    read(reader)
    assert reader.version() == versions[0]
    for write in (
        lambda: store.calendars.show("work", False),
        lambda: store.record([create("made")], NOW),
        lambda: pull(store, "cal", said("pulled", at(HOUR), "cal")),
        reader.reopen,
    ):
        write()
        assert reader.version() not in versions
        versions.append(reader.version())
        assert reader.version() == versions[-1]
