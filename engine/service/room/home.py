"""Home: every rule, by clinical question and urgency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.rulebook.questions import QUESTIONS
from engine.rulebook.rule import URGENCIES, Rule
from engine.rulebook.signoff import SignOff
from engine.service.body import json_response
from engine.service.room.page import page
from engine.service.room.reviews import Ran
from engine.service.room.tallies import DAYS, Counts
from engine.service.state import Parts, Running
from engine.store.numbers import RuleCounts

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the list.

    ``cases`` is None while they are being run, ``counts`` where the store has
    none to show. ``score`` is how directly a search means it.
    """

    rule: Rule
    signoff: SignOff
    is_overdue: bool
    cases: Ran | None
    counts: RuleCounts | None
    score: float


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
    scores = parts.room.search.found(q[:_LONGEST])
    rows = [row for row in _rows(parts, scores) if urgency in ("", row.rule.urgency)]
    return page(
        request,
        parts,
        "rules.html",
        sections=_sections(rows),
        total=len(parts.rulebook.rules),
        found=len(rows),
        urgencies=URGENCIES,
        q=q[:_LONGEST],
        urgency=urgency,
        days=DAYS,
        is_uncounted=any(row.counts is None for row in rows),
        is_running=any(row.cases is None for row in rows),
    )


@router.get("/rules/found.json", include_in_schema=False)
def found(parts: Parts, q: str = "") -> Response:
    """The rules that a search means in the order of their list, by question."""
    sections = _sections(_rows(parts, parts.room.search.found(q[:_LONGEST])))
    return json_response(
        [
            {"question": part.key, "rules": [row.rule.rule for row in part.rows]}
            for part in sections
        ]
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


def _rows(parts: Running, scores: Mapping[str, float]) -> list[RuleRow]:
    today = parts.clock().date()
    counts = parts.room.tallies.latest(parts.clock())
    return [
        _row(rule, parts, today, counts, scores[rule.rule])
        for rule in parts.rulebook.rules
        if rule.rule in scores
    ]


def _row(
    rule: Rule, parts: Running, today: date, counts: Counts | None, score: float
) -> RuleRow:
    return RuleRow(
        rule=rule,
        signoff=parts.rulebook.signoff_of(rule),
        is_overdue=rule.governance.review_by < today,
        cases=parts.room.reviews.cases_if_known(rule),
        counts=None if counts is None else counts.get(rule.rule, RuleCounts()),
        score=score,
    )


def _sections(rows: Iterable[RuleRow]) -> list[Section]:
    """The questions in the order of the list of questions, unknown ones last.

    Of a search the question with the most direct hit comes first.
    """
    by_question: dict[str, list[RuleRow]] = {key: [] for key in QUESTIONS}
    for row in rows:
        by_question.setdefault(row.rule.question, []).append(row)
    told = [
        Section(key, QUESTIONS.get(key, key), tuple(sorted(some, key=_order)))
        for key, some in by_question.items()
        if some
    ]
    return sorted(told, key=lambda section: -section.rows[0].score)


def _order(row: RuleRow) -> tuple[float, int, tuple[str, ...], str]:
    rule = row.rule
    return -row.score, URGENCIES.index(rule.urgency), rule.covers, rule.title
