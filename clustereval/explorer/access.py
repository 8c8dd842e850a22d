"""Access: who may see the application and who may write reviews into the project.

On the loopback address everybody on this machine may. Any other address asks for a token, unless the application is public; then
nothing can be written.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["LOOPBACK", "Access", "guard", "is_own_form"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
COOKIE = "clustereval"
DENIED = {
    "de": "Dieser Explorer verlangt den Schlüssel, der beim Start im Terminal steht. Öffnen Sie die Adresse mit ?token=…",
    "en": "This explorer asks for the token that stands in the terminal where it was started. Open the address with ?token=…",
}


@dataclass(frozen=True)
class Access:
    """How an application may be reached: `token` is None where none is asked for; `secret` marks the forms of this very application."""

    token: str | None = None
    public: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)

    @property
    def reviews(self) -> bool:
        """Whether readers may write verdicts into the project."""
        return not self.public


def guard(app: Starlette, access: Access) -> None:
    """Let an application answer only under its own host names, and only those who have the token where one is asked for.

    The host name is looked at because a page elsewhere could have its own name lead to this machine (DNS rebinding).
    """
    from starlette.middleware.base import BaseHTTPMiddleware
    from starlette.responses import PlainTextResponse, RedirectResponse

    async def guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        if not access.public and request.url.hostname not in access.hosts:
            return PlainTextResponse("This host name is not served here.", 421)
        if access.token is None:
            return await answer(request)
        given = request.query_params.get("token", "")
        if secrets.compare_digest(given.encode(), access.token.encode()):
            response: Response = RedirectResponse(str(request.url.remove_query_params("token")), 303)
            response.set_cookie(COOKIE, access.token, httponly=True, samesite="strict")
            return response
        shown = (request.cookies.get(COOKIE, ""), request.headers.get("authorization", "").removeprefix("Bearer "))
        if any(secrets.compare_digest(one.encode(), access.token.encode()) for one in shown):
            return await answer(request)
        lang = "de" if request.headers.get("accept-language", "").lower().startswith("de") else "en"
        return PlainTextResponse(DENIED[lang], 401)

    app.add_middleware(BaseHTTPMiddleware, dispatch=guarded)


def is_own_form(request: Request, access: Access, secret: str) -> bool:
    """Return whether a form was sent by a page of this very application, and not by one elsewhere that the same browser shows."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site in {"same-origin", "none"} and secrets.compare_digest(secret.encode(), access.secret.encode())
