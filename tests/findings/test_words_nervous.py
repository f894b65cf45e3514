"""Words of brain, spine and nerve, as people write them and as they are coded."""

from datetime import UTC

import pytest
from finding_records import NOW, coded, condition, findings, reader, vocabulary
from nervous_sentences import DENIED, LOOK_ALIKES, PRESENT

from engine.when import Interval

WRITTEN = Interval.at(NOW)
# The site and the side that a code names, beside the word.
PLACED = [
    ("15633361000119103", "snomed", "sciatica", {"leg"}, "both"),
    ("M54.32", "icd", "sciatica", {"leg"}, "left"),
    ("G56.01", "icd", "carpal-tunnel", {"hands"}, "right"),
    ("G57.33", "icd", "peroneal-neuropathy", {"lower-leg"}, "both"),
    ("85007004", "snomed", "meralgia-paraesthetica", {"outer-thigh"}, None),
    ("300956001", "snomed", "muscle-strain", {"lower-back"}, None),
]
SITES = [
    ("ring and little finger numb", "ulnar-fingers"),
    ("thumb, index and middle finger numb", "median-fingers"),
    ("L outer thigh numb", "outer-thigh"),
    ("can't feel when wiping", "saddle"),
]
TOGETHER = [
    (
        "no bladder or bowel dysfunction",
        {
            "bladder-disturbance",
            "bowel-disturbance",
            "urinary-retention",
            "urinary-incontinence",
            "bowel-incontinence",
        },
    ),
    ("reflexes normal", {"hyperreflexia", "reduced-reflexes"}),
    ("denies double incontinence", {"urinary-incontinence", "bowel-incontinence"}),
]


def of_these_words():
    named = dict.fromkeys(word for word, _ in PRESENT)
    words = vocabulary().findings
    return [
        (word, binding.use)
        for word in named
        for binding in words[word].codes
        if words[word].kind != "history"
    ]


def presences(word, text):
    """Whether a text says the word; a lay word is said as well."""
    read = reader().read(text, WRITTEN, UTC)
    return {
        "absent" if one.presence == "absent" else "present"
        for one in read
        if one.what == word
    }


@pytest.mark.parametrize(("word", "text"), PRESENT)
def test_a_word_is_read_as_it_is_written(word, text):
    assert presences(word, text) == {"present"}


@pytest.mark.parametrize(("word", "text"), DENIED)
def test_a_word_that_is_denied_is_absent(word, text):
    assert presences(word, text) == {"absent"}


@pytest.mark.parametrize(("word", "text"), LOOK_ALIKES)
def test_a_look_alike_is_not_the_word(word, text):
    assert presences(word, text) == set()


@pytest.mark.parametrize(("word", "value_set"), of_these_words())
def test_every_value_set_gives_its_word(word, value_set):
    code = vocabulary().value_sets[value_set].codes[0]
    system = {"icd-10-cm": "icd"}.get(code.system, code.system)

    read = findings(condition(coded(code.code, code.display, system)))

    assert (word, "present") in {(one.what, one.presence) for one in read}


@pytest.mark.parametrize(("code", "system", "word", "sites", "side"), PLACED)
def test_a_code_says_where(code, system, word, sites, side):
    (read,) = [
        one for one in findings(condition(coded(code, "", system))) if one.what == word
    ]

    assert (read.sites, read.side) == (sites, side)


@pytest.mark.parametrize(("text", "site"), SITES)
def test_a_nerve_or_a_root_is_a_site(text, site):
    (read,) = [
        one for one in reader().read(text, WRITTEN, UTC) if one.what == "numbness"
    ]

    assert read.sites == {site}


@pytest.mark.parametrize(("text", "words"), TOGETHER)
def test_what_is_denied_in_one_breath_is_denied_of_each(text, words):
    read = reader().read(text, WRITTEN, UTC)

    assert {one.what for one in read if one.presence == "absent"} == words


def test_numb_from_the_waist_down_is_numbness_and_a_level():
    read = reader().read("numb from the waist down", WRITTEN, UTC)

    assert {one.what for one in read} == {"numbness", "sensory-level"}


def test_the_side_of_a_leg_stays_beside_its_pain():
    read = reader().read("back pain radiating down left leg", WRITTEN, UTC)

    places = {one.what: (one.sites, one.side) for one in read}

    assert places == {
        "back-pain": ({"back"}, None),
        "radicular-pain": ({"leg"}, "left"),
    }


def test_a_palsy_with_the_forehead_spared_is_still_a_palsy():
    read = reader().read("UMN facial weakness", WRITTEN, UTC)

    assert {one.what for one in read} == {"facial-weakness", "forehead-spared"}
