"""Observations: every row of the shape table in fhir-reading.md about them."""

from decimal import Decimal

import pytest
from finding_records import (
    ABSENT,
    ASCENDING,
    BOTH,
    CHRONIC,
    COMPLAINT,
    COURSE,
    DIZZINESS,
    FACE,
    FACE_NUMBNESS,
    FOOT,
    GRADUAL,
    HAND,
    HBA1C,
    LATERALITY,
    LEFT,
    LEFT_LEG_NUMBNESS,
    LEFT_THIGH,
    NOW,
    NUMBNESS,
    ONE_SIDE,
    PRESENT,
    PULSE,
    RIGHT,
    SEVERE,
    SEVERITY,
    SPEED,
    STROKE,
    SUDDEN,
    SUSPECTED,
    SYMPTOM,
    SYMPTOM_ABSENT,
    TREND,
    UNKNOWN,
    WORSENING,
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
    part,
    said,
    text,
)

from engine.fhir.record import Coding, Concept, Onset, Quantity
from engine.when import Interval

REASON = text("asked-unknown")


@pytest.mark.parametrize(
    ("value", "presence"),
    [
        (None, "present"),
        (True, "present"),
        (PRESENT, "present"),
        (text("Present"), "present"),
        ("yes", "present"),
        (SEVERE, "present"),
        (text("severe"), "present"),
        ("left", "present"),
        (SUSPECTED, "provisional"),
        ("possible", "provisional"),
        (False, "absent"),
        (ABSENT, "absent"),
        ("No.", "absent"),
        ("negative", "absent"),
        (local("Absent"), "absent"),
        (coded("410516002", "Known absent (qualifier value)"), "absent"),
    ],
)
def test_a_finding_as_code_is_what_its_value_answers(value, presence):
    assert only(observation(NUMBNESS, value)).presence == presence


@pytest.mark.parametrize("value", [UNKNOWN, "unknown", text("not asked")])
def test_a_value_unknown_is_no_statement(value):
    assert gathered(observation(NUMBNESS, value)).findings == ()
    assert codes_of_problems(observation(NUMBNESS, value)) == []


def test_a_data_absent_reason_is_no_statement():
    record = observation(NUMBNESS, absent_reason=REASON)

    assert (findings(record), codes_of_problems(record)) == ((), [])


def test_a_denial_with_a_reason_why_it_was_not_asked_is_not_understood():
    record = observation(NUMBNESS, False, absent_reason=REASON)

    assert findings(record) == ()
    assert codes_of_problems(record) == [("value-not-understood", True)]


@pytest.mark.parametrize(
    "value",
    [
        Quantity(Decimal(7), "{score}"),
        Interval.at(NOW),
        "see below",
        local("Grade IIb"),
        Concept(PRESENT.codings + ABSENT.codings),
        Concept((Coding("urn:local", "1", "no"),), "yes"),
    ],
)
def test_a_value_that_is_not_understood_blocks_and_states_nothing(value):
    record = observation(NUMBNESS, value)

    assert findings(record) == ()
    assert codes_of_problems(record) == [("value-not-understood", True)]


@pytest.mark.parametrize(
    ("code", "said_of_it"),
    [("POS", "present"), ("NEG", "absent"), ("IND", "provisional"), ("H", "present")],
)
def test_without_a_value_the_interpretation_answers(code, said_of_it):
    interpretation = (Concept((Coding("urn:v3", code, ""),)),)

    record = observation(NUMBNESS, interpretation=interpretation)

    assert only(record).presence == said_of_it


def test_an_interpretation_in_words_answers_too():
    record = observation(NUMBNESS, interpretation=(text("Negative"),))

    assert only(record).presence == "absent"


@pytest.mark.parametrize("word", ["Normal", "N"])
def test_a_normal_symptom_is_not_understood(word):
    record = observation(NUMBNESS, interpretation=(Concept((Coding("", word, word),)),))

    assert findings(record) == ()
    assert codes_of_problems(record) == [("value-not-understood", True)]


def test_contradicting_interpretations_are_not_understood():
    record = observation(NUMBNESS, interpretation=(text("Negative"), text("Positive")))

    assert codes_of_problems(record) == [("value-not-understood", True)]


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
def test_what_was_entered_in_error_does_not_exist(status):
    assert findings(observation(NUMBNESS, status=status)) == ()


@pytest.mark.parametrize("status", ["", "final", "preliminary", "unknown"])
def test_every_other_status_counts(status):
    assert said(observation(NUMBNESS, status=status)) == [numb()]


def test_an_unknown_modifier_leaves_the_record_unused():
    assert findings(observation(NUMBNESS, has_unknown_modifier=True)) == ()


def test_symptom_with_the_finding_as_value_is_present():
    assert said(observation(SYMPTOM, FACE_NUMBNESS)) == [numb(sites=("face",))]


def test_symptom_absent_with_the_finding_as_value_is_absent():
    record = observation(SYMPTOM_ABSENT, FACE_NUMBNESS)

    assert said(record) == [numb("absent", ("face",))]


def test_symptom_absent_in_words_is_absent():
    record = observation(SYMPTOM_ABSENT, text("numbness of the face"))

    assert said(record) == [numb("absent", ("face",))]


def test_symptom_absent_without_a_value_says_nothing():
    assert findings(observation(SYMPTOM_ABSENT, None)) == ()


def test_symptom_in_words_is_read():
    record = observation(SYMPTOM, text("numbness of the left face"))

    assert said(record) == [numb(sites=("face",), side="left")]


def test_a_finding_as_value_of_any_other_code_is_present():
    record = observation(local("Observation of nerves"), FACE_NUMBNESS)

    assert said(record) == [numb(sites=("face",))]


def test_a_finding_as_value_of_its_own_word_adds_where_it_is():
    assert said(observation(NUMBNESS, FACE_NUMBNESS)) == [numb(sites=("face",))]


def test_another_finding_as_value_stands_beside_that_of_the_code():
    record = observation(NUMBNESS, DIZZINESS)

    assert [what for what, *_ in said(record)] == ["dizziness", "numbness"]


def test_family_history_is_not_the_patients():
    assert findings(observation(local("Family history"), STROKE)) == ()


def test_a_past_history_is_there_and_is_nothing_new():
    finding = only(observation(local("Past medical history"), STROKE))

    assert (finding.what, finding.presence, finding.chronic) == (
        "stroke",
        "present",
        True,
    )


@pytest.mark.parametrize("words", ["Numbness of left hand", "Left hand numbness?"])
def test_a_local_code_counts_by_its_display(words):
    record = observation(local(words), False)

    assert said(record) == [numb("absent", ("hands",), "left")]


def test_a_local_code_counts_by_its_text_and_display_once():
    code = local("Numbness", text="Numbness of the left hand")

    assert said(observation(code)) == [numb(sites=("hands",), side="left")]


def test_a_refused_denial_in_words_states_nothing():
    record = observation(local("No numbness"), False)

    assert findings(record) == ()
    assert codes_of_problems(record) == [("denied-twice", True)]


def test_a_question_in_words_with_another_finding_as_answer_is_both():
    record = observation(local("Numbness"), DIZZINESS)

    assert [what for what, *_ in said(record)] == ["dizziness", "numbness"]


@pytest.mark.parametrize(
    "grade", [Quantity(Decimal(15), "{score}"), text("Obeys commands")]
)
def test_a_score_named_after_a_finding_states_nothing_and_is_listed(grade):
    name = coded("9269-2", "Glasgow coma score total", "loinc")
    record = observation(name, grade)

    assert findings(record) == ()
    assert codes_of_problems(record) == [("score-not-read", False)]


def test_another_number_beside_a_finding_in_words_blocks():
    record = observation(local("Numbness"), Quantity(Decimal(3), ""))

    assert findings(record) == ()
    assert codes_of_problems(record) == [("value-not-understood", True)]


def test_a_panel_named_after_a_finding_states_nothing_itself():
    panel = observation(local("Numbness"), members=("Observation/2",))

    assert findings(panel) == ()


def test_a_text_value_is_read_where_the_code_is_not_known():
    record = observation(local("Triage note"), "numb left hand")

    assert said(record) == [numb(sites=("hands",), side="left")]


def test_a_text_value_qualifies_the_finding_of_the_code():
    finding = only(observation(NUMBNESS, "left arm since this morning"))

    assert (finding.sites, finding.side) == (frozenset({"arm"}), "left")
    assert finding.onset is not None
    assert finding.from_text


def test_a_text_value_may_say_how_it_goes_on():
    record = observation(FACE_NUMBNESS, "spreading since yesterday")

    finding = only(record)

    assert (finding.sites, finding.courses) == (frozenset({"face"}), {"spreading"})


def test_a_text_value_may_say_that_it_is_over():
    finding = only(observation(NUMBNESS, "resolved after 10 minutes"))

    assert (finding.state, finding.lasted) == ("resolved", 600)


def test_a_text_value_may_deny_what_the_code_asks():
    record = observation(FACE_NUMBNESS, "Patient denies numbness. Dizzy.")

    told = said(record)

    assert ("numbness", "absent", "ongoing", ("face",), None) in told
    assert "dizziness" in [what for what, *_ in told]


def test_a_text_value_about_something_else_is_not_understood():
    record = observation(NUMBNESS, "dizzy")

    assert [what for what, *_ in said(record)] == ["dizziness"]
    assert codes_of_problems(record) == [("value-not-understood", True)]


# Components


def test_components_with_known_codes_bind_to_the_finding():
    record = observation(
        NUMBNESS,
        components=(
            part(SPEED, SUDDEN),
            part(COURSE, ASCENDING),
            part(TREND, WORSENING),
            part(SEVERITY, SEVERE),
            part(LATERALITY, LEFT),
        ),
    )

    finding = only(record)

    assert (finding.speed, finding.severity, finding.side) == (
        "sudden",
        "severe",
        "left",
    )


def test_every_course_that_is_recorded_counts():
    record = observation(
        NUMBNESS, components=(part(COURSE, ASCENDING), part(TREND, WORSENING))
    )

    assert only(record).courses == {"ascending", "worsening"}


def test_a_component_in_words_binds_too():
    record = observation(
        NUMBNESS,
        components=(part(LATERALITY, "Left side"), part(SPEED, text("slowly"))),
    )

    finding = only(record)

    assert (finding.side, finding.speed) == ("left", "gradual")


def test_a_component_with_an_unknown_code_is_read_by_its_value():
    record = observation(
        NUMBNESS,
        components=(
            part(local("Where"), FOOT),
            part(local("Which side"), "right"),
            part(local("How"), GRADUAL),
        ),
    )

    finding = only(record)

    assert (finding.sites, finding.side, finding.speed) == (
        frozenset({"feet"}),
        "right",
        "gradual",
    )


def test_an_answer_to_an_unknown_question_denies_nothing():
    record = observation(NUMBNESS, components=(part(local("Hiccups"), ABSENT),))

    assert said(record) == [numb()]


def test_a_component_that_is_a_finding_is_a_statement_of_its_own():
    record = observation(
        NUMBNESS,
        body_sites=(FACE, LEFT),
        components=(part(DIZZINESS, False), part(SPEED, SUDDEN)),
    )

    dizziness, numbness = findings(record)

    assert (dizziness.presence, dizziness.sites, dizziness.speed) == (
        "absent",
        frozenset(),
        None,
    )
    assert (numbness.sites, numbness.side, numbness.speed) == (
        frozenset({"face"}),
        "left",
        "sudden",
    )
    assert dizziness.written == numbness.written


def test_the_only_finding_among_components_takes_all_qualifiers():
    record = observation(
        local("Neurological examination"),
        body_sites=(HAND,),
        components=(part(NUMBNESS, True), part(LATERALITY, LEFT), part(SPEED, SUDDEN)),
    )

    finding = only(record)

    assert (finding.sites, finding.side, finding.speed) == (
        frozenset({"hands"}),
        "left",
        "sudden",
    )


def test_several_findings_among_components_share_the_body_site_alone():
    record = observation(
        local("Neurological examination"),
        body_sites=(HAND,),
        components=(
            part(NUMBNESS, True),
            part(coded("26544005", "Muscle weakness (finding)"), True),
            part(SPEED, SUDDEN),
        ),
    )

    assert {(one.sites, one.speed) for one in findings(record)} == {
        (frozenset({"hands"}), None)
    }


def test_a_component_without_a_value_says_nothing():
    record = observation(NUMBNESS, components=(part(SPEED), part(COURSE)))

    assert only(record).speed is None


def test_a_qualifier_that_is_not_understood_is_noted_and_not_recorded():
    record = observation(NUMBNESS, components=(part(SPEED, "zigzag"),))

    assert only(record).speed is None
    assert codes_of_problems(record) == [("qualifier-not-understood", False)]


def test_a_numeric_severity_is_noted_and_not_recorded():
    score = Quantity(Decimal(7), "{score}")
    record = observation(NUMBNESS, components=(part(SEVERITY, score),))

    assert only(record).severity == ""
    assert codes_of_problems(record) == [("qualifier-not-understood", False)]


def test_sudden_outweighs_gradual_of_the_same_record():
    record = observation(
        NUMBNESS, components=(part(SPEED, Concept(SUDDEN.codings + GRADUAL.codings)),)
    )

    assert only(record).speed == "sudden"


def test_chronic_without_a_date_is_chronic():
    assert only(observation(NUMBNESS, CHRONIC)).chronic


def test_stable_without_a_date_is_chronic_too():
    assert only(observation(NUMBNESS, text("stable"))).chronic


# Pulse


@pytest.mark.parametrize(
    "value", [ABSENT, text("absent"), "Absent", False, Quantity(Decimal(0), "")]
)
def test_a_pulse_that_is_absent_is_a_sign_that_is_there(value):
    record = observation(PULSE, value, body_sites=(FOOT, LEFT))

    assert said(record) == [
        ("absent-distal-pulse", "present", "ongoing", ("feet",), "left")
    ]


@pytest.mark.parametrize(
    "value", [PRESENT, True, "2+", Quantity(Decimal(2), ""), None, Interval.at(NOW)]
)
def test_a_pulse_that_is_felt_says_nothing(value):
    assert findings(observation(PULSE, value)) == ()


# Place


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        ((FOOT,), [numb(sites=("feet",))]),
        ((FOOT, LEFT), [numb(sites=("feet",), side="left")]),
        ((text("left hand"),), [numb(sites=("hands",), side="left")]),
        ((text("LLE"),), [numb(sites=("leg",), side="left")]),
        ((text("feet"),), [numb(sites=("feet",), side="both")]),
        ((text("left feet"),), [numb(sites=("feet",), side="left")]),
        ((LEFT_THIGH,), [numb(sites=("thigh",), side="left")]),
        (
            (coded("85562004", "Left hand structure"),),
            [numb(sites=("hands",), side="left")],
        ),
        ((FOOT, LEFT, RIGHT), [numb(sites=("feet",), side="both")]),
        ((FOOT, BOTH), [numb(sites=("feet",), side="both")]),
        ((FOOT, ONE_SIDE), [numb(sites=("feet",), side="one")]),
        ((FOOT, ONE_SIDE, LEFT), [numb(sites=("feet",), side="left")]),
        ((text("left and right hand"),), [numb(sites=("hands",), side="both")]),
        ((text("left foot"), text("right foot")), [numb(sites=("feet",), side="both")]),
        ((local("Elsewhere"),), [numb()]),
        (
            (text("left hand"), text("right foot")),
            [numb(sites=("feet",), side="right"), numb(sites=("hands",), side="left")],
        ),
        (
            (text("left arm"), text("left face")),
            [numb(sites=("arm", "face"), side="left")],
        ),
    ],
)
def test_body_sites_say_where_and_on_which_side(sites, expected):
    assert said(observation(NUMBNESS, body_sites=sites)) == expected


def test_a_recorded_both_is_symmetric():
    assert only(observation(NUMBNESS, body_sites=(FOOT, BOTH))).symmetric


def test_symmetric_as_laterality_is_symmetric():
    record = observation(NUMBNESS, components=(part(LATERALITY, text("symmetrical")),))

    assert only(record).symmetric


def test_a_code_may_carry_site_and_side():
    assert said(observation(LEFT_LEG_NUMBNESS)) == [numb(sites=("leg",), side="left")]


def test_a_narrower_body_site_takes_the_place_of_a_wider_code():
    record = observation(LEFT_LEG_NUMBNESS, body_sites=(FOOT,))

    assert said(record) == [numb(sites=("feet",), side="left")]


def test_two_sides_for_one_thing_leave_the_side_not_recorded():
    record = observation(LEFT_LEG_NUMBNESS, body_sites=(RIGHT,))

    assert said(record) == [numb(sites=("leg",))]


def test_unilateral_beside_a_side_is_that_side():
    record = observation(LEFT_LEG_NUMBNESS, body_sites=(ONE_SIDE,))

    assert said(record) == [numb(sites=("leg",), side="left")]


def test_unilateral_in_several_places_is_one_sided():
    record = observation(NUMBNESS, ONE_SIDE, body_sites=(FOOT, LEFT))

    assert said(record) == [numb(sites=("feet",), side="left")]


def test_the_display_of_a_known_code_may_tell_the_side():
    code = coded("309521004", "Numbness of left hand")

    assert said(observation(code)) == [numb(sites=("hands",), side="left")]


def test_a_display_with_both_sides_tells_none():
    code = coded("44077006", "Numbness, left arm and right leg")

    assert said(observation(code)) == [numb()]


def test_handedness_is_no_side():
    record = observation(NUMBNESS, components=(part(local("Note"), "right handed"),))

    assert said(record) == [numb()]


# Undotted codes


@pytest.mark.parametrize("code", ["R20.0", "R200", "r20.0 "])
def test_icd_codes_match_without_their_dots(code):
    assert said(observation(coded(code, system="icd"))) == [numb()]


# Time


def test_the_start_of_a_period_is_the_onset():
    assert only(observation(NUMBNESS, began=began(hours=5))).onset == ago(hours=5)


def test_the_time_of_writing_is_never_the_onset():
    finding = only(observation(NUMBNESS, written=ago(hours=5)))

    assert (finding.onset, finding.first) == (None, ago(hours=5))


def test_an_absent_finding_has_no_onset():
    assert only(observation(NUMBNESS, False, began=began(hours=5))).onset is None


def test_a_period_that_ended_is_resolved():
    record = observation(NUMBNESS, began=began(hours=5), ended=began(hours=4))

    finding = only(record)

    assert (finding.state, finding.ended) == ("resolved", ago(hours=4))


def test_a_period_that_has_not_ended_is_ongoing():
    record = observation(NUMBNESS, ended=Onset(ago(hours=-4)), written=ago(hours=1))

    assert said(record) == [numb()]


def test_a_future_onset_is_kept_and_blocks():
    record = observation(NUMBNESS, began=began(hours=-5))

    assert only(record).onset == ago(hours=-5)
    assert codes_of_problems(record) == [("future-onset", True)]


# Text


def test_a_chief_complaint_is_read():
    record = observation(
        COMPLAINT, "Numb left face since 2 hours, no dizziness", written=ago(hours=1)
    )

    dizziness, numbness = findings(record)

    assert (dizziness.what, dizziness.presence) == ("dizziness", "absent")
    assert (numbness.sites, numbness.side) == (frozenset({"face"}), "left")
    assert numbness.onset is not None
    assert numbness.onset.start == ago(hours=3).start
    assert numbness.sources[0].mentioned


def test_a_chief_complaint_as_a_code_is_present():
    assert said(observation(COMPLAINT, FACE_NUMBNESS)) == [numb(sites=("face",))]


def test_a_complaint_takes_the_start_of_its_period_as_onset():
    record = observation(COMPLAINT, "numb left hand", began=began(hours=3))

    assert only(record).onset == ago(hours=3)


def test_a_misspelt_complaint_is_read():
    assert said(observation(COMPLAINT, "tinglng of the left hand")) == [
        numb(sites=("hands",), side="left")
    ]


def test_history_in_a_text_is_no_current_finding():
    assert findings(observation(COMPLAINT, "history of stroke")) == ()


def test_the_name_of_an_emergency_in_a_complaint_is_no_recorded_diagnosis():
    record = observation(COMPLAINT, "worried about a stroke, numb left hand")

    assert [one.what for one in findings(record)] == ["numbness"]


def test_a_name_that_is_no_emergency_counts_in_a_complaint():
    record = observation(COMPLAINT, "diabetes, numb left hand")

    assert [one.what for one in findings(record)] == ["diabetes", "numbness"]


def test_a_note_adds_what_the_code_lacks():
    record = observation(
        NUMBNESS, notes=("on the left side, since this morning, spreading",)
    )

    finding = only(record)

    assert (finding.side, finding.courses) == ("left", {"spreading"})
    assert finding.onset is not None
    assert finding.from_text


def test_a_note_does_not_overrule_the_code():
    record = observation(FACE_NUMBNESS, notes=("numbness has resolved",))

    assert said(record) == [numb(sites=("face",))]


def test_a_note_that_adds_nothing_leaves_the_finding_coded():
    assert not only(observation(FACE_NUMBNESS, notes=("numbness",))).from_text


def test_a_note_about_another_place_is_an_entry_of_its_own():
    record = observation(FACE_NUMBNESS, notes=("numb left foot",))

    assert said(record) == [
        numb(sites=("face",)),
        numb(sites=("feet",), side="left"),
    ]


def test_a_note_without_a_finding_is_left_alone_beside_two_findings():
    record = observation(
        NUMBNESS, components=(part(DIZZINESS, True),), notes=("on the left",)
    )

    assert {one.side for one in findings(record)} == {None}


def test_a_note_that_says_present_where_the_code_says_absent_blocks():
    record = observation(NUMBNESS, False, notes=("numb left foot since today",))

    assert said(record) == [numb("absent")]
    assert codes_of_problems(record) == [("text-contradicts-code", True)]


def test_the_text_of_a_coded_finding_adds_the_side():
    code = coded("309521004", "Numbness of hand (finding)", text="numb left hand")

    assert said(observation(code)) == [numb(sites=("hands",), side="left")]


def test_the_text_of_a_coded_value_adds_the_side():
    value = coded("309557009", "Numbness of face (finding)", text="numb left face")

    assert said(observation(SYMPTOM, value)) == [numb(sites=("face",), side="left")]


def test_a_text_that_is_too_long_blocks():
    record = observation(COMPLAINT, "numb left hand. " + "all is well. " * 3000)

    assert ("text-too-long", True) in codes_of_problems(record)


# Measurements


@pytest.mark.parametrize(
    ("value", "low", "high", "opens"),
    [
        (Quantity(Decimal("6.5"), "%"), "6.5", "6.5", (False, False)),
        (Quantity(Decimal("6.5"), "%", ">"), "6.5", None, (True, False)),
        (Quantity(Decimal("6.5"), "%", ">="), "6.5", None, (False, False)),
        (Quantity(Decimal("6.5"), "%", "<"), None, "6.5", (False, True)),
        (Quantity(Decimal("6.5"), "%", "<="), None, "6.5", (False, False)),
        (
            Quantity(None, "%", low=Decimal(6), high=Decimal(7)),
            "6",
            "7",
            (False, False),
        ),
        (Quantity(None, "%", low=Decimal(6)), "6", None, (False, False)),
        (Quantity(Decimal(50), "mmol/mol"), "6.72600", "6.72600", (False, False)),
    ],
)
def test_a_quantity_is_an_interval_in_the_unit_of_its_measure(value, low, high, opens):
    (measurement,) = gathered(observation(HBA1C, value)).measurements

    assert [str(measurement.low), str(measurement.high)] == [str(low), str(high)]
    assert (measurement.low_open, measurement.high_open) == opens
    assert (measurement.what, measurement.taken) == ("hba1c", ago(hours=1))


@pytest.mark.parametrize("unit", ["", "mg", "MMOL/MOL"])
def test_an_unknown_unit_blocks_and_is_not_compared(unit):
    record = observation(HBA1C, Quantity(Decimal(50), unit))

    assert gathered(record).measurements == ()
    assert codes_of_problems(record) == [("unknown-unit", True)]


def test_a_missing_unit_counts_where_the_measure_has_none():
    code = coded("75626-2", "Total score [AUDIT-C]", "loinc")

    (measurement,) = gathered(observation(code, Quantity(Decimal(5), ""))).measurements

    assert measurement.low == Decimal(5)


@pytest.mark.parametrize(
    "value",
    [
        "6.5",
        Quantity(Decimal(6), "%", "~"),
        Quantity(None, "%"),
        Quantity(None, "%", ">", low=Decimal(6)),
    ],
)
def test_a_measured_value_that_is_not_understood_blocks(value):
    record = observation(HBA1C, value)

    assert gathered(record).measurements == ()
    assert codes_of_problems(record) == [("value-not-understood", True)]


def test_a_measurement_without_a_value_is_listed():
    assert codes_of_problems(observation(HBA1C)) == [("no-value", False)]
    assert codes_of_problems(observation(HBA1C, absent_reason=REASON)) == []


def test_a_measurement_may_be_a_component():
    panel = observation(
        local("Panel"), components=(part(HBA1C, Quantity(Decimal(7), "%")),)
    )

    assert [one.what for one in gathered(panel).measurements] == ["hba1c"]


def test_problems_name_the_component_and_quote_nothing():
    record = observation(local("Panel"), components=(part(NUMBNESS, "see below"),))

    (problem,) = gathered(record).problems

    assert problem.place == "entry[1].resource.component[0]"
    assert "below" not in problem.text


def test_prediabetes_is_not_diabetes():
    record = condition(coded("714628002", "Prediabetes (finding)"))

    assert [one.what for one in findings(record)] == ["prediabetes"]
