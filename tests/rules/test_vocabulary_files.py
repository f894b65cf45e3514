"""The word files under `rules/` as they ship: they fit together and the table."""

import csv
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from engine.terminology.index import normalised
from engine.terminology.lexicon import Entry, lexicon
from engine.terminology.models import SYSTEM_URIS, Code, FindingWord, ValueSet
from engine.terminology.vocabulary import Vocabulary, load_vocabulary

PROJECT = Path(__file__).parents[2]
TABLE = PROJECT / "../shared/clinical/terminology.csv"
GAPS = PROJECT / "docs/terminology-gaps.md"
SYSTEM_NAMES = {
    "snomed": "SNOMED CT",
    "loinc": "LOINC",
    "icd-10-cm": "ICD-10-CM",
    "rxnorm": "RxNorm",
}

# A code of these sets says two things, and is meant to.
SAYING_TWO_THINGS = {
    "vs/diabetic-neuropathy",
    "vs/diabetic-angiopathy",
    "vs/atherosclerosis-with-rest-pain",
    # both a neurotoxic drug and one of its own; metformin, a B12-lowering one
    "vs/drug-nitrous-oxide",
    "vs/drug-metformin",
    # neurotoxic, and classes of their own
    "vs/drug-chemotherapy",
    "vs/drug-checkpoint-inhibitor",
    "vs/drug-fluoroquinolone",
    # a cancer, and the one that it is
    "vs/brain-tumour-malignant",
    "vs/bone-metastasis",
    "vs/myeloma",
    "vs/iron-deficiency-anaemia",
    "vs/folate-deficiency-anaemia",
    "vs/diabetic-foot-ulcer",
    "vs/diabetic-gangrene",
    "vs/hypertensive-kidney-disease",
}
# A phrase that names two findings does so because it may be either, or is both.
NAMING_TWO_FINDINGS = {
    ("diplopia", "vision-loss"): (*("blurred and double", "blurry and double"),),
    ("aphasia", "slurred-speech"): (
        *("difficulty speaking", "trouble speaking", "speech went"),
    ),
    ("ataxia", "gait-unsteady"): ("ataxic gait", "gait ataxic"),
    ("ataxia", "sensory-ataxia"): ("sensory ataxia",),
    # A wider word for "cannot" and for "with difficulty", read as both.
    ("bladder-disturbance", "urinary-retention"): (
        *("problem passing water", "problems passing water", "hard to pass water"),
        *("trouble passing water", "trouble starting passing water"),
        *("difficulty passing water", "difficulty starting passing water"),
        *("difficulty with passing water", "difficulty in passing water"),
        *("difficult to pass water", "straining to pass water"),
        *("struggling to pass water", "struggles to pass water"),
        *("straining to pass urine", "straining to pee"),
        *("straining to void", "straining to wee"),
    ),
    ("bowel-incontinence", "urinary-incontinence"): (
        *("lost control of bladder and bowel", "lost control of bladder and bowels"),
        "lost control of bladder or bowels",
        *("no control of either end", "no control at either end"),
        *("no control either end", "can't control either end"),
        *("no control of both ends", "lost control of both ends"),
        *("lost control both ends", "leaking from both ends"),
        *("incontinent both ends", "wet and soiled", "wet & soiled"),
        *("soiled and wet", "wetting and soiling"),
        *("lost control of my bladder and bowels",),
        *("lost control of my bladder or bowels", "no control of bladder or bowels"),
        *(
            f"{one}{join}{other} incontinence"
            for one, other in (("bladder", "bowel"), ("bowel", "bladder"))
            for join in (" and ", " or ", "/")
        ),
        *("incontinence of bladder and bowel", "incontinence of bladder or bowel"),
        *("incontinence of bowel and bladder", "incontinence of bowel or bladder"),
        *("incontinence of urine and faeces", "incontinence of urine or faeces"),
        *("incontinent of faeces and urine", "incontinent of urine and faeces"),
        *("urinary and faecal incontinence", "urinary or bowel incontinence"),
        *("urinary or faecal incontinence", "urinary/faecal incontinence"),
    ),
    ("brain-tumour", "malignancy"): ("GBM", "glioblastoma", "glioma"),
    ("claudication", "limb-pain"): (
        *("claudication", "intermittent claudication", "claudicant"),
        *("claudicating", "claudicates", "calf claudication"),
        *(
            f"{part} {pain} on walking"
            for part in ("calf", "leg")
            for pain in ("pain", "cramp", "cramps")
        ),
        *("calf pain when walking", "calf pain with walking", "leg pain when walking"),
        *("leg pain with walking", "leg pain walking uphill"),
        *("calf pain walking uphill", "exertional leg pain", "exertional calf pain"),
        *("pain in calves on walking", "pain in calf on walking"),
        *("pain in the calves on walking", "pain in calves when walking"),
        *("pain in legs on walking", "pain in the legs on walking"),
        "pain in legs when walking",
    ),
    ("absent-distal-pulse", "cold-limb"): (
        *("cold , pulseless", "cold pulseless", "cold and pulseless"),
    ),
    ("meningism", "neck-pain"): (
        *(
            phrase
            for neck in ("stiff neck", "neck stiff", "neck stiffness")
            for phrase in (f"{neck} and photophobia", f"{neck} with photophobia")
        ),
        *(
            phrase
            for neck in ("stiff neck", "neck stiffness")
            for phrase in (f"photophobia and {neck}", f"photophobia with {neck}")
        ),
    ),
    ("aphasia", "confusion"): ("talking nonsense",),
    ("cold-triggered-colour-change", "pallor", "skin-discolouration"): (
        "white then purple",
    ),
    ("clumsy-hands", "limb-weakness"): (
        *("clumsy", "clumsiness", "clumsier", "fumbling", "fumbles"),
        *("difficulty with buttons", "trouble with buttons"),
        *("struggling with buttons", "can't do up buttons"),
        *("can't do his buttons", "can't do my buttons", "difficulty writing"),
        *("drops things", "drops cups", "dropped things", "dropping objects"),
        *("dropping cups", "dropping stuff", "can't hold a pen"),
    ),
    # The colour that it changes to is there as well.
    ("cold-triggered-colour-change", "pallor"): (
        "go white in the cold",
        "go white in cold weather",
        "go white when cold",
        "goes white in the cold",
        "goes white in cold weather",
        "goes white when cold",
        "turn white in the cold",
        "turn white in cold weather",
        "turn white when cold",
        "turns white in the cold",
        "turns white in cold weather",
        "turns white when cold",
        "going white in the cold",
        "went white in the cold",
        "turned white in the cold",
        "goes white with cold",
        "go white with cold",
        "goes white in winter",
        "go white in winter",
        "white then red",
        "blanch in the cold",
        "blanches in the cold",
        "blanching in the cold",
        "blanching with cold",
        "blanch with cold",
        "white when cold",
        "white in the cold",
        "white in cold weather",
    ),
    ("cold-triggered-colour-change", "cyanosis"): (
        "go blue in the cold",
        "go blue in cold weather",
        "go blue when cold",
        "goes blue in the cold",
        "goes blue in cold weather",
        "goes blue when cold",
        "turn blue in the cold",
        "turn blue in cold weather",
        "turn blue when cold",
        "turns blue in the cold",
        "turns blue in cold weather",
        "turns blue when cold",
        "going blue in the cold",
        "went blue in the cold",
        "blue then red",
        "blue when cold",
        "blue in the cold",
        "blue in cold weather",
    ),
    ("cold-triggered-colour-change", "numbness", "pallor"): (
        "go white and numb in the cold",
        "go white and numb in cold weather",
        "go white and numb when cold",
        "goes white and numb in the cold",
        "goes white and numb in cold weather",
        "goes white and numb when cold",
        "turn white and numb in the cold",
        "turn white and numb in cold weather",
        "turn white and numb when cold",
        "turns white and numb in the cold",
        "turns white and numb in cold weather",
        "turns white and numb when cold",
    ),
    ("cold-triggered-colour-change", "cyanosis", "pallor"): (
        "go white or blue in the cold",
        "go white or blue in cold weather",
        "go white or blue when cold",
        "goes white or blue in the cold",
        "goes white or blue in cold weather",
        "goes white or blue when cold",
        "turn white or blue in the cold",
        "turn white or blue in cold weather",
        "turn white or blue when cold",
        "turns white or blue in the cold",
        "turns white or blue in cold weather",
        "turns white or blue when cold",
        "white blue red",
        "white then blue",
        "white then blue then red",
        "white and then blue",
        "white blue and red",
        "white to blue",
        "white to blue to red",
    ),
    ("cramp", "limb-pain"): ("cramp", "cramps", "cramping"),
    ("facial-weakness", "forehead-weakness"): (
        *("can't raise eyebrow", "can't raise left eyebrow"),
        *("can't raise right eyebrow", "can't raise his eyebrow"),
        *("can't raise her eyebrow", "can't lift eyebrow", "unable to raise eyebrow"),
        *("unable to raise left eyebrow", "unable to raise right eyebrow"),
        *("can't wrinkle forehead", "eyebrow won't move"),
    ),
    ("facial-weakness", "slurred-speech"): (
        *("drooping and slurred", "drooping and slurring", "droopy and slurred"),
        *("slurred and drooping", "slurred and droopy", "slurring and drooping"),
    ),
    ("limb-pain", "rest-pain"): ("rest pain",),
    ("limb-weakness", "thenar-wasting"): (
        *("apb weak", "apb weakness", "weak apb"),
        *("thenar weakness", "thumb abduction weak", "weak thumb abduction"),
        "weakness of thumb abduction",
    ),
    ("low-back-pain", "muscle-strain"): ("lower back spasm", "lower back spasms"),
    ("fatigue", "reduced-consciousness"): ("lethargic",),
    ("gangrene", "skin-discolouration"): (
        *("gangrene", "gangrenous", "necrosis", "necrotic"),
    ),
    ("headache", "migraine"): ("migraine headache", "migraine headaches"),
    ("headache", "thunderclap-headache"): (
        *("thunderclap headache", "sudden severe headache", "worst headache"),
        *("worst headache ever", "worst headache of life"),
        *("worst headache of her life", "worst ever headache"),
    ),
    ("limb-weakness", "numbness"): (
        *("cannot feel or move legs", "cannot feel or move her legs"),
        *("cannot feel or move his legs", "can't feel or move legs"),
        *("can't feel or move my legs", "can't feel or move his legs"),
        *("can't feel or move her legs", "cant feel or move legs"),
        "unable to feel or move legs",
        *(
            f"{cannot} {both}"
            for cannot in (
                *("can't", "cannot", "cant", "could not", "couldn't", "unable to"),
            )
            for both in ("feel or move", "move or feel")
        ),
    ),
    ("gait-unsteady", "sensory-ataxia"): (
        *("romberg positive", "rombergs positive", "romberg's positive"),
        *("unsteady in dark", "unsteady in the dark"),
        *("falls with eyes closed", "falls with eyes shut"),
    ),
    # Pain is of the limb, the neck or the lower back that stands nearest.
    ("limb-pain", "low-back-pain", "neck-pain"): (
        *("ache", "ached", "aches", "aching", "achy", "agony", "in agony"),
        *("discomfort", "gives him jip", "giving him gyp", "gyp", "hurt", "hurting"),
        *("hurts", "killing", "pain", "painful", "pains", "sore", "soreness"),
        *("tender", "tenderness", "throbbing", "twinge"),
    ),
    ("low-back-pain", "neck-pain"): (
        *("niggling", "playing up", "spasming", "stiff", "stiffness", "twinged"),
        *("went into spasm", "wrenched"),
    ),
    ("limb-pain", "radicular-pain"): (
        *("shooting pain", "shooting pains", "pain down", "pains down"),
        *("pain running down", "pain shoots down"),
    ),
    ("limb-pain", "pain-out-of-proportion"): ("pain out of proportion",),
    ("limb-weakness", "reduced-consciousness"): ("won't respond",),
    ("numbness", "sensory-level"): (
        *("sensory level", "level to light touch"),
        *("level to pin prick", "level to pinprick"),
    ),
    ("pallor", "skin-discolouration"): ("lost its colour",),
    ("purpura", "skin-discolouration"): ("livedo", "livedo reticularis"),
}
# Not sudden: a headache, and no thunderclap.
GRADUAL_HEADACHES = (
    *("headache not sudden", "headache gradual onset", "gradual onset headache"),
    *("headache of gradual onset", "headache came on gradually"),
    *("headache built up gradually", "headache gradual"),
)
NEURO_PLUS = {
    "facial-weakness",
    "limb-weakness",
    "hemiparesis",
    "monoparesis",
    "slurred-speech",
    "aphasia",
    "vision-loss",
    "diplopia",
    "ataxia",
    "gait-unsteady",
    "unable-to-walk",
    "vertigo",
    "dizziness",
    "dysphagia",
    "confusion",
    "reduced-consciousness",
    "thunderclap-headache",
}


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    vocabulary, faults = load_vocabulary(PROJECT / "rules")
    assert [str(fault) for fault in faults] == []
    assert vocabulary is not None
    return vocabulary


def icd_title(code: str) -> str:
    with warnings.catch_warnings():
        # the package reads its data by a deprecated call of importlib, once
        warnings.simplefilter("ignore", DeprecationWarning)
        import simple_icd_10_cm as icd  # noqa: PLC0415
    return str(icd.get_description(code))


def all_codes(words: Vocabulary) -> Iterator[Code]:
    for value_set in words.value_sets.values():
        yield from value_set.codes
    yield from (order.code for order in words.orders.values())


def uses(words: Vocabulary) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words.findings.values():
        for binding in word.codes:
            found[binding.use].append(word.finding)
    for site in words.sites.values():
        for binding in site.codes:
            found[binding.use].append(site.site)
    for other in (
        *words.measures.values(),
        *words.drugs.values(),
        *words.qualifiers.values(),
    ):
        for name in other.codes:
            found[name].append(type(other).__name__)
    return found


def meanings(words: Vocabulary, system: str, code: str) -> set[str]:
    uri = SYSTEM_URIS[system]
    return {meaning.word for meaning in words.index.meanings(uri, code)}


def texts_of(word: FindingWord) -> tuple[str, ...]:
    return (*word.text, *word.text_with_site)


def test_every_value_set_is_used(words: Vocabulary) -> None:
    unused = set(words.value_sets) - set(uses(words))

    assert unused == set()


def test_a_value_set_says_one_thing_unless_it_is_meant_to_say_two(
    words: Vocabulary,
) -> None:
    twice = {name for name, users in uses(words).items() if len(users) > 1}

    assert twice == SAYING_TWO_THINGS


def test_no_code_stands_in_two_value_sets(words: Vocabulary) -> None:
    sets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for value_set in words.value_sets.values():
        for code in value_set.codes:
            sets[code.system, normalised(code.code)].append(value_set.value_set)

    assert {key: names for key, names in sets.items() if len(names) > 1} == {}


def test_every_version_is_that_of_this_release(words: Vocabulary) -> None:
    versions = {value_set.version for value_set in words.value_sets.values()}

    assert versions == {"2026.11"}


@pytest.mark.skipif(not TABLE.exists(), reason="the shared table is not here")
def test_every_code_stands_in_the_verified_table_to_the_letter(
    words: Vocabulary,
) -> None:
    table: dict[tuple[str, str], set[str]] = defaultdict(set)
    with TABLE.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["verified"] == "yes":
                table[row["system"], row["code"]].add(row["display"])

    wrong = [
        code
        for code in all_codes(words)
        if code.display not in table[SYSTEM_NAMES[code.system], code.code]
        and code.system != "icd-10-cm"
    ]

    assert wrong == []


def test_every_icd_code_has_the_title_of_icd_10_cm(words: Vocabulary) -> None:
    codes = [code for code in all_codes(words) if code.system == "icd-10-cm"]

    wrong = [code for code in codes if icd_title(code.code) != code.display]

    assert (len(codes) > 100, wrong) == (True, [])


def test_a_code_that_names_a_side_carries_it(words: Vocabulary) -> None:
    carried: dict[str, set[str | None]] = defaultdict(set)
    for word in (*words.findings.values(), *words.sites.values()):
        for binding in word.codes:
            carried[binding.use].add(binding.side)

    def lacks_it(value_set: ValueSet, side: str) -> bool:
        named = any(f"{side} " in f"{c.display.lower()} " for c in value_set.codes)
        return named and carried[value_set.value_set] != {side}

    findings_and_sites = [words.value_sets[name] for name in carried]
    wrong = [
        (value_set.value_set, side)
        for value_set in findings_and_sites
        for side in ("left", "right")
        if lacks_it(value_set, side)
    ]

    assert wrong == []


def test_the_code_of_a_child_means_what_its_category_means(words: Vocabulary) -> None:
    assert meanings(words, "icd-10-cm", "E1142") == {"diabetes", "diabetic-neuropathy"}


@pytest.mark.parametrize("code", ["714628002", "15777000", "R73.03"])
def test_prediabetes_is_not_diabetes(words: Vocabulary, code: str) -> None:
    system = "icd-10-cm" if code.startswith("R") else "snomed"

    assert meanings(words, system, code) == {"prediabetes"}


@pytest.mark.parametrize("code", ["F10.11", "F10.21"])
def test_alcohol_dependence_in_remission_is_history(
    words: Vocabulary, code: str
) -> None:
    assert meanings(words, "icd-10-cm", code) == {"history-of-alcoholism"}


def test_residual_weakness_of_an_old_stroke_is_no_finding(words: Vocabulary) -> None:
    assert meanings(words, "icd-10-cm", "I69.354") == set()


def test_the_neuro_signs_are_those_of_the_knowledge(words: Vocabulary) -> None:
    assert set(words.groups["focal-neuro-sign"].members) == NEURO_PLUS


def words_of_phrases(
    words: Vocabulary, wanted: Callable[[Entry], bool]
) -> dict[str, set[str]]:
    """Which words each phrase belongs to, in every wording that is read."""
    owners: dict[str, set[str]] = defaultdict(set)
    read = lexicon(
        words.findings.values(), words.sites.values(), words.qualifiers.values()
    )
    for entry in filter(wanted, read.entries):
        phrase = entry.phrase.replace("-", " ")
        key = phrase if phrase.isupper() else phrase.lower()
        owners[key].add(f"{entry.axis}/{entry.word}")
    return owners


def names(entry: Entry) -> bool:
    """Whether a phrase says that something is there: no denial, no function."""
    return not entry.denies and entry.axis not in ("topic", "function")


def test_a_phrase_names_one_word_unless_it_is_meant_to_name_two(
    words: Vocabulary,
) -> None:
    shared: dict[frozenset[str], set[str]] = defaultdict(set)
    for phrase, owners in words_of_phrases(words, names).items():
        if len(owners) > 1:
            shared[frozenset(owners)].add(phrase)
    written = {
        text
        for word in words.findings.values()
        for text in (*texts_of(word), *word.text_with_limb)
    }

    meant = {
        frozenset(f"finding/{word}" for word in pair): set(phrases)
        for pair, phrases in NAMING_TWO_FINDINGS.items()
    }

    assert {pair: phrases & written for pair, phrases in shared.items()} == meant


def test_what_denies_a_finding_names_none_unless_it_is_meant_to(
    words: Vocabulary,
) -> None:
    named = words_of_phrases(words, names)
    denied = words_of_phrases(words, lambda entry: entry.denies)

    pair = {"finding/headache", "finding/thunderclap-headache"}

    both = {phrase: named[phrase] | denied[phrase] for phrase in {*named} & {*denied}}

    assert both == {phrase: pair for phrase in GRADUAL_HEADACHES}


def test_what_is_said_of_a_function_says_one_thing(words: Vocabulary) -> None:
    states = words_of_phrases(words, lambda entry: entry.axis == "function")

    assert {text: said for text, said in states.items() if len(said) > 1} == {}


def test_a_function_of_a_finding_is_no_function_of_none(words: Vocabulary) -> None:
    topics = words_of_phrases(words, lambda entry: entry.axis == "topic")

    assert set(topics) & set(words.qualifiers["function/other"].text) == set()


def test_every_lay_word_is_read(words: Vocabulary) -> None:
    unread = {
        (word.finding, text)
        for word in words.findings.values()
        for text in word.lay
        if text not in (*texts_of(word), *word.text_with_limb)
    }

    assert unread == set()


def test_every_text_of_a_finding_makes_a_text_worth_reading(words: Vocabulary) -> None:
    missed = [
        text
        for word in words.findings.values()
        for text in texts_of(word)
        if not words.finding_words.search(f"patient says {text} today")
    ]

    assert missed == []


def test_an_hba1c_of_48_mmol_mol_is_in_the_diabetic_range(words: Vocabulary) -> None:
    factor, offset = words.measures["hba1c"].units["mmol/mol"]

    assert 47 * factor + offset < Decimal("6.5") <= 48 * factor + offset


def test_every_limb_part_knows_which_limb(words: Vocabulary) -> None:
    for limb, name in (("upper", "arm"), ("lower", "leg")):
        parts = {name, *words.narrower_sites(name)}

        assert {words.sites[part].limb for part in parts} == {limb}


def test_both_countries_define_the_same_thresholds(words: Vocabulary) -> None:
    names = {country: set(words.locales[country].values) for country in ("uk", "us")}

    assert names["uk"] == names["us"] == {"audit-c-positive", "hypoglycaemia"}


def test_every_word_without_a_code_is_named_among_the_gaps(words: Vocabulary) -> None:
    gaps = GAPS.read_text(encoding="utf-8")
    uncoded = [word.finding for word in words.findings.values() if not word.codes]
    uncoded += [site.site for site in words.sites.values() if not site.codes]

    assert [name for name in uncoded if f"`{name}`" not in gaps] == []
