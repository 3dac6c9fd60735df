"""The HTTP object of the network thread: the system's trust and proxies, no request sent twice."""

import http.client
import select
import ssl
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import httplib2
import truststore
from httplib2 import HTTPConnectionWithTimeout, HTTPSConnectionWithTimeout, ProxyInfo

TIMEOUT = 20.0
"""Seconds that one socket operation may take."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Redirects are for browsers: from an API they mean a captive portal, and would carry the token.
_SAFE = frozenset({"GET", "HEAD"})


def is_loopback(url: str) -> bool:
    """Return whether `url` names this machine: then plain HTTP is enough and no proxy is asked."""
    return (urlsplit(url).hostname or "") in _LOOPBACK


def tls_context() -> ssl.SSLContext:
    """Return a context that trusts what the system trusts.

    httplib2 and requests trust certifi's list alone, and with it no school's own authority or
    proxy; `SSL_CERT_FILE` is honoured where OpenSSL honours it.
    """
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class OneRequestHttp(httplib2.Http):  # type: ignore[misc]
    """httplib2 without its habit of sending a POST, PATCH or DELETE again on a cut connection.

    A kept connection that the server closed meanwhile is found out before it is used; only what
    reads is asked again. Redirects are not followed. Not for use by two threads.
    """

    def __init__(self, timeout: float = TIMEOUT) -> None:
        super().__init__(timeout=timeout, proxy_info=_system_proxy)
        self.follow_redirects = False
        self._tls: ssl.SSLContext | None = None

    def request(self, uri: str, *args: Any, **options: Any) -> Any:
        """Do one request, as httplib2.Http.request does."""
        options["connection_type"] = (
            self._secure_connection if uri.startswith("https:") else HTTPConnectionWithTimeout
        )
        if len(args) == 5:  # the connection type by place: the library's wrappers name it
            args = args[:4]
        return super().request(uri, *args, **options)

    @property
    def _secure_connection(self) -> type[HTTPSConnectionWithTimeout]:
        if self._tls is None:  # reading the system's store costs some 20 ms: once
            self._tls = tls_context()
        context = self._tls

        class SystemTrust(HTTPSConnectionWithTimeout):  # type: ignore[misc]
            """An https connection that checks against the system's store."""

            def __init__(self, host: str, **options: Any) -> None:
                http.client.HTTPSConnection.__init__(
                    self, host, timeout=options.get("timeout"), context=context
                )
                self.proxy_info = options.get("proxy_info")
                if callable(self.proxy_info):
                    self.proxy_info = self.proxy_info("https")
                self.disable_ssl_certificate_validation = False

        return SystemTrust

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


class _SystemProxy(ProxyInfo):  # type: ignore[misc]
    """The proxy of environment or system settings, with the system's own list of exceptions."""

    def applies_to(self, hostname: str) -> bool:
        return hostname not in _LOOPBACK and not urllib.request.proxy_bypass(hostname)


def _system_proxy(scheme: str = "http") -> ProxyInfo | None:
    url = urllib.request.getproxies().get(scheme)
    if not url:
        return None
    found = httplib2.proxy_info_from_url(url, scheme)
    found.__class__ = _SystemProxy
    return found
