"""Which time zone data this machine has: occurrences are expanded anew when it is another."""

import zoneinfo
from pathlib import Path

import tzdata


def tzdata_version() -> str:
    """Return which tzdata zoneinfo reads: the system's where there is one, else the package's."""
    for folder in zoneinfo.TZPATH:
        for name in ("tzdata.zi", "+VERSION"):
            try:
                with (Path(folder) / name).open(encoding="ascii") as file:
                    return file.readline().strip()
            except OSError:
                continue
    return str(tzdata.IANA_VERSION)
