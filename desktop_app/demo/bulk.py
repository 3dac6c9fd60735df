"""Many single events at once, some 40 a week, for tests and benchmarks."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from desktop_app.demo.conference import meet_data
from desktop_app.demo.sample_people import STUDENTS
from desktop_app.demo.stored import stored_event

A_DAY = 8
_FIRST_HOUR = 9


def bulk_events(count: int, around: date, owner: str) -> Iterator[dict[str, Any]]:
    """Yield `count` classes of 50 minutes, eight a working day, half of them before `around`."""
    monday = around - timedelta(days=around.weekday())
    weeks = count // (A_DAY * 5) + 1
    start = monday - timedelta(weeks=weeks // 2)
    for index in range(count):
        day, slot = divmod(index, A_DAY)
        week, weekday = divmod(day, 5)
        at = datetime.combine(start + timedelta(weeks=week, days=weekday), datetime.min.time())
        at = at.replace(hour=_FIRST_HOUR + slot)
        student = STUDENTS[index * 7 % len(STUDENTS)]
        data, link = meet_data(f"bulk-{index % 500}")
        yield stored_event(
            f"b{index:08d}",
            owner,
            student.name,
            at,
            at + timedelta(minutes=50),
            changed=index,
            colorId=student.color,
            conferenceData=data,
            hangoutLink=link,
            extendedProperties={"private": student.details()},
        )
