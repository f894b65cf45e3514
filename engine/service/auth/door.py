"""The door of the service: who is let in, and what the others are told."""

import logging
from collections.abc import Callable
from datetime import datetime

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError

from engine.service.auth.authentication import Authentication, authentication
from engine.service.auth.keys import Notices
from engine.service.auth.lacking import Remarks
from engine.service.auth.refused import TokenRefused
from engine.service.contract import Anybody, Authenticator, Caller
from engine.service.fault_words import USE_NOT_KEPT
from engine.service.observe.seen import seen
from engine.service.refusal import Issue, Refusal
from engine.service.settings import Settings
from engine.store.database import Store

LOG = logging.getLogger("pinprick.service")
_DISCOVERY = "/cds-services"
_EVALUATE = "/evaluate"
_FEEDBACK = "/feedback"


class TokenDoor:
    """The `Authenticator` that asks for the token of a CDS Client."""

    def __init__(
        self,
        settings: Settings,
        decides: Authentication,
        notices: Notices,
        clock: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._decides = decides
        self._notices = notices
        self._clock = clock

    async def authenticate(self, request: Request) -> Caller:
        """The caller, known by the issuer of the token.

        Raises `Refusal`: 401 with the same words for every reason, or 503
        where the store cannot tell whether the token was used before.
        """
        path = request.scope["path"]
        if is_open(path, self._settings):
            return Caller()
        try:
            return await self._admitted(request, audiences_of(path, self._settings))
        except TokenRefused as refused:
            LOG.warning("a call was refused: %s", refused)
            raise unauthenticated() from None

    async def _admitted(self, request: Request, audiences: frozenset[str]) -> Caller:
        sent = request.headers.getlist("authorization")
        try:
            issuer = await self._decides.admit(sent, audiences, self._clock())
        except SQLAlchemyError as error:
            LOG.error("%s: %s", USE_NOT_KEPT, type(error).__qualname__)
            self._notices.degrade(USE_NOT_KEPT)
            what = "The call cannot be authenticated now"
            raise Refusal(503, Issue("transient", what, "", "Send it again")) from None
        self._notices.recover(USE_NOT_KEPT)
        seen().client = issuer
        return Caller(issuer)


def door(
    settings: Settings, store: Store, remarks: Remarks, clock: Callable[[], datetime]
) -> Authenticator:
    """Who is let in by the settings: anybody where no client is named.

    `engine.service.auth.exposure.check_exposure` is asked before. Raises
    `engine.service.auth.keys.KeysFileError` for unusable agreed keys.
    """
    if not settings.auth_clients:
        return Anybody()
    decides = authentication(settings, store, remarks)
    return TokenDoor(settings, decides, remarks, clock)


def unauthenticated() -> Refusal:
    """The 401; a reason in it would tell an attacker what to change."""
    return Refusal(
        401,
        Issue("login", "The call is not authenticated"),
        headers={"WWW-Authenticate": "Bearer"},
    )


def is_open(path: str, settings: Settings) -> bool:
    """Whether a setting lets everybody call the address."""
    if path == _DISCOVERY:
        return not settings.auth_discovery
    return path == _EVALUATE and not settings.auth_evaluate


def audiences_of(path: str, settings: Settings) -> frozenset[str]:
    """What `aud` may be in a call of this address.

    CDS Hooks 2.0.1: the URL of the endpoint that is invoked. Feedback is an
    address below the service's, and clients sign either.
    """
    paths = {path, path.removesuffix(_FEEDBACK)}
    own = {settings.base_url + one for one in paths}
    return frozenset(own | set(settings.auth_audiences))
