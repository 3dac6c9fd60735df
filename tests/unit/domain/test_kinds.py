"""Kinds of events that Google keeps itself come through to what a view reads."""

import pytest

from desktop_app.domain.event import Event, Timed
from desktop_app.domain.occurrence import Flag
from desktop_app.domain.projection import Family
from desktop_app.domain.recurrence import expand
from desktop_app.domain.zones import BUENOS_AIRES


@pytest.mark.parametrize(
    ("kind", "flag"),
    [
        ("focusTime", Flag.FOCUS_TIME),
        ("outOfOffice", Flag.OUT_OF_OFFICE),
        ("birthday", Flag.BIRTHDAY),
        ("workingLocation", Flag.WORKING_LOCATION),
        ("default", Flag(0)),
        ("fromGmail", Flag(0)),
    ],
)
def test_each_kind_has_its_flag(kind: str, flag: Flag) -> None:
    """A kind that is new to Aula is shown as an event like any other."""
    event = Event("a", "cal", Timed(0, 3600, BUENOS_AIRES), event_type=kind)
    (found,) = expand(Family(event, {}), -10, 7200)
    every = Flag.FOCUS_TIME | Flag.OUT_OF_OFFICE | Flag.BIRTHDAY | Flag.WORKING_LOCATION
    assert found.flags & every == flag
