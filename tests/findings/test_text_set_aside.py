"""What a text names and no statement is about leaves a note, never a claim."""

import json
from datetime import UTC

import pytest
from told_now import RULES, WRITTEN, reader_of_shipped_words

import engine
from engine.findings.text.reader import TextReader

SET_ASIDE = """
Sister had a numb arm and a facial droop => facial-weakness, numbness
Return if you get a facial droop => facial-weakness
Dad has AF. She is breathless => atrial-fibrillation
"""
NOT_SET_ASIDE = """
Left arm numb since 9
No facial droop
Numb arm yesterday, resolved
H/o seizures
Calf sore and swollen
Attended for ear syringing
"""


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize(
    ("text", "named"),
    [line.split(" => ") for line in SET_ASIDE.strip().splitlines()],
)
def test_what_is_not_told_of_the_patient_is_set_aside(
    reader: TextReader, text: str, named: str
) -> None:
    read = reader.read(text, WRITTEN, UTC)

    assert read.set_aside == set(named.split(", "))
    assert read.set_aside.isdisjoint(one.what for one in read)


@pytest.mark.parametrize("text", NOT_SET_ASIDE.strip().splitlines())
def test_what_is_there_denied_or_over_is_not_set_aside(
    reader: TextReader, text: str
) -> None:
    assert not reader.read(text, WRITTEN, UTC).set_aside


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sister had a numb arm and a facial droop", "numbness or tingling, weakness"),
        ("H/o facial droop", "weakness"),
    ],
)
def test_what_was_set_aside_is_noted_in_the_words_of_the_clinic(
    text: str, named: str
) -> None:
    condition = {
        "resourceType": "Condition",
        "id": "c1",
        "code": {"text": text},
        "recordedDate": "2026-11-20T13:00:00Z",
    }
    answer = engine.evaluate_json(
        json.dumps(condition).encode(), engine.load_rulebook(RULES), now=WRITTEN.end
    )

    (note,) = [one for one in answer.problems if one.code == "text-set-aside"]
    assert note.reference == "Condition/c1"
    assert note.text.endswith(f"Named: {named} of the face.")
    assert not note.blocking
    assert not answer.cards
