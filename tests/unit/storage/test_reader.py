"""What the window reads: a week, its all-day row, its busy days, one event; and what it loads."""

import json
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date, datetime

import pytest

from desktop_app.domain import zones
from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import DAY, day_number
from desktop_app.domain.occurrence import Flag
from desktop_app.storage import occurrences, rows
from desktop_app.storage import reader as module
from desktop_app.storage.reader import FileReader
from desktop_app.storage.rows import Decode
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import BA, HOUR, NOW, Files, at, create, days, decode, draft, said

TOKYO = "Asia/Tokyo"


def week(day: date, zone: str = BA) -> tuple[int, int, str]:
    return (
        zones.day_start(day, zone),
        zones.day_start(date.fromordinal(day.toordinal() + 7), zone),
        zone,
    )


def names(reader: FileReader, start: int, end: int, zone: str = BA) -> list[str]:
    return [o.summary for o in reader.occurrences(start, end, zone)]


def test_a_range_holds_what_touches_it_and_not_what_ends_or_begins_at_its_edge(
    store: FileStore, reader: FileReader
) -> None:
    for name, start in (("before", -HOUR), ("into", -HOUR // 2), ("in", 0), ("after", HOUR)):
        store.apply(said(name, at(start), summary=name))
    store.apply(said("moment", at(0, 0), summary="moment"))
    assert names(reader, NOW, NOW + HOUR) == ["into", "in", "moment"]


def test_what_begins_together_is_sorted_longer_first(store: FileStore, reader: FileReader) -> None:
    for name, minutes in (("a", 30), ("b", 90), ("c", 60)):
        store.apply(said(name, at(0, minutes), summary=name))
    assert names(reader, NOW, NOW + HOUR) == ["b", "c", "a"]


def test_a_trip_of_weeks_stands_in_each_of_them(store: FileStore, reader: FileReader) -> None:
    store.apply(said("trip", at(-40 * DAY, 80 * 24 * 60), summary="trip"))
    store.apply(said("7 days", at(-7 * DAY, 7 * 24 * 60 + 1), summary="7 days and a minute"))
    store.apply(said("week", at(-7 * DAY + 60, 7 * 24 * 60), summary="week"))
    assert names(reader, NOW, NOW + HOUR) == ["trip", "7 days and a minute", "week"]
    assert names(reader, NOW + 39 * DAY, NOW + 46 * DAY) == ["trip"]
    assert names(reader, NOW + 40 * DAY, NOW + 47 * DAY) == []


@pytest.mark.parametrize("zone", [BA, "UTC", TOKYO, "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_whole_day_stands_on_its_date_in_every_zone(
    store: FileStore, reader: FileReader, zone: str
) -> None:
    store.apply(said("d", days("2026-11-23", "2026-11-24"), summary="Monday"))
    monday = date(2026, 11, 23)
    assert names(reader, *week(monday, zone)) == ["Monday"]
    assert names(reader, *week(date(2026, 11, 16), zone)) == []
    assert names(reader, *week(date(2026, 11, 24), zone)) == []
    assert set(reader.day_counts(*week(monday, zone))) == {day_number(monday)}


def test_a_day_is_busy_in_the_zone_that_is_looked_at(store: FileStore, reader: FileReader) -> None:
    late = int(datetime.fromisoformat("2026-11-20T23:30:00-03:00").timestamp())
    store.apply(said("late", ["timed", late, late + HOUR, BA]))
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    assert set(reader.day_counts(*week(date(2026, 11, 16)))) == {
        day_number(friday),
        day_number(saturday),
    }
    assert set(reader.day_counts(*week(date(2026, 11, 16), TOKYO))) == {day_number(saturday)}


def test_a_class_that_ends_at_midnight_does_not_make_the_next_day_busy(
    store: FileStore, reader: FileReader
) -> None:
    late = int(datetime.fromisoformat("2026-11-20T23:00:00-03:00").timestamp())
    store.apply(said("late", ["timed", late, late + HOUR, BA]))
    assert set(reader.day_counts(*week(date(2026, 11, 16)))) == {day_number(date(2026, 11, 20))}


def test_day_counts_stay_within_the_range(store: FileStore, reader: FileReader) -> None:
    store.apply(said("long", days("2026-11-01", "2026-12-24")))
    monday = date(2026, 11, 16)
    expected = {day_number(monday) + n for n in range(7)}
    assert set(reader.day_counts(*week(monday))) == expected


def test_one_event_is_read_as_the_teacher_left_it(store: FileStore, reader: FileReader) -> None:
    store.apply(said("a", at(0), summary="Vieja", location="Aula 2"))
    store.record([draft("a", fields={"summary": "Mía"}, base={"summary": "Vieja"})], NOW)
    event = reader.event("a", "")
    assert event is not None
    assert (event.summary, event.location, event.mark) == ("Mía", "Aula 2", "unsent")
    store.record([create("b")], NOW)
    made = reader.event("b", "")
    assert made is not None and made.summary == "Clase"


def test_one_occurrence_of_a_series_is_read_by_its_first_start(
    store: FileStore, reader: FileReader
) -> None:
    store.apply(said("s", at(0), recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"], summary="Serie"))
    (row,) = reader.occurrences(NOW + 7 * DAY, NOW + 8 * DAY, BA)
    event = reader.event(*row.key)
    assert event is not None and event.when is not None
    assert (event.original, event.when[0]) == (row.original, NOW + 7 * DAY)


def test_an_event_that_is_gone_or_never_was_is_none(store: FileStore, reader: FileReader) -> None:
    store.apply(said("a", at(0)))
    assert reader.event("never", "") is None
    store.record([draft("a", "delete")], NOW)
    assert reader.event("a", "") is None
    store.settle(1, None)
    assert reader.event("a", "") is None


def test_a_series_whose_times_are_all_cancelled_can_still_be_read(
    store: FileStore, reader: FileReader
) -> None:
    gone = {"recurring_event_id": "s", "original": "20261118T110640Z", "status": "cancelled"}
    once = said("s", at(0), recurrence=["RRULE:FREQ=WEEKLY;COUNT=1"], summary="Serie")
    store.apply_page("cal", [once, said("s_1", None, **gone)], "t", "f")
    assert names(reader, NOW, NOW + HOUR) == []
    event = reader.event("s", "")
    assert event is not None and event.summary == "Serie"


def test_a_reader_sees_each_write_at_once(store: FileStore, reader: FileReader) -> None:
    assert reader.outbox() == (0, 0)
    store.record([create("a")], NOW)
    store.record([create("b")], NOW)
    assert reader.outbox() == (2, 0)
    store.need_attention(1, "rejected", 400, "")
    assert reader.outbox() == (1, 1)
    assert [change.seq for change in reader.attention()] == [1]


def test_a_reader_writes_nothing(reader: FileReader) -> None:
    for connection in (reader._desk, reader._cache):
        with pytest.raises(Exception, match="readonly"):
            connection.execute("CREATE TABLE mine (id)")


def test_a_file_that_is_damaged_under_the_reader_is_told(files: Files, store: FileStore) -> None:
    store.close()
    files.cache.write_bytes(b"no database " * 1000)
    with pytest.raises(StorageError) as raised:
        files.reader()
    assert raised.value.code == "damaged"


def test_the_decoder_is_asked_for_only_when_an_event_is_read(
    files: Files, store: FileStore
) -> None:
    store.apply(said("a", at(0)))
    asked = []

    def decoder() -> Decode:
        asked.append(1)
        return decode

    reader = module.open_reader(files.desk, files.cache, decoder)
    assert reader is not None
    reader.occurrences(NOW, NOW + HOUR, BA)
    reader.account()
    reader.outbox()
    assert asked == []
    reader.event("a", "")
    assert asked == [1]
    reader.close()


@pytest.mark.parametrize("query", [module.OCCURRENCES, module.SPANS])
def test_a_week_is_read_by_its_indexes_however_many_events_there_are(
    store: FileStore, reader: FileReader, query: str
) -> None:
    values = module._window(NOW, NOW + 7 * DAY, BA)
    plan = [row[3] for row in reader._cache.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    tables = [step for step in plan if "occurrences" in step]
    assert [step.split(" USING ")[1].split(" (")[0] for step in tables] == [
        "INDEX occurrences_start",
        "INDEX occurrences_long",
    ]
    assert "start>? AND start<?" in tables[0]


def test_an_event_is_found_among_many_without_a_look_at_the_others(
    store: FileStore, reader: FileReader
) -> None:
    store.apply_page("cal", [said(f"e{n}", at(n * HOUR)) for n in range(2000)], "t", "f")
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    reader._cache.set_progress_handler(count, 1)
    assert reader.event("e1000", "") is not None
    assert reader.event("none", "") is None
    assert steps < 2000


def test_a_week_among_many_years_reads_the_rows_of_its_neighbourhood_only(
    store: FileStore, reader: FileReader
) -> None:
    page = [said(f"e{n}", at(n * DAY // 2)) for n in range(-1000, 1000)]
    store.apply_page("cal", page, "t", "f")
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    reader._cache.set_progress_handler(count, 1)
    assert len(reader.occurrences(NOW, NOW + 7 * DAY, BA)) == 14
    assert steps < 28 * 60  # two weeks of two a day, a few dozen steps of SQLite's machine each


def test_codes_in_use_are_looked_up_by_the_indexes_of_the_views(store: FileStore) -> None:
    connection = store._cache.db.conn
    plan = [r[3] for r in connection.execute(f"EXPLAIN QUERY PLAN {rows.ACCESS_CODES}", (5,))]
    looked_up = [line for line in plan if "occurrences" in line]
    assert len(looked_up) == 2
    assert all("INDEX occurrences_" in line for line in looked_up), plan


def test_a_family_is_read_and_cleared_by_its_indexes(store: FileStore) -> None:
    connection = store._cache.db.conn
    values = {"calendar": "cal", "family": "s"}
    plan = [r[3] for r in connection.execute(f"EXPLAIN QUERY PLAN {rows.FAMILY}", values)]
    plan += [
        r[3] for r in connection.execute(f"EXPLAIN QUERY PLAN {occurrences._CLEAR}", ("cal", "s"))
    ]
    assert not [step for step in plan if step.startswith("SCAN")]


def test_reading_a_week_loads_nothing_that_a_first_paint_would_wait_for(
    files: Files, store: FileStore
) -> None:
    store.apply(said("a", at(0), recurrence=["RRULE:FREQ=WEEKLY"]))
    code = f"""
import json, sys
from pathlib import Path
from desktop_app.storage.reader import open_reader
reader = open_reader(Path({str(files.desk)!r}), Path({str(files.cache)!r}), None)
rows = reader.occurrences({NOW}, {NOW + 7 * DAY}, "{BA}")
reader.account(), reader.outbox(), reader.last_synced(), reader.covered()
reader.day_counts({NOW}, {NOW + 42 * DAY}, "{BA}")
print(json.dumps([len(rows), sorted(sys.modules)]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, loaded = json.loads(done.stdout)
    assert count == 1
    slow = (
        "sqlite_utils",
        "dateutil",
        "googleapiclient",
        "keyring",
        "httplib2",
        "PySide6",
        "click",
    )
    assert not [name for name in loaded if name.split(".")[0] in slow]


def test_what_needs_the_teacher_is_marked_on_the_week(store: FileStore, reader: FileReader) -> None:
    store.record([create("a")], NOW)
    assert store.need_attention(1, "rejected", 400, "").families == {"a"}
    (row,) = reader.occurrences(NOW, NOW + HOUR, BA)
    assert row.has(Flag.ATTENTION)
    assert not store.retry(1, NOW).everything
    (row,) = reader.occurrences(NOW, NOW + HOUR, BA)
    assert row.has(Flag.UNSENT) and not row.has(Flag.ATTENTION)


def test_files_between_two_writes_are_waited_for(store: FileStore, files: Files) -> None:
    """What is recorded stands in desk.db a moment before cache.db shows it."""
    cache = sqlite3.connect(files.folder / "cache.db", isolation_level=None)
    (now,) = cache.execute("SELECT value FROM meta WHERE name = 'revision'").fetchone()

    def set_revision(to: str) -> None:
        cache.execute("UPDATE meta SET value = ? WHERE name = 'revision'", (to,))

    set_revision("before")
    assert module.open_reader(files.desk, files.cache, lambda: decode) is None
    found: list[int] = []

    def wait() -> None:
        opened = module.open_reader(files.desk, files.cache, lambda: decode, 30)
        assert opened is not None
        with closing(opened):
            found.append(opened.outbox().unsent)

    waiting = threading.Thread(target=wait)
    waiting.start()
    set_revision(now)
    waiting.join(10)
    cache.close()
    assert found == [0]
