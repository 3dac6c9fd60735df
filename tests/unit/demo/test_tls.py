"""The server over https, with an authority of its own."""

import json
import ssl
import urllib.request

import trustme

from desktop_app.demo import DemoServer


def test_it_speaks_https_with_a_certificate_of_ones_own() -> None:
    authority = trustme.CA()
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    with DemoServer(check=True, tls_context=theirs) as server:
        assert server.client_config["installed"]["token_uri"].startswith("https://127.0.0.1:")
        request = urllib.request.Request(
            f"{server.api}users/me/calendarList",
            headers={"Authorization": f"Bearer {server.issue_access_token()}"},
        )
        with urllib.request.urlopen(request, context=ours, timeout=10) as reply:
            assert json.load(reply)["kind"] == "calendar#calendarList"
