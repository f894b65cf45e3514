"""Who may send to the review room: pages of the service itself."""

import pytest
from starlette.datastructures import Headers

from engine.service.room.same_origin import is_same_origin

OWN = ("http://127.0.0.1:8080/", "https://rules.example")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site", "origin": "https://rules.example"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "http://127.0.0.1:8080"}, True),
        ({"origin": "https://rules.example"}, True),
        ({"origin": "https://rules.example:443"}, True),
        ({"origin": "http://rules.example"}, False),
        ({"origin": "http://127.0.0.1:8081"}, False),
        ({"origin": "https://rules.example.attacker.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://[broken"}, False),
        ({}, False),
    ],
)
def test_only_a_page_of_the_service_itself_is_let_in(
    sent: dict[str, str], expected: bool
) -> None:
    assert is_same_origin(Headers(sent), OWN) is expected


def test_an_own_address_that_is_none_lets_nobody_in() -> None:
    """Two addresses that cannot be read are not the same one."""
    assert not is_same_origin(Headers({"origin": "null"}), ("", "about:blank"))
