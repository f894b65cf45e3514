"""Answers, questions and what a sentence takes for granted, on the real lexicon."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.evaluation import Engine
from engine.rulebook.load import load_rulebook
from engine.when import Interval

RULES = Path(__file__).resolve().parents[2] / "rules"
WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_rulebook(RULES))


def numbness(engine: Engine, text: str) -> list[tuple[str, str]]:
    found = engine.reader.read(text, WRITTEN, UTC).findings
    return [(one.presence, one.state) for one in found if one.what == "numbness"]


@pytest.mark.parametrize(
    "text",
    [
        "Denies any injury to the numb arm",
        "Denies weakness in her numb left hand",
        "Told to come back if the foot went numb - it has, since noon",
        "L leg: cold no, pale no, numb yes",
        "Pain: no, numb left arm",
        "Wound no, numb left arm",
        "PMH: none, left arm numb",
        "Dad (informant) says child numb round lips",
        "Left arm numb, speech fine now",
        "Dizzy earlier, fine now, left arm numb",
        "Told to call 999, left arm numb",
        "Seeking advice: left arm numb",
        "Says lying on it will make the left arm numb",
        "Has had numb feet since 2014",
        "Had numb feet since 2014",
        "Had numb left arm in 2014 and again today",
    ],
)
def test_what_is_still_there_is_read_as_present(engine: Engine, text: str) -> None:
    found = numbness(engine, text)

    assert ("present", "ongoing") in found


@pytest.mark.parametrize(
    "text",
    [
        "Numbness: none / weakness: none",
        "Numb no, weak yes left leg",
        "Numbness: denied, weakness: negative",
        "Numb left arm no, right leg weak",
        "Does not report numbness; sore shoulder",
        "Doesn't have numbness",
    ],
)
def test_an_answer_of_no_denies_what_it_answers(engine: Engine, text: str) -> None:
    found = numbness(engine, text)

    assert found == [("absent", "ongoing")]


@pytest.mark.parametrize(
    "text",
    [
        "Asks: can metformin cause numbness?",
        "Advice: call 999 for facial numbness, arm weakness",
        "Leaflet warns of numbness",
        "Frightened the jab will make my lip numb",
    ],
)
def test_what_is_only_asked_or_feared_is_no_finding(engine: Engine, text: str) -> None:
    found = numbness(engine, text)

    assert found == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Tingling fingers when anxious, none now", "resolved"),
        ("Had tingling fingers back in 2014, here for sore throat", "history"),
    ],
)
def test_what_is_over_is_read_as_over(engine: Engine, text: str, state: str) -> None:
    found = numbness(engine, text)

    assert found == [("present", state)]
