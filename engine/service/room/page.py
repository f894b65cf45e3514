"""One page of the room: its template, its language, its headers."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from engine.rulebook.signoff import NOT_SIGNED
from engine.service.modes import signature_line
from engine.service.room.dates import day, moment
from engine.service.room.visitor import sign_in_address, visitor_of
from engine.service.state import Running

# Scripts and styles are files of ours: nothing inline, nothing from elsewhere.
PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
LANGUAGES: Final[Mapping[str, str]] = {"uk": "en-GB", "us": "en-US"}

URGENCY_WORDS: Final[Mapping[str, str]] = {
    "emergency": "Emergency",
    "same-day": "Same day",
    "two-weeks": "Two weeks",
    "routine": "Routine",
    "self-care": "Self-care",
}


def page(
    request: Request,
    parts: Running,
    template: str,
    *,
    status: int = 200,
    **content: Any,
) -> Response:
    """A template of `templates/` as a page, with what every page shows.

    Whatever ``content`` holds is escaped. The headers allow scripts and styles
    of `/static` and nothing else; `engine.service.frame` adds the rest.
    """
    signature = signature_line(parts.rulebook)
    text = parts.templates.get_template(template).render(
        signature=signature,
        is_signed=NOT_SIGNED not in signature,
        language=LANGUAGES.get(parts.settings.locale, "en"),
        visitor=visitor_of(request),
        sign_in=sign_in_address(request),
        can_sign_in=parts.login.is_possible,
        **content,
    )
    policy = {"Content-Security-Policy": PAGE_POLICY}
    spelled = parts.room.spelling.of_page(text)
    return HTMLResponse(spelled, status_code=status, headers=policy)


def as_html(markdown: str) -> Markup:
    """Markdown as HTML; HTML inside the Markdown stays text, links too."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["image", "link", "autolink", "reference"])
    # html is off: the output holds the parser's own tags and nothing else.
    return Markup(parser.render(markdown))


def page_templates() -> Environment:
    """The templates of every page; what is put into them is escaped."""
    made = Environment(
        loader=PackageLoader("engine.service"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day, moment=moment, urgency=lambda word: URGENCY_WORDS[word]
    )
    return made
