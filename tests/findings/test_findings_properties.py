"""What holds for any records, whatever they say."""

from datetime import timedelta

from finding_records import (
    ABSENT,
    BOTH,
    DIABETES,
    DIZZINESS,
    FACE,
    FACE_NUMBNESS,
    FOOT,
    GRADUAL,
    HAND,
    LEFT,
    NOW,
    NUMBNESS,
    RIGHT,
    SPEED,
    SUDDEN,
    gathered,
    observation,
    part,
    text,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.fhir.record import Onset
from engine.when import Interval

TIMES = st.integers(0, 40 * 24).map(
    lambda hours: Interval.at(NOW - timedelta(hours=hours))
)
SPOTS = st.lists(st.sampled_from([FOOT, HAND, FACE, LEFT, RIGHT, BOTH]), max_size=2)


@st.composite
def records(draw, codes=(NUMBNESS, FACE_NUMBNESS, DIZZINESS)):
    speed = draw(st.sampled_from([None, SUDDEN, GRADUAL]))
    record = observation(
        draw(st.sampled_from(codes)),
        draw(st.sampled_from([None, True, False, ABSENT])),
        number=draw(st.integers(1, 10**9)),
        written=draw(st.none() | TIMES),
        began=Onset(draw(st.none() | TIMES)),
        ended=draw(st.none() | TIMES.map(Onset)),
        body_sites=tuple(draw(SPOTS)),
        components=(part(SPEED, speed),) if speed else (),
    )
    kind = draw(st.sampled_from(["Observation", "Condition"]))
    return record._replace(kind=kind)


MANY = st.lists(records(), max_size=6)


@given(MANY, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_records_does_not_matter(some, random):
    shuffled = list(some)
    random.shuffle(shuffled)

    assert gathered(*shuffled) == gathered(*some)


@given(MANY, records(codes=(DIABETES,)))
@settings(deadline=None)
def test_an_unrelated_record_takes_no_finding_away(some, other):
    assert set(gathered(*some).findings) <= set(gathered(*some, other).findings)


@given(MANY, records(), st.integers(1, 10**6))
@settings(deadline=None)
def test_what_is_written_after_now_changes_nothing(some, late, seconds):
    written = Interval.at(NOW + timedelta(seconds=seconds))

    later = late._replace(written=written, notes=("numb left face",))

    found, without = gathered(*some, later), gathered(*some)
    assert found.findings == without.findings
    assert found.measurements == without.measurements


@given(MANY)
@settings(deadline=None)
def test_the_same_records_twice_are_the_same_findings(some):
    assert gathered(*some, *some) == gathered(*some)


@given(MANY)
@settings(deadline=None)
def test_nothing_present_is_lost_without_a_denial_or_an_end(some):
    there = [one._replace(value=None, ended=None, code=NUMBNESS) for one in some]

    sources = {
        source.reference for one in gathered(*there).findings for source in one.sources
    }

    assert sources == {one.reference for one in there}


def test_words_in_any_order_of_records_give_the_same_findings():
    some = [
        observation(text("Numb left hand"), number=1),
        observation(text("Numb right hand"), number=2),
    ]

    assert gathered(*some) == gathered(*reversed(some))
