"""libical by ctypes: an RFC 5545 that shares nothing with ours, to hold expansion against.

It is Debian's libical3, which the set-up of the tests installs.
"""

import ctypes
from datetime import datetime, timedelta

_lib = ctypes.CDLL("libical.so.3")
_expand = _lib.icalrecur_expand_recurrence
_expand.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.POINTER(ctypes.c_long)]
_ORIGIN = datetime(1970, 1, 1)


def walls(rule: str, first: datetime, most: int) -> list[datetime]:
    """Return the first `most` wall times of `rule` (its UNTIL in wall time, ending in Z)."""
    found = (ctypes.c_long * most)()
    start = int((first - _ORIGIN) / timedelta(seconds=1))
    assert _expand(rule.encode(), start, most, found), rule
    # The array is zero behind the last one.
    return [_ORIGIN + timedelta(seconds=seconds) for seconds in found if seconds]
