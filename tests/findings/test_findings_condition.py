"""Conditions, procedures and encounters, and what their statuses mean."""

from dataclasses import replace

import pytest
from finding_records import (
    DIABETES,
    FACE_NUMBNESS,
    FOOT,
    LEFT,
    NOW,
    NUMBNESS,
    SEVERE,
    STROKE,
    ago,
    began,
    coded,
    codes_of_problems,
    condition,
    findings,
    gathered,
    local,
    numb,
    observation,
    only,
    reader,
    said,
    text,
    vocabulary,
)

from engine.fhir.record import Onset, Person, Problem, Reading, Record
from engine.findings.gather import gather
from engine.findings.text.finding import TextFinding, TextReading
from engine.when import read_time


def procedure(code, *, status="completed", **fields):
    record = condition(code, **fields)
    return record._replace(kind="Procedure", reference="Procedure/1", status=status)


def encounter(*reasons, status="finished", **fields):
    record = condition(text(""), **fields)
    return record._replace(
        kind="Encounter",
        reference="Encounter/1",
        status=status,
        reasons=reasons,
    )


def test_refuted_is_absent():
    record = condition(FACE_NUMBNESS, verification_status="refuted")

    assert said(record) == [numb("absent", ("face",))]


def test_entered_in_error_does_not_exist():
    record = condition(NUMBNESS, verification_status="entered-in-error")

    assert findings(record) == ()


@pytest.mark.parametrize("status", ["provisional", "differential", "unconfirmed"])
def test_what_is_not_confirmed_is_provisional(status):
    record = condition(NUMBNESS, verification_status=status)

    assert only(record).presence == "provisional"


def test_no_status_and_no_date_at_all_counts_as_current():
    finding = only(condition(NUMBNESS, written=None))

    assert (finding.presence, finding.state, finding.current) == (
        "present",
        "ongoing",
        True,
    )
    assert (finding.onset, finding.first) == (None, None)


@pytest.mark.parametrize("status", ["resolved", "inactive", "remission"])
def test_a_status_may_say_that_it_is_over(status):
    finding = only(condition(NUMBNESS, clinical_status=status))

    assert (finding.state, finding.ended) == ("resolved", None)


@pytest.mark.parametrize("status", ["", "active", "recurrence", "relapse"])
def test_other_statuses_are_ongoing(status):
    assert only(condition(NUMBNESS, clinical_status=status)).state == "ongoing"


def test_an_abatement_in_the_past_is_resolved():
    finding = only(condition(NUMBNESS, ended=began(hours=2), written=ago(hours=6)))

    assert (finding.state, finding.ended) == ("resolved", ago(hours=2))


def test_an_abatement_without_a_time_is_resolved():
    finding = only(condition(NUMBNESS, ended=True))

    assert (finding.state, finding.ended) == ("resolved", None)


def test_an_abatement_to_come_is_still_ongoing():
    assert only(condition(NUMBNESS, ended=began(hours=-2))).state == "ongoing"


@pytest.mark.parametrize(("status", "state"), [("", "resolved"), ("active", "ongoing")])
def test_an_abatement_in_words_does_not_outweigh_a_status(status, state):
    record = condition(NUMBNESS, clinical_status=status, ended=Onset(text="not really"))

    assert only(record).state == state


def test_a_refuted_resolved_one_is_absent():
    record = condition(
        NUMBNESS, verification_status="refuted", clinical_status="resolved"
    )

    assert said(record) == [numb("absent")]


def test_an_active_stroke_keeps_its_onset_of_years_ago():
    record = condition(STROKE, clinical_status="active", began=began(days=3300))

    assert only(record).onset == ago(days=3300)


def test_a_partial_onset_is_an_interval():
    year = read_time("2020").interval
    record = condition(DIABETES, began=Onset(year))

    assert only(record).onset == year


def test_an_onset_in_words_counts_from_when_it_was_written():
    record = condition(NUMBNESS, began=Onset(text="2 h ago"), written=ago(hours=5))

    finding = only(record)

    assert finding.onset is not None
    assert finding.onset.start <= ago(hours=7).start <= finding.onset.end
    assert finding.from_text


def test_an_onset_in_words_may_be_a_date():
    record = condition(STROKE, began=Onset(text="2015"))

    assert only(record).onset == read_time("2015").interval


def test_an_onset_in_words_that_is_not_understood_blocks():
    record = condition(NUMBNESS, began=Onset(text="whenever"))

    assert only(record).onset is None
    assert codes_of_problems(record) == [("onset-not-understood", True)]


def test_an_onset_in_words_of_a_refuted_one_is_left_alone():
    record = condition(
        NUMBNESS, began=Onset(text="2 h ago"), verification_status="refuted"
    )

    assert said(record) == [numb("absent")]


def test_a_dated_onset_makes_its_words_needless():
    record = condition(NUMBNESS, began=began(hours=3)._replace(text="whenever"))

    assert only(record).onset == ago(hours=3)
    assert codes_of_problems(record) == []


def test_an_onset_in_words_is_for_what_is_there_alone():
    code = text("Numbness of the left face. No dizziness.")
    record = condition(code, began=Onset(text="2 h ago"))

    dizziness, numbness = findings(record)

    assert dizziness.onset is None
    assert numbness.onset is not None


def test_the_severity_of_a_condition_is_that_of_the_finding():
    assert only(condition(NUMBNESS, severity=SEVERE)).severity == "severe"


def test_body_site_and_side_of_a_condition_are_those_of_the_finding():
    record = condition(NUMBNESS, body_sites=(FOOT, LEFT))

    assert said(record) == [numb(sites=("feet",), side="left")]


def test_a_condition_of_words_alone_counts():
    record = condition(text("Numbness of the left arm"))

    finding = only(record)

    assert (finding.sites, finding.side) == (frozenset({"arm"}), "left")
    assert finding.from_text
    assert not finding.sources[0].mentioned


def test_an_emergency_diagnosis_in_a_conditions_own_text_counts():
    assert [one.what for one in findings(condition(text("Acute stroke")))] == ["stroke"]


def test_an_emergency_diagnosis_in_its_note_does_not():
    record = condition(NUMBNESS, notes=("stroke discussed",))

    assert [one.what for one in findings(record)] == ["numbness"]


def test_words_under_an_unconfirmed_condition_are_provisional():
    record = condition(text("Left arm numbness"), verification_status="provisional")

    assert only(record).presence == "provisional"


def test_a_denial_in_words_is_absent():
    assert only(condition(text("No numbness"))).presence == "absent"


def test_a_refuted_denial_states_nothing():
    record = condition(text("No numbness"), verification_status="refuted")

    assert findings(record) == ()
    assert codes_of_problems(record) == [("denied-twice", True)]


def test_words_that_say_resolved_are_resolved():
    assert only(condition(text("Numb left hand, resolved"))).state == "resolved"


def test_a_note_of_a_resolved_condition_tells_of_the_past():
    record = condition(STROKE, clinical_status="resolved", notes=("numb left hand",))

    assert {one.state for one in findings(record)} == {"resolved"}


def test_a_symptom_in_an_old_note_of_a_condition_is_not_current():
    record = condition(DIABETES, notes=("numb left hand",), written=ago(days=400))

    diabetes, numbness = findings(record)

    assert (diabetes.what, diabetes.current) == ("diabetes", True)
    assert (numbness.what, numbness.current) == ("numbness", False)


def test_child_codes_of_icd_count():
    record = condition(coded("E1142", system="icd"))

    assert "diabetic-neuropathy" in [one.what for one in findings(record)]


# Procedures


@pytest.mark.parametrize("status", ["not-done", "entered-in-error", "preparation"])
def test_a_procedure_that_did_not_happen_does_not_exist(status):
    record = procedure(text("Dental local anaesthetic"), status=status)

    assert findings(record) == ()


def test_a_procedure_that_happened_is_present_since_it_was_performed():
    record = procedure(
        text("Dental local anaesthetic"),
        began=began(hours=3),
        ended=began(hours=2),
        written=ago(hours=2),
    )

    finding = only(record)

    assert (finding.what, finding.state) == ("dental-anaesthetic", "ongoing")
    assert finding.onset == ago(hours=3)


# Encounters


def test_the_reasons_of_an_encounter_are_complaints():
    record = encounter(FACE_NUMBNESS, text("? stroke, right arm weak"))

    told = [(one.what, one.presence) for one in findings(record)]

    assert told == [("limb-weakness", "provisional"), ("numbness", "present")]


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error"])
def test_a_cancelled_encounter_does_not_exist(status):
    assert findings(encounter(NUMBNESS, status=status)) == ()


def test_the_reason_of_an_old_encounter_is_not_current():
    assert not only(encounter(NUMBNESS, written=ago(days=8))).current


# The whole


class Failing:
    """A reader that fails at one text, as a foreign library may."""

    def read(self, text, written, zone):
        if text == "fail":
            raise RecursionError
        return TextReading()


def test_a_record_that_fails_is_a_problem_and_takes_no_other_away():
    reading = Reading((condition(text("fail")), condition(NUMBNESS, number=2)))

    result = gather(reading, vocabulary(), NOW, Failing())

    assert [one.what for one in result.findings] == ["numbness"]
    assert [(one.code, one.reference) for one in result.problems] == [
        ("record-not-read", "Condition/1")
    ]


class Unsure:
    """A reader that is not sure whether the finding is denied."""

    def read(self, text, written, zone):
        told = TextFinding("numbness", presence="absent", certain=False)
        return TextReading((told,))


def test_a_text_that_may_deny_states_nothing_and_blocks():
    reading = Reading((condition(text("unclear")),))

    result = gather(reading, vocabulary(), NOW, Unsure())

    assert result.findings == ()
    assert [(one.code, one.blocking) for one in result.problems] == [
        ("text-unclear", True)
    ]


def test_a_kind_that_is_not_read_is_a_problem():
    record = Record("Goal", "Goal/1", "entry[0].resource", code=NUMBNESS)

    assert codes_of_problems(record) == [("record-not-read", True)]


def test_person_and_problems_of_the_reading_are_carried_on():
    person = Person("Patient/1", sex="female")
    problem = Problem("shape", "entry[0]", "", "odd", blocking=False)
    reading = Reading((), person, (problem,))

    result = gather(reading, vocabulary(), NOW, reader())

    assert (result.patient, result.problems) == (person, (problem,))


def test_two_codes_of_one_record_are_one_finding():
    code = coded("44077006", "Numbness (finding)")
    both = replace(code, codings=code.codings + coded("R20.0", system="icd").codings)

    assert said(condition(both)) == [numb()]


def test_a_local_display_beside_a_known_code_is_not_read_twice():
    code = coded("44077006", "Numbness (finding)")
    both = replace(code, codings=code.codings + local("numb").codings)

    assert said(condition(both)) == [numb()]


def test_what_was_written_after_now_does_not_exist():
    later = observation(NUMBNESS, written=ago(hours=-1), began=began(hours=-1))

    assert gathered(later).findings == ()
    assert [p.code for p in gathered(later).problems] == ["written-later"]
