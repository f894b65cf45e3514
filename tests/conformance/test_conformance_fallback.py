"""The rows about the client's FHIR server, with one on this machine."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from conformance_calls import EMPTY, NUMB_FACE, SERVICE, bundle, call

from engine.evaluation import Engine
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings

TOKEN = "token-of-one-call"
ACCESS = {
    "access_token": TOKEN,
    "token_type": "Bearer",
    "expires_in": 300,
    "scope": "patient/*.read",
    "subject": "pinprick",
}
Asked = list[tuple[str, str]]


class Ehr:
    """A FHIR server that has one condition, and notes what it is asked."""

    def __init__(self) -> None:
        self.asked: Asked = []
        self.base = ""


def _found(path: str) -> dict[str, Any]:
    if "?" not in path:
        return {"resourceType": "Patient", "id": "1"}
    return bundle(NUMB_FACE) if "/Condition?" in path else EMPTY


@pytest.fixture
def ehr() -> Iterator[Ehr]:
    made = Ehr()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, self.headers.get("Authorization", "")))
            body = json.dumps(_found(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture
def answered(
    ehr: Ehr, settings: Settings, engine: Engine, client: Any
) -> Callable[..., Any]:
    """The answer to a call without prefetch, with these members besides."""

    @contextmanager
    def service(origin: str) -> Iterator[Any]:
        listed = {"fhir_loopback": True, "fhir_origins": origin}
        own = Settings.model_validate(settings.model_dump() | listed)
        clock = client.app.state.running.clock
        answering = Answering(engine, own.base_url)
        answering.warm_up()  # or the first call waits for the reader of texts
        app = create_app(own, engine.rulebook, answering, clock)
        with type(client)(app, raise_server_exceptions=False) as running:
            yield running

    def answer(origin: str = "", **members: Any) -> Any:
        body = {k: v for k, v in call().items() if k != "prefetch"} | members
        with service(origin or ehr.base) as running:
            return running.post(SERVICE, json=body)

    return answer


def test_a1_p6_missing_keys_are_fetched_with_the_token_of_the_call(
    ehr: Ehr, answered: Callable[..., Any]
) -> None:
    response = answered(fhirServer=f"{ehr.base}/fhir", fhirAuthorization=ACCESS)

    assert response.status_code == 200, response.text
    (card,) = response.json()["cards"]
    assert card["indicator"] == "critical"
    assert {token for _, token in ehr.asked} == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("missing", ["fhirServer", "fhirAuthorization"])
def test_a1_a_server_is_asked_only_with_both_members(
    ehr: Ehr, answered: Callable[..., Any], missing: str
) -> None:
    both = {"fhirServer": f"{ehr.base}/fhir", "fhirAuthorization": ACCESS}

    response = answered(**{k: v for k, v in both.items() if k != missing})

    assert (response.status_code, ehr.asked) == (412, [])


@pytest.mark.parametrize(
    "server",
    [
        "http://ehr.example/fhir",
        "http://127.0.0.1:1/fhir",
        "https://127.0.0.1/fhir",
        "ftp://127.0.0.1/fhir",
        "not a url",
    ],
)
def test_r2_a_server_that_is_not_listed_is_never_asked(
    ehr: Ehr, answered: Callable[..., Any], server: str
) -> None:
    response = answered(fhirServer=server, fhirAuthorization=ACCESS)

    assert (response.status_code, ehr.asked) == (412, [])


def test_r2_a_server_that_would_answer_is_not_asked_unless_it_is_listed(
    ehr: Ehr, answered: Callable[..., Any]
) -> None:
    both = {"fhirServer": f"{ehr.base}/fhir", "fhirAuthorization": ACCESS}

    response = answered("http://127.0.0.1:1", **both)

    assert (response.status_code, ehr.asked) == (412, [])


def test_r2_an_origin_that_is_not_https_cannot_be_listed(settings: Settings) -> None:
    given = settings.model_dump() | {"fhir_origins": "http://ehr.example"}

    with pytest.raises(ValueError, match="https"):
        Settings.model_validate(given)
