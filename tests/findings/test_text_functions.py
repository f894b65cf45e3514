"""What is told of functions ("sensation intact"), with the words that ship."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from text_cases import expected, shorthand
from text_function_cases import function_cases

from engine.findings.text.reader import TextReader
from engine.rulebook.load import load_rulebook
from engine.terminology.lexicon import lexicon
from engine.when import Interval

RULES = Path(__file__).parents[2] / "rules"
WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))


@pytest.fixture(scope="module")
def vocabulary():
    return load_rulebook(RULES, "uk").vocabulary


@pytest.fixture(scope="module")
def reader(vocabulary) -> TextReader:
    words = vocabulary
    return TextReader(
        lexicon(
            words.findings.values(), words.sites.values(), words.qualifiers.values()
        )
    )


@pytest.mark.parametrize(("text", "said"), function_cases())
def test_a_clinician_reads_the_same(reader, text, said):
    actual = {shorthand(found) for found in reader.read(text, WRITTEN, UTC)}

    assert actual == expected(said)


@pytest.mark.parametrize(
    "text",
    [
        "Sensation intact in both feet",
        "Pain in left leg",
        "hardly able to lift her arm",
        "GCS 15",
        "foot warm",
        "T 38.6",
        "lost 9 kg",
        "\N{DOWNWARDS ARROW} power R leg",
        "pins & needles",
        "Babinski -ve",
    ],
)
def test_the_filter_finds_what_the_reader_understands(vocabulary, text):
    assert vocabulary.finding_words.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oxygen saturation in Arterial blood by Pulse oximetry",
        "Leukocytes [#/volume] in Blood by Automated count",
        "Body Height",
        "Heart rate",
        "Appendicectomy",
        "Metformin 500 MG modified-release Oral Tablet",
    ],
)
def test_the_filter_leaves_everyday_displays_alone(vocabulary, text):
    assert vocabulary.finding_words.search(text) is None


def test_another_word_stands_for_the_one_that_is_listed(reader):
    ways = ("can't lift his arm", "unable to lift my arm", "struggling to lift the arm")

    read = [[one.what for one in reader.read(way, WRITTEN, UTC)] for way in ways]

    assert read == [["limb-weakness"]] * len(ways)
