"""The page of one rule: what it says, rests on, answers, and who signed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.review.case_words import case_words
from engine.review.picture import picture_height, rule_picture
from engine.review.picture_layout import NARROW, WIDE
from engine.rulebook.english import decision_english
from engine.rulebook.questions import QUESTIONS
from engine.rulebook.reading_notes import reading_notes
from engine.rulebook.rule import ASKS_AS, FIRES_AS, URGENCIES, Rule
from engine.service.contract import RulesInUse
from engine.service.room.instead import Others
from engine.service.room.page import as_html, page
from engine.service.room.reviews import CaseRow, Ran
from engine.service.room.rule_card import preview
from engine.service.room.rule_clauses import clause_rows
from engine.service.room.rule_lookup import rule_of
from engine.service.room.rule_words import rule_words
from engine.service.state import Parts, Running

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@router.get("/rules/{rule_id:path}.svg", summary="One rule, as a picture")
def picture(rule_id: str, parts: Parts, narrow: bool = False) -> Response:
    """The decision of a rule as a tree of clauses, for the eye and for print."""
    found = rule_of(parts.rulebook, rule_id)
    drawn = rule_picture(found, parts.rulebook.vocabulary, NARROW if narrow else WIDE)
    return Response(parts.room.spelling.of_page(drawn), media_type="image/svg+xml")


@router.get("/rules/{rule_id:path}", summary="One rule, in English")
def rule(rule_id: str, request: Request, parts: Parts) -> Response:
    """The page that cards link to: what the rule says and rests on."""
    book = parts.rulebook
    found = rule_of(book, rule_id)
    ran = parts.room.reviews.cases(found)
    base = parts.settings.base_url
    real = parts.room.reviews.patients.rulebook
    return page(
        request,
        parts,
        "rule.html",
        rule=found,
        question=QUESTIONS.get(found.question, found.question),
        digest=book.digest_of(found.rule),
        signoff=book.signoff_of(found),
        is_overdue=found.governance.review_by < parts.clock().date(),
        english=as_html(decision_english(found, book.vocabulary)),
        heights=[
            picture_height(found, book.vocabulary, sheet) for sheet in (WIDE, NARROW)
        ],
        notes=tuple(reading_notes(found, book.vocabulary)),
        clauses=tuple(clause_rows(found, book.vocabulary)),
        fires=preview(ran.fires, real, base),
        asks=preview(ran.asks, real, base),
        words=rule_words(found, book.vocabulary),
        ran=ran,
        rows=tuple(_rows(found, ran, parts)),
        fires_as=FIRES_AS[found.urgency],
        asks_as=ASKS_AS[found.urgency],
        trials=parts.room.reviews.mutants_if_known(found),
        beside=beside(found, book),
    )


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case, what is recorded, and which rules answer where this one is quiet.

    ``number`` is its place among those that can be tried, 0 for whole records.
    """

    ran: CaseRow
    recorded: tuple[str, ...]
    others: Others
    number: int

    @property
    def outcome(self) -> str:
        """The word by which the table is narrowed: "fires", "asks", "quiet"."""
        return self.ran.answer.partition(" ")[0].rstrip(",")


def _rows(rule: Rule, ran: Ran, parts: Running) -> Iterator[ShownCase]:
    others = parts.room.reviews.others(rule)
    numbers = count(1)
    for row in ran.rows:
        yield ShownCase(
            row,
            case_words(row.case, parts.rulebook.vocabulary),
            others.get(row.case.name, Others()),
            0 if row.case.bundle else next(numbers),
        )


def beside(rule: Rule, rulebook: RulesInUse) -> list[Rule]:
    """The active rules of the same question, in the order in which they lead."""
    same = [one for one in rulebook.rules if one.question == rule.question]
    return sorted(same, key=_leads)


def _leads(rule: Rule) -> tuple[int, str, str]:
    return URGENCIES.index(rule.urgency), min(rule.covers), rule.rule
