"""One client without keys is a remark; only without any client a reason."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_up_clients import CALL, ISSUER, KeyServer, Notes, Signer, bearing

from engine.service.auth.lacking import NO_CLIENT, keys_of_clients
from engine.service.auth.trusted_client import TrustedClient

Make = Callable[..., Any]
JKU = "https://ehr.example/jwks.json"
FIRST, SECOND, OTHER = (
    f"no signing keys from auth_clients[{client}].jku[{jku}]"
    for client, jku in ((0, 0), (0, 1), (1, 0))
)
TWO_SOURCES = TrustedClient(iss="one", jku=(JKU, JKU + "?2"))
ONE_SOURCE = TrustedClient(iss="two", jku=(JKU,))
WITH_A_FILE = TrustedClient(iss="three", jku=(JKU,), keys_file=Path("keys.json"))


def said(*clients: TrustedClient, lacking: tuple[str, ...]) -> Notes:
    """What readiness is told when these sources lack keys."""
    notes = Notes()
    keys = keys_of_clients(clients, notes)
    for source in lacking:
        keys.degrade(source)
    return notes


def test_one_source_of_a_client_is_a_remark() -> None:
    notes = said(TWO_SOURCES, lacking=(FIRST,))

    assert (notes.reasons, notes.remarks) == ([], [FIRST])


def test_one_client_of_two_is_a_remark() -> None:
    notes = said(TWO_SOURCES, ONE_SOURCE, lacking=(FIRST, SECOND))

    assert (notes.reasons, notes.remarks) == ([], [FIRST, SECOND])


def test_no_client_with_keys_is_a_reason() -> None:
    notes = said(TWO_SOURCES, ONE_SOURCE, lacking=(FIRST, SECOND, OTHER))

    assert notes.reasons == [NO_CLIENT]


def test_a_client_with_a_file_of_keys_always_has_some() -> None:
    notes = said(ONE_SOURCE, WITH_A_FILE, lacking=(FIRST, OTHER))

    assert notes.reasons == []


def test_a_source_that_comes_back_takes_its_words_back() -> None:
    notes = Notes()
    keys = keys_of_clients([ONE_SOURCE], notes)
    keys.degrade(FIRST)

    keys.recover(FIRST)

    assert (notes.reasons, notes.remarks) == ([], [])


def test_a_process_is_ready_as_long_as_one_client_may_have_keys(
    served: Make,
    with_clients: Make,
    key_server: KeyServer,
    curve: Signer,
    hook_request: Make,
) -> None:
    key_server.status = 500
    issuers = (ISSUER, "https://other.example")
    clients = [{"iss": one, "jku": [key_server.url]} for one in issuers]
    told = []

    with served(with_clients(*clients)) as service:
        for number, issuer in enumerate(issuers):
            headers = bearing(curve.token(iss=issuer, jti=str(number)))
            service.post(CALL, json=hook_request(), headers=headers)
            told.append(service.get("/ready"))

    note = "no signing keys from auth_clients[0].jku[0]"
    assert [one.status_code for one in told] == [200, 503]
    assert told[0].json() == {"status": "ready", "notes": [note]}
    assert all(word in told[1].text for word in (NO_CLIENT, note))
