"""Bad input gets a 4xx OperationOutcome with what and where; nothing stops."""

from collections.abc import Iterator
from typing import Any

import pytest

CALL = "/cds-services/numbness-red-flags"
JSON = {"Content-Type": "application/json"}
DEEP = b"[" * 10_000 + b"]" * 10_000
BAD_JSON = {
    "empty": b"",
    "blank": b"  \n ",
    "no JSON": b"Mrs Secret-Name",
    "cut off": b'{"resourceType": "Bundle", "id": "Secret-Name',
    "NaN": b'{"resourceType": "Bundle", "id": NaN}',
    "Infinity": b'{"resourceType": -Infinity}',
    "doubled key": b'{"a": 1, "a": 2}',
    "doubled key inside": b'{"a": [{"Secret-Name": 1, "Secret-Name": 2}]}',
    "nested 10,000 deep": DEEP,
    "objects 10,000 deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "not UTF-8": b'{"a": "\xff"}',
    "lone surrogate": b'{"a": "\\ud800"}',
    "two documents": b"{} {}",
    "no FHIR": b'{"hello": "world"}',
    "a number": b"12",
    "null": b"null",
}


@pytest.mark.parametrize("address", ["/evaluate", CALL, f"{CALL}/feedback"])
@pytest.mark.parametrize("name", BAD_JSON)
def test_bad_json_is_400_and_the_process_lives_on(
    client: Any, address: str, name: str
) -> None:
    response = client.post(address, content=BAD_JSON[name], headers=JSON)

    assert (response.status_code, kind(response)) == (400, "OperationOutcome")
    assert "Secret" not in response.text
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("cut off", "line 1, column"),
        ("NaN", "line 1, column 34"),
        ("doubled key inside", "a[0]"),
        ("not UTF-8", "byte 7"),
    ],
)
def test_bad_json_says_where(client: Any, name: str, where: str) -> None:
    response = client.post("/evaluate", content=BAD_JSON[name], headers=JSON)

    assert where in response.json()["issue"][0]["diagnostics"]


@pytest.mark.parametrize("address", ["/evaluate", CALL, f"{CALL}/feedback"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/xml"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_a_wrong_content_type_is_415(
    client: Any, address: str, headers: dict[str, str]
) -> None:
    response = client.post(address, content=b"{}", headers=headers)

    assert (response.status_code, kind(response)) == (415, "OperationOutcome")
    assert "application/json" in response.json()["issue"][0]["diagnostics"]


def test_ndjson_is_for_evaluate_only(client: Any) -> None:
    headers = {"Content-Type": "application/x-ndjson"}

    assert client.post(CALL, content=b"{}", headers=headers).status_code == 415


def test_a_body_of_50_mb_is_413(client: Any) -> None:
    response = client.post("/evaluate", content=b" " * 50_000_000, headers=JSON)

    (issue,) = response.json()["issue"]
    assert (response.status_code, issue["code"]) == (413, "too-long")


def test_a_body_in_chunks_is_cut_off_at_the_limit(client: Any) -> None:
    response = client.post("/evaluate", content=_chunks(), headers=JSON)

    assert (response.status_code, kind(response)) == (413, "OperationOutcome")


def test_a_body_of_exactly_the_limit_is_read(client: Any) -> None:
    body = b'{"resourceType": "Bundle"}'.ljust(1024 * 1024)

    response = client.post("/evaluate", content=body, headers=JSON)

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/rules/urgent/none", 404, "not-found"),
        ("POST", "/cds-services", 405, "not-supported"),
        ("GET", "/evaluate", 405, "not-supported"),
        ("DELETE", CALL, 405, "not-supported"),
        ("GET", "/cds-services/", 404, "not-found"),
    ],
)
def test_a_wrong_address_or_method_is_an_operation_outcome(
    client: Any, method: str, address: str, status: int, code: str
) -> None:
    response = client.request(method, address)

    assert (response.status_code, response.json()["issue"][0]["code"]) == (status, code)


def test_a_405_says_what_is_allowed(client: Any) -> None:
    assert client.get("/evaluate").headers["allow"] == "POST"


def test_a_nesting_that_the_engine_cannot_walk_is_400(client: Any) -> None:
    body = {"resourceType": "Bundle", "id": "nested"}

    assert client.post("/evaluate", json=body).status_code == 400


def kind(response: Any) -> str:
    return str(response.json()["resourceType"])


def _chunks() -> Iterator[bytes]:
    for _ in range(40):
        yield b" " * 64 * 1024


def test_records_without_a_content_type_are_read_as_json(client: Any) -> None:
    response = client.post("/evaluate", content=b'{"resourceType": "Bundle"}')

    assert response.status_code == 200
