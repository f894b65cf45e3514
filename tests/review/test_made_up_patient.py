"""A made-up patient in clinic words, as the findings the rules decide on."""

from decimal import Decimal
from typing import Any

import pytest
from made_up import NOW, ago, words

from engine.findings.finding import Finding, Findings
from engine.review.patient import findings_of
from engine.rulebook.rule import Case
from engine.when import Interval


def patient(*given: dict[str, Any]) -> Findings:
    case = Case.model_validate({"name": "a", "given": given, "expect": "quiet"})
    return findings_of(case, words(), NOW)


def finding(**lines: Any) -> Finding:
    (only,) = patient({"finding": "numbness", **lines}).findings
    return only


def test_the_least_that_can_be_given_was_written_now_and_has_no_onset() -> None:
    bare = finding()

    assert (bare.what, bare.presence, bare.state) == ("numbness", "present", "ongoing")
    assert bare.onset is None
    assert bare.first == bare.written == Interval.at(NOW)
    assert (bare.sites, bare.side, bare.symmetric) == (frozenset(), None, False)
    assert bare.sources[0].reference == "Case/1"


def test_every_line_of_a_finding_reaches_it() -> None:
    full = finding(
        **{
            "is": "provisional",
            "site": ["feet", "leg"],
            "side": "both",
            "symmetric": "yes",
            "began": "2 hours ago",
            "recorded": "1 hours ago",
            "speed": "gradual",
            "chronic": "yes",
            "course": ["spreading", "worsening"],
            "severity": "severe",
        }
    )

    assert full.presence == "provisional"
    assert full.sites == {"feet", "leg"}
    assert (full.side, full.symmetric, full.chronic) == ("both", True, True)
    assert (full.onset, full.first) == (ago("2 hours"), ago("1 hours"))
    assert (full.speed, full.severity) == ("gradual", "severe")
    assert full.courses == {"spreading", "worsening"}


def test_a_finding_that_ended_is_resolved_with_its_end_and_length() -> None:
    gone = finding(began="3 hours ago", ended="2 hours ago", lasted="90 minutes")

    assert (gone.state, gone.ended, gone.lasted) == ("resolved", ago("2 hours"), 5400)


def test_undated_is_a_record_without_any_date() -> None:
    undated = finding(recorded="undated")

    assert undated.first is undated.written is None


def test_a_word_that_implies_a_site_has_it_unless_another_is_given() -> None:
    implying = {
        word.finding: word.implied_site
        for word in words().findings.values()
        if word.implied_site
    }

    for name, site in implying.items():
        assert finding(finding=name).sites == {site}
        assert finding(finding=name, site="trunk").sites == {"trunk"}
    assert implying


def test_a_measure_and_the_person() -> None:
    known = patient(
        {"measure": "hba1c", "value": "7.0 %", "taken": "3 months ago"},
        {"age": 50, "sex": "female"},
    )

    (value,) = known.measurements
    assert (value.what, value.low, value.high) == ("hba1c", Decimal("7.0"), value.low)
    assert value.taken == ago("3 months")
    assert known.patient is not None
    assert (known.patient.born, known.patient.sex) == (ago("50 years"), "female")


def test_a_person_without_an_age_has_no_birth_date() -> None:
    known = patient({"sex": "male"})

    assert known.patient is not None
    assert known.patient.born is None


@pytest.mark.parametrize("text", ["last week", "2 hours before", "in 2 hours"])
def test_a_time_in_other_words_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write a number and a unit"):
        finding(began=text)
