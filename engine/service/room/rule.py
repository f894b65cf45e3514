"""The page of one rule: what it says, rests on, and who signed it."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.review.picture import rule_picture
from engine.rulebook.rule import Rule
from engine.service.contract import RulesInUse
from engine.service.refusal import Issue, Refusal
from engine.service.room.page import as_html, page
from engine.service.rule_text import english_of
from engine.service.state import Parts

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@router.get("/rules/{rule_id:path}.svg", summary="One rule, as a picture")
async def picture(rule_id: str, parts: Parts) -> Response:
    """The decision of a rule as a tree of clauses, for the eye and for print."""
    found = rule_of(parts.rulebook, rule_id)
    drawn = rule_picture(found, parts.rulebook.vocabulary)
    return Response(drawn, media_type="image/svg+xml")


@router.get("/rules/{rule_id:path}", summary="One rule, in English")
async def rule(rule_id: str, request: Request, parts: Parts) -> Response:
    """The page that cards link to: what the rule says and rests on."""
    found = rule_of(parts.rulebook, rule_id)
    return page(
        request,
        parts,
        "rule.html",
        rule=found,
        digest=parts.rulebook.digest_of(found.rule),
        signoff=parts.rulebook.signoff_of(found),
        english=as_html(english_of(parts.rulebook, found)),
    )


def rule_of(rulebook: RulesInUse, rule_id: str) -> Rule:
    """The rule of this id; a 404 that says where the ids are."""
    for known in rulebook.rules:
        if known.rule == rule_id:
            return known
    what = "There is no rule of this id"
    raise Refusal(404, Issue("not-found", what, "", "See /rules for the ids"))
