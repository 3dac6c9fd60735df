"""The HTTP object of the network thread: the system's trust and proxies, no request sent twice."""

import base64
import http.client
import logging
import select
import ssl
import urllib.request
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import httplib2
import truststore

from desktop_app.google.client import LOOPBACK

log = logging.getLogger(__name__)

TIMEOUT = 20.0
"""Seconds that one socket operation may take."""

_SAFE = frozenset({"GET", "HEAD"})


def tls_context() -> ssl.SSLContext:
    """Return a context that trusts what the system trusts.

    httplib2 and requests trust certifi's list alone, and with it no school's own authority or
    proxy; `SSL_CERT_FILE` is honoured where OpenSSL honours it.
    """
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class OneRequestHttp(httplib2.Http):  # type: ignore[misc]  # httplib2 has no types
    """httplib2 without its habit of sending a POST, PATCH or DELETE again on a cut connection.

    A kept connection that the server closed meanwhile is found out before it is used; only what
    reads is asked again. Redirects are not followed. Not for use by two threads.
    """

    def __init__(self, timeout: float = TIMEOUT) -> None:
        super().__init__(timeout=timeout, proxy_info=None)
        # A redirect means a captive portal, and would take the access token to it.
        self.follow_redirects = False

    def request(self, uri: str, *args: Any, **options: Any) -> Any:
        """Do one request, as httplib2.Http.request does."""
        options["connection_type"] = _Secure if uri.startswith("https:") else _Plain
        return super().request(uri, *args, **options)

    def _conn_request(
        self, conn: Any, request_uri: str, method: str, body: Any, headers: Any
    ) -> tuple[Any, bytes]:
        if conn.sock is not None and _gone(conn.sock):
            conn.close()
        tries = 2 if method in _SAFE else 1
        while True:
            tries -= 1
            try:
                if conn.sock is None:
                    conn.connect()
                conn.request(method, request_uri, body, headers)
                reply = conn.getresponse()
                content = b"" if method == "HEAD" else reply.read()
                break
            except TimeoutError:
                conn.close()
                raise
            except (OSError, http.client.HTTPException):
                conn.close()
                if not tries:
                    raise
        response = httplib2.Response(reply)
        return response, httplib2._decompressContent(response, content, self.limit_kwargs)


def _gone(sock: Any) -> bool:
    """Return whether the other side closed a connection that should be silent now."""
    try:
        return bool(select.select([sock], [], [], 0)[0])
    except (OSError, ValueError):
        return True


class _Plain(http.client.HTTPConnection):
    """Plain http is for servers on this machine: no proxy."""

    def __init__(self, host: str, **options: Any) -> None:
        super().__init__(host, timeout=options.get("timeout"))


class _Secure(http.client.HTTPSConnection):
    """https with the system's trust, through the system's proxy where there is one."""

    def __init__(self, host: str, **options: Any) -> None:
        timeout, context = options.get("timeout"), tls_context()
        proxy = system_proxy(host)
        if proxy is None:
            super().__init__(host, timeout=timeout, context=context)
        else:
            super().__init__(
                proxy.hostname or "", proxy.port or 80, timeout=timeout, context=context
            )
            self.set_tunnel(host, headers=_proxy_headers(proxy))


def system_proxy(host: str) -> SplitResult | None:
    """Return the proxy that environment or system settings name for https to `host`, None for none.

    Asked here because httplib2 knows the environment alone, and needs another package to use it.
    """
    name = host.partition(":")[0]
    url = urllib.request.getproxies().get("https")
    if not url or name in LOOPBACK or urllib.request.proxy_bypass(name):
        return None
    proxy = urlsplit(url if "://" in url else f"http://{url}")
    if proxy.scheme != "http":
        log.warning("a proxy of the kind %s is set and not used", proxy.scheme)
        return None
    return proxy


def _proxy_headers(proxy: SplitResult) -> dict[str, str]:
    if not proxy.username:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
