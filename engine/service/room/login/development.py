"""The development login: anybody on this machine says who they are."""

from typing import Final

from fastapi import Request

from engine.service.auth.trusted_client import is_loopback
from engine.service.refusal import Issue, Refusal
from engine.service.room.login.roles import ROLES, Role

# What a proxy adds: behind one, every visitor seems to sit at this machine.
_PROXIED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def check_is_here(request: Request) -> None:
    """Refuse (403) a request that may come from another machine.

    The name that was called is looked at too: a foreign page can have its own
    name lead to this machine.
    """
    caller = request.client.host if request.client else ""
    called = request.url.hostname or ""
    is_proxied = any(name in request.headers for name in _PROXIED)
    if is_proxied or not (is_loopback(caller) and is_loopback(called)):
        raise Refusal(403, _ELSEWHERE)


def chosen(name: str, roles: list[str]) -> tuple[str, tuple[Role, ...]]:
    """The name and the roles that were chosen; `Refusal` (400) without them."""
    taken = tuple(role for role in ROLES if role in roles)
    if not name or not taken:
        what = "The development login needs a name and a role"
        raise Refusal(400, Issue("required", what, "name, role", "Give both"))
    return name, taken


_ELSEWHERE: Final = Issue(
    "forbidden",
    "The development login is for this machine alone",
    "",
    "Set PINPRICK_OIDC_ISSUER (docs/room-login.md)",
)
