"""A session: a signed cookie that says who signed in, until when.

Nothing is kept here but which sessions were ended: their numbers stand in the
table of used tokens until they would have ended by themselves, so that a copy
of the cookie is worth nothing after its owner has signed out.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Final, Literal, TypeVar

from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from engine.service.room.login.roles import Role
from engine.store.database import Store
from engine.store.jti import is_first_use, was_used

ATTEMPT_LASTS: Final = timedelta(minutes=10)
_ENDED: Final = "pinprick session"
_STATES: Final = "pinprick login state"


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in. ``ends_at`` counts seconds from 1970.

    ``csrf`` stands in every form that changes something: a page of somebody
    else can make a browser send the cookie, but cannot read this.
    """

    number: str
    subject: str
    name: str
    roles: tuple[Role, ...]
    how: Literal["oidc", "development"]
    csrf: str
    ends_at: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """A login that has begun: what has to come back from the provider.

    ``next_path`` is the page from which it began.
    """

    state: str
    nonce: str
    verifier: str
    next_path: str
    ends_at: int

    @classmethod
    def new(cls, next_path: str, now: datetime) -> "Attempt":
        """A login that begins now."""
        ends = int((now + ATTEMPT_LASTS).timestamp())
        # RFC 7636: a verifier has 43 characters at least, which are 32 bytes.
        drawn = (token_urlsafe(32), token_urlsafe(32), token_urlsafe(48))
        return cls(*drawn, next_path, ends)


class Cookies:
    """The cookies of the room: written, read, and forgotten.

    ``is_secure`` where browsers reach the service over https: the cookies then
    have the name prefix `__Host-`, with which no other host can plant one.
    """

    def __init__(self, key: bytes, lasts: timedelta, *, is_secure: bool) -> None:
        self._key, self._lasts, self._is_secure = key, lasts, is_secure

    @property
    def session(self) -> str:
        """The name of the cookie of a session."""
        return self._named("pinprick-session")

    @property
    def attempt(self) -> str:
        """The name of the cookie of a login that has begun."""
        return self._named("pinprick-login")

    def start(self, response: Response, session: Session) -> None:
        """Give a browser the session."""
        self._set(response, self.session, asdict(session), self._lasts)

    def begin(self, response: Response, attempt: Attempt) -> None:
        """Give a browser what its login has to come back with."""
        self._set(response, self.attempt, asdict(attempt), ATTEMPT_LASTS)

    def forget(self, response: Response, name: str) -> None:
        """Have a browser forget a cookie."""
        response.delete_cookie(name, path="/", secure=self._is_secure, httponly=True)

    def session_in(self, sent: Mapping[str, str], now: datetime) -> Session | None:
        """The session of a request, None without one that holds."""
        return _current(_SESSION, self._read(self.session, sent), now)

    def attempt_in(self, sent: Mapping[str, str], now: datetime) -> Attempt | None:
        """The login that a browser has begun, None without one that holds."""
        return _current(_ATTEMPT, self._read(self.attempt, sent), now)

    def new_session(
        self,
        subject: str,
        name: str,
        roles: tuple[Role, ...],
        how: Literal["oidc", "development"],
        now: datetime,
    ) -> Session:
        """A session that begins now, with a number nobody has seen."""
        ends = int((now + self._lasts).timestamp())
        number, csrf = token_urlsafe(32), token_urlsafe(32)
        return Session(number, subject, name, roles, how, csrf, ends)

    def _named(self, name: str) -> str:
        return f"__Host-{name}" if self._is_secure else name

    def _set(
        self, response: Response, name: str, value: object, lasts: timedelta
    ) -> None:
        response.set_cookie(
            name,
            self._signer(name).dumps(value),
            max_age=int(lasts.total_seconds()),
            path="/",
            secure=self._is_secure,
            httponly=True,
            samesite="lax",
        )

    def _read(self, name: str, sent: Mapping[str, str]) -> object:
        try:
            return self._signer(name).loads(sent.get(name, ""))
        except BadSignature:  # also what cannot be decoded
            return None

    def _signer(self, name: str) -> URLSafeSerializer:
        # The name is the salt: one cookie can never be passed off as the other.
        how = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        return URLSafeSerializer(self._key, salt=name, signer_kwargs=how)


_SESSION: Final = TypeAdapter(Session)
_ATTEMPT: Final = TypeAdapter(Attempt)
_Kind = TypeVar("_Kind", Session, Attempt)


def _current(kind: TypeAdapter[_Kind], value: object, now: datetime) -> _Kind | None:
    if value is None:
        return None
    try:
        found = kind.validate_python(value)
    except ValidationError:  # signed by another release
        return None
    return found if found.ends_at > now.timestamp() else None


def end(store: Store, session: Session) -> None:
    """Have a session be over for everybody who has its cookie."""
    is_first_use(store, _ENDED, session.number, _moment(session.ends_at))


def has_ended(store: Store, session: Session) -> bool:
    """Whether a session was ended before its time."""
    return was_used(store, _ENDED, session.number)


def use_state(store: Store, attempt: Attempt) -> bool:
    """Whether what a provider sent back was not there before."""
    return is_first_use(store, _STATES, attempt.state, _moment(attempt.ends_at))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
