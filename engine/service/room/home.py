"""Home: every rule, by clinical question and urgency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.rulebook.questions import QUESTIONS
from engine.rulebook.rule import URGENCIES, Rule
from engine.rulebook.signoff import SignOff
from engine.service.body import json_response
from engine.service.room.page import page
from engine.service.room.reviews import Ran
from engine.service.room.search import matches, words_of
from engine.service.room.tallies import DAYS, Counts
from engine.service.state import Parts, Running
from engine.store.numbers import RuleCounts

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the list.

    ``cases`` is None while they are being run, ``counts`` where the store has
    none to show. ``words`` are what a search looks in.
    """

    rule: Rule
    signoff: SignOff
    is_overdue: bool
    cases: Ran | None
    counts: RuleCounts | None
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """The rules of one clinical question, the most urgent first."""

    key: str
    title: str
    rows: tuple[RuleRow, ...]


@router.get("/", summary="The first page: every rule")
@router.get("/rules", summary="Every rule")
def home(request: Request, parts: Parts, q: str = "", urgency: str = "") -> Response:
    """The rules that a search finds, or all: by question, then by urgency."""
    rows = _rows(parts)
    found = [row for row in rows if _is_sought(row, q, urgency)]
    return page(
        request,
        parts,
        "rules.html",
        sections=_sections(found),
        total=len(rows),
        found=len(found),
        urgencies=URGENCIES,
        q=q[:200],
        urgency=urgency,
        days=DAYS,
        is_uncounted=any(row.counts is None for row in rows),
        is_running=any(row.cases is None for row in rows),
    )


@router.get("/rules/cases.json", include_in_schema=False)
def cases(parts: Parts) -> Response:
    """How the cases of each rule came out, as far as they were run."""
    known = {
        rule.rule: parts.room.reviews.cases_if_known(rule)
        for rule in parts.rulebook.rules
    }
    told = {
        rule: {"failed": ran.failed, "says": ran.says}
        for rule, ran in known.items()
        if ran is not None
    }
    return json_response({"done": len(told) == len(known), "cases": told})


def _is_sought(row: RuleRow, q: str, urgency: str) -> bool:
    return matches(row.words, q) and urgency in ("", row.rule.urgency)


def _rows(parts: Running) -> list[RuleRow]:
    today = parts.clock().date()
    counts = parts.room.tallies.latest(parts.clock())
    return [_row(rule, parts, today, counts) for rule in parts.rulebook.rules]


def _row(rule: Rule, parts: Running, today: date, counts: Counts | None) -> RuleRow:
    words = words_of(rule, parts.rulebook.vocabulary)
    return RuleRow(
        rule=rule,
        signoff=parts.rulebook.signoff_of(rule),
        is_overdue=rule.governance.review_by < today,
        cases=parts.room.reviews.cases_if_known(rule),
        counts=None if counts is None else counts.get(rule.rule, RuleCounts()),
        words=" ".join(dict.fromkeys((words, parts.room.spelling.of_text(words)))),
    )


def _sections(rows: Iterable[RuleRow]) -> list[Section]:
    """The questions in the order of the list of questions, unknown ones last."""
    by_question: dict[str, list[RuleRow]] = {key: [] for key in QUESTIONS}
    for row in rows:
        by_question.setdefault(row.rule.question, []).append(row)
    return [
        Section(key, QUESTIONS.get(key, key), tuple(sorted(some, key=_order)))
        for key, some in by_question.items()
        if some
    ]


def _order(row: RuleRow) -> tuple[int, tuple[str, ...], str]:
    return URGENCIES.index(row.rule.urgency), row.rule.covers, row.rule.title
