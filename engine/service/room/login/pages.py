"""Signing in and out."""

import logging
from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from engine.service.refusal import Issue, Refusal
from engine.service.room.form import check_token, read_form, text_of
from engine.service.room.login.development import check_is_here, chosen
from engine.service.room.login.local_path import HOME, local_path
from engine.service.room.login.provider import LoginRefused, Provider, ProviderDown
from engine.service.room.login.roles import ROLE_SAYS, roles_of
from engine.service.room.login.session import Attempt, Session, end, use_state
from engine.service.room.page import page
from engine.service.room.same_origin import SAME_ORIGIN
from engine.service.room.visitor import session_of
from engine.service.state import Parts, Running

LOG = logging.getLogger("pinprick.service")
router = APIRouter(include_in_schema=False)

_NOT_BEGUN: Final = (
    "This login was not begun in this browser, or more than ten minutes ago."
)
_NO_ROLE: Final = (
    "You are signed in with your provider, but it gives you no role here. "
    "Ask whoever runs this service to let you read or sign."
)
_REFUSED: Final = "What came back from the provider cannot be trusted."
_DOWN: Final = "The provider does not answer. Try again in a minute."


@router.get("/login")
async def login(request: Request, parts: Parts) -> Response:
    """Where people sign in: straight to the provider where there is only one way."""
    next_path = local_path(request.query_params.get("next", HOME))
    provider = parts.login.provider
    if provider is not None and not parts.login.is_for_development:
        return await _to_provider(request, parts, provider, next_path)
    return _form(request, parts, next_path)


@router.get("/login/provider")
async def to_provider(request: Request, parts: Parts) -> Response:
    """The way to the provider, from a page with several ways."""
    provider = parts.login.provider
    if provider is None:
        raise Refusal(404, Issue("not-found", "There is no provider to sign in with"))
    next_path = local_path(request.query_params.get("next", HOME))
    return await _to_provider(request, parts, provider, next_path)


@router.get("/login/callback")
async def callback(request: Request, parts: Parts) -> Response:
    """Where the provider sends people back to."""
    login, now = parts.login, parts.clock()
    attempt = login.cookies.attempt_in(request.cookies, now)
    query = request.query_params
    if login.provider is None or attempt is None:
        return _failed(request, parts, 400, _NOT_BEGUN)
    if query.get("state") != attempt.state or not await _first_use(parts, attempt):
        LOG.warning("a login was refused: its state is not the one that was sent")
        return _failed(request, parts, 400, _NOT_BEGUN)
    try:
        code = _code(query.get("code", ""), query.get("error", ""))
        claims = await login.provider.claims(code, attempt, now)
    except ProviderDown as error:
        LOG.error("the login provider cannot be used: %s", error)
        return _failed(request, parts, 502, _DOWN)
    except LoginRefused as error:
        LOG.warning("a login was refused: %s", error)
        return _failed(request, parts, 403, _REFUSED)
    session = _session(parts, claims)
    if session is None:
        return _failed(request, parts, 403, _NO_ROLE)
    return await _started(request, parts, session, attempt.next_path)


@router.post("/login/development", dependencies=[SAME_ORIGIN])
async def development(request: Request, parts: Parts) -> Response:
    """A session for a name that anybody may give, on this machine alone."""
    cookies, now = parts.login.cookies, parts.clock()
    if not parts.login.is_for_development:
        raise Refusal(404, Issue("not-found", "There is no development login"))
    check_is_here(request)
    form = await read_form(request)
    attempt = cookies.attempt_in(request.cookies, now)
    check_token(form, attempt.state if attempt else "")
    name, roles = chosen(
        shown_name(text_of(form, "name")), [str(one) for one in form.getlist("role")]
    )
    session = cookies.new_session(
        f"development {name}", name, roles, "development", now
    )
    return await _started(request, parts, session, attempt.next_path if attempt else "")


@router.post("/logout", dependencies=[SAME_ORIGIN])
async def logout(request: Request, parts: Parts) -> Response:
    """The end of a session, for every copy of its cookie."""
    form = await read_form(request)
    session = await run_in_threadpool(session_of, request, parts)
    response = RedirectResponse(HOME, status_code=303)
    if session is not None:
        check_token(form, session.csrf)
        await _ended(parts, session)
    parts.login.cookies.forget(response, parts.login.cookies.session)
    return response


async def _to_provider(
    request: Request, parts: Running, provider: Provider, next_path: str
) -> Response:
    attempt = Attempt.new(next_path, parts.clock())
    try:
        address = await provider.address(attempt, parts.clock())
    except ProviderDown as error:
        LOG.error("the login provider cannot be used: %s", error)
        return _failed(request, parts, 502, _DOWN)
    response = RedirectResponse(address, status_code=303)
    parts.login.cookies.begin(response, attempt)
    return response


def _form(request: Request, parts: Running, next_path: str) -> Response:
    attempt = Attempt.new(next_path, parts.clock())
    response = _login_page(request, parts, next_path=next_path, csrf=attempt.state)
    parts.login.cookies.begin(response, attempt)
    return response


def _failed(request: Request, parts: Running, status: int, why: str) -> Response:
    """A page that says why, with the way to begin again."""
    response = _login_page(request, parts, status, fault=why)
    parts.login.cookies.forget(response, parts.login.cookies.attempt)
    return response


def _login_page(  # noqa: PLR0913, PLR0917 - what the page shows
    request: Request,
    parts: Running,
    status: int = 200,
    next_path: str = HOME,
    csrf: str = "",
    fault: str = "",
) -> Response:
    return page(
        request,
        parts,
        "login.html",
        status=status,
        login=parts.login,
        issuer=parts.settings.oidc_issuer,
        roles=ROLE_SAYS,
        next_path=next_path,
        csrf=csrf,
        fault=fault,
    )


def _code(code: str, error: str) -> str:
    if error or not code:
        # The word is the provider's; whoever made the address could write any.
        raise LoginRefused("the provider sent an error in place of a code")
    return code


def shown_name(said: str) -> str:
    """A name in one line, without letters that cannot be seen."""
    line = " ".join(said.split())
    return "".join(letter for letter in line if letter.isprintable())[:150]


def _session(parts: Running, claims: Mapping[str, Any]) -> Session | None:
    """A session for what the provider says; None for somebody without a role."""
    settings = parts.settings
    roles = roles_of(claims, settings.oidc_roles_claim, settings.oidc_role_names)
    if not roles:
        return None
    subject = str(claims["sub"])
    said = claims.get(settings.oidc_name_claim) or claims.get("preferred_username")
    name = shown_name(str(said or subject)) or "no name"
    return parts.login.cookies.new_session(subject, name, roles, "oidc", parts.clock())


async def _started(
    request: Request, parts: Running, session: Session, next_path: str
) -> Response:
    """A new session; the one there was before is over."""
    before = await run_in_threadpool(session_of, request, parts)
    if before is not None:
        await _ended(parts, before)
    cookies = parts.login.cookies
    response = RedirectResponse(local_path(next_path), status_code=303)
    cookies.start(response, session)
    cookies.forget(response, cookies.attempt)
    return response


async def _first_use(parts: Running, attempt: Attempt) -> bool:
    try:
        return await run_in_threadpool(use_state, parts.store, attempt)
    except SQLAlchemyError as error:
        raise _not_kept("the use of a login", error) from None


async def _ended(parts: Running, session: Session) -> None:
    try:
        await run_in_threadpool(end, parts.store, session)
    except SQLAlchemyError as error:
        raise _not_kept("the end of a session", error) from None


def _not_kept(what: str, error: SQLAlchemyError) -> Refusal:
    LOG.error("%s could not be kept: %s", what, type(error).__qualname__)
    said = f"{what[0].upper()}{what[1:]} could not be kept"
    return Refusal(503, Issue("transient", said, "", "Try again in a minute"))
