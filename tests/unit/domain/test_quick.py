"""Quick add: what one line asks for, in Spanish and English, as a teacher means it."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain import zones
from desktop_app.domain.free_slots import WorkingHours
from desktop_app.domain.quick.add import Quick, Unclear, name_of, understand
from desktop_app.domain.quick.days import find_day
from desktop_app.domain.rule import Rule

BA = zones.BUENOS_AIRES
NOW = datetime(2026, 11, 24, 11, 19)  # a Tuesday
HOURS = WorkingHours()
PIECES = """Ana jueves lun mar y mié 15 a 16 3pm 31/2 15/12 x4 grupal sin link mañana la tarde de que
viene próximo el 2 horas 1h30 45 min en semanas a las 25:00 next monday 0 24 99 12am $5 dec , - – 8
hs hasta noon 2026-12-40 9999-01-01 para personas cada por veces todos los until"""


def ask(text: str, now: datetime = NOW, zone: str = BA) -> Quick | Unclear:
    return understand(text, zones.epoch(now, zone), zone, HOURS, 60)


def told(text: str, now: datetime = NOW, zone: str = BA) -> str:
    """Return title and time of what `text` asks for, short."""
    quick = ask(text, now, zone)
    assert isinstance(quick, Quick), quick
    if quick.start is None or quick.end is None:
        return f"{quick.title}|{quick.day or '-'}|{quick.length or ''}"
    start, end = zones.local(quick.start, zone), zones.local(quick.end, zone)
    return f"{quick.title}|{start:%a %d/%m} {start:%H:%M}-{end:%H:%M}"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        # The issue's own, and their like.
        ("Ana jueves 15 a 16 grupal x4", "Ana|Thu 26/11 15:00-16:00"),
        ("mañana 10:30 Lucas 45 min", "Lucas|Wed 25/11 10:30-11:15"),
        ("Ana tue 3pm-4pm", "Ana|Tue 24/11 15:00-16:00"),
        ("Ana, jueves, 15 a 16, x4", "Ana|Thu 26/11 15:00-16:00"),
        ("ANA JUEVES 15 A 16", "ANA|Thu 26/11 15:00-16:00"),
        # Days.
        ("Ana hoy 15", "Ana|Tue 24/11 15:00-16:00"),
        ("pasado mañana 9-10:30 Ana", "Ana|Thu 26/11 09:00-10:30"),
        ("day after tomorrow at 9 Ana", "Ana|Thu 26/11 09:00-10:00"),
        ("Ana 15/12 10 a 11", "Ana|Tue 15/12 10:00-11:00"),
        ("Ana 12/15 3pm", "Ana|Tue 15/12 15:00-16:00"),
        ("Ana 2027-01-04 16:00", "Ana|Mon 04/01 16:00-17:00"),
        ("Ana 3 de diciembre a las 15", "Ana|Thu 03/12 15:00-16:00"),
        ("Ana jueves 3 de diciembre 15hs", "Ana|Thu 03/12 15:00-16:00"),
        ("Ana jueves 3 15hs", "Ana|Thu 03/12 15:00-16:00"),
        ("Ana dec 15 at 5:30pm 1 hour", "Ana|Tue 15/12 17:30-18:30"),
        ("Ana el 15 a las 10", "Ana|Tue 15/12 10:00-11:00"),
        ("Ana the 3rd at 5pm", "Ana|Thu 03/12 17:00-18:00"),
        ("next monday 4pm Tom", "Tom|Mon 30/11 16:00-17:00"),
        ("Ana jueves que viene 10", "Ana|Thu 26/11 10:00-11:00"),
        ("Ana martes que viene 15", "Ana|Tue 01/12 15:00-16:00"),
        ("Ana martes de la semana que viene 15", "Ana|Tue 01/12 15:00-16:00"),
        ("Ana en 3 semanas 15 a 16", "Ana|Tue 15/12 15:00-16:00"),
        ("Ana in two days at 4pm", "Ana|Thu 26/11 16:00-17:00"),
        # Hours.
        ("Ana vie a las 3 y media", "Ana|Fri 27/11 15:30-16:30"),
        ("Ana vie a las 5 menos cuarto", "Ana|Fri 27/11 16:45-17:45"),
        ("Ana viernes 10 de la mañana", "Ana|Fri 27/11 10:00-11:00"),
        ("Ana viernes 8 de la noche", "Ana|Fri 27/11 20:00-21:00"),
        ("Ana viernes a la tarde a las 4", "Ana|Fri 27/11 16:00-17:00"),
        ("Ana mañana a las 10 de la mañana", "Ana|Wed 25/11 10:00-11:00"),
        ("Ana fri from 3 to 4", "Ana|Fri 27/11 15:00-16:00"),
        ("Ana fri 11-1pm", "Ana|Fri 27/11 11:00-13:00"),
        ("Ana vie 11 a 1", "Ana|Fri 27/11 11:00-13:00"),
        ("Ana vie 22 a 1", "Ana|Fri 27/11 22:00-01:00"),
        ("Ana vie 22 a 24", "Ana|Fri 27/11 22:00-00:00"),
        ("Ana fri 12am", "Ana|Fri 27/11 00:00-01:00"),
        ("Ana fri noon", "Ana|Fri 27/11 12:00-13:00"),
        ("Ana sábado al mediodía", "Ana|Sat 28/11 12:00-13:00"),
        ("Ana vie 03:00", "Ana|Fri 27/11 03:00-04:00"),
        ("Ana vie 17hs 1h30", "Ana|Fri 27/11 17:00-18:30"),
        ("Ana vie 2 horas 15h", "Ana|Fri 27/11 15:00-17:00"),
        ("Ana vie 15h30 media hora", "Ana|Fri 27/11 15:30-16:00"),
        ("Ana vie 15 hora y media", "Ana|Fri 27/11 15:00-16:30"),
        ("Ana fri 3pm for 45 minutes", "Ana|Fri 27/11 15:00-15:45"),
        ("Ana dentro de 2 horas", "Ana|Tue 24/11 13:20-14:20"),
        ("Ana ahora 30 min", "Ana|Tue 24/11 11:20-11:50"),
        # What has gone by means the next one.
        ("Ana martes 9", "Ana|Tue 01/12 09:00-10:00"),
        ("Ana martes 14", "Ana|Tue 24/11 14:00-15:00"),
        ("Ana 10:30", "Ana|Wed 25/11 10:30-11:30"),
        ("Ana 15/3 10:00", "Ana|Mon 15/03 10:00-11:00"),
        # No hour: the next free slot, of that day.
        ("Ana", "Ana|-|"),
        ("Ana 45 min", "Ana|-|45"),
        ("Ana jueves", "Ana|2026-11-26|"),
        ("Ana jueves 31", "Ana|2026-12-31|"),
        ("la semana que viene Ana", "Ana|2026-11-30|"),
        # Names that look like something else.
        ("Mar Sosa martes 15", "Mar Sosa|Tue 24/11 15:00-16:00"),
        ("De Luca jueves 15", "De Luca|Thu 26/11 15:00-16:00"),
        ("Grupo B1 sábado 10", "Grupo B1|Sat 28/11 10:00-11:00"),
        ("Unidad 5 con Ana", "Unidad 5 con Ana|-|"),
        ("Clase con Sofía el viernes a las 4", "Clase con Sofía|Fri 27/11 16:00-17:00"),
        ("Ana mañana a la mañana", "Ana a la mañana|2026-11-25|"),
        ("15 a 16", "|Tue 24/11 15:00-16:00"),
        ("Ana 15-3", "Ana 15-3|-|"),
    ],
)  # fmt: skip
def test_what_a_line_means(text: str, means: str) -> None:
    assert told(text) == means


@pytest.mark.parametrize(
    ("hour", "start"),
    [
        ("3", "15:00"),
        ("7", "19:00"),
        ("8", "08:00"),
        ("9", "09:00"),
        ("12", "12:00"),
        ("1", "13:00"),
    ],
)
def test_an_hour_that_may_be_two_is_the_one_she_works_in(hour: str, start: str) -> None:
    quick = ask(f"Ana mañana a las {hour}")
    assert isinstance(quick, Quick)
    assert quick.start is not None
    assert f"{zones.local(quick.start, BA):%H:%M}" == start
    assert quick.read_as == (hour if int(start[:2]) > 12 else "")
    plain = ask("Ana mañana a las 15")
    assert isinstance(plain, Quick)
    assert plain.read_as == ""


def test_type_seats_link_and_price() -> None:
    quick = ask("Ana jueves 15 grupal x4 sin link $ 12.000")
    assert isinstance(quick, Quick)
    assert (quick.title, quick.class_type, quick.seats) == ("Ana", "grupal", 4)
    assert (quick.meeting, quick.price) == (False, "$12.000")
    for text, kind, seats in (
        ("Ana x4", "grupal", 4),
        ("Ana individual", "individual", None),
        ("Ana para 6 personas", "grupal", 6),
        ("Ana x1", None, 1),
        ("Ana group class 5 seats", "grupal", 5),
    ):
        quick = ask(text)
        assert isinstance(quick, Quick)
        assert (quick.title, quick.class_type, quick.seats) == ("Ana", kind, seats), text
    for text in ("Ana sin enlace", "Ana no meet", "Ana without a link", "Ana sin el meet"):
        quick = ask(text)
        assert isinstance(quick, Quick)
        assert (quick.title, quick.meeting) == ("Ana", False), text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("  \t ", "empty"),
        ("Ana 31/2 10", "day"),
        ("Ana 32/13", "day"),
        ("Ana 15/12/2099", "day"),
        ("Ana el 0 a las 3", "day"),
        ("Ana 25:00", "hour"),
        ("Ana a las 27", "hour"),
        ("Ana 10:75", "hour"),
        ("Ana jueves 15 a 14", "hour"),
        ("Ana thursday 3pm to 2pm", "hour"),
        ("Ana jueves 8 hasta las 22", "hour"),
        ("Ana jueves 2 min", "length"),
        ("Ana x0", "seats"),
        ("Ana x501", "seats"),
        ("Ana " * 200, "long"),
        ("Ana jueves 15 400 semanas", "repeats"),
        ("Ana jueves 15 0 veces", "repeats"),
        ("Ana 20/12 15:00 hasta el 18/12", "repeats"),
        ("Ana jueves 15 hasta el 31/2", "day"),
    ],
)
def test_what_cannot_be_says_why(text: str, why: str) -> None:
    answer = ask(text)
    assert isinstance(answer, Unclear), answer
    assert answer.why == why
    assert answer.told.msgid


@pytest.mark.parametrize(
    ("text", "means", "every", "days", "count", "until"),
    [
        ("lun y mié 18 Ana 8 semanas", "Ana|Wed 25/11 18:00-19:00", 1, (0, 2), 16, None),
        ("lun y mié 18 Ana", "Ana|Wed 25/11 18:00-19:00", 1, (0, 2), 2, None),
        ("Ana cada jueves 15", "Ana|Thu 26/11 15:00-16:00", 1, (), 0, None),
        ("Ana todos los jueves 15 a 16", "Ana|Thu 26/11 15:00-16:00", 1, (), 0, None),
        ("Ana every thu 3pm for 8 weeks", "Ana|Thu 26/11 15:00-16:00", 1, (), 8, None),
        ("Ana jueves 15 por 10 semanas x4", "Ana|Thu 26/11 15:00-16:00", 1, (), 10, None),
        ("Ana jueves 15 x 6 semanas", "Ana|Thu 26/11 15:00-16:00", 1, (), 6, None),
        ("Ana jueves 15 5 veces", "Ana|Thu 26/11 15:00-16:00", 1, (), 5, None),
        ("Ana jueves 15 cada dos semanas", "Ana|Thu 26/11 15:00-16:00", 2, (), 0, None),
        ("Ana jueves 15 quincenal 8 semanas", "Ana|Thu 26/11 15:00-16:00", 2, (), 4, None),
        ("Ana fri 3pm every other week", "Ana|Fri 27/11 15:00-16:00", 2, (), 0, None),
        (
            "Ana jueves 15 hasta el 18/12",
            "Ana|Thu 26/11 15:00-16:00", 1, (), 0, date(2026, 12, 18),
        ),
        (
            "Ana mon, wed and fri 9 until december 18",
            "Ana|Wed 25/11 09:00-10:00", 1, (0, 2, 4), 0, date(2026, 12, 18),
        ),
        ("Taller lunes a viernes 9 2 semanas", "Taller|Wed 25/11 09:00-10:00", 1,
         (0, 1, 2, 3, 4), 10, None),
        ("Ana semanal 24/11 15", "Ana|Tue 24/11 15:00-16:00", 1, (), 0, None),
    ],
)  # fmt: skip
def test_what_repeats(
    text: str, means: str, every: int, days: tuple[int, ...], count: int, until: date | None
) -> None:
    assert told(text) == means
    quick = ask(text)
    assert isinstance(quick, Quick)
    assert quick.rule == Rule("WEEKLY", every, days, until=until, count=count)


@pytest.mark.parametrize(
    "text",
    ["Ana en 3 semanas 15 a 16", "Ana jueves 15 x4", "Ana la semana que viene", "Ana 15 hasta 16"],
)
def test_what_does_not_repeat(text: str) -> None:
    quick = ask(text)
    assert isinstance(quick, Quick)
    assert quick.rule is None


def test_today_said_and_gone_by_is_told() -> None:
    quick = ask("Ana hoy 9")
    assert isinstance(quick, Quick)
    assert quick.over
    assert told("Ana hoy 9") == "Ana|Tue 24/11 09:00-10:00"
    later = ask("Ana hoy 15")
    assert isinstance(later, Quick)
    assert not later.over


def test_hours_that_the_clocks_skip_or_double() -> None:
    madrid, before = "Europe/Madrid", datetime(2026, 3, 28, 12)
    quick = ask("Ana mañana 02:30 a 03:30", before, madrid)
    assert isinstance(quick, Quick)
    assert quick.start is not None and quick.end is not None
    assert quick.end - quick.start >= 15 * 60
    autumn = ask("Ana mañana 01:30 a 03:30", datetime(2026, 10, 24, 12), madrid)
    assert isinstance(autumn, Quick)
    assert autumn.start is not None and autumn.end is not None
    assert autumn.end - autumn.start == 3 * 3600


@settings(max_examples=400)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(PIECES.split()),
            max_size=9,
        ).map(" ".join),
    ),
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)),
    st.sampled_from([BA, "Europe/Madrid", "Pacific/Apia", "Australia/Lord_Howe", "UTC"]),
)
def test_any_line_gives_a_class_or_a_reason(text: str, now: datetime, zone: str) -> None:
    answer = ask(text, now, zone)
    if isinstance(answer, Unclear):
        assert answer.told.msgid
        return
    if answer.start is not None:
        assert answer.end is not None
        assert 0 < answer.end - answer.start <= 14 * 3600
    said = set(text.split())
    for word in answer.title.split():  # nothing is made up: what is left stands in the line
        assert any(word in typed for typed in said), (word, text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("jueves 15", date(2027, 4, 15)),
        ("15/12", date(2026, 12, 15)),
        ("mañana", date(2026, 11, 25)),
        ("next monday", date(2026, 11, 30)),
        ("en 3 semanas", date(2026, 12, 15)),
        ("el 15", date(2026, 12, 15)),
        ("15 de marzo", date(2027, 3, 15)),
        ("march 15th 2028", date(2028, 3, 15)),
        ("lunes", date(2026, 11, 30)),
        ("martes", date(2026, 11, 24)),
        ("in a month", date(2026, 12, 24)),
        ("Ana", None),
        ("Ana jueves", None),
        ("31/2", None),
        ("15", None),
        ("", None),
    ],
)
def test_a_day_by_itself(text: str, day: date | None) -> None:
    assert find_day(text, NOW.date()) == day


@pytest.mark.parametrize(
    ("text", "title", "guests"),
    [
        ("ana@example.com jueves 16", "", ("ana@example.com",)),
        ("Ana <Ana.P@Example.com>, jueves 16", "Ana", ("ana.p@example.com",)),
        ("con ana@lunes.com y leo@x.com.ar jueves 16", "", ("ana@lunes.com", "leo@x.com.ar")),
        ("Ana @16 jueves", "Ana", ()),
        ("ana@ jueves 16", "ana@", ()),
    ],
)
def test_an_address_is_a_guest_and_no_name(text: str, title: str, guests: tuple[str, ...]) -> None:
    quick = ask(text)
    assert isinstance(quick, Quick)
    assert (quick.title, quick.guests) == (title, guests)
    assert quick.start == zones.epoch(datetime(2026, 11, 26, 16), BA)


def test_of_an_address_alone_comes_a_name() -> None:
    assert name_of("ana.maria_perez+aula@example.com") == "Ana Maria Perez Aula"
