"""Clauses on drugs and on pregnancy: yes, no and unknown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from made_up import NOW, ago, chart, decide, entry, rule, shipped, words
from pydantic import ValidationError

from engine.decide.chart import Chart
from engine.decide.clauses import drug, pregnancy
from engine.decide.clauses.lines import Asked
from engine.findings.finding import DrugUse, Finding, Source, Taking
from engine.review.patient import findings_of
from engine.rulebook.clauses import DrugClause, PregnancyClause
from engine.rulebook.english import clause_english
from engine.rulebook.rule import Case
from engine.rulebook.uses import words_of, words_used
from engine.truth import NO, UNKNOWN, YES, Truth
from engine.when import Interval

RECORD = Source("MedicationRequest/1", "MedicationRequest", Interval.at(NOW))
NOW_OR_LATELY = {"active": "yes", "or-stopped-within": "3 months"}


def use(
    taking: Taking, ended: str | None = None, started: str | None = None
) -> DrugUse:
    return DrugUse(
        "neurotoxic",
        taking,
        RECORD,
        ago(started) if started else None,
        ago(ended) if ended else None,
    )


def with_drugs(*uses: DrugUse) -> Chart:
    return replace(chart(), taken={"neurotoxic": uses})


def asked(*uses: DrugUse, **lines: object) -> Truth:
    clause = DrugClause.model_validate({"drug": "neurotoxic", **lines})
    held = drug.deciding(clause, with_drugs(*uses))
    return drug.truth_of(clause, held, NOW)


def test_no_record_of_the_drug_is_unknown() -> None:
    assert asked(active="yes") is UNKNOWN


@pytest.mark.parametrize(
    ("taken", "now", "now_or_lately", "only_lately"),
    [
        (use("active"), YES, YES, NO),
        (use("stopped", "2 months"), NO, YES, YES),
        (use("stopped", "3 months"), NO, YES, YES),
        (use("stopped", "4 months"), NO, NO, NO),
        (use("stopped"), NO, UNKNOWN, UNKNOWN),
        (use("given", "2 months"), UNKNOWN, YES, YES),
        (use("given", "4 months"), UNKNOWN, NO, NO),
        (use("not-taken"), NO, NO, NO),
        (use("unknown"), UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_what_one_statement_says(
    taken: DrugUse, now: Truth, now_or_lately: Truth, only_lately: Truth
) -> None:
    assert asked(taken, active="yes") is now
    assert asked(taken, **NOW_OR_LATELY) is now_or_lately
    assert asked(taken, **{"stopped-within": "3 months"}) is only_lately


def test_a_stop_at_an_unknown_time_since_the_order_is_unknown() -> None:
    long_ago = replace(use("stopped"), ended=Interval(NOW - timedelta(days=900), NOW))

    assert asked(long_ago, **NOW_OR_LATELY) is UNKNOWN


def test_one_statement_that_fits_is_enough() -> None:
    assert asked(use("stopped", "4 months"), use("active"), active="yes") is YES


@pytest.mark.parametrize(
    ("started", "expected"), [("4 weeks", YES), ("27 days", NO), (None, UNKNOWN)]
)
def test_for_how_long_it_is_taken(started: str | None, expected: Truth) -> None:
    taken = use("active", started=started)

    assert asked(taken, active="yes", lasting={"at-least": "4 weeks"}) is expected


def test_the_statements_that_decide_are_shown() -> None:
    clause = DrugClause.model_validate({"drug": "neurotoxic", "active": "yes"})
    active, stopped = use("active"), use("stopped", "4 months")

    assert drug.deciding(clause, with_drugs(stopped, active)) == (active,)
    assert drug.deciding(clause, with_drugs(stopped)) == (stopped,)


@pytest.mark.parametrize(
    "lines",
    [
        {},
        {"or-stopped-within": "3 months"},
        {"active": "yes", "stopped-within": "3 months"},
        {"active": "no"},
    ],
    ids=str,
)
def test_a_clause_that_does_not_say_when_is_refused(lines: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        DrugClause.model_validate({"drug": "neurotoxic", **lines})


@pytest.mark.parametrize(
    ("lines", "english"),
    [
        ({"active": "yes"}, "is being taken"),
        (
            NOW_OR_LATELY,
            "is being taken, or was stopped within the last 3 months",
        ),
        ({"stopped-within": "3 months"}, "was stopped within the last 3 months"),
        (
            {"active": "yes", "lasting": {"at-least": "4 weeks"}},
            "is being taken; and has been taken for at least 4 weeks",
        ),
    ],
    ids=str,
)
def test_a_drug_clause_in_english(lines: dict[str, object], english: str) -> None:
    clause = DrugClause.model_validate({"drug": "neurotoxic", **lines})

    says = clause_english(clause, words())

    assert says == f"a drug that can damage nerves {english}"


PREGNANT = PregnancyClause(pregnancy="yes")
PREGNANT_OR_LATELY = PregnancyClause.model_validate(
    {"pregnancy": "yes", "or-ended-within": "6 weeks"}
)


def pregnant(**lines: object) -> Finding:
    return entry("pregnancy", **lines)


@pytest.mark.parametrize(
    ("told", "now", "now_or_lately"),
    [
        ((), UNKNOWN, UNKNOWN),
        ((pregnant(),), YES, YES),
        ((pregnant(presence="provisional"),), YES, YES),
        ((pregnant(first="42 weeks"),), YES, YES),
        ((pregnant(first="44 weeks"),), UNKNOWN, UNKNOWN),
        ((pregnant(first=None),), UNKNOWN, UNKNOWN),
        ((pregnant(presence="absent"),), NO, NO),
        ((pregnant(presence="absent", first="2 months"),), UNKNOWN, UNKNOWN),
        ((pregnant(state="resolved", ended="6 weeks"),), NO, YES),
        ((pregnant(state="resolved", ended="7 weeks"),), NO, NO),
    ],
    ids=str,
)
def test_pregnant_now_or_lately(
    told: tuple[Finding, ...], now: Truth, now_or_lately: Truth
) -> None:
    case = Asked(chart(*told))

    truths = [
        pregnancy.truth_of(pregnancy.fits(clause, case), case)
        for clause in (PREGNANT, PREGNANT_OR_LATELY)
    ]

    assert truths == [now, now_or_lately]


def test_pregnancy_in_english() -> None:
    assert clause_english(PREGNANT_OR_LATELY, words()) == (
        "the patient is pregnant, or was within the last 6 weeks"
    )


def test_a_rule_fires_on_numbness_and_a_neurotoxic_drug() -> None:
    made = rule(
        {
            "all": [
                {"finding": "numbness"},
                {"id": "drug", "drug": "neurotoxic", **NOW_OR_LATELY},
                {"id": "pregnant", "pregnancy": "yes"},
            ]
        }
    )

    decision = decide(made, entry(), pregnant(), use("active"))

    assert (decision.outcome, decision.disagreement) == ("fires", False)
    assert [len(clause.entries) for clause in decision.clauses] == [1, 1, 1]
    assert decide(made, entry(), pregnant()).outcome == "asks"


def test_a_case_of_a_rule_can_give_a_drug() -> None:
    case = Case.model_validate(
        {
            "name": "stopped two months ago",
            "given": [
                {
                    "drug": "neurotoxic",
                    "started": "1 years ago",
                    "stopped": "2 months ago",
                }
            ],
            "expect": "quiet",
        }
    )

    (given,) = findings_of(case, words(), NOW).drugs

    assert (given.what, given.taking, given.ended) == (
        "neurotoxic",
        "stopped",
        ago("2 months"),
    )


def test_a_rule_rests_on_the_drugs_and_value_sets_it_names() -> None:
    made = rule(
        {"all": [{"finding": "numbness"}, {"drug": "metformin", "active": "yes"}]}
    )
    without = rule({"finding": "numbness"})

    used, before = words_used(made, words()), words_used(without, words())

    assert (used.drugs, before.drugs) == ({"metformin"}, frozenset())
    assert used.value_sets - before.value_sets == {"vs/drug-metformin"}
    assert "drug" not in words_of(before, words(), shipped().locale)
