"""The teacher's browser in tests: opens the consent page, decides, follows the way back.

Run by the `BROWSER` variable as `browser.py DECISION ACCOUNT SCOPES URL` (SCOPES: all or none).
"""

import html
import re
import sys
import urllib.parse
import urllib.request


def consent(decision: str, account: str, scopes: str, url: str) -> str:
    """Answer the consent page at `url` and return what the browser shows at the end."""
    with urllib.request.urlopen(url, timeout=20) as reply:
        page = reply.read().decode()
    found = re.search(r'action="([^"]+)"', page)
    assert found is not None, page
    ticks = re.findall(r'name="scope" value="([^"]+)"', page) if scopes == "all" else []
    form = [("account", account), ("decision", decision), *(("scope", tick) for tick in ticks)]
    target = urllib.parse.urljoin(url, html.unescape(found[1]))
    data = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(target, data=data, timeout=40) as reply:
        return str(reply.read().decode())


if __name__ == "__main__":
    consent(*sys.argv[1:5])
