"""The link by which the teacher herself enters a meeting."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MEET = "meet.google.com"


def own_link(link: str, email: str) -> str:
    """Return `link` so that Google Meet opens with the account `email`, whoever is signed in first.

    Only to be opened: what is copied or sent is the bare link. Other providers' stay as they are.
    """
    parts = urlsplit(link)
    if not email or parts.hostname != MEET:
        return link
    query = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "authuser"
    ]
    return urlunsplit(parts._replace(query=urlencode([*query, ("authuser", email)])))
