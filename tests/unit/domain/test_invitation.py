"""The invitation's text."""

from urllib.parse import parse_qs, urlsplit

from desktop_app.domain.invitation import (
    DEFAULT_TEMPLATE,
    Places,
    fill,
    mail_url,
    unknown_places,
    whatsapp_url,
)

PLACES = Places("Ana {code} <b>", "Tuesday 24 November", "15–16", "https://meet.google.com/x",
                "K7M-4QX", "Buenos Aires")  # fmt: skip


def test_the_default_carries_day_time_link_and_code() -> None:
    text = fill(DEFAULT_TEMPLATE, PLACES)
    for part in ("Tuesday 24 November", "15–16", "https://meet.google.com/x", "K7M-4QX"):
        assert part in text


def test_a_title_with_braces_stays_what_it_is() -> None:
    assert "Ana {code} <b>" in fill(DEFAULT_TEMPLATE, PLACES)
    assert fill("{other} {title", PLACES) == "{other} {title"


def test_a_line_without_its_value_is_left_out() -> None:
    text = fill(DEFAULT_TEMPLATE, PLACES._replace(link=""))
    assert "Link" not in text
    assert "K7M-4QX" in text


def test_whatsapp_gets_digits_and_the_whole_text() -> None:
    url = whatsapp_url("Hola ñ & 100%\nchau", "+54 9 (11) 5555-0000")
    parts = urlsplit(url)
    assert parts.path == "/5491155550000"
    assert parse_qs(parts.query)["text"] == ["Hola ñ & 100%\nchau"]


def test_what_is_no_place_is_named() -> None:
    assert unknown_places("{title} {titel} {código} {titel} { {} {\n}") == ["titel", "código"]
    assert unknown_places(DEFAULT_TEMPLATE) == []


def test_a_letter_keeps_its_lines_and_signs() -> None:
    url = mail_url("ana@example.com,eva@example.com", "Clase & más", "a\nb +")
    assert url.startswith("mailto:ana@example.com,eva@example.com?")
    said = parse_qs(urlsplit(url).query)
    assert said == {"subject": ["Clase & más"], "body": ["a\r\nb +"]}
    assert mail_url("") == "mailto:"
