"""How often, as it is said: “cada jueves”, “8 semanas”, “every other week”, “hasta el 18/12”."""

from datetime import date
from typing import NamedTuple

from desktop_app.domain.quick.days import NUMBER, WEEKDAY_NAMES, Said, number, read_until
from desktop_app.domain.quick.scan import Scan, rule
from desktop_app.domain.rule import Rule

MOST = 366

_WORKDAYS = rule(
    r"(?:todos los|cada) dias? habil(?:es)?|every (?:week|work)day|(?:de )?lunes a viernes|"
    r"(?:from )?monday to friday"
)
_EVERY_FEW = rule(
    rf"(?:cada|every) (?:(?P<n>{NUMBER}) (?:semanas|weeks)|(?P<two>other week|quince dias|15 dias))|"
    r"(?P<word>quincenal(?:mente)?|fortnightly|biweekly)"
)
_WEEKLY = rule(r"(?:cada|todas las) semanas?|semanal(?:mente)?|weekly|every week")
_EACH = rule(rf"(?:cada|todos los|every)(?= (?:{WEEKDAY_NAMES}))")
_WEEKS = rule(
    r"(?<!en )(?<!in )(?<!de )(?:por |durante |for |x ?)?"
    rf"(?P<n>{NUMBER}) (?:semanas|weeks)(?! que)"
)
_TIMES = rule(rf"(?:x ?)?(?P<n>{NUMBER}) (?:veces|times)")


class Repeats(NamedTuple):
    """What was said of repeating.

    `workdays`: where in the line Monday to Friday was said (-1: nowhere). `weeks`, `times`: for how
    long, None = not said. `wrong`: a last day that there is not.
    """

    said: bool = False
    every: int = 1
    workdays: int = -1
    weeks: int | None = None
    times: int | None = None
    until: date | None = None
    wrong: str = ""


def read_repeats(scan: Scan, today: date) -> Repeats:
    """Return what the line says of repeating, taken out of it; the days themselves stay."""
    until = read_until(scan, today)
    workdays = scan.take(_WORKDAYS)
    every, said = 1, workdays is not None
    few = scan.take(_EVERY_FEW)
    if few is not None:
        every, said = (number(few["n"]) if few["n"] else 2), True
    elif scan.take(_WEEKLY) is not None or scan.take(_EACH) is not None:
        said = True
    weeks, times = scan.take(_WEEKS), scan.take(_TIMES)
    return Repeats(
        said or weeks is not None or times is not None or until.day is not None,
        every,
        workdays.end() if workdays is not None else -1,
        number(weeks["n"]) if weeks is not None else None,
        number(times["n"]) if times is not None else None,
        until.day,
        until.wrong,
    )


def repeated(repeats: Repeats, said: Said) -> Rule | None:
    """Return the rule; several days with no word of repeating are once each. None: once.

    Raises ValueError where it would be never, or more often than Google takes.
    """
    several = len(said.weekdays)
    weekdays = said.weekdays if several > 1 else ()
    if not repeats.said:
        return Rule(weekdays=weekdays, count=several) if several > 1 else None
    if not 1 <= repeats.every <= 52:
        raise ValueError(repeats.every)
    count = repeats.times
    if repeats.weeks is not None:
        count = -(-repeats.weeks // repeats.every) * max(1, several)
    if count is not None and not 1 <= count <= MOST:
        raise ValueError(count)
    return Rule("WEEKLY", repeats.every, weekdays, until=repeats.until, count=count or 0)
