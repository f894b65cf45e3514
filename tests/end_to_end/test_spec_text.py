"""Text counts (`design.md` decision 8, `fhir-reading.md`, `knowledge.md` 6)."""

import pytest
from fhir_builders import (
    DIABETES,
    DIZZY,
    FACE,
    LIMB,
    RULES,
    SPREAD_TODAY,
    WERNICKE,
    Json,
    answer,
    bundle,
    cards,
    complaint,
    condition,
    days,
    evaluate,
    hours,
    observation,
)

URGENT = "fires critical"

FIRES = [
    ("L face numb x 2h", FACE, URGENT),
    ("left facial numbness for 2 hours", FACE, URGENT),
    ("Sudden numbness of right face and arm", FACE, URGENT),
    ("R sided facial droop and numb R face since this morning", FACE, URGENT),
    ("numb face, denies dizziness", FACE, URGENT),
    ("FACE NUMB", FACE, URGENT),
    ("tingling in left cheek", FACE, URGENT),
    ("pins and needles of the lips and left cheek since 1 hour", FACE, URGENT),
    ("can't feel left side of face", FACE, URGENT),
    ("no headache, but numbness of the left face", FACE, URGENT),
    ("possible facial numbness", FACE, URGENT),
    ("woke up with numb left arm and dizzy", DIZZY, URGENT),
    ("Dizziness and numbness in left hand since 3 hours", DIZZY, URGENT),
    ("numbness R leg, unsteady on feet, started 2 hours ago", DIZZY, URGENT),
    ("sudden vertigo and tingling of the right arm", DIZZY, URGENT),
    ("Left leg numb, cold and pale since this morning", LIMB, URGENT),
    ("Numb right hand, hand is blue and cold x 1h", LIMB, URGENT),
    (
        "numbness in left foot spreading up the leg for 2 days",
        SPREAD_TODAY,
        "fires warning",
    ),
]

SILENT = [
    ("denies numbness", FACE),
    ("denies facial numbness", FACE),
    ("no facial numbness", FACE),
    ("no numbness or tingling of the face", FACE),
    ("No numbness, tingling or weakness. No facial droop.", FACE),
    ("Patient denies any numbness of face, arm or leg", FACE),
    ("without numbness of the face", FACE),
    ("negative for facial numbness", FACE),
    ("denies facial numbness but dizzy since this morning", FACE),
    ("denies facial numbness but dizzy since this morning", DIZZY),
    ("father had a stroke with numb face", FACE),
    ("mother had sudden facial numbness", FACE),
    ("Family history: facial numbness and dizziness", DIZZY),
    ("history of facial numbness in 2019", FACE),
    ("return if numbness of the face occurs", FACE),
    ("call 999 if face goes numb or you become dizzy", DIZZY),
    ("facial numbness resolved yesterday", FACE),
    ("facial numbness 3 years ago", FACE),
    ("dizzy since this morning", DIZZY),
    ("headache and back pain", FACE),
    ("dead leg after a knock to the thigh, bruise there, and dizzy", DIZZY),
    ("comfortably numb is a song", FACE),
    ("numbing cream needed for face", FACE),
    ("sudden numbness of left foot", FACE),
    ("cold, blue left foot", LIMB),
]


@pytest.mark.parametrize(("text", "rule", "expected"), FIRES)
def test_a_complaint_that_says_so_fires(text: str, rule: str, expected: str) -> None:
    got = evaluate(bundle(complaint(text)))

    assert answer(got, rule) == expected


@pytest.mark.parametrize(("text", "rule"), SILENT)
def test_a_complaint_that_does_not_say_so_does_not_fire(text: str, rule: str) -> None:
    got = evaluate(bundle(complaint(text)))

    assert answer(got, rule).startswith("fires") is False


def places(text: str) -> dict[str, Json]:
    """A text in each place where numbness is recorded."""
    now = hours(0)
    return {
        "chief complaint": complaint(text),
        "narrative": observation("complaint-narrative", text=text, recorded=now),
        "reason for visit": observation("visit-reason", text=text, recorded=now),
        "present illness": observation("present-illness", text=text, recorded=now),
        "condition text": condition({"text": text}, recorded=now),
        "local display": condition(
            {"coding": [{"system": "http://x.example", "code": "1", "display": text}]},
            recorded=now,
        ),
        "encounter": {
            "resourceType": "Encounter",
            "id": "e1",
            "status": "in-progress",
            "class": {"code": "EMER"},
            "subject": {"reference": "Patient/p1"},
            "period": {"start": hours(1)},
            "reasonCode": [{"text": text}],
        },
        "note": condition("numb", recorded=now, note=[{"text": text}]),
    }


@pytest.mark.parametrize("place", list(places("")))
def test_numbness_in_text_is_read_wherever_it_stands(place: str) -> None:
    record = places("sudden numbness of the left face")[place]

    got = evaluate(bundle(record))

    assert answer(got, FACE) == URGENT


@pytest.mark.parametrize("place", [name for name in places("") if name != "note"])
def test_a_denial_is_read_wherever_it_stands(place: str) -> None:
    record = places("denies numbness of the face")[place]

    got = evaluate(bundle(record))

    assert [answer(got, rule) for rule in RULES] == ["quiet"] * len(RULES)


def test_hours_count_from_the_record_not_from_now() -> None:
    written = [hours(20), hours(23), days(2)]

    got = [evaluate(bundle(complaint("L face numb x 2h", recorded=w))) for w in written]

    assert [answer(each, FACE) for each in got] == [URGENT, "quiet", "quiet"]


def test_yesterday_counts_from_the_record() -> None:
    text = "face went numb yesterday"
    written = [hours(0), days(2)]

    got = [evaluate(bundle(complaint(text, recorded=when))) for when in written]

    assert [answer(each, FACE) for each in got] == [URGENT, "quiet"]


def test_a_later_denial_supersedes_an_earlier_complaint() -> None:
    said = complaint("facial numbness", recorded=hours(4), id="t1")
    denied = complaint("denies facial numbness", recorded=hours(1), id="t2")

    got = evaluate(bundle(said, denied))

    assert answer(got, FACE) == "quiet"


def test_a_later_complaint_supersedes_an_earlier_denial() -> None:
    denied = complaint("denies facial numbness", recorded=hours(4), id="t1")
    said = complaint("facial numbness", recorded=hours(1), id="t2")

    got = evaluate(bundle(denied, said))

    assert answer(got, FACE) == URGENT


def test_a_card_from_text_says_so() -> None:
    got = evaluate(bundle(complaint("L face numb x 2h")))

    assert "text" in cards(got)[0]["detail"].lower()


def test_a_card_from_codes_does_not_say_it_is_from_text() -> None:
    got = evaluate(bundle(condition("numb-face", began=hours(2))))

    assert "from text" not in cards(got)[0]["detail"].lower()


@pytest.mark.parametrize(
    "text", ["possible facial numbness", "?facial numbness", "r/o facial numbness"]
)
def test_a_possible_finding_is_called_so(text: str) -> None:
    (card, *_) = cards(evaluate(bundle(complaint(text))))

    said = card["detail"].lower()
    assert any(word in said for word in ("possible", "provisional", "suspected"))


def test_text_of_diabetes_in_the_family_is_not_diabetes() -> None:
    feet = condition("numb-foot", id="f", sites=("both",), began=days(200))
    family = complaint("numb feet. Mother has diabetes.")

    got = evaluate(bundle(feet, family))

    assert answer(got, DIABETES).startswith("fires") is False


def test_denied_alcohol_is_no_wernicke() -> None:
    text = "numb feet and confused since today. Denies alcohol abuse."

    got = evaluate(bundle(complaint(text)))

    assert answer(got, WERNICKE).startswith("fires") is False


def test_the_text_of_a_record_in_error_is_not_read() -> None:
    record = complaint("L face numb x 2h") | {"status": "entered-in-error"}

    got = evaluate(bundle(record))

    assert got.cards == ()
