"""No word of a record, id, token, query or header is in logs, numbers or spans.

Every text that a client can send holds a marker, on every path that answers or
fails; then all that was written is searched for it.
"""

import asyncio
import gc
import json
import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import create_engine, text
from watched import CALL, Said, bundle, hook_call, logs_kept, numb_face, served

from engine.evaluation import Engine
from engine.service.auth.trusted_client import TrustedClient
from engine.service.fhir_server.origins import listed_origin

MARK = "Zqxmarker"


def marked(value: Any) -> Any:
    """The value, its every text and key of a value marked, dates apart."""
    if isinstance(value, dict):
        kept = ("resourceType", "type", "hook", "reference")
        return {
            key: one if key in kept or "Date" in key else marked(one)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [marked(one) for one in value]
    return f"{value} {MARK}" if isinstance(value, str) else value


PERSON = {
    "resourceType": "Patient",
    "id": f"{MARK}-1",
    "name": [{"family": MARK, "given": [MARK]}],
    "telecom": [{"system": MARK, "value": MARK}],
    "birthDate": f"19{MARK}",
    MARK: MARK,
}
OBSERVED = {
    "resourceType": "Observation",
    "id": f"{MARK}-2",
    "status": MARK,
    "code": {"coding": [{"system": MARK, "code": MARK, "display": MARK}]},
    "subject": {"reference": f"Patient/{MARK}-1"},
    "valueQuantity": {"value": MARK, "unit": MARK, "code": MARK},
    "effectiveDateTime": MARK,
    "note": [{"text": f"numb left hand {MARK}"}],
    "extension": [{"url": MARK, "valueString": MARK}],
}
FACE = marked(numb_face(note=[{"text": "says the face is numb"}]))
OF_ANOTHER = numb_face(subject={"reference": f"Patient/{MARK}-9"}, id=f"{MARK}-3")
HEADERS = {
    "User-Agent": MARK,
    "Cookie": f"{MARK}={MARK}",
    "X-Request-ID": MARK,
    "traceparent": f"00-{MARK}-{MARK}-01",
    "Referer": f"https://{MARK}.example/{MARK}",
    "X-Forwarded-For": MARK,
    "baggage": f"patient={MARK}",
    "Content-Type": "application/json",
}


def marked_call(*conditions: Any, **more: Any) -> dict[str, Any]:
    call = hook_call(*conditions, hookInstance=MARK, fhirServer=f"https://{MARK}/fhir")
    call["context"] = {"userId": f"Practitioner/{MARK}", "patientId": f"{MARK}-1"}
    call["fhirAuthorization"] = {"access_token": MARK, "token_type": MARK}
    call["prefetch"]["observations"] = bundle(OBSERVED)
    call["prefetch"]["patient"] = PERSON
    return call | more


def at_the_client(client: Any) -> None:
    """Every address with good, odd and broken requests."""
    face = {**FACE, "subject": {"reference": f"Patient/{MARK}-1"}}
    bodies = [
        marked_call(face),
        marked_call(OF_ANOTHER),
        marked_call(face, hook=MARK, context=MARK),
        marked_call(face, prefetch={MARK: MARK, "conditions": [MARK]}),
        {MARK: {MARK: MARK}},
        [MARK],
        MARK,
    ]
    query = f"?patient={MARK}-1&{MARK}={MARK}"
    for body in bodies:
        client.post(CALL + query, json=body, headers=HEADERS)
        client.post(f"/evaluate{query}&validate=true", json=body, headers=HEADERS)
        client.post(f"{CALL}/feedback{query}", json=body, headers=HEADERS)
    for resources in (bundle(PERSON, face, OBSERVED), [OBSERVED, {MARK: MARK}]):
        client.post(f"/evaluate{query}&validate=true", json=resources)
    raw = [b'{"a": "' + MARK.encode(), b"[" * 9000, MARK.encode(), b"\xff" + b"Zq"]
    raw += [b'{"id": "%s", "id": "%s"}' % (MARK.encode(), MARK.encode())]
    large = json.dumps({"text": MARK * 8_000}).encode()
    client.post("/evaluate" + query, content=large, headers=HEADERS)
    for body in raw:
        for path in (CALL, "/evaluate", f"{CALL}/feedback", "/try", "/try/answer"):
            client.post(path + query, content=body, headers=HEADERS)
            named = {**HEADERS, "Content-Type": f"text/{MARK}"}
            client.post(path + query, content=body, headers=named)
    ndjson = {**HEADERS, "Content-Type": "application/x-ndjson"}
    client.post("/evaluate", content=f"{json.dumps(face)}\n{MARK}\n", headers=ndjson)
    client.post(f"/evaluate?now={MARK}", json=face)
    at_the_room(client, query)


def at_the_room(client: Any, query: str) -> None:
    entry = {"card": MARK, "outcome": MARK, "overrideReason": {"userComment": MARK}}
    good = {"card": MARK, "outcome": "overridden", "outcomeTimestamp": "2026-01-31T12Z"}
    good |= {"overrideReason": {"userComment": MARK, "reason": {"code": MARK}}}
    client.post(f"{CALL}/feedback", json={"feedback": [entry]})
    client.post(f"{CALL}/feedback", json={"feedback": [good]})
    own = {"Sec-Fetch-Site": "same-origin"}
    form = {"records": json.dumps(FACE), "patient": MARK, "now": MARK, "rule": MARK}
    client.post("/try" + query, data=form, headers=own)
    client.post("/try/answer", json={**form, "now": ""}, headers=own)
    client.post("/try/answer", json={"given": [{"finding": MARK}]}, headers=own)
    file = {"file": (f"{MARK}.zip", MARK.encode(), f"text/{MARK}")}
    for path in ("/compare/check", "/compare/start", "/try", f"/compare/{MARK}"):
        client.post(path, files=file, headers=own)
    for path in (f"/rules/{MARK}", f"/{MARK}", f"/compare/{MARK}"):
        client.get(path + query, headers={**HEADERS, "Accept": "text/html"})
    for path in ("/login", "/login/callback", "/numbers", f"/cds-services/{MARK}"):
        client.get(f"{path}{query}&state={MARK}&code={MARK}&q={MARK}", headers=HEADERS)
    client.request(MARK, f"/rules/{MARK}", headers=HEADERS)
    client.options(CALL, headers={**HEADERS, "Origin": f"https://{MARK}.example"})


def with_tokens(client: Any) -> None:
    """Tokens that are none, wrong, of a stranger, and of a known client."""
    key = ec.generate_private_key(ec.SECP384R1())
    heads = [{"kid": MARK, "jku": f"https://{MARK}.example"}, {"kid": MARK}]
    for issuer in (MARK, "https://ehr.example"):
        for head in heads:
            claims = {"iss": issuer, "sub": MARK, "aud": MARK, "jti": MARK, "exp": 1}
            good = claims | {"aud": f"http://127.0.0.1:8080{CALL}", "exp": 1769860920}
            for sent in (claims, good | {"iat": 1769860800}):
                token = jwt.encode(sent, key, "ES384", head)
                bearer = {"Authorization": f"Bearer {token}"}
                client.post(CALL, json=marked_call(FACE), headers=HEADERS | bearer)
    for broken in (MARK, f"Bearer {MARK}", f"Bearer {MARK}.{MARK}.{MARK}", "Basic Zq"):
        client.post(CALL, json=marked_call(FACE), headers={"Authorization": broken})


def from_a_fhir_server(client: Any, base: str) -> None:
    """What the server answers: errors, no FHIR, redirects, all of it marked."""
    for path in ("500", "401", "text", "moved", "closed", "outcome"):
        call = marked_call(FACE)
        call["fhirServer"] = f"{base}/{path}-{MARK}"
        token = {"access_token": MARK, "token_type": "Bearer", "expires_in": 300}
        call["fhirAuthorization"] = token | {"scope": MARK, "subject": MARK}
        call["prefetch"] = {}
        client.post(CALL, json=call, headers=HEADERS)


class Answers(BaseHTTPRequestHandler):
    """A FHIR server that fails in the way its path says."""

    def do_GET(self) -> None:
        way = self.path.split("/")[1].split("-")[0]
        if way == "closed":
            self.connection.close()
            return
        body = f"{MARK} {{".encode()
        if way == "outcome":
            issue = [{"diagnostics": MARK, "severity": MARK, "code": MARK}]
            body = json.dumps({"resourceType": "OperationOutcome", "issue": issue})
            body = body.encode()
        self.send_response(
            int(way) if way.isdigit() else 302 if way == "moved" else 200
        )
        self.send_header("Location", f"https://{MARK}.example")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture(scope="module")
def fhir() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def without_tables(folder: Path, client: Any) -> None:
    """A database whose tables are gone while the service runs."""
    with create_engine(f"sqlite:///{folder / 'watched.sqlite'}").begin() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for (name,) in connection.execute(text(query)).all():
            if not name.startswith("sqlite_"):
                connection.execute(text(f'DROP TABLE "{name}"'))
    at_the_client(client)


class Breaking:
    """An engine that fails in the middle, quoting what it was asked about."""

    def __init__(self, engine: Engine) -> None:
        self.rulebook = engine.rulebook

    def evaluate_prefetch(self, *asked: Any) -> Any:
        raise ValueError(f"{MARK} {asked!r}")

    def evaluate_body(self, *asked: Any) -> Any:
        try:
            raise KeyError(f"{MARK} {asked!r}")
        except KeyError as error:
            raise RuntimeError(MARK) from error


def clause_that_breaks(*_: Any) -> Any:
    raise ValueError(MARK)


def in_libraries() -> None:
    """What libraries and Python say by themselves, in words of a record."""
    for name in ("httpx", "uvicorn.error", "sqlalchemy.engine", "asyncio"):
        logging.getLogger(name).warning("GET https://x/Patient?name=%s", MARK)
        try:
            raise ValueError(MARK)
        except ValueError:
            logging.getLogger(name).exception(MARK)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(MARK, stacklevel=1)
    thread = threading.Thread(target=clause_that_breaks, args=(MARK,), name=MARK)
    thread.start()
    thread.join()

    async def forget() -> None:
        async def fail() -> None:
            raise ValueError(MARK)

        task = asyncio.create_task(fail())
        await asyncio.sleep(0)
        del task
        gc.collect()

    asyncio.run(forget())

    class Dying:
        def __del__(self) -> None:
            raise ValueError(MARK)

    Dying()
    logging.getLogger("pinprick.service").error("%d", MARK)


def everything(
    tmp_path_factory: pytest.TempPathFactory, engine: Engine, fhir: str
) -> dict[str, str]:
    """All that was written on all paths, by where it stands."""
    said, numbers, events = Said(), [], []
    client_of: Callable[..., Any] = served

    def folder() -> Path:
        return tmp_path_factory.mktemp("marked")

    with logs_kept(said):
        kept = folder()
        first = {"audit_dir": kept, "max_body_bytes": 64 * 1024}
        with client_of(kept, engine, said, **first) as client:
            at_the_client(client)
            client.get(f"/?q={MARK}", headers=HEADERS)
            numbers.append(client.get("/metrics").text)
            events += [file.read_text() for file in kept.glob("*.ndjson")]
        known = TrustedClient(iss="https://ehr.example", jku=(f"{fhir}/text-{MARK}",))
        with client_of(folder(), engine, said, auth_clients=(known,)) as client:
            with_tokens(client)
            numbers.append(client.get("/metrics").text)
        listed = {"fhir_loopback": True, "fhir_origins": (listed_origin(fhir),)}
        with client_of(folder(), engine, said, **listed) as client:
            from_a_fhir_server(client, fhir)
            numbers.append(client.get("/metrics").text)
        lost = folder()
        with client_of(lost, engine, said) as client:
            without_tables(lost, client)
            numbers.append(client.get("/metrics").text)
        with client_of(folder(), Breaking(engine), said) as client:
            at_the_client(client)
            numbers.append(client.get("/metrics").text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("engine.decide.ask._ask", clause_that_breaks)
            with client_of(folder(), engine, said) as client:
                client.post(CALL, json=marked_call(FACE), headers=HEADERS)
                numbers.append(client.get("/metrics").text)
        in_libraries()
    return {
        "json": said.json.getvalue(),
        "console": said.console.getvalue(),
        "raw": said.raw.getvalue(),
        "spans": said.spans_as_text(),
        "numbers": "\n".join(numbers),
        "audit": "\n".join(events),
    }


def test_nothing_that_was_sent_is_written(
    tmp_path_factory: pytest.TempPathFactory, engine: Engine, fhir: str
) -> None:
    """One test of several claims: what is searched takes a while to come about."""
    written = everything(tmp_path_factory, engine, fhir)

    _every_kind_of_path_was_taken(written)
    # What is searched for was there to be found: an ordinary log would have it.
    assert written["raw"].count(MARK) > 10
    for where in ("json", "console", "spans", "numbers", "audit"):
        lines = written[where].splitlines()
        assert lines, where
        assert [one for one in lines if MARK[:6] in one] == [], where


def _every_kind_of_path_was_taken(written: dict[str, str]) -> None:
    # No line is split by a line break that was sent.
    lines = [json.loads(line) for line in written["json"].splitlines()]
    asked = [one for one in lines if one["logger"] == "pinprick.request"]
    statuses = {one["status"] for one in asked}
    assert statuses >= {200, 400, 401, 404, 412, 413, 415, 500, 503}
    for told in ("fires", "problems", "fetches"):
        assert any(one.get(told) for one in asked), told
    events = " ".join(one["event"] for one in lines)
    for said in (
        "signing keys from",
        "were not kept",
        "a call was refused",
        "a clause failed",
        "OperationalError",
        "ValueError",
        "an exception was not caught",
    ):
        assert said in events, said


def test_an_exception_is_found_again_by_the_id_of_its_answer(
    tmp_path: Path, engine: Engine
) -> None:
    said, breaking = Said(), Breaking(engine)

    with logs_kept(said), served(tmp_path, breaking) as client:
        answer = client.post(CALL, json=hook_call(numb_face()))

    number = answer.headers["x-request-id"]
    lines = [json.loads(line) for line in said.json.getvalue().splitlines()]
    mine = [one for one in lines if number in str(one)]
    assert answer.json()["id"] == number
    assert {one["logger"] for one in mine} == {"pinprick.service", "pinprick.request"}
