"""The colours of calendars: what the API still says, and what Google's own page shows today."""

import re

# By the colour that calendarList gives for each of its 24 colour ids.
_TODAY = {
    "#ac725e": "#795548",
    "#d06b64": "#E67C73",
    "#f83a22": "#D50000",
    "#fa573c": "#F4511E",
    "#ff7537": "#EF6C00",
    "#ffad46": "#F09300",
    "#42d692": "#009688",
    "#16a765": "#0B8043",
    "#7bd148": "#7CB342",
    "#b3dc6c": "#C0CA33",
    "#fbe983": "#E4C441",
    "#fad165": "#F6BF26",
    "#92e1c0": "#33B679",
    "#9fe1e7": "#039BE5",
    "#9fc6e7": "#4285F4",
    "#4986e7": "#3F51B5",
    "#9a9cff": "#7986CB",
    "#b99aff": "#B39DDB",
    "#c2c2c2": "#616161",
    "#cabdbf": "#A79B8E",
    "#cca6ac": "#AD1457",
    "#f691b2": "#D81B60",
    "#cd74e6": "#8E24AA",
    "#a47ae2": "#9E69AF",
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def calendar_colour(said: str) -> str:
    """Return `#RRGGBB` of a calendar whose `backgroundColor` is `said`; "" when it is no colour.

    One that she mixed herself stays as it is.
    """
    if not _COLOUR.fullmatch(said):
        return ""
    return _TODAY.get(said.lower(), said.upper())
