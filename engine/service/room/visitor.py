"""Who looks at a page: nobody that is known, until somebody signs in."""

import logging
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from fastapi import Depends, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import RedirectResponse, Response

from engine.errors import PinprickError
from engine.service.fault_words import STORE_FAILED
from engine.service.refusal import Issue, Refusal
from engine.service.room.login.local_path import HOME, local_path
from engine.service.room.login.roles import Role
from engine.service.room.login.session import Session, has_ended
from engine.service.state import Parts, Running

LOG = logging.getLogger("pinprick.service")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who signed in; ``name`` is what every page shows at its top.

    ``csrf`` goes into every form; ``is_made_up`` where nobody has checked
    that it is them.
    """

    name: str
    roles: tuple[Role, ...] = ()
    csrf: str = ""
    is_made_up: bool = False


class SignInNeeded(PinprickError):
    """A page for people who signed in; ``address`` is where they do."""

    def __init__(self, address: str) -> None:
        super().__init__("sign in to see this page")
        self.address = address


def visitor_of(request: Request) -> Visitor | None:
    """Who signed in, None for somebody who did not."""
    visitor = getattr(request.state, "visitor", None)
    return visitor if isinstance(visitor, Visitor) else None


def known(request: Request, parts: Parts) -> None:
    """Make the visitor of a request known to what answers it."""
    session = session_of(request, parts)
    if session is not None:
        is_made_up = session.how == "development"
        told = (session.name, session.roles, session.csrf, is_made_up)
        request.state.visitor = Visitor(*told)


def session_of(request: Request, parts: Running) -> Session | None:
    """The session of a request, if it holds and nobody has ended it."""
    login = parts.login
    session = login.cookies.session_in(request.cookies, parts.clock())
    if session is None:
        return None
    if session.how == "development" and not login.is_for_development:
        return None  # somebody kept the cookie while the setting was taken away
    try:
        return None if has_ended(parts.store, session) else session
    except SQLAlchemyError as error:
        # Whether it was ended is not known, so nobody is let in by it.
        LOG.error("a session was not looked up: %s", type(error).__qualname__)
        parts.readiness.degrade(STORE_FAILED)
        return None


def may_read(request: Request, parts: Parts) -> None:
    """Let a request read, or send whoever makes it to sign in.

    Where `POST /evaluate` needs a token, trying and comparing need somebody who
    signed in: both let a stranger compute. Has to come after `known`. Raises
    `SignInNeeded` for what a browser opens and `Refusal` (401) for what a
    script sends.
    """
    settings = parts.settings
    is_closed = bool(settings.auth_clients) and settings.auth_evaluate
    is_open = request.method == "GET" or not is_closed
    if visitor_of(request) is not None or (settings.room_login == "none" and is_open):
        return
    if request.method != "GET":
        what = "Only people who signed in may do this"
        raise Refusal(401, Issue("login", what, "", "Open /login in the browser"))
    raise SignInNeeded(sign_in_address(request))


def sign_in_address(request: Request) -> str:
    """Where to sign in, to come back to the page that was asked for.

    Signing in is no place to come back to.
    """
    path = request.scope["path"]
    query = f"?{request.url.query}" if request.url.query else ""
    is_signing_in = path == "/login" or path.startswith("/login/")
    here = HOME if is_signing_in else local_path(f"{path}{query}")
    return "/login?" + urlencode({"next": here})


async def on_sign_in_needed(request: Request, error: Exception) -> Response:
    """The way to where people sign in."""
    assert isinstance(error, SignInNeeded)
    return RedirectResponse(error.address, status_code=303)


VISITOR: Final = Depends(known)
READER: Final = Depends(may_read)
