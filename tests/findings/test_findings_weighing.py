"""Which statements count, since when, on both sides, and spreading."""

from datetime import timedelta

import pytest
from finding_records import NOW, ago, vocabulary

from engine.findings.finding import Finding, Source
from engine.findings.gather import weighed
from engine.when import Interval, read_time


def entry(what="numbness", presence="present", **fields):
    written = fields.pop("written", ago(hours=1))
    kind = fields.pop("kind", "Observation")
    sites = fields.pop("sites", ())
    source = Source(f"{kind}/{written}{sites}{fields}", kind, written)
    return Finding(
        what,
        presence,
        (source,),
        sites=frozenset(sites),
        first=written,
        courses=frozenset(fields.pop("courses", ())),
        **fields,
    )


def weigh(*entries):
    return weighed(entries, vocabulary(), NOW)


def both(*entries):
    return [one for one in weigh(*entries) if one.side == "both"]


def spread(*entries):
    return [one for one in weigh(*entries) if "spreading" in one.courses]


def kept(*entries):
    """The presence or state of what stands, in order."""
    return sorted(
        one.state if one.state == "resolved" else one.presence
        for one in weigh(*entries)
    )


# Which statement counts


@pytest.mark.parametrize(
    ("denial", "finding"),
    [
        ({}, {}),
        ({}, {"sites": ("face",), "side": "left"}),
        ({"sites": ("face",)}, {"sites": ("face",), "side": "left"}),
        ({"sites": ("leg",)}, {"sites": ("feet",)}),
        ({"sites": ("leg",), "side": "both"}, {"sites": ("feet",), "side": "left"}),
        ({"side": "left"}, {"sites": ("feet",), "side": "left"}),
    ],
)
def test_a_later_denial_of_the_place_wins(denial, finding):
    earlier = entry(written=ago(hours=5), **finding)
    later = entry(presence="absent", written=ago(hours=2), **denial)

    assert kept(earlier, later) == ["absent"]


@pytest.mark.parametrize(
    ("denial", "finding"),
    [
        ({"sites": ("face",)}, {}),
        ({"sites": ("face",)}, {"sites": ("feet",)}),
        ({"sites": ("feet",)}, {"sites": ("leg",)}),
        ({"sites": ("face",)}, {"sites": ("face", "arm")}),
        ({"side": "left"}, {"side": "right"}),
        ({"sites": ("face",), "side": "left"}, {"sites": ("face",)}),
    ],
)
def test_a_later_denial_of_another_place_does_not(denial, finding):
    earlier = entry(written=ago(hours=5), **finding)
    later = entry(presence="absent", written=ago(hours=2), **denial)

    assert kept(earlier, later) == ["absent", "present"]


def test_a_denial_of_another_finding_does_not():
    earlier = entry(written=ago(hours=5))
    later = entry("dizziness", "absent", written=ago(hours=2))

    assert kept(earlier, later) == ["absent", "present"]


def test_at_the_same_time_present_wins():
    assert kept(entry(), entry(presence="absent")) == ["present"]


def test_on_the_same_day_without_a_time_present_wins():
    day = read_time("2026-11-21").interval
    denial = entry(presence="absent", written=day)

    assert kept(entry(written=ago(hours=3)), denial) == ["present"]


def test_a_later_present_drops_the_denial():
    denial = entry(presence="absent", written=ago(hours=5))

    assert kept(denial, entry(sites=("face",))) == ["present"]


def test_a_later_present_elsewhere_leaves_the_denial():
    denial = entry(presence="absent", sites=("feet",), written=ago(hours=5))

    assert kept(denial, entry(sites=("face",))) == ["absent", "present"]


def test_a_provisional_one_drops_the_denial_too():
    denial = entry(presence="absent", written=ago(hours=5))

    assert kept(denial, entry(presence="provisional")) == ["provisional"]


def test_an_undated_denial_never_supersedes():
    assert kept(entry(), entry(presence="absent", written=None)) == ["present"]


def test_a_denial_never_supersedes_what_is_undated():
    assert kept(entry(written=None), entry(presence="absent")) == ["present"]


def test_a_lost_denial_stays_out_even_if_the_finding_is_denied_again():
    entries = (
        entry(presence="absent", written=ago(hours=9)),
        entry(written=ago(hours=6)),
        entry(presence="absent", written=ago(hours=3)),
    )

    (denial,) = weigh(*entries)

    assert denial.written == ago(hours=3)


def test_a_later_end_at_the_same_place_wins():
    earlier = entry(written=ago(hours=5), sites=("face",), side="left")
    later = entry(state="resolved", sites=("face",), side="left")

    assert kept(earlier, later) == ["resolved"]


@pytest.mark.parametrize(
    "place",
    [
        {},
        {"sites": ("face",)},
        {"sites": ("feet",), "side": "left"},
        {"sites": ("face",), "side": "right"},
    ],
)
def test_an_end_elsewhere_does_not(place):
    earlier = entry(written=ago(hours=5), sites=("face",), side="left")
    later = entry(state="resolved", **place)

    assert kept(earlier, later) == ["present", "resolved"]


def test_an_end_counts_from_when_it_ended():
    symptom = entry(written=ago(hours=5))
    ended = entry(
        kind="Condition", state="resolved", written=ago(days=2), ended=ago(hours=2)
    )

    assert kept(symptom, ended) == ["resolved"]


def test_what_is_back_drops_an_end_without_a_time():
    ended = entry(state="resolved", written=ago(hours=5))

    assert kept(ended, entry()) == ["present"]


def test_an_episode_with_a_known_end_took_place_whatever_came_after():
    ended = entry(state="resolved", written=ago(hours=5), ended=ago(hours=6))

    assert kept(ended, entry()) == ["present", "resolved"]
    assert kept(ended, entry(presence="absent")) == ["absent", "resolved"]


def test_a_later_end_drops_an_earlier_denial_of_the_place():
    denial = entry(presence="absent", written=ago(hours=5))

    assert kept(denial, entry(state="resolved")) == ["resolved"]


# Since when


def test_an_episode_is_as_old_as_its_first_statement():
    entries = [entry(written=ago(days=days)) for days in (14, 7, 1)]

    assert {one.first for one in weigh(*entries)} == {ago(days=14)}


def test_a_gap_of_more_than_seven_days_is_another_episode():
    new = entry(written=ago(hours=1))
    old = entry(written=ago(days=7, hours=1, seconds=1))

    assert {one.first for one in weigh(old, new)} == {old.first, new.first}


def test_a_denial_in_between_is_another_episode():
    old = entry(written=ago(days=3))
    denial = entry(presence="absent", written=ago(days=2))
    new = entry(written=ago(hours=1))

    (finding,) = weigh(old, denial, new)

    assert finding.first == ago(hours=1)


def test_an_end_in_between_is_another_episode():
    old = entry(written=ago(days=3))
    ended = entry(state="resolved", written=ago(days=2))
    new = entry(written=ago(hours=1))

    (finding,) = weigh(old, ended, new)

    assert finding.first == ago(hours=1)


def test_a_recorded_new_onset_is_another_episode():
    old = entry(written=ago(days=3))
    new = entry(written=ago(days=1), onset=ago(days=1))
    newest = entry(written=ago(hours=1))

    firsts = {one.written: one.first for one in weigh(old, new, newest)}

    assert firsts[ago(days=1)] == ago(days=1)
    assert firsts[ago(hours=1)] == ago(days=1)


def test_another_place_ages_nothing():
    old = entry(written=ago(days=3), sites=("feet",))
    new = entry(written=ago(hours=1), sites=("face",))

    assert {one.first for one in weigh(old, new)} == {old.first, new.first}


# Current


@pytest.mark.parametrize(
    ("length", "current"),
    [(timedelta(days=7), True), (timedelta(days=7, seconds=1), False)],
)
def test_a_symptom_observed_is_current_for_seven_days(length, current):
    (finding,) = weigh(entry(written=Interval.at(NOW - length)))

    assert finding.current is current


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "Condition"},
        {"what": "diabetes"},
        {"what": "dental-anaesthetic"},
        {"what": "absent-distal-pulse"},
        {"presence": "absent"},
        {"state": "resolved"},
    ],
)
def test_everything_else_does_not_expire(fields):
    (finding,) = weigh(entry(written=ago(days=900), **fields))

    assert finding.current


def test_an_undated_symptom_is_current():
    (finding,) = weigh(entry(written=None))

    assert finding.current


# Both sides


def left(**fields):
    return entry(**{"sites": ("feet",), **fields}, side="left")


def right(**fields):
    return entry(**{"sites": ("feet",), **fields}, side="right")


def test_a_left_and_a_right_entry_are_also_one_on_both_sides():
    result = weigh(left(), right())

    assert [one.side for one in result] == ["both", "left", "right"]
    (pair,) = both(left(), right())
    assert (pair.sites, pair.symmetric, len(pair.sources)) == (
        frozenset({"feet"}),
        True,
        2,
    )


def test_the_sites_of_both_are_those_that_both_have():
    (pair,) = both(left(sites=("feet", "hands")), right(sites=("feet", "face")))

    assert pair.sites == {"feet"}


@pytest.mark.parametrize(
    "entries",
    [
        (left(), right(sites=("hands",))),
        (left(sites=()), right(sites=())),
        (left(), right(presence="absent")),
        (left(), right(state="resolved")),
        (left(), right(written=ago(days=8))),
        (left(), right(what="limb-weakness")),
        (left(), left(written=ago(hours=2))),
    ],
)
def test_other_entries_are_no_pair(entries):
    assert both(*entries) == []


@pytest.mark.parametrize(
    ("one", "other", "symmetric"),
    [
        (None, None, True),
        (ago(days=30), ago(days=2), True),
        (ago(days=31), ago(days=2), False),
        (ago(days=3), None, False),
        (None, ago(days=3), False),
        (read_time("2025").interval, read_time("2025").interval, True),
        (read_time("2024").interval, read_time("2025").interval, False),
        (read_time("2026").interval, ago(days=2), False),
        (read_time("2026-03").interval, read_time("2026-03").interval, True),
    ],
)
def test_comparable_onsets_are_symmetric(one, other, symmetric):
    (pair,) = both(left(onset=one), right(onset=other))

    assert pair.symmetric is symmetric


def test_the_onset_of_both_is_the_later_one():
    (pair,) = both(left(onset=ago(days=9)), right(onset=ago(days=2)))

    assert pair.onset == ago(days=2)


def test_an_onset_missing_on_one_side_is_missing_on_both():
    (pair,) = both(left(onset=ago(days=9)), right())

    assert pair.onset is None


def test_both_are_first_written_with_the_later_one():
    (pair,) = both(left(written=ago(days=2)), right(written=ago(days=1)))
    (undated,) = both(left(written=None), right(written=None))

    assert pair.first == ago(days=1)
    assert undated.first is None


@pytest.mark.parametrize(
    ("earlier", "later", "speed"),
    [
        ("gradual", "gradual", "gradual"),
        ("gradual", "sudden", "sudden"),
        ("sudden", "gradual", None),
        (None, "gradual", None),
        ("sudden", None, None),
    ],
)
def test_the_speed_of_both_is_that_of_the_later_one(earlier, later, speed):
    (pair,) = both(
        left(onset=ago(days=9), speed=earlier), right(onset=ago(days=2), speed=later)
    )

    assert pair.speed == speed


def test_both_take_every_course_the_worse_severity_and_the_doubt():
    (pair,) = both(
        left(courses=("worsening",), severity="mild", chronic=True),
        right(presence="provisional", courses=("ascending",), severity="severe"),
    )

    assert pair.courses == {"worsening", "ascending"}
    assert (pair.severity, pair.presence, pair.chronic) == (
        "severe",
        "provisional",
        False,
    )


def test_each_entry_is_paired_with_its_nearest():
    old, new = ago(days=400), ago(days=1)

    pairs = both(left(onset=old), left(onset=new), right(onset=old), right(onset=new))

    assert {(pair.onset, pair.symmetric) for pair in pairs} == {
        (old, True),
        (new, True),
    }


# Spreading


def foot(**fields):
    return entry(**{"sites": ("feet",), "onset": ago(days=3), "side": "left", **fields})


def thigh(**fields):
    return entry(
        **{"sites": ("thigh",), "onset": ago(days=1), "side": "left", **fields}
    )


def test_a_foot_first_and_the_thigh_later_is_spreading():
    (found,) = spread(foot(), thigh())

    assert (found.sites, found.side, found.onset) == (
        frozenset({"feet", "thigh"}),
        "left",
        ago(days=1),
    )
    assert len(found.sources) == 2
    assert len(weigh(foot(), thigh())) == 3


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("toes", "lower-leg"),
        ("feet", "leg"),
        ("lower-leg", "thigh"),
        ("thigh", "hip"),
        ("feet", "trunk"),
        ("feet", "face"),
        ("fingers", "arm"),
        ("hands", "cheek"),
        ("arm", "chest"),
    ],
)
def test_every_way_up_a_limb_is_spreading(lower, higher):
    assert len(spread(foot(sites=(lower,)), thigh(sites=(higher,)))) == 1


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("thigh", "feet"),
        ("feet", "toes"),
        ("hands", "thigh"),
        ("feet", "arm"),
        ("trunk", "face"),
        ("half-body", "face"),
    ],
)
def test_other_ways_are_not(lower, higher):
    assert spread(foot(sites=(lower,)), thigh(sites=(higher,))) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"side": "right"}, {}),
        ({"onset": None}, {}),
        ({}, {"onset": None}),
        ({"onset": ago(days=1, minutes=59)}, {}),
        ({"onset": ago(days=29)}, {}),
        ({"courses": ("stable",)}, {}),
        ({}, {"courses": ("worsening",)}),
        ({"what": "limb-weakness"}, {}),
        ({"presence": "absent"}, {}),
        ({"state": "resolved"}, {}),
        ({"written": ago(days=8)}, {}),
        ({"sites": ()}, {}),
    ],
)
def test_what_does_not_fit_is_not_spreading(first, second):
    assert spread(foot(**first), thigh(**second)) == []


def test_a_sign_does_not_spread():
    lower = foot(what="absent-distal-pulse")

    assert spread(lower, thigh(what="absent-distal-pulse")) == []


def test_an_hour_apart_is_spreading():
    assert len(spread(foot(onset=ago(days=1, hours=1)), thigh())) == 1


def test_a_side_not_recorded_fits_any():
    (found,) = spread(foot(side=None), thigh())

    assert found.side == "left"


def test_both_feet_and_then_both_legs_spread_on_both_sides():
    feet = foot(side="both", symmetric=True, speed="gradual")
    legs = thigh(side="both", symmetric=True, speed="gradual")

    (found,) = spread(feet, legs)

    assert (found.side, found.symmetric, found.speed) == ("both", True, "gradual")


def test_the_way_began_where_it_was_first():
    toes = foot(sites=("toes",), onset=ago(days=5))

    sites = [one.sites for one in spread(toes, foot(), thigh())]

    assert frozenset({"toes", "thigh"}) in sites
