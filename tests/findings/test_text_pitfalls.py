"""What ConText's default rules get wrong, each by name (issue 3)."""

from datetime import UTC, datetime

from text_cases import shorthand
from text_lexicon import hand_built_lexicon

from engine.findings.text.reader import TextReader
from engine.when import Interval

WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))
READER = TextReader(hand_built_lexicon())


def said(text):
    return [shorthand(found) for found in READER.read(text, WRITTEN, UTC)]


def test_without_warning_denies_nothing_and_is_sudden():
    (found,) = READER.read("without warning face went numb", WRITTEN, UTC)

    assert (found.presence, found.speed, found.sites) == (
        "present",
        "sudden",
        {"face"},
    )


def test_a_denial_ends_at_a_comma_before_a_new_symptom():
    assert said("denies weakness, left face numb") == [
        "absent limb-weakness",
        "numbness face left",
    ]


def test_history_ends_at_a_comma_before_a_new_symptom():
    assert said("h/o DM, L face numb") == ["history diabetes", "numbness face left"]


def test_history_ends_at_now():
    assert said("hx of TIA, now R arm numb") == ["history tia", "numbness arm right"]


def test_unlikely_to_be_speaks_of_the_cause():
    assert said("numbness unlikely to be positional") == ["numbness"]


def test_no_change_in_numbness_is_stable_numbness():
    (found,) = READER.read("no change in facial numbness", WRITTEN, UTC)

    assert (found.presence, found.courses) == ("present", {"stable"})


def test_a_plus_sign_begins_anew():
    assert said("No CP/SOB, +numbness L arm") == [
        "absent chest-pain",
        "absent dyspnoea",
        "numbness arm left",
    ]


def test_currently_ends_a_hypothesis():
    text = "if numbness worsens call; currently has facial numbness"

    assert said(text) == ["numbness face"]


def test_symptoms_that_are_a_negative_are_present():
    texts = (
        "no sensation in left leg",
        "cannot feel left foot",
        "cannot pass urine",
        "no pulse in right foot",
    )

    assert [said(text) for text in texts] == [
        ["numbness leg left"],
        ["numbness foot left"],
        ["urinary-retention"],
        ["absent-distal-pulse foot right"],
    ]


def test_a_denied_negative_is_absent():
    assert said("no loss of sensation") == ["absent numbness"]


def test_but_ends_a_denial():
    assert said("no headache but numb left hand") == [
        "absent headache",
        "numbness hand left",
    ]


def test_a_semicolon_ends_a_denial():
    assert said("no numbness; weakness of left leg") == [
        "absent numbness",
        "limb-weakness leg left",
    ]


def test_a_denial_that_stands_apart_is_not_certain():
    near, far = READER.read("no numbness, weakness", WRITTEN, UTC)

    assert (near.presence, far.presence) == ("absent", "absent")
    assert (near.certain, far.certain) == (True, False)


def test_what_stands_apart_with_its_own_side_is_possible():
    near, far = READER.read("no numbness, weakness of left arm", WRITTEN, UTC)

    assert (near.presence, far.presence) == ("absent", "provisional")


def test_a_list_that_or_closes_is_denied_as_a_whole():
    text = "denies headache, left arm numbness or weakness"

    assert {found.presence for found in READER.read(text, WRITTEN, UTC)} == {"absent"}


def test_sudden_is_not_lent_to_another_finding():
    toe, vertigo = READER.read("numb toe and sudden vertigo", WRITTEN, UTC)

    assert (toe.speed, vertigo.speed) == (None, "sudden")


def test_an_old_finding_keeps_its_own_time():
    text = "Numb toe for years, sudden vertigo today"
    toe, vertigo = READER.read(text, WRITTEN, UTC)

    assert (toe.chronic, vertigo.chronic) == (True, False)
    assert vertigo.onset.start == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_relative_who_reports_is_the_informant():
    assert said("wife says his arm is numb") == ["numbness arm"]


def test_a_friends_symptom_is_not_the_patients():
    assert said("his friend has a numb arm") == []


def test_a_lay_word_after_a_knock_is_none_even_in_the_next_sentence():
    assert said("Dead leg. Kicked in the thigh at football.") == []


def test_an_injury_leaves_plain_words_alone():
    assert said("kicked in thigh, left leg numb") == ["numbness leg left"]
