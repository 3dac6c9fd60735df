"""Lines of a week row in the month: nothing overlaps, and what is hidden is counted."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.stacking import stack

DAYS = 7
items = st.lists(
    st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(
        lambda pair: (min(pair), max(pair))
    ),
    max_size=40,
)


def test_each_takes_the_first_line_free_on_all_its_days() -> None:
    assert stack([(0, 2), (1, 1), (3, 3), (0, 0)], DAYS, 5).lines == [0, 1, 0, 1]


def test_what_just_fits_hides_nothing() -> None:
    assert stack([(0, 0)] * 3, DAYS, 3).hidden == [0] * DAYS


def test_a_day_with_too_much_keeps_a_line_to_say_so() -> None:
    """Three lines, four classes: two are shown, two told."""
    found = stack([(1, 1)] * 4, DAYS, 3)
    assert found.lines == [0, 1, None, None]
    assert found.hidden == [0, 2, 0, 0, 0, 0, 0]


def test_a_bar_on_the_line_that_is_needed_is_hidden_on_all_its_days() -> None:
    """The other day tells it too."""
    found = stack([(0, 0), (0, 1), (0, 0)], DAYS, 2)
    assert found.lines == [0, None, None]
    assert found.hidden[:2] == [2, 1]


@given(items, st.integers(1, 6))
def test_nothing_overlaps_and_everything_is_shown_or_counted(
    spans: list[tuple[int, int]], lines: int
) -> None:
    found = stack(spans, DAYS, lines)
    for day in range(DAYS):
        here = [line for (a, b), line in zip(spans, found.lines, strict=True) if a <= day <= b]
        shown = [line for line in here if line is not None]
        assert len(shown) == len(set(shown))
        assert len(here) - len(shown) == found.hidden[day]
        assert max(shown, default=-1) < (lines - 1 if found.hidden[day] else lines)
