"""Record text is escaped on cards, and never stands in a problem (design 7, 13)."""

import json
import re
from dataclasses import asdict
from typing import Any

import pytest
from fhir_builders import (
    FACE,
    NOW,
    Json,
    answer,
    bundle,
    cards,
    complaint,
    condition,
    days,
    evaluate,
    hours,
    measured,
    observation,
)

SECRET = "Zanzibar-Quux"
MARKUP = "<img src=x onerror=alert(1)>"
FACE_NOW = condition("numb-face", id="face", sites=("left",), began=hours(2))
FEET = condition("numb-foot", id="feet", sites=("both",), began=days(200))


def marked(**words: Any) -> list[Json]:
    """Records with markup in every place that is text."""
    text = f"{MARKUP}[x](http://evil.example)"
    return [
        FACE_NOW | {"id": MARKUP},
        observation("numb-face", id="n", recorded=hours(1), note=[{"text": text}]),
        condition({"text": f"numb left face {text}"}, id="t", recorded=hours(1)),
        complaint(f"L face numb x 2h {text}"),
        condition(
            "numb-face", id="s", onsetString=f"2 h ago {text}", recorded=hours(1)
        ),
        condition(
            "numb-face", id="b", sites=({"text": f"left face {text}"},), began=hours(1)
        ),
        FACE_NOW | {"subject": {"reference": "Patient/p1", "display": text}},
    ]


@pytest.mark.parametrize("record", marked(), ids=range(7))
def test_markup_of_a_record_is_never_markup_of_a_card(record: Json) -> None:
    got = cards(evaluate(bundle(record)))

    detail = " ".join(card["detail"] + card["summary"] for card in got)
    assert re.search(r"(?<!\\)<img|(?<!\\)\]\(http://evil", detail) is None
    assert "fires" in answer(evaluate(bundle(record)), FACE)


@pytest.mark.parametrize(
    "id", ["a](http://evil.example)", "**bold**", "`x`", "a|b", "a\n\n# Heading"]
)
def test_markdown_in_an_id_is_escaped(id: str) -> None:
    detail = cards(evaluate(bundle(FACE_NOW | {"id": id})))[0]["detail"]

    assert ("](http://evil" in detail, "**bold**" in detail) == (False, False)
    assert re.search(r"(?m)^# Heading", detail) is None


def test_full_url_markup_is_escaped() -> None:
    body = bundle({name: v for name, v in FACE_NOW.items() if name != "id"})
    body["entry"][0]["fullUrl"] = f"http://x.example/{MARKUP}"

    got = cards(evaluate(body))

    assert re.search(r"(?<!\\)<img", " ".join(card["detail"] for card in got)) is None


@pytest.mark.parametrize(
    "record",
    [
        FACE_NOW | {"onsetDateTime": SECRET},
        FACE_NOW | {"clinicalStatus": SECRET},
        FACE_NOW | {"verificationStatus": {"coding": [{"code": SECRET}]}},
        FACE_NOW | {"code": SECRET},
        FACE_NOW | {"bodySite": SECRET},
        FACE_NOW | {"onsetDateTime": hours(-3), "note": [{"text": SECRET}]},
        FACE_NOW | {"subject": SECRET},
        FACE_NOW | {"subject": {"reference": "Patient/other", "display": SECRET}},
        FACE_NOW | {"modifierExtension": [{"url": SECRET, "valueString": SECRET}]},
        observation("numb-face", status=SECRET, recorded=hours(1)),
        observation("numb-face", recorded=SECRET),
        observation("numb-face", recorded=hours(1), component=SECRET),
        measured("hba1c", 7, SECRET, days(3)),
        measured("hba1c", 7, "%", days(3), comparator=SECRET),
        observation("hba1c", recorded=days(3), valueQuantity={"value": SECRET}),
        {"resourceType": SECRET, "id": "z"},
    ],
    ids=range(16),
)
def test_no_record_text_stands_in_a_problem(record: Json) -> None:
    got = evaluate(bundle(record, FEET), about="p1")

    said = json.dumps([asdict(problem) for problem in got.problems])
    assert SECRET not in said


@pytest.mark.parametrize(
    "record",
    [
        FACE_NOW | {"code": 7},
        FACE_NOW | {"onsetDateTime": "soon"},
        observation("numb-face", status="bogus", recorded=hours(1)),
        observation("numb-face", recorded="soon"),
        measured("hba1c", 7, "%", "soon"),
    ],
    ids=["code", "onset", "status", "effective", "taken"],
)
def test_what_cannot_be_read_is_listed(record: Json) -> None:
    got = evaluate(bundle(record, FEET))

    name = f"{record['resourceType']}/{record['id']}"
    assert any(problem.reference == name for problem in got.problems)


def test_a_blocking_problem_is_told_on_a_card() -> None:
    got = evaluate(bundle(FACE_NOW | {"onsetDateTime": hours(-3)}))

    assert [card.indicator for card in got.cards] != []


def test_one_broken_record_does_not_take_the_others_down() -> None:
    broken = {"resourceType": "Condition", "id": "x", "code": 7, "subject": []}

    got = evaluate(bundle(broken, FACE_NOW, {"resourceType": "Nonsense"}))

    assert answer(got, FACE) == "fires critical"


def test_now_decides_and_not_the_clock() -> None:
    later = NOW.replace(year=2176)

    got = evaluate(bundle(FACE_NOW), now=later)

    assert answer(got, FACE) == "quiet"
