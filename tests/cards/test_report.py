"""What every rule answered and why, as JSON for people who test and build."""

import json

from made_up import chart, entry, rule, rulebook

from engine.cards.report import outcomes
from engine.decide.decide import Decider

FACE = {"id": "face", "finding": "numbness", "site": "face", "ask": "Where?"}
BLOCK = {"id": "block", "finding": "dental-anaesthetic"}


def made(*entries: object) -> list[dict[str, object]]:
    book = rulebook(rule(FACE, unless=(BLOCK,), only_when={"finding": "numbness"}))
    known = chart(*entries)  # type: ignore[arg-type]
    return [dict(one) for one in outcomes(Decider(book).decide(known))]


def test_a_rule_that_fires_names_its_reasons_with_their_records() -> None:
    (outcome,) = made(entry(sites=["face"], written="2026-11-20"))

    assert outcome["outcome"] == "fires"
    assert outcome["indicator"] == "critical"
    assert outcome["reasons"] == [
        {
            "clause": "face",
            "name": "numbness or tingling",
            "says": "numbness or tingling of the face is recorded",
            "ask": "Where?",
            "records": [
                {
                    "reference": "Observation/numbness",
                    "written": "20 Nov 2026",
                    "fromText": False,
                }
            ],
        }
    ]
    assert outcome["notExcluded"] == ["dental anaesthetic"]


def test_a_rule_that_asks_names_what_is_missing_and_why() -> None:
    (outcome,) = made(entry(written=None))

    assert outcome["outcome"] == "asks"
    (missing,) = outcome["missing"]  # type: ignore[misc]
    assert missing["ask"] == "Where?"
    assert missing["why"] == "site not known"
    assert missing["records"][0]["written"] is None


def test_a_rule_lowered_by_an_exception_names_it() -> None:
    (outcome,) = made(entry(sites=["face"]), entry("dental-anaesthetic"))

    assert outcome["indicator"] == "warning"
    assert [one["clause"] for one in outcome["loweredBy"]] == ["block"]  # type: ignore[attr-defined]


def test_a_quiet_rule_is_reported_too_and_everything_is_json() -> None:
    (outcome,) = made()

    assert (outcome["outcome"], outcome["indicator"]) == ("quiet", None)
    assert json.loads(json.dumps(outcome)) == outcome
