"""The invitation: the text that the teacher sends to a student."""

import re
from typing import NamedTuple
from urllib.parse import quote

from desktop_app.domain.phone import wa_digits
from desktop_app.domain.text import N_

DEFAULT_TEMPLATE = N_(
    "Hi! This is your class: {title}\n"
    "{day}, {time} ({city} time)\n"
    "{elsewhere}\n"
    "Link: {link}\n"
    "Access code: {code}"
)


class Places(NamedTuple):
    """What goes into a template, as text in the teacher's language."""

    title: str
    day: str
    time: str
    link: str
    code: str
    city: str = ""
    elsewhere: str = ""
    student: str = ""
    price: str = ""


PLACES = Places._fields


def unknown_places(template: str) -> list[str]:
    """Return what stands in braces in `template` and is no place: it would be sent as it is."""
    found = re.findall(r"\{([^{}\n]{1,40})\}", template)
    return [name for name in dict.fromkeys(found) if name not in PLACES]


def fill(template: str, places: Places) -> str:
    """Return `template` with its places filled; a line whose place is empty is left out.

    Plain replacement: the template is the teacher's, a title may hold braces.
    """
    values = places._asdict()
    lines = []
    for line in template.splitlines():
        named = [name for name in values if "{" + name + "}" in line]
        if named and not any(values[name] for name in named):
            continue
        lines.append(_replace(line, values))
    return "\n".join(lines)


def _replace(line: str, values: dict[str, str]) -> str:
    # One pass, so that a title that says "{code}" stays what it is.
    parts = line.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        out.append(values[name] + rest if brace and name in values else "{" + part)
    return "".join(out)


def whatsapp_url(text: str, number: str = "") -> str:
    """Return the https address that opens WhatsApp with `text`, to `number` as she wrote it."""
    return f"https://wa.me/{wa_digits(number)}" + (f"?text={quote(text, safe='')}" if text else "")


def mail_url(address: str, subject: str = "", text: str = "") -> str:
    """Return the address (RFC 6068) that opens the mail program with a letter to `address`."""
    parts = (("subject", subject), ("body", text.replace("\n", "\r\n")))
    said = "&".join(f"{name}={quote(value, safe='')}" for name, value in parts if value)
    return f"mailto:{quote(address, safe='@,')}" + (f"?{said}" if said else "")
