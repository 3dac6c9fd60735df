"""Argentina's public holidays, by name."""

from datetime import date

from desktop_app.system.translations import Translator


def public_holidays(first: date, last: date, translator: Translator) -> dict[date, str]:
    """Return the public holidays of Argentina from `first` to `last`, with their names.

    Days that only banks or an office have off are left out.
    """
    # Not part of a start: its tables cost more than a first paint.
    import holidays

    years = range(first.year, last.year + 1)
    language = "es" if translator.language == "es" else "en_US"
    found = holidays.country_holidays("AR", years=years, language=language)
    return {day: found[day] for day in sorted(found) if first <= day <= last}
