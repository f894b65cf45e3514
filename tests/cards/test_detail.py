"""The body of a card: what to do, why, what is open, what it rests on."""

from typing import Any

from made_up import entry, words
from made_up_decisions import asked, fired, problem, result
from markdown_it import MarkdownIt

from engine.cards.detail import NOT_SIGNED, of_left_out, of_problems, of_topic
from engine.cards.select import Topic
from engine.decide.outcome import Decision
from engine.truth import UNKNOWN

FACE = entry(sites=["face"], onset="2026-11-20", written=None, reference="Condition/1")
EVIDENCE = {
    "evidence": [
        {"id": "E02", "cite": "NICE NG127", "confirmed": True},
        {"id": "UNCONFIRMED", "cite": "A book", "confirmed": False},
    ]
}


def text(*decisions: Decision, notes: tuple[str, ...] = ()) -> str:
    fires = tuple(d for d in decisions if d.outcome == "fires")
    asks = tuple(d for d in decisions if d.outcome == "asks")
    return of_topic(Topic(fires, asks), words(), notes)


def test_a_card_says_what_to_do_why_and_on_which_rule_it_rests() -> None:
    assert text(fired("urgent/a", reasons=(result(FACE),))) == (
        "Do this.\n\n"
        "**Why:**\n\n"
        "- Numbness or tingling: face, onset 20 Nov 2026 (Condition/1)\n\n"
        "Rules: urgent/a version 1 (sha256:urgen). "
        "Not clinically signed: these rules are shown for evaluation."
    )


def test_without_reasons_there_is_no_heading_for_them() -> None:
    assert "Why" not in text(fired("urgent/a"))


def test_only_the_leading_rule_has_its_text_the_others_say_what_to_do() -> None:
    shown = text(fired("urgent/a"), fired("urgent/b", reasons=(result(FACE),)))

    assert shown.count("Do this.") == 1
    assert "**Also:**\n\n- Summary of urgent/b.\n\n**Why:**" in shown


def test_what_several_rules_rest_on_is_said_once() -> None:
    both = (result(FACE),)

    shown = text(fired("urgent/a", reasons=both), fired("urgent/b", reasons=both))

    assert shown.count("- Numbness or tingling: face, onset 20 Nov 2026") == 1


def test_what_several_rules_cite_is_cited_once() -> None:
    shown = text(fired("urgent/a", **EVIDENCE), fired("urgent/b", **EVIDENCE))

    assert shown.count("NICE NG127") == 1


def test_what_lowered_the_leader_too_is_not_said_again() -> None:
    block = entry("dental-anaesthetic", onset="2026-11-20", reference="Condition/9")
    by = (result(block, name="dental anaesthetic"),)

    shown = text(fired("urgent/a", lowered_by=by), fired("urgent/b", lowered_by=by))

    assert shown.count("Condition/9") == 1


def test_what_lowered_another_rule_only_stands_beside_that_rule() -> None:
    block = entry("dental-anaesthetic", onset="2026-11-20", reference="Condition/9")
    by = (result(block, name="dental anaesthetic"),)

    shown = text(fired("urgent/a"), fired("urgent/b", lowered_by=by))

    assert shown.startswith("Do this.")
    assert "- Summary of urgent/b. One step lower because of dental anaes" in shown


def test_what_lowered_a_rule_is_named_with_its_record() -> None:
    block = entry("dental-anaesthetic", onset="2026-11-20", reference="Condition/9")
    by = result(block, name="dental anaesthetic")

    shown = text(fired("urgent/a", lowered_by=(by,)))

    assert shown.startswith("**Shown one step lower because of dental anaesthetic - ")
    assert "Condition/9" in shown


def test_what_is_asked_is_listed_once_under_what_is_at_stake() -> None:
    question = result(truth=UNKNOWN, ask="since when?")

    shown = text(asked("urgent/a", missing=(question, question)))

    assert shown.startswith(
        "**At stake:** Title of urgent/a.\n\n**Please establish:**\n\n- Since when?"
    )
    assert shown.count("Since when?") == 1


def test_beside_a_rule_that_fires_an_ask_is_also_not_excluded() -> None:
    shown = text(fired("urgent/a"), asked("urgent/b"))

    assert "**Also not excluded:** Title of urgent/b.\n\n**Please" in shown


def test_a_question_that_several_rules_ask_is_put_once() -> None:
    question = result(truth=UNKNOWN, ask="since when?")
    other = result(truth=UNKNOWN, ask="which side?")

    shown = text(
        asked("urgent/a", missing=(question,)),
        asked("urgent/b", missing=(question, other)),
    )

    assert "**At stake:** Title of urgent/a and Title of urgent/b." in shown
    assert "- Since when?\n- Which side?" in shown
    assert shown.count("Since when?") == 1


def test_a_card_that_asks_says_what_is_recorded_so_far_each_entry_once() -> None:
    question = result(FACE, truth=UNKNOWN, ask="since when?", why="onset not known")
    other = result(FACE, truth=UNKNOWN, ask="which side?")

    shown = text(
        asked("urgent/a", missing=(question,)), asked("urgent/b", missing=(other,))
    )

    assert shown.count("**Recorded so far:**") == 1
    assert shown.count("- Numbness or tingling: face, onset 20 Nov 2026") == 1


def test_evidence_is_cited_and_what_is_unconfirmed_is_marked() -> None:
    assert "Evidence: NICE NG127; A book (unconfirmed)." in text(
        fired("urgent/a", **EVIDENCE)
    )
    assert "Evidence" not in text(asked("urgent/a", **EVIDENCE))


def test_a_disagreement_is_marked_on_its_rule_only() -> None:
    shown = text(fired("urgent/a", disagreement=True), fired("urgent/b"))

    mark = " - the two evaluators differed, the more urgent answer is shown"
    assert f"urgent/a version 1 (sha256:urgen){mark}; urgent/b" in shown
    assert shown.count(mark) == 1


def test_notes_stand_before_the_rules() -> None:
    shown = text(fired("urgent/a"), notes=("A note.", ""))

    assert "\n\nA note.\n\nRules:" in shown


def test_problems_are_listed_each_once_with_their_place() -> None:
    by_place = problem(reference="", place="entry[2].resource")
    nowhere = problem(reference="", place="")

    assert of_problems([problem(), problem(), by_place, nowhere]) == (
        "**Not read, and it may matter:**\n\n"
        "- Condition/1: Not read.\n"
        "- entry&#91;2&#93;.resource: Not read.\n"
        "- Not read."
    )
    assert of_problems([]) == ""


def test_at_most_eight_problems_are_listed_and_the_rest_counted() -> None:
    lines = of_problems(
        problem(reference=f"Condition/{number}") for number in range(10)
    ).splitlines()

    assert len(lines) == 2 + 9
    assert lines[-1] == "- and 2 more, listed in the response"


def test_what_has_no_place_is_named_in_a_line() -> None:
    left_out = [fired("urgent/a"), fired("urgent/b")]

    assert of_left_out(left_out) == (
        "Not shown for brevity: Title of urgent/a and Title of urgent/b."
    )
    assert of_left_out([]) == ""


def test_nothing_of_a_record_is_interpreted_whatever_its_reference_holds() -> None:
    hostile = "x](https://evil.example) <img src=x> **b** `c`\n\n# h"
    bad: Any = entry(reference=hostile)
    question = result(bad, truth=UNKNOWN, ask="when?")

    shown = "\n\n".join(
        (
            text(fired("urgent/a", reasons=(result(bad),), lowered_by=(result(bad),))),
            text(asked("urgent/b", missing=(question,))),
            of_problems([problem(reference=hostile)]),
        )
    )
    html = MarkdownIt("commonmark", {"html": True}).render(shown)

    assert NOT_SIGNED in shown
    assert not any(tag in html for tag in ("<a", "<img", "<h1", "<code", "<strong>b"))
