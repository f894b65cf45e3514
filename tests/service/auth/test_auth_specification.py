"""The token that the CDS Hooks specification prints, read at its own time."""

import asyncio
import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from made_up_clients import key_set

from engine.service.auth.authentication import Authentication, KnownClient
from engine.service.auth.jwks import read_keys
from engine.service.auth.keys import AgreedKeys
from engine.service.auth.refused import TokenRefused
from engine.service.auth.replay import UsedTokens
from engine.service.auth.trusted_client import TrustedClient
from engine.service.settings import Settings
from engine.store.database import Store

ALLOWED = ("ES384", "RS384")


def in_base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


# The example of CDS Hooks 2.0.1, "JWT Signing Algorithm": header and payload as
# listed there, with the printed signature and the printed public key.
PRINTED_HEADER = {
    "alg": "ES384",
    "typ": "JWT",
    "kid": "example-kid",
    "jku": "https://fhir-ehr.example.com/jwk_uri",
}
PRINTED_CLAIMS = {
    "iss": "https://fhir-ehr.example.com/",
    "aud": "https://cds.example.org/cds-services/some-service",
    "exp": 1422568860,
    "iat": 1311280970,
    "jti": "ee22b021-e1b7-4611-ba5b-8eec6a33ac1e",
    "tenant": "2ddd6c3a-8e9a-44c6-a305-52111ad302a2",
}
PRINTED_KEY = {
    "kty": "EC",
    "use": "sig",
    "crv": "P-384",
    "kid": "example-kid",
    "x": "46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk",
    "y": "XMcRuuoGW7CXjQdy-F5i3FeBE0x9hPLdeFdSoDd3ELmx404tLX0VRRcqzAsPhXcI",
    "alg": "ES384",
}
PRINTED_SIGNATURE = (
    "d1WfLjGRKlcWB94l9do4cM8REXeYJLL6SGUBO8VHZhfM8mwKYP70EMxJ67War4TQ"
    "blEpaQrp11wx5p7oPFm2ETYgCicS84vXWEIYTdjooZdooCSDf2L8-i4awdoUwiEb"
)


def compact(value: dict[str, Any]) -> str:
    return in_base64(json.dumps(value, separators=(",", ":")).encode())


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2014, 5, 13, tzinfo=UTC), "let in"),
        (datetime(2026, 1, 31, tzinfo=UTC), "the token is expired"),
        (datetime(2011, 1, 1, tzinfo=UTC), "iat is in the future"),
    ],
)
def test_t11_the_token_printed_in_the_specification(
    store: Store, now: datetime, expected: str
) -> None:
    client = TrustedClient(
        iss=PRINTED_CLAIMS["iss"],  # type: ignore[arg-type]
        jku=(PRINTED_HEADER["jku"],),
        tenants=(PRINTED_CLAIMS["tenant"],),  # type: ignore[arg-type]
    )
    keys = AgreedKeys(read_keys(key_set(PRINTED_KEY), ALLOWED))
    known = KnownClient(client, {PRINTED_HEADER["jku"]: keys}, None)
    longest = 1422568860 - 1311280970
    settings = Settings(auth_longest_token=longest)
    decides = Authentication(settings, {client.iss: known}, UsedTokens(store))
    token = f"{compact(PRINTED_HEADER)}.{compact(PRINTED_CLAIMS)}.{PRINTED_SIGNATURE}"

    async def ask() -> str:
        try:
            await decides.admit([f"Bearer {token}"], {PRINTED_CLAIMS["aud"]}, now)  # type: ignore[arg-type]
        except TokenRefused as refused:
            return str(refused)
        return "let in"

    assert asyncio.run(ask()) == expected
