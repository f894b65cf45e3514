"""The rows about who may call: a client whose keys were agreed beforehand."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import pytest
from conformance_calls import SERVICE, call, feedback
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from engine.evaluation import Engine
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.auth.exposure import ExposureError, check_exposure
from engine.service.auth.trusted_client import TrustedClient
from engine.service.settings import Settings, SettingsError, read_settings

ISSUER = "https://ehr.example"
CURVE = ec.generate_private_key(ec.SECP384R1())
STRANGER = ec.generate_private_key(ec.SECP384R1())
RSA = rsa.generate_private_key(65537, 2048)
BARE = {"resourceType": "OperationOutcome"}
Send = Callable[..., Any]


@dataclass
class Clinic:
    """A CDS Client that signs a token for each of its calls."""

    seconds: int
    base: str
    number: int = 0

    def token(
        self,
        *,
        key: Any = CURVE,
        alg: str = "ES384",
        header: dict[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """A token as it should be, but for what is given; None is left out."""
        self.number += 1
        usual = {"iss": ISSUER, "aud": self.base + SERVICE, "jti": str(self.number)}
        times = {"iat": self.seconds - 5, "exp": self.seconds + 300}
        said = {k: v for k, v in (usual | times | claims).items() if v is not None}
        named = {"kid": alg, "typ": "JWT"} | (header or {})
        sent = {k: v for k, v in named.items() if v is not None}
        return jwt.encode(said, key, alg, sent)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    curve = ECAlgorithm.to_jwk(CURVE.public_key(), as_dict=True) | {"kid": "ES384"}
    rsa_key = RSAAlgorithm.to_jwk(RSA.public_key(), as_dict=True) | {"kid": "RS384"}
    file = tmp_path_factory.mktemp("keys") / "agreed.json"
    file.write_text(json.dumps({"keys": [curve, rsa_key]}))
    return file


@pytest.fixture(scope="module")
def guarded(settings: Settings, engine: Engine, keys: Path, client: Any) -> Any:
    """The service that asks for tokens."""
    known = TrustedClient(iss=ISSUER, keys_file=keys, tenants=("ward-7",))
    clock = client.app.state.running.clock
    asking = settings.model_copy(update={"auth_clients": (known,)})
    answering = Answering(engine, asking.base_url)
    app = create_app(asking, engine.rulebook, answering, clock)
    with type(client)(app, raise_server_exceptions=False) as running:
        yield running


@pytest.fixture
def clinic(guarded: Any) -> Clinic:
    running = guarded.app.state.running
    return Clinic(int(running.clock().timestamp()), running.settings.base_url)


@pytest.fixture
def send(guarded: Any, clinic: Clinic) -> Iterator[Send]:
    """Sends a call with a token; a token is used once, so numbers go on."""
    clinic.number = guarded.app.state.__dict__.setdefault("sent", 0)

    def sent(token: str | None = None, **claims: Any) -> Any:
        bearer = token or clinic.token(**({"tenant": "ward-7"} | claims))
        headers = {"Authorization": f"Bearer {bearer}"}
        return guarded.post(SERVICE, json=call(), headers=headers)

    yield sent
    guarded.app.state.__dict__["sent"] = clinic.number


def test_t2_a_service_for_other_machines_asks_for_tokens(settings: Settings) -> None:
    with pytest.raises(ExposureError, match="PINPRICK_AUTH_CLIENTS"):
        check_exposure(settings.model_copy(update={"host": "0.0.0.0"}))


def test_t2_t3_a_call_without_a_token_is_401_everywhere(guarded: Any) -> None:
    answers = [
        guarded.post(SERVICE, json=call()),
        guarded.post(f"{SERVICE}/feedback", json=feedback()),
        guarded.post("/evaluate", json=call()),
    ]

    assert [one.status_code for one in answers] == [401, 401, 401]


def test_t7_t10_keys_that_were_agreed_verify_both_recommended_algorithms(
    send: Send,
) -> None:
    answers = send(), send(key=RSA, alg="RS384")

    assert [one.status_code for one in answers] == [200, 200]


@pytest.mark.parametrize("wrong", [{"kid": "other"}, {"kid": None}, {"typ": "JOSE"}])
def test_t4_a_header_without_its_members_is_401(
    send: Send, wrong: dict[str, Any]
) -> None:
    assert send(header=wrong).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": None},
        {"iss": "https://other.example"},
        {"aud": None},
        {"aud": "https://other.example/cds-services/numbness-red-flags"},
        {"aud": ["https://other.example"]},
        {"exp": None},
        {"exp": 1},
        {"iat": None},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"jti": None},
        {"jti": ""},
        {"tenant": "ward-8"},
    ],
    ids=str,
)
def test_t5_a_claim_that_is_missing_or_wrong_is_401(
    send: Send, wrong: dict[str, Any]
) -> None:
    assert send(**wrong).status_code == 401


def test_t5_the_audience_may_be_a_list_that_has_the_address(
    send: Send, clinic: Clinic
) -> None:
    audiences = ["https://other.example", clinic.base + SERVICE]

    assert send(aud=audiences).status_code == 200


def test_t6_neither_none_nor_a_symmetric_algorithm_is_let_in(send: Send) -> None:
    public = "a shared secret that is long enough for HS384, at the very least"
    made = [send(key=None, alg="none"), send(key=public, alg="HS384")]

    assert [one.status_code for one in made] == [401, 401]


@pytest.mark.parametrize("algorithm", ["none", "HS256", "HS384", "HS512"])
def test_t6_no_setting_allows_them(
    monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    monkeypatch.setenv("PINPRICK_AUTH_ALGORITHMS", algorithm)

    with pytest.raises(SettingsError, match="AUTH_ALGORITHMS"):
        read_settings()


def test_t8_a_jku_that_is_not_on_the_list_is_401(send: Send) -> None:
    # It would be fetched from this port, where nobody listens, if it were asked.
    jku = {"jku": "https://127.0.0.1:1/jwks.json"}

    assert send(header=jku).status_code == 401


def test_t9_a_refusal_tells_nothing(send: Send, clinic: Clinic) -> None:
    refused = [send(key=STRANGER), send(exp=1), send(iss="https://other.example")]

    # The id is that of the request, so that its line in the log can be found.
    bodies = [{**one.json(), "id": ""} for one in refused]
    told = {
        (one.status_code, str(body)) for one, body in zip(refused, bodies, strict=True)
    }
    assert len(told) == 1
    assert refused[0].headers["www-authenticate"] == "Bearer"
    assert BARE.items() <= refused[0].json().items()


def test_t9_a_token_counts_once(send: Send, clinic: Clinic) -> None:
    token = clinic.token(tenant="ward-7")

    first, again = send(token), send(token)

    assert (first.status_code, again.status_code) == (200, 401)
