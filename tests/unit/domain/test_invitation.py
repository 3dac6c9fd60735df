"""The invitation's text."""

from urllib.parse import parse_qs, urlsplit

from desktop_app.domain.invitation import DEFAULT_TEMPLATE, Places, fill, whatsapp_url

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
