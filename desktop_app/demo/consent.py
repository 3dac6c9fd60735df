"""The consent page of the browser: choose an account, tick what is allowed, allow or refuse."""

from collections.abc import Iterable
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from desktop_app.demo.grants import SIGN_IN, full
from desktop_app.demo.model import Account

WORDS = {
    "https://www.googleapis.com/auth/calendar": "Ver, editar y borrar todos tus calendarios",
    "https://www.googleapis.com/auth/calendar.events": "Ver y editar los eventos de tus calendarios",
    "https://www.googleapis.com/auth/calendar.calendarlist.readonly": (
        "Ver la lista de tus calendarios"
    ),
}


def problem(asked: dict[str, str], clients: Iterable[str]) -> str:
    """Return what is wrong with a sign-in request, "" when nothing is.

    Only a loopback address is gone back to: that is what a desktop client may have.
    """
    if asked.get("client_id") not in set(clients):
        return "Error 401: invalid_client"
    target = urlsplit(asked.get("redirect_uri", ""))
    if target.scheme != "http" or target.hostname not in ("127.0.0.1", "localhost", "::1"):
        return "Error 400: redirect_uri_mismatch"
    if asked.get("response_type") != "code":
        return "Error 400: unsupported_response_type"
    if not asked.get("scope", "").split():
        return "Error 400: invalid_request (Missing required parameter: scope)"
    if asked.get("code_challenge_method", "S256") not in ("S256", "plain"):
        return "Error 400: invalid_request (code_challenge_method)"
    return ""


def answer(asked: dict[str, str], result: dict[str, str]) -> str:
    """Return the address to go back to with `result`, the state of the request with it."""
    target = urlsplit(asked["redirect_uri"])
    query = parse_qsl(target.query) + list(result.items())
    if "state" in asked:
        query.append(("state", asked["state"]))
    return target._replace(query=urlencode(query)).geturl()


def page(asked: dict[str, str], accounts: Iterable[Account]) -> str:
    """Return the page that asks."""
    hint = asked.get("login_hint", "")
    people = "".join(
        f'<label class="row"><input type="radio" name="account" value="{escape(one.email)}"'
        f"{' checked' if one.email == hint or (not hint and not index) else ''}>"
        f'<span class="face">{escape(one.name[:1])}</span>'
        f"<span><b>{escape(one.name)}</b><br><small>{escape(one.email)}</small></span></label>"
        for index, one in enumerate(accounts)
    )
    scopes = sorted(full(asked["scope"].split()) - SIGN_IN)
    ticks = "".join(
        f'<label class="row"><input type="checkbox" name="scope" value="{escape(scope)}" checked>'
        f"<span>{escape(WORDS.get(scope, scope))}</span></label>"
        for scope in scopes
    )
    action = escape("/auth/consent?" + urlencode(asked))
    return _HTML.replace("{body}", _FORM.format(action=action, people=people, ticks=ticks))


def error_page(text: str) -> str:
    """Return the page that says what is wrong with a request."""
    return _HTML.replace("{body}", f"<h1>Acceso bloqueado</h1><p>{escape(text)}</p>")


_FORM = """<h1>Elegí una cuenta</h1>
<p>Este es el servidor de demostración de Aula: ninguna cuenta es real.</p>
<form method="post" action="{action}">{people}
<h2>Aula quiere acceder a tu cuenta</h2>{ticks}
<div class="end"><button name="decision" value="deny" class="quiet">Cancelar</button>
<button name="decision" value="allow">Continuar</button></div></form>"""

_HTML = """<!doctype html><html lang="es"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Servidor de demostración</title>
<style>
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f0f2f7;color:#1c2333;
font:16px/1.5 Inter,system-ui,sans-serif}
main{background:#fff;max-width:28rem;padding:2rem 2.5rem;margin:1rem;border-radius:20px;
box-shadow:0 8px 30px #1c233318}
h1{font-size:1.4rem;margin:0 0 .3rem}h2{font-size:1rem;margin:1.6rem 0 .4rem}p{color:#596275;margin:0 0 1rem}
.row{display:flex;gap:.8rem;align-items:center;padding:.55rem .6rem;border-radius:12px;cursor:pointer}
.row:hover{background:#f0f2f7}small{color:#596275}
.face{width:2.2rem;height:2.2rem;border-radius:50%;background:#3257d0;color:#fff;
display:grid;place-items:center}
.end{display:flex;justify-content:flex-end;gap:.6rem;margin-top:1.6rem}
button{font:inherit;border:0;border-radius:99px;padding:.55rem 1.4rem;background:#3257d0;
color:#fff;cursor:pointer}
.quiet{background:none;color:#3257d0}button:focus-visible{outline:3px solid #9db2f5}
</style><main>{body}</main></html>"""
