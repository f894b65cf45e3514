"""Releases beside each other: whole or not there, and a chain to go back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import made_up
import pytest

from engine.rulebook.rulebook import Rulebook
from engine.service.releases import ReleaseError, Releases, releases_beside

AT = datetime(2026, 11, 29, 10, 15, tzinfo=UTC)


@pytest.fixture
def book() -> Rulebook:
    """One rule that ships, with its case of a whole record."""
    shipped = made_up.shipped()
    named = [r for r in shipped.rules if any(case.bundle for case in r.cases)]
    return replace(shipped, rules=(named[0],))


@pytest.fixture
def source(tmp_path: Path, book: Rulebook) -> Path:
    rules = tmp_path / "source" / "rules"
    rules.mkdir(parents=True)
    (rules / "a.yaml").write_text("a: 1\n")
    for case in book.rules[0].cases:
        if case.bundle:
            file = rules.parent / case.bundle
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("{}")
    return rules


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    found = Releases.of(tmp_path / "deployed/current/rules")
    assert found is not None
    return found


def test_a_release_has_the_rules_and_the_records_that_cases_name(
    releases: Releases, source: Path, book: Rulebook
) -> None:
    release = releases.add(source, book, AT)
    releases.switch(release)

    current = releases.root / "current"
    assert release.name == f"20261129T101500Z-{book.digest[:12]}"
    assert (current / "rules/a.yaml").read_text() == "a: 1\n"
    for case in book.rules[0].cases:
        assert case.bundle is None or (current / case.bundle).is_file()


def test_each_release_knows_what_it_took_the_place_of(
    releases: Releases, source: Path, book: Rulebook
) -> None:
    first = releases.add(source, book, AT)
    releases.switch(first)
    second = releases.add(source, book, AT + timedelta(hours=1))
    releases.switch(second)
    # What was gone back from is not what a later one goes back to.
    releases.switch(first)
    third = releases.add(source, book, AT + timedelta(hours=2))

    assert (first.previous, second.previous) == ("", first.name)
    assert third.previous == first.name
    assert releases.all() == (third, second, first)
    assert releases.current == first.name


def test_a_copy_that_breaks_off_is_no_release_and_nothing_is_left(
    releases: Releases, source: Path, book: Rulebook
) -> None:
    (source / "gone.yaml").symlink_to(source / "nowhere.yaml")
    with pytest.raises(ReleaseError, match="was not made"):
        releases.add(source, book, AT)

    assert list((releases.root / "releases").iterdir()) == []
    assert releases.current == ""


def test_a_release_is_named_by_the_beginning_of_its_digest(
    releases: Releases, source: Path, book: Rulebook
) -> None:
    release = releases.add(source, book, AT)

    assert releases.named(book.digest[:8]) == release
    assert releases.named(release.name) == release
    for unknown in (book.digest[:3], "../../etc", ""):
        with pytest.raises(ReleaseError, match="no release"):
            releases.named(unknown)


def test_the_room_finds_the_other_releases(
    releases: Releases, source: Path, book: Rulebook
) -> None:
    first = releases.add(source, book, AT)
    second = releases.add(source, book, AT + timedelta(hours=1))

    assert releases_beside(releases.rules(second)) == (releases.rules(first),)
    assert releases_beside(source) == ()


def test_only_a_directory_that_is_laid_out_has_releases() -> None:
    assert Releases.of(Path("/srv/rules")) is None
    assert Releases.of(Path("/srv/current/rules")) == Releases(Path("/srv"))
