"""The list and the pages of rules, over HTTP alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import made_up
import pytest
from pydantic import SecretStr

from engine.rulebook.rule import Case, Rule
from engine.rulebook.rulebook import Rulebook
from engine.service.app import create_app
from engine.service.room.dates import day, moment
from engine.service.settings import Settings
from engine.store.feedback import CardFeedback, keep_feedback
from engine.store.shown import CardShown, keep_shown

FACE = "urgent/sudden-face-numbness"
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
Open = Callable[..., Any]


@pytest.fixture
def room(settings: Settings, client: Any) -> Iterator[Open]:
    """Opens a room over some rules; the engine is asked nothing here."""
    engine = client.app.state.running.engine

    @contextmanager
    def opened(book: Rulebook, now: datetime = NOW, **more: Any) -> Iterator[Any]:
        url = SecretStr(f"{settings.database_url.get_secret_value()}.room")
        given = settings.model_copy(update={"database_url": url, **more})
        app = create_app(given, book, engine, lambda: now)
        with type(client)(app, raise_server_exceptions=False) as running:
            yield running

    yield opened


def only(book: Rulebook, rule: Rule) -> Rulebook:
    return replace(book, rules=(rule,))


def face(book: Rulebook) -> Rule:
    """The face rule; without whole records, whose reader takes seconds to make."""
    rule = next(rule for rule in book.rules if rule.rule == FACE)
    cases = tuple(case for case in rule.cases if case.bundle is None)
    return rule.model_copy(update={"cases": cases})


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("involving the face", True),
        ("FACE sudden", True),
        ("em-03", True),
        ("stroke", True),
        ("emergency", True),
        ("feet", False),
        ("face zzz", False),
    ],
)
def test_a_rule_is_found_by_words_that_begin_words_of_it(
    room: Open, rulebook: Rulebook, sought: str, found: bool
) -> None:
    with room(only(rulebook, face(rulebook))) as pages:
        listed = pages.get("/rules", params={"q": sought}).text

    assert (f'href="/rules/{FACE}"' in listed) == found


def test_of_a_search_the_most_direct_rule_is_listed_first(
    room: Open, rulebook: Rulebook
) -> None:
    sought = {"q": "sudden numbness of the face"}
    with room(rulebook) as pages:
        listed = pages.get("/rules", params=sought).text
        told = pages.get("/rules/found.json", params=sought).json()
        every = pages.get("/rules/found.json", params={"q": " "}).json()
        none = pages.get("/rules/found.json", params={"q": "zzz"}).json()

    rules = [rule for part in told for rule in part["rules"]]
    assert rules[0] == FACE
    assert [f'data-rule="{rule}"' in listed for rule in rules] == [True] * len(rules)
    assert listed.index(f'data-rule="{rules[0]}"') < listed.index(rules[1])
    assert sum(len(part["rules"]) for part in every) == len(rulebook.rules)
    assert none == []


def test_rules_stand_by_question_and_the_most_urgent_first(
    room: Open, rulebook: Rulebook
) -> None:
    with room(rulebook) as pages:
        listed = pages.get("/rules").text

    part = listed[listed.index('id="stroke"') : listed.index('id="spinal-cord"')]
    places = [
        part.find(f'<span class="badge {one}">')
        for one in ("emergency", "same-day", "two-weeks", "routine")
    ]
    assert places == sorted(places)
    assert -1 not in places


def test_a_review_that_is_overdue_says_so(room: Open, rulebook: Rulebook) -> None:
    one = only(rulebook, face(rulebook))
    late = datetime(2027, 11, 2, tzinfo=UTC)

    with room(one) as pages:
        in_time = [pages.get(at).text for at in ("/rules", f"/rules/{FACE}")]
    with room(one, late) as pages:
        overdue = [pages.get(at).text for at in ("/rules", f"/rules/{FACE}")]

    assert not [text for text in in_time if "verdue" in text]
    assert all("verdue" in text for text in overdue)
    assert all("1 Nov 2027" in text for text in (*in_time, *overdue))


def test_a_case_that_fails_is_red_in_words(room: Open, rulebook: Rulebook) -> None:
    rule = face(rulebook)
    wrong = rule.cases[0].model_copy(update={"expect": "quiet", "name": "a wrong one"})
    changed = rule.model_copy(update={"cases": (wrong, *rule.cases[1:3])})

    with room(only(rulebook, changed)) as pages:
        page = pages.get(f"/rules/{FACE}").text
        listed = pages.get("/rules").text
        paper = pages.get(f"/rules/{FACE}/print").text

    assert "✗ 1 of 3 fail" in page
    assert "&#10007; fires (critical)" in page
    assert "✗ 1 of 3 fail" in listed
    assert "<strong>fails</strong>: a wrong one" in paper


def test_a_case_whose_records_are_not_there_is_not_run(
    room: Open, rulebook: Rulebook
) -> None:
    rule = face(rulebook)
    lost = Case.model_validate(
        {"name": "lost", "bundle": "nowhere.json", "now": NOW, "expect": "fires"}
    )
    changed = rule.model_copy(update={"cases": (rule.cases[0], lost)})

    with room(only(rulebook, changed)) as pages:
        page = pages.get(f"/rules/{FACE}").text

    assert "✓ 1 pass, 1 not run" in page
    assert "not run: the file of records is not there" in page


def test_how_often_a_rule_fired_and_was_overridden_stands_in_the_list(
    room: Open, rulebook: Rulebook
) -> None:
    identity = {"rule": FACE, "version": 2, "digest": "d", "outcome": "fires"}
    cards = [
        CardShown(f"card-{n}", "s", "t", (identity,), "d", "key", NOW) for n in range(3)
    ]
    said = CardFeedback("s", "card-1", "overridden", NOW)

    with room(only(rulebook, face(rulebook))) as pages:
        store = pages.app.state.running.store
        keep_shown(store, cards)
        keep_feedback(store, [said], NOW)
        listed = pages.get("/rules").text

    assert 'data-label="Fired" class="number">3<' in listed
    assert 'data-label="Overridden" class="number">1<' in listed


def test_counts_that_cannot_be_told_are_no_zeros(
    room: Open, rulebook: Rulebook
) -> None:
    with room(only(rulebook, face(rulebook))) as pages:
        with pages.app.state.running.store.transaction() as session:
            session.connection().exec_driver_sql("DROP TABLE shown_card")
        listed = pages.get("/rules").text

    assert "cannot be told now" in listed
    assert 'data-label="Fired" class="number">?<' in listed


def test_evidence_that_is_not_confirmed_is_marked_beside_its_clause(
    room: Open, rulebook: Rulebook
) -> None:
    rule = next(r for r in rulebook.rules if r.rule == "chronic/carpal-tunnel")

    with room(only(rulebook, rule)) as pages:
        page = pages.get(f"/rules/{rule.rule}").text

    evidence = page[page.index('id="evidence"') : page.index('id="harm"')]
    assert evidence.count("Unconfirmed") >= len(rule.evidence)
    assert "none given" in evidence


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (FACE, "Lowered to a warning when"),
        ("urgent/numb-swollen-leg", "Lowered to info when"),
        ("chronic/numb-chin", "No card when"),
    ],
)
def test_what_an_exception_does_is_said_beside_it(
    room: Open, rulebook: Rulebook, name: str, words: str
) -> None:
    rule = next(r for r in rulebook.rules if r.rule == name)
    brief = rule.model_copy(update={"cases": rule.cases[:1]})

    with room(only(rulebook, brief)) as pages:
        page = pages.get(f"/rules/{name}").text

    assert words in page


def test_every_code_of_a_rule_stands_on_its_page(
    room: Open, rulebook: Rulebook
) -> None:
    words = rulebook.vocabulary
    uses = [one.use for one in words.findings["numbness"].codes]

    with room(only(rulebook, face(rulebook))) as pages:
        page = pages.get(f"/rules/{FACE}").text

    codes = [code.code for use in uses for code in words.value_sets[use].codes]
    assert not [code for code in codes if f"<code>{code}</code>" not in page]


def test_a_rule_that_never_asks_says_so(room: Open, rulebook: Rulebook) -> None:
    rule = next(r for r in rulebook.rules if r.urgency == "self-care")

    with room(only(rulebook, rule)) as pages:
        page = pages.get(f"/rules/{rule.rule}").text

    assert "It never asks" in page


def test_a_draft_shows_the_card_it_would_be(room: Open, rulebook: Rulebook) -> None:
    rule = face(rulebook)
    terms = rule.governance.model_copy(update={"status": "draft"})
    draft = rule.model_copy(update={"governance": terms})

    with room(only(rulebook, draft)) as pages:
        page = pages.get(f"/rules/{FACE}").text

    assert "The card when it fires" in page
    assert "Draft" in page


def test_american_pages_spell_so_and_leave_codes_and_cards(room: Open) -> None:
    book = made_up.shipped("us")

    with room(only(book, face(book)), locale="us") as pages:
        page = pages.get(f"/rules/{FACE}").text
        drawn = pages.get(f"/rules/{FACE}.svg").text

    assert '<html lang="en-US">' in page
    assert "dental or regional anesthetic took place" in page
    assert "exclude hypoglycaemia" in page  # the card: as it is signed and sent
    assert "anaesth" not in drawn.partition("</desc>")[2].replace(">anaesthetic<", "")


def test_a_refusal_is_a_page_for_a_browser_and_json_for_a_program(
    room: Open, rulebook: Rulebook
) -> None:
    with room(only(rulebook, face(rulebook))) as pages:
        person = pages.get("/rules/urgent/none", headers={"Accept": "text/html,*/*"})
        program = pages.get("/rules/urgent/none")

    assert (person.status_code, program.status_code) == (404, 404)
    assert "<h1>There is no rule of this id</h1>" in person.text
    assert program.json()["resourceType"] == "OperationOutcome"


def test_days_and_moments_cannot_be_taken_for_others() -> None:
    assert day(datetime(2027, 11, 1)) == "1 Nov 2027"
    assert moment(datetime(2027, 2, 11, 9, 5, tzinfo=UTC)) == "11 Feb 2027 09:05 UTC"


def test_pages_of_rules_hold_no_inline_style_or_script(
    room: Open, rulebook: Rulebook
) -> None:
    paths = ("", "/print", "/history", "/mutants")
    with room(only(rulebook, face(rulebook)), rules_dir=Path("nowhere")) as pages:
        texts = [pages.get(f"/rules/{FACE}{path}").text for path in paths]

    assert not [one for one in texts if "style=" in one or "<style" in one]
    assert all("onclick" not in one for one in texts)
