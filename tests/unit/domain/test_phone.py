"""Numbers as teachers write them, and as WhatsApp wants them."""

import pytest

from desktop_app.domain.phone import wa_digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("11 5555-1234", "5491155551234"),
        ("011 15 5555-1234", "5491155551234"),
        ("(0351) 15 555-1234", "5493515551234"),
        ("02966 15 55-1234", "5492966551234"),
        ("+54 9 11 5555 1234", "5491155551234"),
        ("+54 11 5555 1234", "5491155551234"),
        ("0054 9 351 555 1234", "5493515551234"),
        ("5491155551234", "5491155551234"),
        ("+34 612 345 678", "34612345678"),
        ("0034 612345678", "34612345678"),
        ("+1 (415) 555-2671", "14155552671"),
    ],
)
def test_a_number_gets_its_country(written: str, digits: str) -> None:
    assert wa_digits(written) == digits


@pytest.mark.parametrize("written", ["", "Ana", "123", "+12", "mañana 15", "+" + "9" * 16])
def test_what_is_no_number_has_no_digits(written: str) -> None:
    assert wa_digits(written) == ""
