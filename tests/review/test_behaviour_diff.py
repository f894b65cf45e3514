"""Which patients change outcome: all of them, and nobody else."""

import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from made_up import RULES

from engine.review.cases import CASE_NOW
from engine.review.diff import BehaviourDiff, RuleChange, behaviour_diff
from engine.review.diff_bench import benches
from engine.review.diff_kinds import Kinds
from engine.review.diff_patients import patient_of
from engine.review.diff_report import answer, diff_html, diff_json
from engine.review.diff_statements import Entry, Moment
from engine.review.diff_values import Asking, entries
from engine.review.diff_versions import VersionError, version
from engine.review.diff_ways import Version
from engine.rulebook.clauses import Clause, Common, EntryLines, FindingClause
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import Rulebook
from engine.when import Duration

FACE = "urgent/sudden-face-numbness"
Edit = Callable[..., Rulebook]


FIRST = Path(__file__).parent / "first_version" / "sudden-face-numbness.yaml"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rules with the first, plainer version of the face rule."""
    rules = tmp_path_factory.mktemp("shelf") / "rules"
    shutil.copytree(RULES, rules)
    shutil.copyfile(FIRST, rules / f"{FACE}.yaml")
    return rules


@pytest.fixture(scope="module")
def old(shelf: Path) -> Rulebook:
    return load_rulebook(shelf)


@pytest.fixture
def edited(tmp_path: Path, shelf: Path) -> Edit:
    """Those rules with one text of one file replaced."""

    def edit(file: str, text: str, by: str, count: int = 1) -> Rulebook:
        rules = tmp_path / "rules"
        if not rules.exists():
            shutil.copytree(shelf, rules)
        path = rules / file
        written = path.read_text("utf-8")
        assert text in written
        path.write_text(written.replace(text, by, count), "utf-8")
        return load_rulebook(rules)

    return edit


def only(diff: BehaviourDiff) -> RuleChange:
    (change,) = diff.rules
    return change


def test_24_to_48_hours_shows_exactly_the_patients_between(
    old: Rulebook, edited: Edit
) -> None:
    new = edited(f"{FACE}.yaml", "within: 24 hours", "within: 48 hours")
    start = time.perf_counter()

    diff = behaviour_diff(old, new)

    assert time.perf_counter() - start < 20
    change = only(diff)
    fires = next(one for one in change.changes if one.now.outcome == "fires")
    assert answer(fires.was) == "quiet"
    assert answer(fires.now) == "fires (critical)"
    assert fires.clause == "one-sided"
    assert fires.example == "face numbness, sudden, 25 hours ago"
    assert {answer(one.was) for one in change.changes} == {"quiet"}
    assert not change.is_reduced


def test_its_count_is_that_of_every_single_entry_tried_one_by_one(
    old: Rulebook, edited: Edit
) -> None:
    """The kinds are a short cut; without it the same entries change."""
    new = edited(f"{FACE}.yaml", "within: 24 hours", "within: 48 hours")
    rules = [next(r for r in b.rules if r.rule == FACE) for b in (old, new)]
    versions = [Version(r, b) for r, b in zip(rules, (old, new), strict=True)]
    before, after = benches(versions[0], versions[1], CASE_NOW)
    asked = [c for v in versions for c in v.clauses if isinstance(c, FindingClause)]
    asking = Asking(tuple(asked), old.vocabulary, is_tied=True)

    changed = [
        one
        for one in entries("numbness", asking)
        if before.conclusion((one,)) != after.conclusion((one,))
    ]

    counted = sum(one.kinds for one in only(behaviour_diff(old, new)).changes)
    assert counted == len(changed)
    assert {_when(one) for one in changed} == {
        f"{about}{hours} hours"
        for about in ("", "first recorded ")
        for hours in (25, 47, 48)
    } | {"day 48 hours"}


def _when(entry: Entry) -> str:
    if entry.began is None:
        assert entry.recorded is not None
        return f"first recorded {entry.recorded.ago}"
    day = "" if entry.began.precision == "time" else f"{entry.began.precision} "
    return f"{day}{entry.began.ago}"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("side: [left, right, not-recorded] ", "side: [not-recorded, right, left] "),
        ("title: Sudden numbness involving the face", "title: Face numb at once"),
        ("summary: Sudden face numbness - possible", "summary: Face - possible"),
        ('ask: "When did', 'ask: "Since when did'),
        ("id: another-sign", "id: other-sign"),
    ],
)
def test_another_order_or_wording_is_no_behavioural_change(
    old: Rulebook, edited: Edit, text: str, by: str
) -> None:
    new = edited(f"{FACE}.yaml", text, by)

    diff = behaviour_diff(old, new)

    assert not diff.changes_behaviour
    assert not only(diff).changes


def test_items_in_another_order_are_no_behavioural_change(
    old: Rulebook, edited: Edit
) -> None:
    rule = "chronic/symmetric-neuropathy-diabetes.yaml"
    text = (RULES / rule).read_text("utf-8")
    logic = text[text.index("when:\n  all:\n") : text.index("\nunless:")]
    head, *items = logic.split("\n    - ")
    turned = "\n    - ".join((head, *(item.rstrip() for item in reversed(items))))

    diff = behaviour_diff(old, edited(rule, logic, turned + "\n"))

    assert not diff.changes_behaviour
    assert only(diff).changes == ()


def test_the_same_rules_differ_in_nothing(old: Rulebook, shelf: Path) -> None:
    assert behaviour_diff(old, load_rulebook(shelf)) == BehaviourDiff((), (), (), ())


def test_an_added_and_a_removed_rule_are_named(
    old: Rulebook, edited: Edit, tmp_path: Path
) -> None:
    edited(f"{FACE}.yaml", "title: ", "title: ")
    (tmp_path / "rules" / f"{FACE}.yaml").unlink()
    without = load_rulebook(tmp_path / "rules")

    removed, added = behaviour_diff(old, without), behaviour_diff(without, old)

    assert [rule.rule for rule in removed.removed] == [FACE]
    assert [rule.rule for rule in added.added] == [FACE]
    assert removed.changes_behaviour


def test_a_member_taken_out_of_a_group_shows_patients_and_the_group(
    old: Rulebook, edited: Edit
) -> None:
    diff = behaviour_diff(
        old,
        edited(
            "findings/groups.yaml",
            "members: [dizziness, vertigo, ataxia, gait-unsteady]",
            "members: [dizziness, vertigo, ataxia]",
        ),
    )

    (word,) = diff.words
    assert (word.name, word.decides) == ("dizziness-or-imbalance", True)
    assert word.details == ("members: now without gait-unsteady",)
    lost = only(diff).changes[0]
    assert (answer(lost.was), answer(lost.now)) == (
        "fires (critical)",
        "asks (warning)",
    )
    assert "gait unsteady" in lost.example


def test_a_lexicon_word_that_no_patient_can_show_is_named(
    old: Rulebook, edited: Edit
) -> None:
    new = edited("findings/vertigo.yaml", "text: [", "text: [merry-go-round feeling, ")

    diff = behaviour_diff(old, new)

    (word,) = diff.words
    assert (word.kind, word.name, word.decides) == ("finding", "vertigo", True)
    assert word.details == ("text: now with merry-go-round feeling",)
    assert diff.changes_behaviour
    assert not [change for rule in diff.rules for change in rule.changes]


def test_an_exception_made_shorter_shows_who_is_no_longer_lowered(
    old: Rulebook, edited: Edit
) -> None:
    new = edited(
        f"{FACE}.yaml",
        "onset: {within: 24 hours, or: [possibly]}",
        "onset: {within: 12 hours, or: [possibly]}",
    )

    changes = only(behaviour_diff(old, new)).changes

    assert {(answer(one.was), answer(one.now), one.clause) for one in changes} == {
        ("fires (warning)", "fires (critical)", "anaesthetic"),
        ("asks (info)", "asks (warning)", "anaesthetic"),
    }


def test_an_anchor_made_wider_shows_who_is_now_asked(
    old: Rulebook, edited: Edit
) -> None:
    new = edited(
        f"{FACE}.yaml",
        "only-when: {finding: numbness, site: half-body}",
        "only-when: {finding: numbness}",
    )

    changes = only(behaviour_diff(old, new)).changes

    assert {(answer(one.was), answer(one.now)) for one in changes} == {
        ("quiet", "asks (warning)"),
        ("quiet", "asks (info)"),
    }


def test_another_urgency_or_status_is_a_change(old: Rulebook, edited: Edit) -> None:
    shadow = edited(f"{FACE}.yaml", "status: active", "status: shadow")
    of_status = behaviour_diff(old, shadow)
    lower = edited(f"{FACE}.yaml", "urgency: emergency", "urgency: same-day")

    changes = only(behaviour_diff(shadow, lower)).changes

    assert of_status.changes_behaviour
    assert only(of_status).parts == ("status",)
    assert ("fires (critical)", "fires (warning)", "urgency") in [
        (answer(one.was), answer(one.now), one.clause) for one in changes
    ]


def test_alerts_that_are_lost_come_first(old: Rulebook, edited: Edit) -> None:
    new = edited(f"{FACE}.yaml", "urgency: emergency", "urgency: same-day")

    changes = only(behaviour_diff(old, new)).changes

    assert [one.now.urgency < one.was.urgency for one in changes] == sorted(
        (one.now.urgency < one.was.urgency for one in changes), reverse=True
    )


def test_a_threshold_of_a_measure_shows_the_value_between(
    old: Rulebook, edited: Edit
) -> None:
    new = edited(
        "chronic/symmetric-neuropathy-diabetes.yaml",
        "at-least: 6.5 %",
        "at-least: 7.0 %",
    )

    changes = only(behaviour_diff(old, new)).changes

    assert any("hba1c 6.5 %" in one.example for one in changes)
    assert not any("hba1c 7.0 %" in one.example for one in changes)


def test_json_and_the_page_say_the_same(old: Rulebook, edited: Edit) -> None:
    diff = behaviour_diff(
        old, edited(f"{FACE}.yaml", "within: 24 hours", "within: 48 hours")
    )

    told, page = diff_json(diff, "a", "<b>"), diff_html(diff, "a", "<b>")

    (rule,) = told["rules"]
    assert (told["changesBehaviour"], rule["rule"]) == (True, FACE)
    assert all(change["example"] in page for change in rule["changes"])
    assert "<b>" not in page


def test_a_date_known_to_the_day_lies_around_its_middle() -> None:
    day = Moment(Duration(24, "hours"), "day").at(CASE_NOW)

    assert day.length.total_seconds() == 24 * 3600


def test_a_revision_of_git_is_a_version(
    edited: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(f"{FACE}.yaml", "title: ", "title: ")
    for command in (
        ["init", "-q"],
        ["add", "rules"],
        ["-c", "user.name=t", "-c", "user.email=t@example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)

    told = {version(name, "uk").digest for name in ("HEAD", "HEAD:rules", "rules")}

    assert told == {load_rulebook(tmp_path / "rules").digest}


@pytest.mark.parametrize("name", ["no-such-revision", "--output=x", "HEAD:nowhere"])
def test_what_is_neither_directory_nor_revision_is_said(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(VersionError):
        version(name, "uk")


def test_no_line_and_no_kind_of_clause_goes_without_values() -> None:
    """A new line needs its values in `diff_values.py`, or nobody sees it change."""
    common = set(Common.model_fields)

    assert set(EntryLines.model_fields) - common == {
        "site",
        "side",
        "symmetric",
        "onset",
        "lasting",
        "lasted",
        "ended",
        "episodes",
        "course",
        "severity",
        "state",
        "same_place_as",
    }
    assert {kind.__name__ for kind in get_args(Clause)} == {
        "FindingClause",
        "GroupClause",
        "MeasureClause",
        "DrugClause",
        "PregnancyClause",
        "AgeClause",
        "SexClause",
    }


@pytest.mark.parametrize(
    ("rule", "text", "by"),
    [
        (FACE, "within: 24 hours", "within: 48 hours"),
        ("urgent/numbness-limb-colour-change", "within: 14 days", "within: 10 days"),
    ],
)
def test_every_member_of_a_kind_is_answered_like_its_example(
    old: Rulebook, edited: Edit, rule: str, text: str, by: str
) -> None:
    """Also beside another finding: 1,000 drawn patients against the short cut.

    Two entries of one finding may be combined into a third before any clause
    is asked; that third one is among the entries by itself.
    """
    new = edited(f"{rule}.yaml", text, by)
    found = [next(r for r in book.rules if r.rule == rule) for book in (old, new)]
    versions = [Version(r, b) for r, b in zip(found, (old, new), strict=True)]
    pair = benches(versions[0], versions[1], CASE_NOW)
    kinds, draw = Kinds(*pair), random.Random(7)
    differ = []
    for _ in range(1_000):
        some = draw.sample(versions[1].clauses, 2)
        chosen = [draw.choice(kinds.of(clause)) for clause in some]
        member = patient_of(draw.choice(kind.members) for kind in chosen)
        example = patient_of(kind.example for kind in chosen)
        is_one_finding = len({getattr(kind.example, "what", "") for kind in chosen}) < 2
        if member is not None and example is not None and not is_one_finding:
            answers = [
                [one.conclusion(told) for one in pair] for told in (member, example)
            ]
            differ += [member] if answers[0] != answers[1] else []

    assert differ == []
