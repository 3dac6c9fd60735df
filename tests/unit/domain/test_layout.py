"""Overlap layout."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.layout import ALONE, Place, lay_out, staggers

SPANS = st.lists(
    st.tuples(st.integers(0, 1400), st.integers(0, 300)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=25,
)


def test_what_does_not_overlap_has_the_whole_width() -> None:
    """Back to back is not an overlap."""
    assert lay_out([(0, 60), (60, 120)]) == [Place(0, 1, 1), Place(0, 1, 1)]


def test_the_longer_of_two_that_begin_together_stands_first() -> None:
    """Whatever the order they come in."""
    assert lay_out([(0, 30), (0, 60)]) == [Place(1, 1, 2), Place(0, 1, 2)]


def test_a_chip_grows_right_while_columns_are_free() -> None:
    """The last stands beside the first only, so it takes both columns that are left."""
    places = lay_out([(0, 100), (0, 40), (0, 30), (50, 90)])
    assert places[3] == Place(1, 2, 3)


def test_shown_heights_are_compared_not_lengths() -> None:
    """Five minutes look like twenty-five, and would lie under what follows at once."""
    assert lay_out([(0, 5), (10, 40)], 25) == [Place(0, 1, 2), Place(1, 1, 2)]


@given(SPANS, st.integers(1, 40))
def test_no_two_chips_share_a_place(spans: list[tuple[int, int]], minimum: int) -> None:
    """And every chip lies within its columns."""
    places = lay_out(spans, minimum)
    assert len(places) == len(spans)
    for i, (start, end) in enumerate(spans):
        a = places[i]
        assert 0 <= a.column < a.column + a.span <= a.columns
        for j in range(i):
            low, high = spans[j]
            b = places[j]
            in_time = start < max(high, low + minimum) and low < max(end, start + minimum)
            if in_time:
                assert a.columns == b.columns
                assert a.column + a.span <= b.column or b.column + b.span <= a.column


@given(SPANS, st.integers(1, 40))
def test_the_order_they_come_in_changes_nothing(spans: list[tuple[int, int]], minimum: int) -> None:
    """Equal spans may trade places; the places as a whole stay."""
    one = sorted(zip(spans, lay_out(spans, minimum), strict=True))
    turned = spans[::-1]
    assert one == sorted(zip(turned, lay_out(turned, minimum), strict=True))


def test_starts_are_measured_within_what_overlaps() -> None:
    """Three that begin half an hour apart, one alone, two that begin together."""
    spans = [(0, 90), (30, 90), (60, 120), (200, 260), (300, 360), (300, 330)]
    assert staggers(spans) == [30, 30, 30, ALONE, 0, 0]
