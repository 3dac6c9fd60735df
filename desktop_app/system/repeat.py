"""How a class repeats, in the teacher's words: `cada semana, lun y mié, hasta el 18/12`."""

from collections.abc import Sequence

from desktop_app.domain.event import When
from desktop_app.domain.rule import Rule, first_day
from desktop_app.domain.text import N_
from desktop_app.system.dates import day_abbreviation_of, day_name_of, days_name_of, month_name
from desktop_app.system.translations import Translator

_EVERY = {
    "DAILY": (N_("every day"), N_("every {number} days")),
    "WEEKLY": (N_("every week"), N_("every {number} weeks")),
    "MONTHLY": (N_("every month"), N_("every {number} months")),
    "YEARLY": (N_("every year"), N_("every {number} years")),
}
_NTH = {
    1: N_("on the first {day}"),
    2: N_("on the second {day}"),
    3: N_("on the third {day}"),
    4: N_("on the fourth {day}"),
    -1: N_("on the last {day}"),
}
_ODD = N_("repeats by a rule of its own")
WORKDAYS = (0, 1, 2, 3, 4)


def describe(rule: Rule | None, when: When, translator: Translator) -> str:
    """Return `rule` of a series that starts at `when` in words; None: a rule no form can show."""
    tr, language = translator.gettext, translator.language
    if rule is None:
        return tr(_ODD)
    first = first_day(when)
    one, many = _EVERY[rule.frequency]
    parts = [tr(one) if rule.interval == 1 else tr(many, number=rule.interval)]
    if rule.frequency == "WEEKLY":
        days = tuple(sorted(set(rule.weekdays))) or (first.weekday(),)
        if days == WORKDAYS:
            parts.append(tr(N_("Monday to Friday")))
        elif len(days) == 1:
            parts.append(tr(N_("on {day}"), day=days_name_of(days[0], language)))
        else:
            short = [day_abbreviation_of(day, language) for day in days]
            parts.append(_listed(short, translator))
    elif rule.frequency == "MONTHLY" and rule.nth:
        parts.append(tr(_NTH[rule.nth], day=day_name_of(first.weekday(), language)))
    elif rule.frequency == "MONTHLY":
        parts.append(tr(N_("on day {day}"), day=first.day))
    elif rule.frequency == "YEARLY":
        month = month_name(first.month, language)
        parts.append(tr(N_("on {day} {month}"), day=first.day, month=month))
    if rule.until is not None:
        day = f"{rule.until.day}/{rule.until.month}"
        if rule.until.year != first.year:
            day += f"/{rule.until.year}"
        parts.append(tr(N_("until {day}"), day=day))
    elif rule.count:
        parts.append(translator.ngettext("{number} time", "{number} times", rule.count))
    if rule.left_out:
        without = translator.ngettext(
            "without {number} date", "without {number} dates", len(rule.left_out)
        )
        parts.append(without)
    return ", ".join(parts)


def _listed(words: Sequence[str], translator: Translator) -> str:
    *most, last = words
    return translator.gettext(N_("{some} and {last}"), some=", ".join(most), last=last)
