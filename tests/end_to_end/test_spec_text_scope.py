"""A word binds to its own finding (`rule-format.md` 2.2, `knowledge.md` 6.3).

A diagnosis or another complaint in front of the numbness may not take its site,
its onset or its presence; a denial may not reach further than it says.
"""

import pytest
from fhir_builders import (
    DIZZY,
    FACE,
    LIMB,
    SPREAD,
    SPREAD_TODAY,
    answer,
    bundle,
    complaint,
    evaluate,
)

URGENT = "fires critical"
BEFORE = ["DM", "Dizzy", "Slurred speech", "?Stroke", "TIA", "AF", "Weakness"]
JOINS = [" ", ": ", ", ", " and ", " + ", "/", " with ", " - ", ". ", "\n", " c/o "]


def missed(join: str, complained: str, rule: str) -> list[str]:
    """The words before a complaint that keep a rule from firing."""
    texts = {word: f"{word}{join}{complained}" for word in BEFORE}
    got = {word: evaluate(bundle(complaint(text))) for word, text in texts.items()}
    return [word for word in BEFORE if answer(got[word], rule) != URGENT]


@pytest.mark.parametrize("join", JOINS, ids=repr)
def test_a_word_before_it_does_not_take_the_face(join: str) -> None:
    assert missed(join, "L face numb x 1h", FACE) == []


@pytest.mark.parametrize("join", JOINS, ids=repr)
def test_a_word_before_it_does_not_take_the_foot(join: str) -> None:
    assert missed(join, "left foot numb and cold x 1h", LIMB) == []


KEPT = [
    ("stroke alert: L face numb", FACE),
    ("r/o CVA L facial numbness 1h", FACE),
    ("rule out CVA: facial numbness", FACE),
    ("suspected stroke left face numb", FACE),
    ("worried about stroke as left face is numb", FACE),
    ("fears stroke because face numb", FACE),
    ("denies weakness admits to facial numbness", FACE),
    ("denies weakness, endorses facial numbness", FACE),
    ("no weakness, only facial numbness", FACE),
    ("DM since 2010 c/o L face numbness since 2h", FACE),
    ("DM x 10 years, L face numb", FACE),
    ("h/o AF left leg numb cold 1h", LIMB),
    ("known AF, left leg numb and cold 1h", LIMB),
    ("numbness (left face)", FACE),
    ("concern for facial numbness", FACE),
    ("evaluate for facial numbness", FACE),
    ("Chronic numbness in feet, now new numbness of the left face since 2h", FACE),
    ("foot numb for 3 years, face numb 1 hour ago", FACE),
    ("hx of stroke, now L face numb", FACE),
    ("father had stroke; patient has numb face 2h", FACE),
    ("Mother brought child with numb left face", FACE),
    ("His wife noticed left facial numbness 1 hour ago", FACE),
    ("left facial numbness has not resolved", FACE),
    ("no improvement in facial numbness", FACE),
    ("without warning developed facial numbness", FACE),
    ("not only facial numbness but dizziness", FACE),
    ("sudden numbness of face with no prior history", FACE),
    ("facial numbness, cannot rule out stroke", FACE),
    ("no acute distress, left face numb since 1h", FACE),
    ("vitals stable, left face numb since 1h", FACE),
    ("left face numb since 1h, had similar episode 3 years ago", FACE),
    ("face numb. Surgery 2 years ago.", FACE),
    ("65 yo M face numb", FACE),
    ("30 weeks pregnant with face numb", FACE),
    ("took aspirin 5 days ago, face numb and dizzy", DIZZY),
    ("concern re stroke - left arm numb and dizzy", DIZZY),
    ("numb R foot, pulses absent", LIMB),
    ("worried about circulation: numb cold left foot", LIMB),
    ("numbness creeping up both legs for 3 days", SPREAD),
]


@pytest.mark.parametrize(("text", "rule"), KEPT)
def test_what_stands_around_it_does_not_hide_it(text: str, rule: str) -> None:
    got = evaluate(bundle(complaint(text)))

    assert answer(got, rule) == URGENT


KEPT_OUT = [
    ("Facial numbness - no", FACE),
    ("Facial numbness: none", FACE),
    ("Facial numbness: denied", FACE),
    ("Facial numbness? No", FACE),
    ("Facial numbness: no. Dizziness: yes", FACE),
    ("facial numbness not present", FACE),
    ("facial numbness was denied", FACE),
    ("(-) facial numbness", FACE),
    ("neg facial numbness", FACE),
    ("never had facial numbness", FACE),
    ("pt w/o facial numbness", FACE),
    ("no weakness, speech change, facial numbness or dizziness", FACE),
    ("PMH: facial numbness", FACE),
    ("h/o facial numbness", FACE),
    ("facial numbness, now gone", FACE),
    ("facial numbness, has gone", FACE),
    ("left facial numbness no longer present", FACE),
    ("facial numbness since 2020", FACE),
    ("facial numbness since childhood", FACE),
    ("numb face x 3 weeks", FACE),
    ("arm numb, face not numb", FACE),
    ("numbness in arm but not in face", FACE),
    ("numb L hand 2 hours, dizziness resolved", DIZZY),
    ("hand numb for 3 years, now dizzy since 1 hour", DIZZY),
    ("dizzy for 2 years, arm numb since 1 hour", DIZZY),
    ("face numb since 2h. Will monitor for dizziness.", DIZZY),
    ("numb left foot; right foot is cold", LIMB),
    ("left hand numb, left foot cold", LIMB),
    ("numb R foot, pulses present, foot warm", LIMB),
    ("numb R foot, not cold or pale", LIMB),
    ("numbness not spreading, both legs 3 days", SPREAD),
    ("non-spreading numbness both legs 3 days", SPREAD),
    ("both legs numb, has not spread, 3 days", SPREAD),
    ("numbness L leg not spreading", SPREAD_TODAY),
    ("pain spreading to the leg, numb foot", SPREAD_TODAY),
]


@pytest.mark.parametrize(("text", "rule"), KEPT_OUT)
def test_what_is_not_said_does_not_fire(text: str, rule: str) -> None:
    got = evaluate(bundle(complaint(text)))

    assert answer(got, rule).startswith("fires") is False
