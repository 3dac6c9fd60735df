"""Error replies in the shapes that Google's APIs give them."""

from typing import Any

_STATUS = {401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED"}


class ApiError(Exception):
    """An error of the Calendar API: its HTTP status and Google's JSON body."""

    def __init__(
        self,
        status: int,
        reason: str,
        message: str,
        *,
        location: str = "",
        location_type: str = "parameter",
        domain: str = "global",
        details: list[dict[str, Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason
        self.headers = headers or {}
        entry: dict[str, Any] = {"domain": domain, "reason": reason, "message": message}
        if location:
            entry |= {"locationType": location_type, "location": location}
        error: dict[str, Any] = {"errors": [entry], "code": status, "message": message}
        if status in _STATUS:
            error["status"] = _STATUS[status]
        if details:
            error["details"] = details
        self.body: dict[str, Any] = {"error": error}


class OAuthError(Exception):
    """An error of the token or revocation endpoint, as RFC 6749 section 5.2 shapes it."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.status = status
        self.body = {"error": error, "error_description": description}


def not_found() -> ApiError:
    """Return the 404 of a calendar or event that is not there, or not for this caller."""
    return ApiError(404, "notFound", "Not Found")


def invalid(message: str, location: str = "", reason: str = "invalid") -> ApiError:
    """Return a 400; `location` names the query parameter that is wrong."""
    return ApiError(400, reason, message, location=location)


def deleted() -> ApiError:
    """Return the 410 of deleting what is already deleted."""
    return ApiError(410, "deleted", "Resource has been deleted")


def sync_token_gone(reason: str) -> ApiError:
    """Return the 410 of a sync token: `fullSyncRequired` or `updatedMinTooLongAgo`."""
    if reason == "updatedMinTooLongAgo":
        message = "The requested minimum modification time lies too far in the past."
        return ApiError(410, reason, message, location="updatedMin", domain="calendar")
    message = "Sync token is no longer valid, a full sync is required."
    return ApiError(410, reason, message, location="syncToken", domain="calendar")


def unauthorized(missing: bool) -> ApiError:
    """Return the 401 of a request with no access token, or with one that is not valid."""
    if missing:
        return ApiError(
            401,
            "required",
            "Login Required.",
            location="Authorization",
            location_type="header",
            headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'},
        )
    return ApiError(
        401,
        "authError",
        "Invalid Credentials",
        location="Authorization",
        location_type="header",
        headers={
            "WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
        },
    )


def scope_insufficient(method: str) -> ApiError:
    """Return the 403 of an access token that was not granted what `method` needs."""
    return ApiError(
        403,
        "insufficientPermissions",
        "Request had insufficient authentication scopes.",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"method": method, "service": "calendar-json.googleapis.com"},
            }
        ],
        headers={
            "WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", '
            'error="insufficient_scope"'
        },
    )
