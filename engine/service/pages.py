"""The pages for people: what is here, the rules, one rule in English."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from engine.review.picture import rule_picture
from engine.rulebook.rule import Rule
from engine.rulebook.signoff import NOT_SIGNED
from engine.service.contract import RulesInUse
from engine.service.modes import signature_line
from engine.service.refusal import Issue, Refusal
from engine.service.rule_text import english_of
from engine.service.state import Parts, Running

_STYLE = Path(__file__).with_name("static") / "pages.css"
router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)


@router.get("/", summary="What is here")
async def index(parts: Parts) -> Response:
    """The first page: the addresses worth knowing."""
    return _page(parts, "index.html", count=len(parts.rulebook.rules))


@router.get("/rules", summary="Every rule")
async def rules(parts: Parts) -> Response:
    """The list of rules, in the order of their ids."""
    book = parts.rulebook
    signoffs = {rule.rule: book.signoff_of(rule) for rule in book.rules}
    return _page(parts, "rules.html", rules=book.rules, signoffs=signoffs)


@router.get("/rules/{rule_id:path}.svg", summary="One rule, as a picture")
async def picture(rule_id: str, parts: Parts) -> Response:
    """The decision of a rule as a tree of clauses, for the eye and for print."""
    found = _rule_of(parts.rulebook, rule_id)
    drawn = rule_picture(found, parts.rulebook.vocabulary)
    return Response(drawn, media_type="image/svg+xml")


@router.get("/rules/{rule_id:path}", summary="One rule, in English")
async def rule(rule_id: str, parts: Parts) -> Response:
    """The page that cards link to: what the rule says and rests on."""
    found = _rule_of(parts.rulebook, rule_id)
    return _page(
        parts,
        "rule.html",
        rule=found,
        digest=parts.rulebook.digest_of(found.rule),
        signoff=parts.rulebook.signoff_of(found),
        english=_as_html(english_of(parts.rulebook, found)),
    )


@router.get("/static/pages.css", include_in_schema=False)
async def style() -> Response:
    """The one style sheet."""
    return Response(_STYLE.read_bytes(), media_type="text/css")


def _rule_of(rulebook: RulesInUse, rule_id: str) -> Rule:
    for known in rulebook.rules:
        if known.rule == rule_id:
            return known
    what = "There is no rule of this id"
    raise Refusal(404, Issue("not-found", what, "", "See /rules for the ids"))


def _as_html(markdown: str) -> Markup:
    """Markdown as HTML; HTML inside the Markdown stays text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # html is off: the output holds the parser's own tags and nothing else.
    return Markup(parser.render(markdown))


def _page(parts: Running, template: str, **content: Any) -> Response:
    page = parts.templates.get_template(template)
    signature = signature_line(parts.rulebook)
    is_signed = NOT_SIGNED not in signature
    return HTMLResponse(
        page.render(signature=signature, is_signed=is_signed, **content)
    )


def page_templates() -> Environment:
    """The templates of every page; what is put into them is escaped."""
    return Environment(
        loader=PackageLoader("engine.service"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
