"""What must hold of the rules that ship, whoever the patient is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import NOW, ago, entry, shipped
from random_rules import Pool, random_finding, random_findings, random_time

from engine.decide.chart import Chart
from engine.decide.conclude import rank
from engine.decide.decide import Decider, Decisions
from engine.decide.outcome import Decision
from engine.findings.finding import Finding, Findings
from engine.rulebook.clauses import FindingClause, GroupClause
from engine.rulebook.walk import clauses_of

CHRONIC = ("diabetes", "harmful-alcohol-use", "diabetic-neuropathy")
patients = st.randoms(use_true_random=False)
thorough = settings(max_examples=200, deadline=None, derandomize=True)


@cache
def decider() -> Decider:
    return Decider(shipped())


@cache
def used_words() -> tuple[str, ...]:
    """The findings that the shipped rules ask for."""
    groups = shipped().vocabulary.groups
    used: dict[str, None] = {}
    for rule in shipped().rules:
        for _, clause in clauses_of(rule):
            if isinstance(clause, FindingClause):
                used[clause.finding] = None
            if isinstance(clause, GroupClause):
                used.update(dict.fromkeys(groups[clause.group].members))
    return tuple(used)


def patient(random: Random) -> Findings:
    """Numbness and what the rules look for, at sites that they name."""
    sites = ("face", "arm", "hands", "leg", "feet", "trunk", "limb")
    words = ("numbness", *random.sample(used_words(), 2))
    pool = Pool(words, (), sites)
    known = random_findings(random, pool)
    acute = [
        replace(
            random_finding(random, pool, random.choice(("numbness", *pool.findings))),
            presence="present",
            state="ongoing",
            current=True,
            chronic=False,
            onset=random.choice((ago("2 hours"), ago("3 days"), None)),
            first=ago("1 hours"),
        )
        for _ in range(random.randint(0, 3))
    ]
    return with_more(known, *acute)


def decided(known: Findings) -> Decisions:
    book = shipped()
    chart = Chart.of(known, book.vocabulary, book.locale, NOW)
    made = decider().decide(chart)
    assert not (made.failed or made.differing or made.network_failed)
    return made


def answers(known: Findings) -> Mapping[str, Decision]:
    """What each rule answers; explaining the quiet ones takes most of the time."""
    return {one.rule.rule: one for one in decided(known).answered}


def with_more(known: Findings, *more: Finding) -> Findings:
    return replace(known, findings=(*known.findings, *more))


def loudness(decision: Decision) -> tuple[int, bool]:
    return rank(decision.indicator), decision.outcome == "fires"


def quieter(before: Findings, after: Findings) -> list[str]:
    """The emergency rules that say less of the one than of the other."""
    first, second = answers(before), answers(after)
    return [
        name
        for name, decision in first.items()
        if decision.rule.urgency == "emergency"
        and loudness(second[name]) < loudness(decision)
    ]


@thorough
@given(patients)
def test_a_diagnosis_of_diabetes_or_alcohol_use_never_lowers_an_emergency(
    random: Random,
) -> None:
    known = patient(random)
    added = [
        entry(word, onset=random_time(random), first=random_time(random), chronic=True)
        for word in CHRONIC
    ]

    assert quieter(known, with_more(known, *added)) == []


@thorough
@given(patients)
def test_taking_an_absent_statement_away_never_makes_an_emergency_quieter(
    random: Random,
) -> None:
    known = patient(random)
    denied = random_finding(random, Pool(used_words(), (), ("face", "arm")))
    with_absent = with_more(known, replace(denied, presence="absent"))

    assert quieter(with_absent, known) == []


@thorough
@given(patients)
def test_the_order_of_findings_changes_nothing(random: Random) -> None:
    known = patient(random)
    mixed = replace(
        known,
        findings=tuple(random.sample(known.findings, len(known.findings))),
        measurements=tuple(reversed(known.measurements)),
    )

    assert told(decided(known).all) == told(decided(mixed).all)


def told(decisions: Iterable[Decision]) -> list[object]:
    """What is said of each rule, its lists without their order."""
    return [
        (
            decision.outcome,
            decision.indicator,
            [(result.id, result.truth) for result in decision.clauses],
            {entry for result in decision.reasons for entry in result.entries},
            {result.id for result in decision.lowered_by},
            {result.ask for result in decision.missing},
            {result.name for result in decision.not_excluded},
        )
        for decision in decisions
    ]


@thorough
@given(patients)
def test_chronic_entries_never_mute_an_emergency_that_fires(random: Random) -> None:
    known = patient(random)
    old = entry(random.choice(used_words()), chronic=True, side="both")
    fires = {
        name: decision
        for name, decision in answers(known).items()
        if decision.rule.urgency == "emergency" and decision.outcome == "fires"
    }

    after = answers(with_more(known, old))

    assert [n for n, d in fires.items() if loudness(after[n]) < loudness(d)] == []


@thorough
@given(patients)
def test_chronic_numbness_never_mutes_an_emergency_that_asks(random: Random) -> None:
    known = patient(random)
    old = entry("numbness", chronic=True, side="both", sites=["feet"], symmetric=True)

    assert quieter(known, with_more(known, old)) == []


@pytest.mark.parametrize("word", used_words())
def test_what_is_new_by_itself_is_not_muted_by_chronic_numbness_or_disease(
    word: str,
) -> None:
    """Of every word alone: nothing else stands beside it that would still ask."""
    known = Findings((replace(entry(word, onset="2 hours"), first=ago("1 hours")),))
    old = entry("numbness", chronic=True, side="both", sites=["feet"], symmetric=True)
    diseases = [entry(disease, chronic=True) for disease in CHRONIC]

    assert quieter(known, with_more(known, old)) == []
    assert quieter(known, with_more(known, *diseases)) == []
