"""Colours of calendars: as Google's page shows them."""

from desktop_app.google.colours import calendar_colour


def test_the_api_s_old_colours_become_those_of_the_page_and_her_own_stay() -> None:
    assert calendar_colour("#9fe1e7") == "#039BE5"
    assert calendar_colour("#CABDBF") == "#A79B8E"
    assert calendar_colour("#12abEF") == "#12ABEF"


def test_what_is_no_colour_is_none() -> None:
    for said in ("", "red", "#fff", "#12345g", "#1234567", "url(x)"):
        assert calendar_colour(said) == ""
