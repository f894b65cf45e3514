"""A page that behaves as the public CDS Hooks sandbox, in a real browser."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hook_calls import IDS
from hostile_chart import ATTACKS, HOST, MARKUP, hostile_calls
from loopback import Service

from engine.store.database import open_store
from engine.store.feedback import all_feedback

PERSON = {"userId": "Practitioner/1", "patientId": "1"}
EMPTY = {"resourceType": "Bundle", "type": "searchset"}
CARD = {"summary": "s", "indicator": "info", "source": {"label": "l"}}
# What only markup of a record could put into a card: our own has none of it.
FOREIGN = "a, img, script, iframe, svg, table, code, h1, [onerror], [onload], [href]"


def numb_face(patient: str) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    record = {
        "resourceType": "Condition",
        "id": "numb-face",
        "subject": {"reference": f"Patient/{patient}"},
        "code": {"text": "Sudden numbness of left face"},
        "onsetDateTime": now,
        "recordedDate": now,
    }
    conditions = EMPTY | {"entry": [{"resource": record}]}
    return {"conditions": conditions, "observations": EMPTY}


def opened(window: Any, patient: str = "1") -> Any:
    """The window with the card of a chart in which a face just went numb."""
    window.discover()
    context = PERSON | {"patientId": patient}
    assert window.open_chart("patient-view", context, numb_face(patient)) == (
        "1 cards of 1 services"
    )
    return window


def kept(service: Service) -> list[tuple[Any, ...]]:
    """What the service keeps of feedback."""
    store = open_store(service.database)
    entries = [
        (one.outcome, one.is_known_card, one.reason_code, len(one.accepted_suggestions))
        for one in all_feedback(store)
    ]
    store.close()
    return entries


def test_a_client_that_keeps_services_by_their_url_keeps_every_hook(
    window: Any,
) -> None:
    said = window.discover()

    shown = window.page.locator("#services li").all_inner_texts()
    assert said == f"{len(IDS)} services"
    assert {text.split()[0] for text in shown} == set(IDS)


def test_a_card_shows_with_its_parts(window: Any) -> None:
    card = opened(window).page.locator("article")

    assert card.get_attribute("class") == "critical"
    assert "stroke" in card.locator("h2").inner_text().lower()
    assert "Condition/numb-face" in card.locator(".detail").inner_text()
    assert card.locator(".detail strong").count() > 0
    assert (window.errors, window.dialogs) == ([], [])


def test_a_suggestion_is_accepted(window: Any, service: Service) -> None:
    opened(window)
    suggestion = window.page.locator("article button").first.inner_text()

    window.press(suggestion, "accepted")

    orders = window.page.locator("#orders li").all_inner_texts()
    assert orders and all(order.startswith("create: ") for order in orders)
    assert ("accepted", True, "", 1) in kept(service)
    assert window.errors == []


def test_a_card_is_dismissed_with_a_reason_that_has_no_display(
    window: Any, service: Service
) -> None:
    opened(window)
    reasons = window.page.locator("article select")
    reason = reasons.locator("option").nth(1).inner_text()
    reasons.select_option(reason)

    window.press("Dismiss", "dismissed")

    (code,) = {c for what, _, c, _ in kept(service) if what == "overridden"}
    assert (window.page.locator("article").count(), bool(code)) == (0, True)
    assert window.errors == []


def test_a_refusal_can_be_read_across_origins(window: Any) -> None:
    window.discover()
    window.page.evaluate("window.signedToken = async () => 'nobody'")

    said = window.open_chart("patient-view", PERSON, numb_face("1"))

    assert said == "refused with 401"


def test_missing_data_can_be_read_across_origins(window: Any) -> None:
    window.discover()

    assert window.open_chart("patient-view", PERSON, {}) == "refused with 412"


def test_this_page_dismisses_only_a_card_that_has_a_uuid(window: Any) -> None:
    window.page.evaluate("card => sandbox.show(card, '')", CARD)
    window.page.evaluate("card => sandbox.show(card, '')", CARD | {"uuid": "u"})

    offered = [
        card.get_by_role("button", name="Dismiss").count()
        for card in window.page.locator("article").all()
    ]
    assert offered == [0, 1]


@pytest.mark.parametrize("attack", ATTACKS[:4])
def test_this_page_would_run_what_a_card_let_through(window: Any, attack: str) -> None:
    """The page is as open as the public one, else the next test says nothing."""
    window.page.evaluate("card => sandbox.show(card, '')", CARD | {"detail": attack})

    assert window.page.locator(f".detail :is({FOREIGN})").count() > 0


def test_nothing_from_a_record_becomes_markup(window: Any) -> None:
    window.discover()
    calls = list(hostile_calls())
    found = {"cards": 0, "markup": 0}
    texts = ""

    for hook, context, prefetch in calls:
        said = window.open_chart(hook, context, prefetch)
        assert said.endswith("cards of 1 services")
        found["cards"] += window.page.locator("article").count()
        found["markup"] += window.page.locator(f".detail :is({FOREIGN})").count()
        texts += " ".join(window.page.locator("article").all_inner_texts())

    hit = window.page.evaluate("window.hit ?? 'nothing ran'")
    assert (found["cards"] >= len(calls), found["markup"]) == (True, 0)
    assert (hit, window.dialogs, window.errors) == ("nothing ran", [], [])
    assert [url for url in window.requests if HOST in url] == []
    # It is not left out either: it stands there to be read.
    assert "<script>window.hit = 1</script>" in texts
    assert MARKUP[:20] in texts
