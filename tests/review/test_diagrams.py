"""Decision diagrams agree with the evaluator on every valuation."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import rule, rulebook, words

from engine.decide.tree import leaves, truth
from engine.errors import EngineError
from engine.review import diagrams
from engine.review.diagrams import Diagram, Diagrams
from engine.review.equivalence import Valuations, is_equivalent
from engine.review.implies import excludes, follows
from engine.rulebook.clauses import (
    AgeClause,
    All,
    AnyNode,
    AtLeast,
    Clause,
    FindingClause,
    Node,
    NoneNode,
    SexClause,
)
from engine.rulebook.load import load_rulebook
from engine.truth import NO, UNKNOWN, YES, Truth

RULES = Path(__file__).parents[2] / "rules"
LEAVES = [FindingClause(finding=name) for name in ("numbness", "vertigo", "ataxia")]


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        some.map(lambda items: All(all=items)),
        some.map(lambda items: AnyNode(any=items)),
        some.map(lambda items: NoneNode(none=items)),
        some.flatmap(
            lambda items: st.integers(1, len(items)).map(
                lambda count: AtLeast(**{"at-least": count, "of": items})
            )
        ),
    )


TREES: st.SearchStrategy[Node] = st.recursive(st.sampled_from(LEAVES), grown)


def name(clause: Clause) -> str:
    assert isinstance(clause, FindingClause)
    return clause.finding


def told(tree: Node, answers: dict[str, Truth]) -> Truth:
    return truth(tree, lambda clause: answers[name(clause)])


@given(TREES, TREES)
@settings(max_examples=150, deadline=None)
def test_two_trees_are_one_diagram_if_and_only_if_they_agree_everywhere(
    one: Node, other: Node
) -> None:
    made = Diagrams()
    names = sorted({name(leaf) for tree in (one, other) for leaf in leaves(tree)})

    every = [
        dict(zip(names, values, strict=True))
        for values in product((NO, UNKNOWN, YES), repeat=len(names))
    ]

    agree = all(told(one, answers) is told(other, answers) for answers in every)

    def leaf(clause: Clause) -> Diagram:
        return made.atom(name(clause))

    assert (made.tree(one, leaf) == made.tree(other, leaf)) is agree


@given(TREES, st.sampled_from((NO, UNKNOWN, YES)))
@settings(max_examples=150, deadline=None)
def test_the_ways_to_a_value_lead_to_it_and_to_no_other(
    tree: Node, value: Truth
) -> None:
    made = Diagrams()
    names = sorted({name(leaf) for leaf in leaves(tree)})
    diagram = made.tree(tree, lambda clause: made.atom(name(clause)))

    ways = [*made.valuations(diagram, value)]

    for values in product((NO, UNKNOWN, YES), repeat=len(names)):
        answers = dict(zip(names, values, strict=True))
        is_on_a_way = any(way.items() <= answers.items() for way in ways)
        assert is_on_a_way is (told(tree, answers) is value)


@given(TREES)
@settings(max_examples=150, deadline=None)
def test_a_narrowed_function_is_the_same_where_it_may_be(tree: Node) -> None:
    made = Diagrams()
    first, second = name(LEAVES[0]), name(LEAVES[1])
    diagram = made.tree(tree, lambda clause: made.atom(name(clause)))

    def value_if_alike(value: object, one: Truth, other: Truth) -> object:
        return value if one is other else None

    assert made.narrowed(
        diagram, lambda one, other: one is other, first, second
    ) == made.combined(value_if_alike, diagram, made.atom(first), made.atom(second))


def test_one_patient_is_found_where_the_whole_function_has_the_value() -> None:
    shipped = load_rulebook(RULES)
    found = []

    for one in shipped.rules:
        truths = Valuations(shipped, one)
        outcome = truths.outcome(truths.rules[0])
        every = truths.diagrams.values(outcome)
        possible = truths.values(outcome)
        found += [truths.has(outcome, value) for value in possible]
        assert {value for value in every if truths.has(outcome, value)} == possible

    assert all(found)
    assert len(found) > 2 * len(shipped.rules)


def test_a_question_that_grows_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diagrams, "LARGEST", 4)
    made = Diagrams()

    with pytest.raises(EngineError, match="more than 4 steps"):
        made.tree(AnyNode(any=tuple(LEAVES)), lambda clause: made.atom(name(clause)))


FACE = {"finding": "numbness", "site": "face"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (FACE, {"finding": "numbness"}, "truth"),
        (FACE, {"finding": "numbness", "site": ["face", "tongue"]}, "truth"),
        ({"finding": "numbness", "site": "tongue"}, FACE, "truth"),
        (FACE, {"finding": "numbness", "site": "tongue"}, "nothing"),
        ({"finding": "numbness"}, FACE, "nothing"),
        (FACE, {"finding": "vertigo"}, "nothing"),
        ({**FACE, "side": "left"}, {**FACE, "side": ["left", "both"]}, "truth"),
        (
            {**FACE, "onset": {"within": "24 hours"}},
            {**FACE, "onset": {"within": "2 days"}},
            "truth",
        ),
        (
            {**FACE, "onset": {"within": "2 days"}},
            {**FACE, "onset": {"within": "24 hours"}},
            "nothing",
        ),
        (
            {**FACE, "onset": {"more-than": "2 days"}},
            {**FACE, "onset": {"more-than": "24 hours"}},
            "truth",
        ),
        (
            {**FACE, "onset": {"within": "1 days", "or": "possibly"}},
            {**FACE, "onset": {"within": "1 days", "or": "undated"}},
            "truth",
        ),
        (
            {**FACE, "lasting": {"at-least": "4 weeks"}},
            {**FACE, "lasting": {"at-least": "27 days"}},
            "truth",
        ),
        (
            {**FACE, "lasting": {"at-least": "1 months"}},
            {**FACE, "lasting": {"at-least": "30 days"}},
            "nothing",
        ),
        ({**FACE, "course": "ascending"}, {**FACE, "course": "spreading"}, "nothing"),
        ({**FACE, "state": "resolved"}, FACE, "nothing"),
        (
            {"finding": "vertigo"},
            {"group": "dizziness-or-imbalance"},
            "yes",
        ),
    ],
)
def test_what_follows_from_one_clause_for_another(
    one: dict[str, object], other: dict[str, object], expected: str
) -> None:
    first, second = (rule(lines).when for lines in (one, other))

    assert follows(first, second, words()) == expected  # type: ignore[arg-type]


def test_nobody_is_of_two_sexes_or_two_ages() -> None:
    old = AgeClause.model_validate({"age": {"at-least": 65}})
    young = AgeClause.model_validate({"age": {"at-most": 64}})

    assert excludes(SexClause(sex="female"), SexClause(sex="male"))
    assert excludes(old, young)
    assert excludes(young, old)
    assert not excludes(old, old)


def test_reordering_changes_no_outcome_and_a_limit_does() -> None:
    numb, dizzy = {**FACE, "onset": {"within": "24 hours"}}, {"finding": "vertigo"}
    old = rule({"all": [numb, dizzy]})
    turned = rule({"all": [dizzy, numb]})
    wider = rule({"all": [{**FACE, "onset": {"within": "25 hours"}}, dizzy]})

    assert is_equivalent(old, turned, rulebook(old))
    assert not is_equivalent(old, wider, rulebook(old))


def test_a_site_inside_a_named_site_adds_nothing() -> None:
    one = rule({"finding": "numbness", "site": ["face", "tongue"]})
    other = rule({"finding": "numbness", "site": "face"})

    assert is_equivalent(one, other, rulebook(one))


def test_a_rule_of_many_clauses_is_still_exact() -> None:
    members = words().groups["focal-neuro-sign"].members
    many = rule({"any": [{"finding": member} for member in members]})
    truths = Valuations(rulebook(many), many)

    assert truths.values(truths.fires(truths.rules[0])) == {NO, UNKNOWN, YES}
