"""The teacher's own way into a meeting."""

from desktop_app.domain.meeting_link import own_link

MEET = "https://meet.google.com/abc-defg-hij"


def test_meet_opens_with_her_account() -> None:
    assert own_link(MEET, "a+b@example.com") == f"{MEET}?authuser=a%2Bb%40example.com"
    assert own_link(f"{MEET}?authuser=0&hs=1", "a@b.c") == f"{MEET}?hs=1&authuser=a%40b.c"


def test_nobody_else_is_told_who_she_is() -> None:
    for link in ("https://zoom.us/j/1", "https://meet.google.com.evil.com/x", "", "nonsense"):
        assert own_link(link, "a@b.c") == link
    assert own_link(MEET, "") == MEET
