"""How a rule behaves in two of its versions, and before its mutants."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.review.diff_report import answer, count, summary
from engine.service.refusal import Issue, Refusal
from engine.service.room.page import page
from engine.service.room.rule_lookup import rule_of
from engine.service.room.versions import NOW, Version
from engine.service.state import Parts

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@router.get("/rules/{rule_id:path}/history", summary="A rule in two versions")
def history(
    rule_id: str, request: Request, parts: Parts, old: str = "", new: str = NOW
) -> Response:
    """The kinds of patient that two versions of a rule answer differently."""
    rule = rule_of(parts.rulebook, rule_id)
    known = parts.room.versions.of_rule(rule)
    earlier = old or _before(known)
    _refuse_unknown(known, earlier, new)
    served = parts.room.reviews.patients.rulebook
    versions, is_asked = parts.room.versions, bool(old)
    return page(
        request,
        parts,
        "history.html",
        rule=rule,
        versions=known,
        old=earlier,
        new=new,
        is_asked=is_asked,
        compared=versions.compared(rule, old, new, served) if is_asked else None,
        answer=answer,
        count=count,
        summary=summary,
    )


@router.get("/rules/{rule_id:path}/mutants", summary="Would a case notice?")
def mutants(rule_id: str, request: Request, parts: Parts) -> Response:
    """Each mutant of a rule, and the case that notices it; tried now."""
    rule = rule_of(parts.rulebook, rule_id)
    trials = parts.room.reviews.mutants(rule)
    by_verdict = {
        word: [trial for trial in trials if trial.verdict == word]
        for word in ("survived", "equivalent", "killed")
    }
    return page(request, parts, "mutants.html", rule=rule, trials=by_verdict)


def _before(known: tuple[Version, ...]) -> str:
    """The newest version that changed the rule but the last one; "" for none."""
    touching = [one.key for one in known if one.touches]
    others = [one.key for one in known if one.key != NOW]
    return next(iter((*touching[1:], *others)), "")


def _refuse_unknown(known: tuple[Version, ...], *keys: str) -> None:
    """400 for a version that is not in the list: nothing else reaches git."""
    if not {key for key in keys if key} <= {one.key for one in known}:
        what = "There is no such version of the rules"
        raise Refusal(400, Issue("value", what, "query", "Choose two of the list"))
