"""Phone numbers as WhatsApp wants them: digits with the country in front. Pure."""

ARGENTINA = "54"
MOBILE = "9"
NATIONAL = 10
"""Digits of an Argentine number without 0, 15 and country: area and line."""


def wa_digits(text: str) -> str:
    """Return the digits for `wa.me`, "" where `text` is no phone number.

    With + or 00 the country is in it. Without, it is Argentine: the 0 before the area and the 15
    after it go, and 54 9 comes in front, which is how a mobile there is reached from anywhere.
    """
    text = text.strip()
    if any(not (c.isdigit() or c in "+ -.()/\u00a0\u2011") for c in text):
        return ""
    digits = "".join(c for c in text if c in "0123456789")
    if text.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if digits.startswith(ARGENTINA) and not digits.startswith(ARGENTINA + MOBILE):
            national = _national(digits[2:])
            digits = ARGENTINA + MOBILE + national if national else digits
        return digits if 8 <= len(digits) <= 15 else ""
    if digits.startswith(ARGENTINA + MOBILE) and len(digits) == 3 + NATIONAL:
        return digits
    national = _national(digits)
    if national:
        return ARGENTINA + MOBILE + national
    # Written without the +, by somebody abroad.
    return digits if 11 <= len(digits) <= 15 and not digits.startswith("0") else ""


def _national(digits: str) -> str:
    digits = digits.removeprefix("0")
    if len(digits) == NATIONAL:
        return digits
    if len(digits) == NATIONAL + 2:
        # Areas have 2 digits (11, Buenos Aires), 3 or 4; the 15 follows.
        for area in (2, 3, 4):
            if digits[area : area + 2] == "15" and (area > 2 or digits.startswith("11")):
                return digits[:area] + digits[area + 2 :]
    return ""
