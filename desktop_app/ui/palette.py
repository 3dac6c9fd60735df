"""The colours of Aula, light and dark, and how they are mixed."""

from dataclasses import dataclass
from zlib import crc32

from PySide6.QtGui import QColor

Rgb = tuple[int, int, int]


def rgb(text: str) -> Rgb:
    """Return red, green, blue of `#RRGGBB`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(over: str, under: str, share: float) -> str:
    """Return `share` of the colour `over` laid on `under`, as `#RRGGBB`."""
    one, two = rgb(over), rgb(under)
    return "#{:02X}{:02X}{:02X}".format(
        *(round(a * share + b * (1 - share)) for a, b in zip(one, two, strict=True))
    )


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(rgb(one)), _luminance(rgb(two))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    parts = [c / 255 for c in colour]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@dataclass(frozen=True, slots=True, eq=False)
class ChipColours:
    """How one chip is drawn. Made once for each colour: what is drawn is remembered by it."""

    fill: QColor
    edge: QColor
    title: QColor
    time: QColor


@dataclass(eq=False, repr=False)
class Palette:
    """One set of colours by role. Each is `#RRGGBB`; `q` gives it as a QColor, made once."""

    dark: bool
    surface: str
    sunken: str
    text: str
    secondary: str
    hour: str
    half: str
    accent: str
    on_accent: str
    border: str
    edge: str
    toast: str
    toast_text: str
    toast_accent: str
    good: str
    warn: str
    danger: str
    now: str = "#EA4335"

    def __post_init__(self) -> None:
        self.today = mix(self.accent, self.surface, 0.06)
        self.today_off = mix(self.accent, self.sunken, 0.05)
        self.hover = mix(self.text, self.surface, 0.06)
        self.pressed = mix(self.text, self.surface, 0.12)
        self._made: dict[str, QColor] = {}
        self._chips: dict[tuple[str, bool], ChipColours] = {}

    def q(self, role: str) -> QColor:
        """Return the colour of `role` (an attribute's name), or `#RRGGBB` as it is shown here."""
        made = self._made.get(role)
        if made is None:
            made = QColor(self.fit(role) if role[0] == "#" else getattr(self, role))
            self._made[role] = made
        return made

    def fit(self, colour: str) -> str:
        """Return `colour` moved towards the text until it stands out 3:1 from every ground.

        Anybody may give a calendar a colour that nobody sees on white, or on black.
        """
        grounds = (self.surface, self.sunken)
        for step in range(21):
            made = mix(self.text, colour, step / 20)
            if all(contrast(made, ground) >= 3 for ground in grounds):
                return made
        return self.text

    def chip(self, colour: str, past: bool) -> ChipColours:
        """Return how a chip of `colour` is drawn: 25 % of it, or what is left at 60 %.

        Past text is the secondary colour: dimmed, and still 4.5:1.
        """
        found = self._chips.get((colour, past))
        if found is None:
            fill = mix(colour, self.surface, 0.13 if past else 0.25)
            time = self.secondary if past else mix(self.text, fill, 0.8)
            edge = mix(colour, self.surface, 0.6) if past else self.fit(colour)
            title = self.secondary if past else self.text
            found = ChipColours(QColor(fill), QColor(edge), QColor(title), QColor(time))
            self._chips[colour, past] = found
        return found


LIGHT = Palette(
    dark=False,
    surface="#FFFFFF",
    sunken="#F7F8FA",
    text="#1F1F1F",
    secondary="#5F6368",
    hour="#DDDDDD",
    half="#EEEEEE",
    accent="#1A73E8",
    on_accent="#FFFFFF",
    border="#DADCE0",
    edge="#8A8F95",
    toast="#2B2C30",
    toast_text="#F1F3F4",
    toast_accent="#8AB4F8",
    good="#188038",
    warn="#A35900",
    danger="#C5221F",
)
DARK = Palette(
    dark=True,
    surface="#1D1D20",
    sunken="#17171A",
    text="#E8EAED",
    secondary="#9AA0A6",
    hour="#3B3C3F",
    half="#2C2C2F",
    accent="#8AB4F8",
    on_accent="#17253A",
    border="#3B3C3F",
    edge="#6E7379",
    toast="#E8EAED",
    toast_text="#1F1F1F",
    toast_accent="#0B57D0",
    good="#81C995",
    warn="#FDD663",
    danger="#F28B82",
)

# For a system that asks for high contrast: 7:1 for text, edges that are as plain as the text.
HIGH_LIGHT = Palette(
    dark=False,
    surface="#FFFFFF",
    sunken="#FFFFFF",
    text="#000000",
    secondary="#2B2B2B",
    hour="#6B6B6B",
    half="#949494",
    accent="#0B3FA6",
    on_accent="#FFFFFF",
    border="#000000",
    edge="#000000",
    toast="#000000",
    toast_text="#FFFFFF",
    toast_accent="#9CC4FF",
    good="#00521C",
    warn="#633600",
    danger="#8C0009",
)
HIGH_DARK = Palette(
    dark=True,
    surface="#000000",
    sunken="#000000",
    text="#FFFFFF",
    secondary="#E4E4E4",
    hour="#8C8C8C",
    half="#6A6A6A",
    accent="#9CC4FF",
    on_accent="#000000",
    border="#FFFFFF",
    edge="#FFFFFF",
    toast="#FFFFFF",
    toast_text="#000000",
    toast_accent="#0B3FA6",
    good="#93F0A9",
    warn="#FFE08A",
    danger="#FFB4AB",
)

# Google's event colours by colorId, as its calendar shows them today.
GOOGLE = {
    "1": "#7986CB",
    "2": "#33B679",
    "3": "#8E24AA",
    "4": "#E67C73",
    "5": "#F6BF26",
    "6": "#F4511E",
    "7": "#039BE5",
    "8": "#7A7A7A",
    "9": "#3F51B5",
    "10": "#0B8043",
    "11": "#D50000",
}
STUDENTS = (
    "#4285F4", "#12A4A0", "#9461D8", "#D9588A", "#34A36E",
    "#F0893A", "#4B5FC7", "#D8605A", "#2C9BC7",
)  # fmt: skip
OTHER = "#85898F"


def event_colour(color_id: str, lesson: bool, whose: str) -> str:
    """Return the full colour of an event: Google's own, or one that stays with a class's student.

    `color_id`, `whose`: Occurrence's; `color_id` may be its calendar's colour.
    """
    if color_id[:1] == "#":
        return color_id
    if color_id in GOOGLE:
        return GOOGLE[color_id]
    if not lesson:
        return OTHER
    return STUDENTS[(crc32(whose.strip().casefold().encode()) >> 5) % len(STUDENTS)]
