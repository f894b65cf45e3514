"""Modes, signatures and shadow rules, as a service shows them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from engine.evaluation import Engine
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook, in_service
from engine.rulebook.signoff import SignOff, SignOffState
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.modes import NotSignedError, signature_line
from engine.service.settings import Settings
from engine.store.shadow import all_shadow

FACE = "urgent/sudden-face-numbness"
COMPLAINT = {
    "resourceType": "Condition",
    "id": "c1",
    "subject": {"reference": "Patient/1"},
    "code": {"text": "Sudden numbness of the left face"},
    "onsetDateTime": "2026-01-31T10:00:00Z",
    "recordedDate": "2026-01-31T11:00:00Z",
}


def signed(book: Rulebook, wanted: Callable[[Rule], bool]) -> Rulebook:
    """As if made-up people had signed; the files are tested elsewhere."""
    return standing(book, "signed", wanted)


def standing(
    book: Rulebook, state: SignOffState, wanted: Callable[[Rule], bool]
) -> Rulebook:
    count = 2 if state == "signed" else 0
    signoffs = {r.rule: SignOff(state, count, 2) for r in book.rules if wanted(r)}
    return replace(book, signoffs=signoffs)


def with_status(book: Rulebook, status: str) -> Rulebook:
    """The rule of the face in another state of its life."""

    def turned(rule: Rule) -> Rule:
        terms = rule.governance.model_copy(update={"status": status})
        is_it = rule.rule == FACE
        return rule.model_copy(update={"governance": terms}) if is_it else rule

    return replace(book, rules=tuple(map(turned, book.rules)))


@pytest.fixture
def serve(tmp_path: Path, client: Any, engine: Engine) -> Callable[..., Any]:
    """A service with a rulebook, inside this process."""

    def start(book: Rulebook, **settings: Any) -> Any:
        url = SecretStr(f"sqlite:///{tmp_path / 'modes.sqlite'}")
        given = Settings(database_url=url, **settings)
        own = Engine(in_service(book, with_drafts=given.evaluate_drafts))
        # The words are the same, and preparing to read them takes two seconds.
        object.__setattr__(own, "reader", engine.reader)
        now = client.app.state.running.clock
        app = create_app(given, book, Answering(own, given.base_url), now)
        return type(client)(app)

    return start


def hook_call(service: Any, hook_request: Callable[..., Any]) -> list[dict[str, Any]]:
    request = hook_request()
    entry = [{"resource": COMPLAINT}]
    bundle = {"resourceType": "Bundle", "type": "searchset", "entry": entry}
    request["prefetch"] = {"conditions": bundle, "observations": None}
    response = service.post("/cds-services/numbness-red-flags", json=request)
    assert response.status_code == 200, response.text
    return list(response.json()["cards"])


def test_production_refuses_an_unsigned_emergency_rule_and_names_it(
    serve: Callable[..., Any], rulebook: Rulebook
) -> None:
    others = signed(rulebook, lambda rule: rule.rule != FACE)

    with pytest.raises(NotSignedError) as caught:
        serve(others, mode="production")

    assert FACE in str(caught.value)
    assert "spreading-numbness" not in str(caught.value)


@pytest.mark.parametrize(
    "state", ["stale", "bad-signature", "changes-requested", "not-verified"]
)
def test_production_refuses_an_emergency_rule_whose_signatures_do_not_count(
    serve: Callable[..., Any], rulebook: Rulebook, state: SignOffState
) -> None:
    with pytest.raises(NotSignedError, match=r"docs/sign-off|ssh-keygen"):
        serve(standing(rulebook, state, lambda _: True), mode="production")


def test_production_runs_when_every_active_emergency_rule_is_signed(
    serve: Callable[..., Any], rulebook: Rulebook
) -> None:
    book = signed(rulebook, lambda rule: rule.urgency == "emergency")

    with serve(book, mode="production") as service:
        health = service.get("/health").json()

    assert health["mode"] == "production"
    assert health["signatures"]["signed"] == len(book.signoffs)
    assert health["signatures"]["unsigned"] > 0
    assert health["signature"].startswith("Not clinically signed")


@pytest.mark.parametrize("status", ["draft", "shadow", "retired"])
def test_production_does_not_ask_for_signatures_of_a_rule_that_shows_no_card(
    serve: Callable[..., Any], rulebook: Rulebook, status: str
) -> None:
    others = with_status(signed(rulebook, lambda rule: rule.rule != FACE), status)

    assert serve(others, mode="production")


def test_evaluation_runs_unsigned_rules_and_says_so_everywhere(
    serve: Callable[..., Any], rulebook: Rulebook, hook_request: Callable[..., Any]
) -> None:
    with serve(rulebook) as service:
        told = [service.get(at).text for at in ("/", "/rules", f"/rules/{FACE}")]
        health = service.get("/health").json()
        (card,) = hook_call(service, hook_request)

    assert all("Not clinically signed" in text for text in told)
    assert health["signature"] == "Not clinically signed"
    assert health["signatures"] == {"unsigned": len(rulebook.rules)}
    assert "not clinically signed" in card["source"]["label"]
    assert "Not clinically signed" in card["detail"]


def test_the_card_of_a_signed_rule_says_how_many_signed_and_not_who(
    serve: Callable[..., Any], rulebook: Rulebook, hook_request: Callable[..., Any]
) -> None:
    with serve(signed(rulebook, lambda rule: rule.rule == FACE)) as service:
        (card,) = hook_call(service, hook_request)

    told = card["detail"]
    (rule,) = [rule for rule in rulebook.rules if rule.rule == FACE]
    assert f"{FACE} version {rule.version}" in told
    assert "2 clinical signatures" in told
    # other rules ask on the same card, and nobody signed them
    assert ("not clinically signed" in told) == (
        "not clinically signed" in card["source"]["label"]
    )


def test_a_card_of_signed_rules_alone_does_not_say_that_it_is_unsigned(
    serve: Callable[..., Any], rulebook: Rulebook, hook_request: Callable[..., Any]
) -> None:
    book = signed(rulebook, lambda _: True)

    with serve(book) as service:
        (card,) = hook_call(service, hook_request)
        page = service.get("/").text

    assert card["source"]["label"] == "Pinprick numbness rules (2 clinical signatures)"
    assert "ot clinically signed" not in card["detail"]
    assert signature_line(book) == "Clinically signed"
    assert "Not clinically signed" not in page


def test_a_shadow_rule_is_recorded_and_never_shown(
    serve: Callable[..., Any], rulebook: Rulebook, hook_request: Callable[..., Any]
) -> None:
    with serve(with_status(rulebook, "shadow")) as service:
        cards = hook_call(service, hook_request)
        again = hook_call(service, hook_request)
        kept = all_shadow(service.app.state.running.store)

    assert cards == again
    assert not [card for card in cards if FACE in str(card)]
    assert [(one.rule, one.outcome, one.indicator) for one in kept] == [
        (FACE, "fires", "critical")
    ]
    assert kept[0].patient_key != "1"


def test_a_shadow_rule_that_fires_does_not_stand_for_data_that_never_came(
    serve: Callable[..., Any], rulebook: Rulebook, hook_request: Callable[..., Any]
) -> None:
    request = hook_request()
    request["prefetch"] = {"conditions": {"resourceType": "Bundle", "entry": []}}
    request["prefetch"]["conditions"]["entry"].append({"resource": COMPLAINT})
    face_alone = replace(
        with_status(rulebook, "shadow"),
        rules=tuple(r for r in with_status(rulebook, "shadow").rules if r.rule == FACE),
    )

    with serve(face_alone) as service:
        response = service.post("/cds-services/numbness-red-flags", json=request)

    assert response.status_code == 412


@pytest.mark.parametrize(("setting", "expected"), [(False, 0), (True, 1)])
def test_a_draft_is_evaluated_only_if_a_setting_says_so(
    serve: Callable[..., Any],
    rulebook: Rulebook,
    hook_request: Callable[..., Any],
    setting: bool,
    expected: int,
) -> None:
    book = with_status(rulebook, "draft")

    with serve(book, evaluate_drafts=setting) as service:
        cards = hook_call(service, hook_request)
        kept = all_shadow(service.app.state.running.store)

    assert len(kept) == expected
    assert not [card for card in cards if FACE in str(card)]


def test_a_retired_rule_is_evaluated_by_no_setting(rulebook: Rulebook) -> None:
    book = with_status(rulebook, "retired")

    told = {rule.rule for rule in in_service(book, with_drafts=True).rules}

    assert FACE not in told
    assert len(told) == len(rulebook.rules) - 1


def test_the_page_of_a_rule_shows_its_picture_and_its_signatures(
    serve: Callable[..., Any], rulebook: Rulebook
) -> None:
    with serve(rulebook) as service:
        page = service.get(f"/rules/{FACE}").text
        picture = service.get(f"/rules/{FACE}.svg")
        missing = service.get("/rules/urgent/none.svg")

    assert f'src="/rules/{FACE}.svg"' in page
    assert "No clinician has signed this rule" in page
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "At least one of these is true" in picture.text
    assert missing.status_code == 404


def test_health_counts_the_rules_by_status(
    serve: Callable[..., Any], rulebook: Rulebook
) -> None:
    with serve(with_status(rulebook, "shadow")) as service:
        health = service.get("/health").json()

    assert health["rules"]["statuses"] == {
        "active": len(rulebook.rules) - 1,
        "shadow": 1,
    }
