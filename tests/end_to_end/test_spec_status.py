"""Present, absent, resolved, foreign (`rule-format.md` 2.4)."""

from typing import Any

import pytest
from fhir_builders import (
    FACE,
    NOW,
    Claim,
    Json,
    bundle,
    cards,
    condition,
    days,
    evaluate,
    hours,
    observation,
    verdict,
)

URGENT = "fires critical"


def face(**words: Any) -> Json:
    """Numbness of the left face for two hours."""
    return condition("numb-face", sites=("left",), began=hours(2), **words)


def seen(**words: Any) -> Json:
    """The same as an Observation."""
    return observation("numb-face", began=hours(2), **words)


CLAIMS = [
    Claim("active and confirmed fires", FACE, URGENT, (face(),)),
    Claim(
        "no clinical and no verification status counts as current",
        FACE,
        URGENT,
        (face(clinical=None, verification=None),),
    ),
    Claim(
        "no status and no onset, recorded two hours ago, fires",
        FACE,
        URGENT,
        (condition("numb-face", clinical=None, verification=None, recorded=hours(2)),),
    ),
    Claim(
        "no status and no date at all asks",
        FACE,
        "asks",
        (condition("numb-face", clinical=None, verification=None),),
    ),
    Claim("recurrence counts", FACE, URGENT, (face(clinical="recurrence"),)),
    Claim("relapse counts", FACE, URGENT, (face(clinical="relapse"),)),
    Claim("provisional counts", FACE, URGENT, (face(verification="provisional"),)),
    Claim("differential counts", FACE, URGENT, (face(verification="differential"),)),
    Claim("unconfirmed counts", FACE, URGENT, (face(verification="unconfirmed"),)),
    Claim("refuted is absent", FACE, "quiet", (face(verification="refuted"),)),
    Claim(
        "entered in error does not exist",
        FACE,
        "quiet",
        (face(verification="entered-in-error"),),
    ),
    Claim(
        "entered in error without a clinical status does not exist",
        FACE,
        "quiet",
        (face(clinical=None, verification="entered-in-error"),),
    ),
    Claim("resolved is not current", FACE, "quiet", (face(clinical="resolved"),)),
    Claim("inactive is not current", FACE, "quiet", (face(clinical="inactive"),)),
    Claim("remission is not current", FACE, "quiet", (face(clinical="remission"),)),
    Claim(
        "abated in the past is resolved, whatever the clinical status says",
        FACE,
        "quiet",
        (face(abatementDateTime=hours(1)),),
    ),
    Claim(
        "abated in the past is resolved without a clinical status",
        FACE,
        "quiet",
        (face(clinical=None, abatementDateTime=hours(1)),),
    ),
    Claim(
        "an abatement in the future has not happened",
        FACE,
        URGENT,
        (face(abatementDateTime=days(-30)),),
    ),
    Claim(
        "an abatement in words is an abatement",
        FACE,
        "quiet",
        (face(clinical=None, abatementString="resolved this morning"),),
    ),
    Claim(
        "an observation that ended is resolved",
        FACE,
        "quiet",
        (observation("numb-face", began=hours(5), until=hours(4)),),
    ),
    Claim(
        "an observation that ends later is ongoing",
        FACE,
        URGENT,
        (observation("numb-face", began=hours(5), until=hours(-1)),),
    ),
    Claim("final counts", FACE, URGENT, (seen(),)),
    Claim("preliminary counts", FACE, URGENT, (seen(status="preliminary"),)),
    Claim("amended counts", FACE, URGENT, (seen(status="amended"),)),
    Claim("corrected counts", FACE, URGENT, (seen(status="corrected"),)),
    Claim("registered counts", FACE, URGENT, (seen(status="registered"),)),
    Claim("an unknown status counts", FACE, URGENT, (seen(status="unknown"),)),
    Claim(
        "an observation entered in error does not exist",
        FACE,
        "quiet",
        (seen(status="entered-in-error"),),
    ),
    Claim(
        "a cancelled observation does not exist",
        FACE,
        "quiet",
        (seen(status="cancelled"),),
    ),
    Claim(
        "a refuted entry does not silence a present one of another side",
        FACE,
        URGENT,
        (
            face(id="c1", recorded=hours(1)),
            condition(
                "numb-face",
                id="c2",
                sites=("right",),
                recorded=hours(1),
                verification="refuted",
            ),
        ),
    ),
    Claim(
        "an entry in error never supersedes a real one",
        FACE,
        URGENT,
        (
            observation("numb-face", id="o1", began=hours(3)),
            observation(
                "numb-face",
                id="o2",
                value="absent",
                recorded=hours(1),
                status="entered-in-error",
            ),
        ),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_status_decides_what_counts(claim: Claim) -> None:
    got = verdict(claim)

    assert got == claim.answer


def test_a_provisional_entry_says_so_on_the_card() -> None:
    (card,) = cards(evaluate(bundle(face(verification="provisional"))))

    said = (card["detail"] + card["summary"]).lower()
    assert any(word in said for word in ("provisional", "possible", "suspected"))


def test_a_confirmed_entry_is_not_called_provisional() -> None:
    (card,) = cards(evaluate(bundle(face())))

    assert "provisional" not in card["detail"].lower()


def test_an_unknown_status_word_is_listed_and_never_silent() -> None:
    record = face(clinical="glorp", verification="blarg")

    answered = evaluate(bundle(record), now=NOW)

    assert cards(answered) or answered.problems
