from pathlib import Path

import made_up
import pytest
from pydantic import TypeAdapter

from engine.decide.plan import plan
from engine.rulebook.clauses import Node
from engine.rulebook.english import clause_english, decision_english, rule_english
from engine.rulebook.load import load_rulebook
from engine.rulebook.phrases import is_plural
from engine.rulebook.reading_notes import reading_notes
from engine.rulebook.rulebook import Rulebook
from engine.terminology.vocabulary import Vocabulary

EXAMPLE = Path(__file__).parent / "example"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(EXAMPLE)


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return made_up.shipped()


@pytest.fixture
def vocabulary(rulebook: Rulebook) -> Vocabulary:
    return rulebook.vocabulary


ACUTE = {"within": "24 hours", "or": ["not-recorded"]}
LEFT_OR_NONE = ["left", "right", "not-recorded"]

SENTENCES = [
    (
        {"finding": "numbness", "site": "face", "side": LEFT_OR_NONE,
         "onset": {"speed": "sudden", **ACUTE}},
        "numbness or tingling of the face on the left or right, or with no side "
        "recorded, began suddenly within the last 24 hours, or has no recorded onset "
        "and was first recorded within that time",
    ),
    (
        {"finding": "diabetes", "onset": {"within": "8 weeks", "or": "not-recorded"}},
        "diabetes began within the last 8 weeks, or has no recorded onset and was "
        "first recorded within that time, or carries no date at all beside a current "
        "numbness or weakness",
    ),
    (
        {"finding": "diabetes",
         "onset": {"within": "8 weeks", "or": ["not-recorded", "undated"]}},
        "diabetes began within the last 8 weeks, or has no recorded onset and was "
        "first recorded within that time, or carries no date, or no more than a month "
        "or year",
    ),
    (
        {"finding": "diabetes",
         "lasting": {"at-least": "24 hours", "or": "not-recorded"}},
        "diabetes has been known for at least 24 hours, or has no recorded onset",
    ),
    (
        {"finding": "numbness",
         "lasting": {"at-most": "60 minutes", "or": "not-recorded"}},
        "numbness or tingling has lasted at most 60 minutes, or has no recorded "
        "duration and was first recorded within the last 60 minutes",
    ),
    (
        {"finding": "numbness", "onset": {"speed": "sudden", "or": "possibly"}},
        "numbness or tingling began suddenly, or is dated only to a day that may lie "
        "within the last 24 hours",
    ),
    ({"finding": "diabetes"}, "diabetes is recorded"),
    (
        {"finding": "numbness", "site": ["feet", "toes"], "symmetric": "yes",
         "lasting": {"at-least": "4 weeks"}},
        "numbness or tingling of the feet or the toes has lasted at least 4 weeks; "
        "and is symmetrical on both sides",
    ),
    (
        {"finding": "numbness", "side": "both", "course": ["spreading", "ascending"]},
        "numbness or tingling on both sides is spreading or ascending",
    ),
    (
        {"finding": "numbness", "course": ["spreading", "not-recorded"]},
        "numbness or tingling is spreading, or has no recorded course",
    ),
    (
        {"finding": "numbness", "side": "not-recorded"},
        "numbness or tingling with no side recorded is recorded",
    ),
    (
        {"finding": "numbness", "side": ["both", "not-recorded"]},
        "numbness or tingling on both sides, or with no side recorded, is recorded",
    ),
    (
        {"finding": "numbness", "side": ["left", "right", "both"]},
        "numbness or tingling on the left, on the right or on both sides is recorded",
    ),
    (
        {"finding": "numbness", "onset": {"more-than": "3 months"}},
        "numbness or tingling began more than 3 months ago",
    ),
    (
        {"finding": "numbness",
         "onset": {"more-than": "24 hours", "within": "14 days"}},
        "numbness or tingling began more than 24 hours ago and within the last 14 days",
    ),
    (
        {"finding": "numbness", "onset": {"within": "1 day", "or": "possibly"}},
        "numbness or tingling began within the last 1 day, or is dated only to a day "
        "that may lie within that time",
    ),
    (
        {"finding": "numbness", "state": "resolved", "ended": {"within": "7 days"},
         "lasted": {"at-most": "24 hours", "or": "not-recorded"}},
        "numbness or tingling lasted at most 24 hours, or has no recorded duration; "
        "and ended within the last 7 days",
    ),
    (
        {"finding": "numbness", "onset": {"within": "2 days", "or": "undated"}},
        "numbness or tingling began within the last 2 days, or carries no date, or"
        " no more than a month or year",
    ),
    ({"finding": "numbness", "state": "resolved"}, "numbness or tingling has resolved"),
    (
        {"finding": "foot-drop", "severity": ["moderate", "severe"]},
        "foot drop is recorded as moderate or severe",
    ),
    (
        {"finding": "dental-anaesthetic", "onset": {"within": "12 hours"}},
        "dental anaesthetic took place within the last 12 hours",
    ),
    (
        {"group": "focal-neuro-sign", "same-place-as": "numb"},
        'another focal neurological sign is at the same place as the entry of clause '
        '"numb"',
    ),
    (
        {"measure": "hba1c", "at-least": "6.5 %", "below": "15 %",
         "latest-within": "24 months"},
        "the latest HbA1c within the last 24 months is at least 6.5 % and below 15 %",
    ),
    (
        {"measure": "hba1c", "above": "locale hba1c-diabetic",
         "latest-within": "1 year"},
        "the latest HbA1c within the last 1 year is above the threshold hba1c-diabetic "
        "(uk: 48 mmol/mol; us: 6.5 %)",
    ),
    ({"age": {"at-least": 50}}, "the patient is at least 50 years old"),
    (
        {"age": {"at-least": 18, "at-most": 50}},
        "the patient is at least 18 and at most 50 years old",
    ),
    ({"sex": "female"}, "the patient is recorded as female"),
    (
        {"any-of": [{"finding": "diabetes"}, {"all": [{"sex": "male"},
         {"finding": "foot-drop"}]}]},
        "at least one of these is true: (1) diabetes is recorded; (2) [all of these "
        "are true: (1) the patient is recorded as male; (2) foot drop is recorded]",
    ),
    (
        {"none": [{"finding": "diabetes"}]},
        "each of these is known not to be true: (1) diabetes is recorded",
    ),
    (
        {"at-least": 2, "of": [{"sex": "male"}, {"finding": "diabetes"}]},
        "at least 2 of these are true: (1) the patient is recorded as male; "
        "(2) diabetes is recorded",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "expected"), SENTENCES)
def test_a_clause_reads_as_one_sentence(
    vocabulary: Vocabulary, clause: object, expected: str
) -> None:
    node: Node = TypeAdapter(Node).validate_python(clause)

    assert clause_english(node, vocabulary) == expected


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("numbness", False),
        ("palpitations", True),
        ("diabetes", False),
        ("nausea and vomiting", True),
        ("pins and needles", True),
        ("weakness of the legs", False),
        ("meningitis", False),
        ("falls in the last year", True),
        ("loss of balance", False),
    ],
)
def test_the_verb_agrees_with_the_noun(noun: str, plural: bool) -> None:
    assert is_plural(noun) is plural


def test_the_logic_of_the_worked_example_reads_as_a_committee_reads_it(
    rulebook: Rulebook,
) -> None:
    text = rule_english(rulebook.rules[1], rulebook.vocabulary)

    start = text.index("**Alert**")
    end = text.index("**The card says**")
    assert text[start:end] == (
        "**Alert** when at least one of these is true:\n"
        "\n"
        "1. numbness or tingling of the face on the left or right, or with no side "
        "recorded, began suddenly within the last 24 hours, or has no recorded onset "
        "and was first recorded within that time, or is dated only to a day that may "
        "lie within that time. [E02, E06]\n"
        "2. all of these are true:\n"
        "\n"
        "   1. numbness or tingling of the face began suddenly within the last 24 "
        "hours, or has no recorded onset and was first recorded within that time, or "
        "is dated only to a day that may lie within that time. [E06]\n"
        "   2. another focal neurological sign began within the last 24 hours, or has "
        "no recorded onset and was first recorded within that time. *Face numbness on "
        "both sides is a red flag only with a "
        "second focal sign.*\n"
        "\n"
        "**Lowered to a warning**, which names the exception, when at least one of "
        "these is known to be true:\n"
        "\n"
        "- dental anaesthetic took place within the last 12 hours.\n"
        "\n"
        "**If data is missing**, ask, but only when numbness or tingling of the face "
        "is recorded.\n"
        "\n"
    )


def test_unconfirmed_evidence_is_marked_wherever_it_stands(rulebook: Rulebook) -> None:
    text = rule_english(rulebook.rules[0], rulebook.vocabulary)

    assert "[E15 (unconfirmed)]" in text
    assert "- E15: ADA Standards section 12 (unconfirmed)" in text


def test_a_rule_says_that_it_is_not_signed(rulebook: Rulebook) -> None:
    texts = [rule_english(rule, rulebook.vocabulary) for rule in rulebook.rules]

    assert all(text.endswith("**Not clinically signed.**\n") for text in texts)


def test_the_members_of_a_group_are_printed(rulebook: Rulebook) -> None:
    text = rule_english(rulebook.rules[1], rulebook.vocabulary)

    assert (
        "- Another focal neurological sign means any of: facial weakness or foot drop."
    ) in text


def test_the_same_place_names_the_other_finding(rulebook: Rulebook) -> None:
    text = rule_english(rulebook.rules[0], rulebook.vocabulary)

    assert (
        "is at the same place as the numbness or tingling of the feet or the toes."
        in text
    )


def test_a_rule_that_does_not_ask_says_so(rulebook: Rulebook) -> None:
    text = rule_english(rulebook.rules[0], rulebook.vocabulary)

    assert "**If data is missing**, no card." in text


def test_what_a_gradual_onset_does_is_said_where_it_does_it(
    shipped: Rulebook,
) -> None:
    """In each emergency rule that waits for sudden numbness, and in no other."""
    said = {
        rule.rule
        for rule in shipped.rules
        if "recorded as gradual and began" in decision_english(rule, shipped.vocabulary)
    }

    planned = plan(shipped).rules
    lowered = {one.rule.rule for one in planned if one.strict != one.lenient}
    assert "urgent/sudden-face-numbness" in said
    # A headache recorded as gradual is no sudden one; in the others nothing has to
    # begin suddenly, and ties alone make two atoms of a clause.
    assert lowered - said == {
        "urgent/thunderclap-headache",
        "urgent/injured-limb-uncontrolled-pain",
        "urgent/numbness-limb-colour-change",
        "urgent/swollen-blue-painful-leg",
    }
    assert said <= lowered


def test_a_diagnosis_of_a_group_without_a_date_is_noted(shipped: Rulebook) -> None:
    notes = {
        rule.rule: " ".join(reading_notes(rule, shipped.vocabulary))
        for rule in shipped.rules
    }

    noted = [name for name, text in notes.items() if "A diagnosis of a group" in text]
    assert noted == [
        "chronic/possible-neuroborreliosis",
        "urgent/acute-cord-syndrome",
        "urgent/metastatic-cord-compression",
    ]
