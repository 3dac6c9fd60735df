"""The columns that heads, all-day row and hours of one view share: a gutter, then a day each."""

from datetime import date, timedelta

GUTTER = 56
SECOND = 48
"""What a second time zone takes of the gutter, at its left."""


class Columns:
    """`days` columns from the day `first` on, beside a gutter of `gutter` pixels."""

    __slots__ = ("days", "first", "gutter", "second_zone")

    def __init__(self, first: date, days: int) -> None:
        self.first = first
        self.days = days
        self.gutter = GUTTER
        self.second_zone = ""

    def show_second(self, zone: str) -> None:
        """Keep room for the hours of `zone` beside those of the first; "": for none."""
        self.second_zone = zone
        self.gutter = GUTTER + (SECOND if zone else 0)

    def edge(self, column: int, width: int) -> int:
        """Return the left edge of a column in a widget `width` wide; of `days`: the right edge."""
        return self.gutter + (width - self.gutter) * column // self.days

    def under(self, x: float, width: int) -> int | None:
        """Return the column at `x`; None on the gutter, the last one beyond the right edge."""
        if x < self.gutter:
            return None
        column = int((x - self.gutter) * self.days / max(1, width - self.gutter))
        return min(self.days - 1, column)

    def day(self, column: int) -> date:
        """Return the day of a column."""
        return self.first + timedelta(days=column)

    def of(self, day: date) -> int:
        """Return the column of `day`; outside 0 to `days` - 1 it is not shown."""
        return (day - self.first).days
