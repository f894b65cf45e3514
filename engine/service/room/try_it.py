"""Try it: one patient, in clinic words or as records, and every rule's answer.

Nothing about a patient is in an address, in the store or in the log: what is
tried comes in the body of a POST and goes back in its answer.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.review.bedside import bedside_of
from engine.review.changes import Change, changed_given
from engine.review.turning import Case, turning_of_all, turning_of_rule
from engine.rulebook.rule import Rule
from engine.service.body import ALWAYS_IN_A_THREAD, json_response
from engine.service.refusal import Refusal
from engine.service.room.page import page
from engine.service.room.rule_lookup import rule_of
from engine.service.room.same_origin import SAME_ORIGIN
from engine.service.room.trial import Trial, engine_in
from engine.service.room.trial_shown import TrialShown
from engine.service.room.try_sent import Sent, sent_as_form, sent_as_json, tried
from engine.service.room.try_words import words_of_form, written
from engine.service.state import Parts, Running

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)
_SECONDS_OF_SEARCH: Final = 3.0


@router.get("/try", summary="Try one patient")
async def try_it(request: Request, parts: Parts, rule: str = "") -> Response:
    """The form, the box for records, and the answer beside them."""
    chosen = rule_of(parts.rulebook, rule) if rule else None
    return _page(request, parts, chosen, Sent())


@router.post("/try", include_in_schema=False, dependencies=[SAME_ORIGIN])
async def without_script(request: Request, parts: Parts) -> Response:
    """The same page with the answer to pasted records, for lack of scripts."""
    sent = await sent_as_form(request, parts)
    chosen = rule_of(parts.rulebook, sent.rule) if sent.rule else None
    try:
        shown = await parts.threads.compute(
            ALWAYS_IN_A_THREAD, lambda: _shown(sent, parts)
        )
    except Refusal as refusal:
        return _page(request, parts, chosen, sent, faults=refusal.issues, status=400)
    return _page(request, parts, chosen, sent, shown=shown)


@router.post("/try/answer", include_in_schema=False, dependencies=[SAME_ORIGIN])
async def answer(request: Request, parts: Parts) -> Response:
    """The answer as a part of the page."""
    sent = await sent_as_json(request, parts)
    return await parts.threads.compute(
        ALWAYS_IN_A_THREAD,
        lambda: _part(parts, "try_answer.html", shown=_shown(sent, parts)),
    )


@router.post("/try/changes", include_in_schema=False, dependencies=[SAME_ORIGIN])
async def changes(request: Request, parts: Parts) -> Response:
    """Which single changes would alter the answer, as a part of the page."""
    sent = await sent_as_json(request, parts)
    chosen = rule_of(parts.rulebook, sent.rule) if sent.rule else None
    until = time.monotonic() + _SECONDS_OF_SEARCH

    def search() -> Response:
        has_time: Callable[[], bool] = lambda: time.monotonic() < until  # noqa: E731
        return _changes(tried(sent, parts), chosen, parts, has_time)

    return await parts.threads.compute(ALWAYS_IN_A_THREAD, search)


@router.get("/try/words", include_in_schema=False)
async def words(parts: Parts) -> Response:
    """Every word that the form offers."""
    return json_response(words_of_form(engine_in(parts).rulebook))


@router.get("/try/cases/{rule_id:path}", include_in_schema=False)
async def cases(rule_id: str, parts: Parts) -> Response:
    """The made-up patients of a rule, to start from."""
    rule = rule_of(parts.rulebook, rule_id)
    told = [
        {
            "name": case.name,
            "expect": case.expect,
            "given": [written(one) for one in case.given],
        }
        for case in rule.cases
        if case.bundle is None
    ]
    return json_response(told)


def _shown(sent: Sent, parts: Running) -> TrialShown:
    bedside = bedside_of(engine_in(parts).rulebook)
    return TrialShown(tried(sent, parts), bedside, sent.rule)


def _changes(
    trial: Trial, chosen: Rule | None, parts: Running, has_time: Callable[[], bool]
) -> Response:
    case = Case(bedside_of(engine_in(parts).rulebook), trial.stated, trial.now)
    if chosen is not None and chosen.rule in case.bedside.rules:
        found = turning_of_rule(case, chosen.rule, has_time)
    else:
        found = turning_of_all(case, has_time)

    def given_after(change: Change) -> list[dict[str, Any]]:
        return [written(one) for one in changed_given(trial.given, change)]

    return _part(
        parts,
        "try_changes.html",
        found=found,
        chosen=chosen,
        titles={name: one.rule.title for name, one in case.bedside.rules.items()},
        given_after=given_after if trial.given else None,
    )


def _part(parts: Running, template: str, **content: Any) -> Response:
    made = parts.templates.get_template(template).render(**content)
    return HTMLResponse(parts.room.spelling.of_page(made))


def _page(
    request: Request, parts: Running, chosen: Rule | None, sent: Sent, **content: Any
) -> Response:
    told: dict[str, Any] = {"shown": None, "faults": (), **content}
    rules = parts.rulebook.rules
    return page(
        request, parts, "try.html", rules=rules, chosen=chosen, sent=sent, **told
    )
