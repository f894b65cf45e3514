"""What the room works out once: cases, mutants, counts, versions."""

import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import made_up
import pytest

from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.service.room.reviews import Reviews
from engine.service.room.tallies import Tallies
from engine.service.room.versions import NOW, Compared, Versions
from engine.store.database import Store, open_store
from engine.store.shown import CardShown, keep_shown

CHIN = "chronic/numb-chin"
TIME = datetime(2026, 11, 28, 12, tzinfo=UTC)


def rule_of(book: Rulebook, name: str) -> Rule:
    return next(rule for rule in book.rules if rule.rule == name)


@pytest.fixture
def chin() -> Rule:
    return rule_of(made_up.shipped(), CHIN)


@pytest.fixture
def reviews() -> Iterator[Reviews]:
    made = Reviews(made_up.shipped(), made_up.RULES.parent, None)
    yield made
    made.close()


def test_cases_are_run_once_whoever_asks(reviews: Reviews, chin: Rule) -> None:
    found: list[object] = []
    readers = [
        threading.Thread(target=lambda: found.append(reviews.cases(chin)))
        for _ in range(4)
    ]
    for one in readers:
        one.start()
    for one in readers:
        one.join()

    assert len({id(ran) for ran in found}) == 1
    assert reviews.cases_if_known(chin) is found[0]


def test_a_list_begins_the_cases_and_a_page_need_not_wait_for_the_others(
    reviews: Reviews, chin: Rule
) -> None:
    others = [rule for rule in made_up.shipped().rules if rule.rule != CHIN][:8]

    waiting = [reviews.cases_if_known(rule) for rule in (*others, chin)]

    assert waiting == [None] * 9
    assert reviews.cases(chin).failed == 0
    assert all(reviews.cases(rule).passed for rule in others)


def test_mutants_are_not_begun_by_looking(reviews: Reviews, chin: Rule) -> None:
    assert reviews.mutants_if_known(chin) is None

    tried = reviews.mutants(chin)

    assert tried and reviews.mutants_if_known(chin) is tried


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield made
    made.close()


def card(name: str, at: datetime = TIME) -> CardShown:
    identity = {"rule": CHIN, "version": 1, "digest": "d", "outcome": "fires"}
    return CardShown(name, "s", "t", (identity,), "d", "key", at)


def test_a_small_store_is_counted_for_every_page(store: Store) -> None:
    tallies = Tallies(store, elapsed=lambda: 0.0)
    for number in range(1, 4):
        keep_shown(store, [card(str(number))])

        counts = tallies.latest(TIME)

        assert counts is not None and counts[CHIN].fires == number
    tallies.close()


def test_a_store_that_takes_long_is_counted_seldom(store: Store) -> None:
    clock = iter((0.0, 0.0, 2.0, 2.0, 10.0, 30.0, 30.0, 30.0, 30.0))
    tallies = Tallies(store, elapsed=lambda: next(clock), patience=60)
    keep_shown(store, [card("1")])
    first = tallies.latest(TIME)  # it took two seconds: eighteen of rest
    keep_shown(store, [card("2")])

    rested, due = tallies.latest(TIME), tallies.latest(TIME)

    assert rested is first
    assert due is not None and due[CHIN].fires == 2
    tallies.close()


def test_what_was_shown_long_ago_is_not_counted(store: Store) -> None:
    tallies = Tallies(store, patience=60)
    keep_shown(store, [card("old", datetime(2026, 1, 1, tzinfo=UTC))])

    assert tallies.latest(TIME) == {}
    tallies.close()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git work tree with the words, one rule, and the limit that it had."""
    root = tmp_path_factory.mktemp("versions")
    copy = ["cp", "-r", str(made_up.RULES), str(root / "rules")]
    subprocess.run(copy, check=True)
    for file in root.glob("rules/*/*.yaml"):
        if file.parent.name in ("urgent", "chronic") and file.stem != "numb-chin":
            file.unlink()
    rule = root / "rules" / f"{CHIN}.yaml"
    now = rule.read_text("utf-8")
    assert "urgency: two-weeks" in now
    rule.write_text(now.replace("urgency: two-weeks", "urgency: same-day"), "utf-8")
    _git(root, "init", "-q")
    _commit(root, "A chin the same day")
    rule.write_text(now, "utf-8")
    _commit(root, "A chin within two weeks")
    (root / "rules" / "note.txt").write_text("no rule", "utf-8")
    _commit(root, "A note")
    return root / "rules"


def _commit(root: Path, subject: str) -> None:
    _git(root, "add", "-A")
    who = ("-c", "user.name=T", "-c", "user.email=t@host.example")
    _git(root, *who, "commit", "-q", "-m", subject)


def _git(root: Path, *command: str) -> None:
    subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)


def test_the_versions_are_the_commits_that_changed_the_rules(
    repository: Path, chin: Rule
) -> None:
    known = Versions(repository, [Path("elsewhere")], "uk").of_rule(chin)

    assert [one.key for one in known][:1] == [NOW]
    assert [one.says.partition(": ")[2] for one in known[1:4]] == [
        "A note",
        "A chin within two weeks",
        "A chin the same day",
    ]
    assert [one.touches for one in known] == [False, False, True, True, False]
    assert known[4].says == "proposed: directory elsewhere"


def test_two_commits_of_a_rule_are_compared(repository: Path, chin: Rule) -> None:
    versions = Versions(repository, [], "uk")
    _, note, newer, older = versions.of_rule(chin)

    changed = _compared(versions, chin, older.key, newer.key)
    same = _compared(versions, chin, newer.key, note.key)
    served = _compared(versions, chin, newer.key, NOW)

    assert changed.change is not None and "urgency" in changed.change.parts
    assert changed.change.changes
    assert (same.change, same.words) == (None, ())
    assert (served.change, served.words) == (None, ())


def test_a_version_without_the_rule_or_without_any_sense_is_told(
    repository: Path, tmp_path: Path
) -> None:
    face = rule_of(made_up.shipped(), "urgent/sudden-face-numbness")
    versions = Versions(repository, [repository, tmp_path], "uk")

    lacking = _compared(versions, face, "directory-1", NOW)
    empty = _compared(versions, face, "directory-2", NOW)

    assert (lacking.was_there, lacking.is_there) == (False, True)
    assert "This release cannot read it" in empty.fault


def test_no_more_than_a_few_wait_for_a_comparison(
    repository: Path, chin: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = Versions(repository, [], "uk")
    monkeypatch.setattr("engine.service.room.versions._PATIENCE", 0)
    monkeypatch.setattr("engine.service.room.versions._MOST_WAITING", 1)
    _, note, newer, older = versions.of_rule(chin)
    served = replace(made_up.shipped(), rules=(chin,))

    first = versions.compared(chin, older.key, newer.key, served)
    second = versions.compared(chin, newer.key, note.key, served)

    assert first is None
    assert second is not None and "Try again" in second.fault
    assert _compared(versions, chin, older.key, newer.key).change is not None


def _compared(versions: Versions, rule: Rule, old: str, new: str) -> Compared:
    served = replace(made_up.shipped(), rules=(rule,))
    while True:
        found = versions.compared(rule, old, new, served)
        if found is not None:
            return found


def test_where_git_knows_nothing_only_what_is_served_is_listed(
    tmp_path: Path, chin: Rule
) -> None:
    assert len(Versions(tmp_path, [], "uk").of_rule(chin)) == 1
