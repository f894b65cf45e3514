"""Home: every rule, by clinical question and urgency."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.service.room.page import page
from engine.service.state import Parts

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@router.get("/", summary="What is here")
@router.get("/rules", summary="Every rule")
async def home(request: Request, parts: Parts) -> Response:
    """The list of rules, in the order of their ids."""
    book = parts.rulebook
    signoffs = {rule.rule: book.signoff_of(rule) for rule in book.rules}
    return page(request, parts, "rules.html", rules=book.rules, signoffs=signoffs)
