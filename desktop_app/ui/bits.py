"""The flags of an occurrence as plain integers: a week tests hundreds, and IntFlag is slow."""

from typing import Final

from desktop_app.domain.occurrence import Flag


class Bit:
    """The same names as domain.occurrence.Flag."""

    ALL_DAY: Final = int(Flag.ALL_DAY)
    LESSON: Final = int(Flag.LESSON)
    CANCELLED: Final = int(Flag.CANCELLED)
    LINK_READY: Final = int(Flag.LINK_READY)
    LINK_PENDING: Final = int(Flag.LINK_PENDING)
    LINK_FAILED: Final = int(Flag.LINK_FAILED)
    UNSENT: Final = int(Flag.UNSENT)
    ATTENTION: Final = int(Flag.ATTENTION)
    READ_ONLY: Final = int(Flag.READ_ONLY)
    DECLINED: Final = int(Flag.DECLINED)
    FOCUS_TIME: Final = int(Flag.FOCUS_TIME)
    OUT_OF_OFFICE: Final = int(Flag.OUT_OF_OFFICE)
    BIRTHDAY: Final = int(Flag.BIRTHDAY)
    WORKING_LOCATION: Final = int(Flag.WORKING_LOCATION)
    UNSENT_OR_ATTENTION: Final = int(Flag.UNSENT | Flag.ATTENTION)
    CANCELLED_OR_DECLINED: Final = int(Flag.CANCELLED | Flag.DECLINED)
