"""One patient's records, answered at each time."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from made_exports import FACE, Made, patients
from made_up import RULES, shipped
from replayed import KEYED

from engine.evaluation import Engine
from engine.fhir.found import Found
from engine.fhir.record import Person
from engine.population.evaluate import RulesChanged, engine_of
from engine.population.keyed import KeyedHash, KeyFileError, read_key
from engine.population.patient import Replayer, age_band
from engine.rulebook.rule import Status
from engine.rulebook.rulebook import Rulebook, in_service
from engine.when import read_time

FACE_RULE, ONE_SIDED = FACE


def rows(replayer: Replayer, made: Made) -> list[dict[str, Any]]:
    found = [Found("", one["resourceType"], "", one) for one in made.resources]
    return list(replayer.rows(KEYED.of_patient(made.id), made.id, found))


def with_status(status: Status) -> Rulebook:
    """The shipped rules, the rule of the numb face alone in another status."""

    def changed(rule: Any) -> Any:
        governance = rule.governance.model_copy(update={"status": status})
        return rule.model_copy(update={"governance": governance})

    kept = [rule for rule in shipped().rules if rule.rule in FACE]
    rules = tuple(changed(one) if one.rule == FACE_RULE else one for one in kept)
    return in_service(replace(shipped(), rules=rules), with_drafts=True)


@pytest.mark.parametrize("status", ["shadow", "draft"])
def test_a_rule_in_shadow_or_draft_is_answered_and_not_shown(status: Status) -> None:
    replayer = Replayer(Engine(with_status(status)), KEYED)
    (made,) = patients(1)

    told = [one for row in rows(replayer, made)[1:] for one in row["answers"]]

    assert [(one["rule"], one["status"], one["shown"]) for one in told] == [
        (FACE_RULE, status, False),
        (ONE_SIDED, "active", True),
    ]


def test_a_retired_rule_is_not_answered() -> None:
    replayer = Replayer(Engine(with_status("retired")), KEYED)
    (made,) = patients(1)

    told = [one for row in rows(replayer, made)[1:] for one in row["answers"]]
    assert [one["rule"] for one in told] == [ONE_SIDED]


def test_who_has_nothing_recorded_is_answered_as_another_of_that_age_and_sex() -> None:
    engine = Engine(with_status("active"))
    shared = Replayer(engine, KEYED)

    for made in patients(60):
        assert rows(shared, made) == rows(Replayer(engine, KEYED), made)
    assert 0 < len(shared.nothing) < 180


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2011-05-05", "0-15"),
        ("2010-05-04", "16-39"),
        ("1986-05-04", "40-64"),
        ("1961-05-04", "65-79"),
        ("1946", ""),
        ("1946-05-04", "80+"),
        ("1900", "80+"),
        ("2027-01-01", ""),
    ],
)
def test_an_age_is_told_as_a_band_if_it_can_be_told(born: str, band: str) -> None:
    read = read_time(born)
    assert read is not None
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)

    assert age_band(Person("Patient/1", read.interval), now) == band
    assert age_band(None, now) == ""


def test_rules_that_changed_meanwhile_are_refused() -> None:
    with pytest.raises(RulesChanged, match="changed while they were replayed"):
        engine_of(str(RULES), "uk", "another digest")


def test_a_hash_depends_on_the_key_and_tells_nothing(tmp_path: Any) -> None:
    one, other = KeyedHash(b"a" * 16), KeyedHash(b"b" * 16)

    assert one.of_patient("Patient/1") == one.of_patient("1") != one.of_patient("2")
    assert one.of("x") != other.of("x")
    assert len(one.of("x")) == 24
    assert one.of_reference("Observation/1", "Observation").startswith("Observation/")
    assert "aaaa" not in repr(one)
    with pytest.raises(KeyFileError, match="Cannot read the key file"):
        read_key(tmp_path / "none")
