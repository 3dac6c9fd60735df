"""The sign-in endpoints: consent, token, revocation, userinfo."""

import base64
import binascii
from urllib.parse import parse_qsl, unquote

from desktop_app.demo import consent
from desktop_app.demo.errors import ApiError, OAuthError, unauthorized
from desktop_app.demo.grants import SIGN_IN, Grants, full
from desktop_app.demo.model import Store
from desktop_app.demo.wire import Reply, Request, html_reply, json_reply


class OAuth:
    """OAuth 2.0 for installed apps, as Google does it."""

    def __init__(self, store: Store, grants: Grants, clients: dict[str, str]) -> None:
        self._store = store
        self._grants = grants
        self._clients = clients

    def handle(self, request: Request) -> Reply | None:
        """Return the reply to a sign-in request, None when its path is none of these."""
        path = request.path.removeprefix("/o/oauth2").removeprefix("/v2")
        try:
            match request.method, path:
                case "GET", "/auth":
                    return self._ask(request)
                case "POST", "/auth/consent":
                    return self._decide(request)
                case "POST", "/token":
                    return self._token(request)
                case "POST", "/revoke":
                    return self._revoke(request)
                case (("GET" | "POST"), ("/v1/userinfo" | "/userinfo")):
                    return self._userinfo(request)
        except OAuthError as error:
            return json_reply(error.body, error.status)
        return None

    def _ask(self, request: Request) -> Reply:
        asked = _one(request)
        wrong = consent.problem(asked, self._clients)
        if wrong:
            return html_reply(consent.error_page(wrong), 400)
        return html_reply(consent.page(asked, self._store.accounts.values()))

    def _decide(self, request: Request) -> Reply:
        asked = _one(request)
        wrong = consent.problem(asked, self._clients)
        form = parse_qsl(request.body.decode())
        said = dict(form)
        if wrong or (
            said.get("decision") == "allow" and said.get("account") not in self._store.accounts
        ):
            return html_reply(consent.error_page(wrong or "Error 400: invalid_request"), 400)
        if said.get("decision") != "allow":
            return _redirect(consent.answer(asked, {"error": "access_denied"}))
        ticked = {scope for name, value in form if name == "scope" for scope in value.split()}
        wanted = full(asked["scope"].split())
        granted = wanted & (full(ticked) | SIGN_IN)
        code = self._grants.authorise(asked, said["account"], granted)
        return _redirect(consent.answer(asked, {"code": code, "scope": " ".join(sorted(granted))}))

    def _token(self, request: Request) -> Reply:
        form = dict(parse_qsl(request.body.decode()))
        client_id, secret = _client(request, form)
        self._grants.check_client(client_id, secret)
        match form.get("grant_type"):
            case "authorization_code":
                reply = self._grants.exchange(form, client_id, "https://accounts.google.com")
            case "refresh_token":
                reply = self._grants.renew(form, client_id)
            case _:
                raise OAuthError("unsupported_grant_type", "Invalid grant_type")
        return json_reply(reply, headers={"Cache-Control": "no-store", "Pragma": "no-cache"})

    def _revoke(self, request: Request) -> Reply:
        form = dict(parse_qsl(request.body.decode())) | _one(request)
        if not self._grants.revoke(form.get("token", "")):
            raise OAuthError("invalid_token", "Token expired or revoked")
        return json_reply({})

    def _userinfo(self, request: Request) -> Reply:
        token = request.bearer
        grant = self._grants.bearer(token)
        if grant is None:
            error: ApiError = unauthorized(missing=not token)
            return json_reply(error.body, 401, error.headers)
        account = self._store.accounts[grant.email]
        found: dict[str, object] = {"sub": account.sub}
        if full(["email"]) <= grant.scopes:
            found |= {"email": account.email, "email_verified": account.verified}
        if full(["profile"]) <= grant.scopes:
            found |= {"name": account.name, "given_name": account.name.split()[0]}
        return json_reply(found)


def _one(request: Request) -> dict[str, str]:
    return {name: values[-1] for name, values in request.query.items()}


def _redirect(address: str) -> Reply:
    return Reply(302, b"", {"Location": address, "Cache-Control": "no-store"})


def _client(request: Request, form: dict[str, str]) -> tuple[str, str]:
    """Return the client's id and secret, of the Basic header or of the body."""
    header = request.headers.get("authorization", "")
    if header.startswith("Basic "):
        try:
            name, _, secret = base64.b64decode(header[6:]).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise OAuthError("invalid_client", "Unauthorized", 401) from None
        return unquote(name), unquote(secret)
    return form.get("client_id", ""), form.get("client_secret", "")
