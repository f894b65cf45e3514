import csv
import shutil
from pathlib import Path

import pytest

from engine.terminology.index import Meaning
from engine.terminology.models import SYSTEM_URIS
from engine.terminology.phrases import phrases_of
from engine.terminology.prefilter import filter_of
from engine.terminology.vocabulary import Vocabulary, load_vocabulary

EXAMPLE = Path(__file__).parents[1] / "rulebook/example"
SNOMED, ICD = SYSTEM_URIS["snomed"], SYSTEM_URIS["icd-10-cm"]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    loaded, faults = load_vocabulary(EXAMPLE)
    assert not faults
    assert loaded is not None
    return loaded


def test_every_kind_of_word_is_found_by_its_word(vocabulary: Vocabulary) -> None:
    assert vocabulary.findings["numbness"].says == "numbness or tingling"
    assert vocabulary.groups["focal-neuro-sign"].members[0] == "facial-weakness"
    assert vocabulary.measures["hba1c"].unit == "%"
    assert vocabulary.sites["toes"].within == ("feet",)
    assert vocabulary.qualifiers["speed/sudden"].codes == ("vs/speed-sudden",)
    assert vocabulary.value_sets["vs/hba1c"].title == "HbA1c"
    assert vocabulary.orders["blood-glucose"].priority == "stat"
    assert set(vocabulary.locales) == {"uk", "us"}


def test_a_faulty_directory_has_no_vocabulary_but_all_faults(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(EXAMPLE, tmp_path / "rules"))
    sites = rules / "findings/sites.yaml"
    sites.write_text(sites.read_text().replace("[vs/site-toes]", "[vs/toe]"))
    (rules / "value-sets/hba1c.yaml").unlink()

    vocabulary, faults = load_vocabulary(rules)

    assert vocabulary is None
    assert [(str(fault.file), fault.line, fault.code) for fault in faults] == [
        ("findings/sites.yaml", 6, "RF205"),
        ("findings/symptoms.yaml", 29, "RF205"),
    ]


@pytest.mark.parametrize(
    ("system", "code", "meanings"),
    [
        (SNOMED, "44077006", [Meaning("finding", "numbness")]),
        (SNOMED, " 44077006 ", [Meaning("finding", "numbness")]),
        (SNOMED, "309557009", [Meaning("finding", "numbness", site="face")]),
        (ICD, "R29.810", [Meaning("finding", "facial-weakness", site="face")]),
        (ICD, "r29810", [Meaning("finding", "facial-weakness", site="face")]),
        (ICD, "R29.81", []),
        (SNOMED, "R20.0", []),
        (SNOMED, "440770061", []),
        (SYSTEM_URIS["loinc"], "4548-4", [Meaning("measure", "hba1c")]),
        (SNOMED, "89545001", [Meaning("site", "face")]),
        (SNOMED, "385315009", [Meaning("qualifier", "speed/sudden")]),
        ("", "44077006", []),
    ],
)
def test_a_code_means_what_its_value_set_is_bound_to(
    vocabulary: Vocabulary, system: str, code: str, meanings: list[Meaning]
) -> None:
    assert list(vocabulary.index.meanings(system, code)) == meanings


@pytest.mark.parametrize("code", ["E11", "E11.9", "E11.42", "E1142", "e11.649"])
def test_an_icd_10_cm_category_stands_for_all_codes_under_it(
    vocabulary: Vocabulary, code: str
) -> None:
    meanings = vocabulary.index.meanings(ICD, code)

    assert meanings == (Meaning("finding", "diabetes"),)
    assert vocabulary.index.knows(code)


def test_every_code_of_the_example_is_verified(vocabulary: Vocabulary) -> None:
    table = Path(__file__).parents[2] / "../shared/clinical/terminology.csv"
    if not table.exists():
        pytest.skip("../shared is not there")
    with table.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["verified"] == "yes"]
    verified = {(row["code"], row["display"]) for row in rows}
    used = {
        (code.code, code.display)
        for value_set in vocabulary.value_sets.values()
        for code in value_set.codes
    }
    used |= {
        (order.code.code, order.code.display) for order in vocabulary.orders.values()
    }

    # a category, which the table does not list; the title is simple-icd-10-cm's
    assert used - verified == {("E11", "Type 2 diabetes mellitus")}


@pytest.mark.parametrize("code", ["E10.9", "E1", "11", "", "A", "LA6560-2", "E"])
def test_a_code_outside_every_category_is_not_known(
    vocabulary: Vocabulary, code: str
) -> None:
    assert not vocabulary.index.knows(code)
    assert vocabulary.index.meanings(ICD, code) == ()


def test_sites_know_what_is_around_and_inside_them(vocabulary: Vocabulary) -> None:
    assert vocabulary.wider_sites("toes") == {"feet", "leg", "half-body"}
    assert vocabulary.narrower_sites("leg") == {"feet", "toes"}
    assert vocabulary.narrower_sites("toes") == frozenset()


@pytest.mark.parametrize(
    ("site", "limbs"),
    [
        ("leg", {"lower"}),
        ("toes", {"lower"}),
        ("arm", {"upper"}),
        ("face", set()),
        ("half-body", {"lower", "upper"}),
    ],
)
def test_a_site_lies_in_its_own_limb_or_that_around_it(
    vocabulary: Vocabulary, site: str, limbs: set[str]
) -> None:
    assert vocabulary.limbs_of(site) == limbs


@pytest.mark.parametrize(
    ("text", "worth_reading"),
    [
        ("Numb L face since this morning", True),
        ("PINS-AND-NEEDLES", True),
        ("c/o tingling", True),
        ("can\u2019t feel my hand", True),
        ("numbness denied", True),
        ("nubmness", True),
        ("tinglng hand", True),
        ("denies pain in the left leg", False),
        ("well", False),
        ("undead", False),
    ],
)
def test_a_text_is_worth_reading_if_it_names_a_finding(
    vocabulary: Vocabulary, text: str, worth_reading: bool
) -> None:
    assert bool(vocabulary.index.words.search(text)) is worth_reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tingling", True),
        ("tinglling", True),
        ("tinlging", True),
        ("inkling", False),
        ("singling", False),
        ("dumb", False),
    ],
)
def test_a_longer_word_may_be_misspelt_but_be_no_ordinary_one(
    text: str, found: bool
) -> None:
    words = filter_of(["tingling", "numb"], ordinary=["singling"])

    assert bool(words.search(text)) is found


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("light-headed", "lightheaded", True),
        ("light-headed", "light headed", True),
        ("light headed", "Light\nHeaded", True),
        ("pins and needles", "pin and needle", False),
        ("pins and needles", "pins and needle", True),
        ("cramp", "cramps", True),
        ("cramps", "a cramp", True),
        ("patches", "patch", True),
        ("palsy", "palsies", True),
        ("palsies", "palsy", True),
        ("numbness", "numbnes", False),
        ("paralysis", "paralysis", True),
        ("paralysis", "paralytic", False),
        ("dead (arm)", "a dead (arm)", True),
        ("numb", "benumbed", False),
    ],
)
def test_spelling_differences_that_say_nothing_do_not_hide_a_word(
    word: str, text: str, found: bool
) -> None:
    assert bool(phrases_of([word, "zzz"]).search(text)) is found


def test_no_words_find_nothing() -> None:
    assert not phrases_of([]).search("numb")
