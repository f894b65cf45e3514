"""The text of issue 3, read with the words that ship under `rules/`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from text_cases import expected, shorthand

from engine.findings.text.reader import TextReader
from engine.rulebook.load import load_rulebook
from engine.terminology.lexicon import lexicon
from engine.when import Interval

RULES = Path(__file__).parents[2] / "rules"
WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))

CLAIMS = [
    ("L face numb", "numbness face left"),
    ("R arm numb", "numbness arm right"),
    ("b/l LE numbness", "numbness leg both"),
    ("c/o UE numbness s/p fall", "numbness arm"),
    ("h/o stroke", "history stroke"),
    ("r/o stroke", "provisional stroke"),
    ("N/V, numb face", "numbness face"),
    ("p&n R hand", "numbness hands right"),
    ("numb hands and feet", "numbness feet+hands both"),
    ("numb left side of body", "numbness half-body left"),
    ("left body numb", "numbness half-body left"),
    ("wife says left arm numb", "numbness arm left"),
    ("son noticed facial droop", "facial-weakness face"),
    ("mother rang, face numb", "numbness face"),
    ("partner has a numb arm", "-"),
    ("friend had facial numbness", "-"),
    ("nummbness of left face", "numbness face left"),
    ("emotionally numb", "-"),
    ("numbing cream for face", "-"),
    ("gave a number to call", "-"),
    ("no sensation in left leg", "numbness leg left"),
    ("cannot feel left leg", "provisional numbness leg left"),
    ("no pulse in left foot", "absent-distal-pulse feet left"),
    ("without warning face went numb", "numbness face"),
    ("denies weakness, left face numb", "absent limb-weakness; numbness face left"),
    ("h/o DM, L face numb", "history diabetes; numbness face left"),
    ("hx of TIA, now R arm numb", "history tia; numbness arm right"),
    ("numbness unlikely to be positional", "numbness"),
    ("no change in facial numbness", "numbness face"),
    (
        "No CP/SOB, +numbness L arm",
        "absent chest-pain; absent trouble-breathing; numbness arm left",
    ),
    ("if numbness worsens call; currently has facial numbness", "numbness face"),
    ("numbness lasted 20 minutes, now gone", "resolved numbness"),
    ("facial numbness, has gone", "resolved numbness face"),
    ("AF, c/o L foot numb", "atrial-fibrillation; numbness feet left"),
    ("foreign body in eye, numb lip", "numbness lips"),
    ("body aches, numb hand", "numbness hands"),
]


@pytest.fixture(scope="module")
def reader() -> TextReader:
    words = load_rulebook(RULES, "uk").vocabulary
    return TextReader(
        lexicon(
            words.findings.values(), words.sites.values(), words.qualifiers.values()
        )
    )


@pytest.mark.parametrize(("text", "said"), CLAIMS)
def test_the_words_that_ship_read_it_so(reader, text, said):
    actual = {shorthand(found) for found in reader.read(text, WRITTEN, UTC)}

    assert actual == expected(said)


def test_always_numb_is_chronic(reader):
    (found,) = reader.read("L arm always numb", WRITTEN, UTC)

    assert found.chronic


@pytest.mark.parametrize(
    "said", ["climbing up", "up to the knees", "now up to the knees", "creeping up"]
)
def test_what_climbs_is_ascending(reader, said):
    (found,) = reader.read(f"numbness of both feet, {said}", WRITTEN, UTC)

    assert found.courses == {"ascending"}


def test_a_diagnosis_takes_no_site_of_a_symptom(reader):
    said = {
        found.what: found.sites
        for found in reader.read("?Stroke L face numb x 1h", WRITTEN, UTC)
    }

    assert said == {"stroke": set(), "numbness": {"face"}}
