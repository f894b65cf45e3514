"""The codes below a category: listed when the rules are built, and current."""

from pathlib import Path

import pytest

from engine.terminology.expand import expansion_files
from engine.terminology.index import ICD_10, Meaning, canonical
from engine.terminology.models import SYSTEM_URIS
from engine.terminology.vocabulary import Vocabulary, load_vocabulary

RULES = Path(__file__).parents[2] / "rules"
ICD = SYSTEM_URIS["icd-10-cm"]
DIABETES = Meaning("finding", "diabetes")


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    vocabulary, _ = load_vocabulary(RULES)
    assert vocabulary is not None
    return vocabulary


def test_the_lists_are_those_that_pinprick_rules_build_writes(
    words: Vocabulary,
) -> None:
    built = expansion_files(words)

    on_disk = {path: (RULES / path).read_text(encoding="utf-8") for path in built}

    assert on_disk == built


@pytest.mark.parametrize("code", ["E11", "E11.4", "E1142", "E11.649", "e11.9"])
def test_a_code_below_a_category_is_one_access(words: Vocabulary, code: str) -> None:
    plain = code.upper().replace(".", "")

    assert DIABETES in words.index.by_code[ICD, plain]
    assert words.index.meanings(ICD, code) == words.index.by_code[ICD, plain]


def test_a_code_of_a_later_release_counts_under_its_category(
    words: Vocabulary,
) -> None:
    assert (ICD, "E11ZZZ") not in words.index.by_code
    assert words.index.meanings(ICD, "E11.ZZZ") == (DIABETES,)


def test_a_code_means_what_all_categories_above_it_mean(words: Vocabulary) -> None:
    meanings = {one.word for one in words.index.meanings(ICD, "E11.42")}

    assert meanings == {"diabetic-neuropathy", "diabetes"}


@pytest.mark.parametrize(
    ("code", "is_same"),
    [
        ("E11", True),
        ("E11.9", True),
        ("R20.0", True),
        ("I63.9", True),
        ("E11.42", False),  # WHO has no fifth character here
        ("R29.810", False),  # no such code in ICD-10
        ("G81.9", False),
    ],
)
def test_icd_10_of_who_counts_where_the_title_is_the_same(
    words: Vocabulary, code: str, is_same: bool
) -> None:
    assert bool(words.index.meanings(ICD_10, code)) is is_same


@pytest.mark.parametrize(
    ("sent", "uri"),
    [
        ("urn:oid:2.16.840.1.113883.6.96", SYSTEM_URIS["snomed"]),
        ("2.16.840.1.113883.6.1", SYSTEM_URIS["loinc"]),
        ("urn:oid:2.16.840.1.113883.6.90", ICD),
        ("urn:oid:2.16.840.1.113883.6.3", ICD_10),
        ("urn:oid:2.16.840.1.113883.6.88", SYSTEM_URIS["rxnorm"]),
        ("http://snomed.info/sct/", SYSTEM_URIS["snomed"]),
        ("https://loinc.org", SYSTEM_URIS["loinc"]),
        ("urn:oid:1.2.3", "urn:oid:1.2.3"),
        ("", ""),
    ],
)
def test_a_system_is_known_by_its_oid(sent: str, uri: str) -> None:
    assert canonical(sent) == uri


def test_a_code_with_an_oid_means_what_it_means(words: Vocabulary) -> None:
    meanings = words.index.meanings("urn:oid:2.16.840.1.113883.6.96", "44077006")

    assert meanings == (Meaning("finding", "numbness"),)


def test_a_code_of_a_local_system_means_nothing(words: Vocabulary) -> None:
    assert words.index.meanings("urn:oid:1.2.3", "44077006") == ()
