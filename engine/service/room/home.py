"""Home: every rule, by clinical question and urgency."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.rulebook.questions import QUESTIONS
from engine.rulebook.rule import URGENCIES, Rule
from engine.rulebook.signoff import SignOff
from engine.service.body import json_response
from engine.service.room.page import page
from engine.service.room.reviews import Ran
from engine.service.room.tallies import DAYS
from engine.service.state import Parts, Running
from engine.store.numbers import RuleCounts

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the list.

    ``cases`` is None while they are being run, ``counts`` where the store has
    none to show.
    """

    rule: Rule
    signoff: SignOff
    is_overdue: bool
    cases: Ran | None
    counts: RuleCounts | None


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
    by_question = _found(parts, q)
    row = _rows(parts)
    sections = [
        Section(key, QUESTIONS.get(key, key), shown)
        for key, rules in by_question
        if (shown := tuple(row(one) for one in rules if urgency in ("", one.urgency)))
    ]
    rows = [one for section in sections for one in section.rows]
    return page(
        request,
        parts,
        "rules.html",
        sections=sections,
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
    return json_response(
        [
            {"question": key, "rules": [rule.rule for rule in rules]}
            for key, rules in _found(parts, q)
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


def _rows(parts: Running) -> Callable[[Rule], RuleRow]:
    """What makes the row of a rule, as of now."""
    today = parts.clock().date()
    counts = parts.room.tallies.latest(parts.clock())

    def row(rule: Rule) -> RuleRow:
        return RuleRow(
            rule=rule,
            signoff=parts.rulebook.signoff_of(rule),
            is_overdue=rule.governance.review_by < today,
            cases=parts.room.reviews.cases_if_known(rule),
            counts=None if counts is None else counts.get(rule.rule, RuleCounts()),
        )

    return row


def _found(parts: Running, sought: str) -> list[tuple[str, list[Rule]]]:
    """The rules that a search means, by question; every rule where none is made.

    The questions stand in the order of the list of questions, unknown ones last.
    Of a search the one with the most direct hit comes first.
    """
    scores = parts.room.search.found(sought[:_LONGEST])

    def order(rule: Rule) -> tuple[float, int, tuple[str, ...], str]:
        at = URGENCIES.index(rule.urgency)
        return -scores[rule.rule], at, rule.covers, rule.title

    by_question: dict[str, list[Rule]] = {key: [] for key in QUESTIONS}
    for rule in parts.rulebook.rules:
        if rule.rule in scores:
            by_question.setdefault(rule.question, []).append(rule)
    told = [(key, sorted(some, key=order)) for key, some in by_question.items() if some]
    return sorted(told, key=lambda one: -scores[one[1][0].rule])
