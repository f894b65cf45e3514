"""`fhirServer` and `fhirAuthorization` of a call, if they may be used."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx

from engine.fhir.fields import Element
from engine.service.fhir_server.not_fetched import (
    BAD_SERVER,
    BAD_TOKEN,
    EXPIRED,
    NOT_LISTED,
    OTHER_ORIGIN,
    OTHER_PATIENT,
    SWITCHED_OFF,
    NotFetched,
    NotOffered,
)
from engine.service.fhir_server.origins import Origin, origin_of
from engine.service.fhir_server.policy import Policy

# RFC 3986, section 2: Tomcat answers 400 to "|", which token searches need.
_LEGAL = "%:/?#[]@!$&'()*+,;=-._~"
_B64TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{1,16384}=*")  # RFC 6750, section 2.1


@dataclass(frozen=True, slots=True)
class Access:
    """The base URL of a FHIR server with a slash at its end, and the token.

    The token is for the origin of the base URL and for one call.
    """

    base: httpx.URL
    origin: Origin
    token: str = field(repr=False)

    def url(self, relative: str) -> httpx.URL:
        """A query or a next link as a URL of this server, else `NotFetched`."""
        try:
            url = self.base.join(quote(relative, safe=_LEGAL)).copy_with(fragment=None)
        except httpx.InvalidURL:
            raise NotFetched(OTHER_ORIGIN) from None
        if origin_of(url) != self.origin or url.userinfo:
            raise NotFetched(OTHER_ORIGIN)
        return url


def is_offered(request: Element) -> bool:
    """Whether a request came with both a FHIR server and access to it.

    CDS Hooks 2.0.1: only then may it be used.
    """
    return bool(request.get("fhirServer") and request.get("fhirAuthorization"))


def access_of(request: Element, policy: Policy) -> Access:
    """What a CDS Hooks request gives access to; `NotOffered` if to nothing."""
    if policy.is_off:
        raise NotOffered(SWITCHED_OFF)
    base, origin = _base(request.get("fhirServer"))
    if origin not in policy.origins:
        raise NotOffered(NOT_LISTED)
    token = _token(request.get("fhirAuthorization"), _patient(request))
    return Access(base, origin, token)


def _base(server: object) -> tuple[httpx.URL, Origin]:
    try:
        url = httpx.URL(server if isinstance(server, str) else "")
    except httpx.InvalidURL:
        raise NotOffered(BAD_SERVER) from None
    origin = origin_of(url)
    if origin is None or url.userinfo or url.query or url.fragment:
        raise NotOffered(BAD_SERVER)
    return url.copy_with(path=url.path.rstrip("/") + "/"), origin


def _token(authorization: object, patient: str) -> str:
    given = authorization if isinstance(authorization, dict) else {}
    kind, token = given.get("token_type"), given.get("access_token")
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise NotOffered(BAD_TOKEN)
    if not isinstance(token, str) or not _B64TOKEN.fullmatch(token):
        raise NotOffered(BAD_TOKEN)
    _check_lifetime(given.get("expires_in"))
    if given.get("patient") and _bare(given["patient"]) != patient:
        raise NotOffered(OTHER_PATIENT)
    return token


def _check_lifetime(seconds: object) -> None:
    # Missing or no number: the server itself knows, and says 401.
    if isinstance(seconds, int | float) and seconds <= 0:
        raise NotOffered(EXPIRED)


def _patient(request: Element) -> str:
    context = request.get("context")
    return _bare(context.get("patientId")) if isinstance(context, dict) else ""


def _bare(patient: object) -> str:
    return str(patient).strip().rpartition("/")[2]
