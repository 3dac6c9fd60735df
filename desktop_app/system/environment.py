"""The environment variables that Aula reads; the names that teachers' scripts already use."""

import os
from collections.abc import Mapping
from typing import NamedTuple


class Environment(NamedTuple):
    """What the environment says; "" where it says nothing. Secrets stay out of `repr`."""

    oauth_client: str = ""
    client_id: str = ""
    client_secret: str = ""
    redirect_uri: str = ""
    calendar_api: str = ""
    calendar_id: str = ""
    admin_email: str = ""
    refresh_token: str = ""
    service_account: str = ""
    api_key: str = ""
    zoom_account_id: str = ""
    zoom_client_id: str = ""
    zoom_client_secret: str = ""

    def __repr__(self) -> str:
        said = [name for name, value in zip(self._fields, self, strict=True) if value]
        return f"Environment({', '.join(said)})"


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Return what `environ` says. Older and newer names of the client: the first one set wins."""

    def get(*names: str) -> str:
        return next((environ[name].strip() for name in names if environ.get(name, "").strip()), "")

    return Environment(
        oauth_client=get("AULA_OAUTH_CLIENT"),
        client_id=get("AUTH_GOOGLE_ID", "GOOGLE_CLIENT_ID"),
        client_secret=get("AUTH_GOOGLE_SECRET", "GOOGLE_CLIENT_SECRET"),
        redirect_uri=get("GOOGLE_REDIRECT_URI"),
        calendar_api=get("AULA_CALENDAR_API"),
        calendar_id=get("CALENDAR_ID"),
        admin_email=get("ADMIN_EMAIL"),
        refresh_token=get("GOOGLE_REFRESH_TOKEN"),
        service_account=get("GOOGLE_SERVICE_ACCOUNT_JSON"),
        api_key=get("CALENDAR_API_KEY"),
        zoom_account_id=get("ZOOM_ACCOUNT_ID"),
        zoom_client_id=get("ZOOM_CLIENT_ID"),
        zoom_client_secret=get("ZOOM_CLIENT_SECRET"),
    )
