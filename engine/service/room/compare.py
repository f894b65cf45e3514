"""Compare: proposed rule files against those that run.

What is proposed comes in the body of a POST and is kept in memory alone, under
a name that nobody can guess.
"""

import base64
import binascii
from typing import Any, Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import HTMLResponse, Response

from engine.errors import Diagnostic
from engine.fhir.parse import parse
from engine.review.diff_report import answer, count
from engine.review.diff_sentences import how_many, how_tried, what_differs
from engine.review.faults import ALL_CODES
from engine.review.pages import page_of
from engine.review.proposal import Proposal, ProposalError, Upload, proposal_of
from engine.review.proposed import loading_faults
from engine.service.body import (
    ALWAYS_IN_A_THREAD,
    JSON_TYPES,
    json_response,
    read_body,
)
from engine.service.refusal import Issue, Refusal
from engine.service.room.last_replay import last_replay
from engine.service.room.page import as_html, page
from engine.service.room.rule_lookup import rule_of
from engine.service.room.same_origin import SAME_ORIGIN
from engine.service.state import Parts, Running

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)
_SHOWN_FAULTS: Final = 100
_FORGOTTEN: Final = Issue(
    "not-found", "There is no such comparison any more", "", "Compare the files again"
)


class SentFile(BaseModel):
    """A file in text, or any file in base64."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(max_length=500)
    text: str | None = None
    base64: str | None = None


class Sent(BaseModel):
    """The files of a proposal; ``whole``: what is not in it is to be removed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    files: tuple[SentFile, ...] = Field(min_length=1, max_length=1000)
    whole: bool = False


@router.get("/compare", summary="Compare a proposal")
async def compare(request: Request, parts: Parts, rule: str = "") -> Response:
    """The box for proposed files; ``rule`` puts the file of a rule into it."""
    text = ""
    if rule:
        rule_of(parts.rulebook, rule)
        text = (parts.settings.rules_dir / f"{rule}.yaml").read_text(encoding="utf-8")
    return page(
        request,
        parts,
        "compare.html",
        rules=parts.rulebook.rules,
        text=text,
        rule=rule,
    )


@router.post("/compare/check", include_in_schema=False, dependencies=[SAME_ORIGIN])
async def check(request: Request, parts: Parts) -> Response:
    """Whether the proposal loads, and every fault if not, as a part of the page."""
    proposal = await _proposal(request, parts)

    def load() -> tuple[Diagnostic, ...]:
        base, locale = parts.settings.rules_dir, parts.settings.locale
        return loading_faults(base, proposal, locale)

    faults = await parts.threads.compute(ALWAYS_IN_A_THREAD, load)
    return _part(parts, "compare_check.html", proposal=proposal, faults=faults)


@router.post("/compare/start", include_in_schema=False, dependencies=[SAME_ORIGIN])
async def start(request: Request, parts: Parts) -> Response:
    """Begin to compare; the name to ask for it by."""
    proposal = await _proposal(request, parts)
    name = parts.room.comparisons.start(proposal, parts.clock().date())
    return json_response({"comparison": name})


@router.post(
    "/compare/{name}/cancel", include_in_schema=False, dependencies=[SAME_ORIGIN]
)
async def cancel(name: str, parts: Parts) -> Response:
    """Stop a comparison."""
    parts.room.comparisons.cancel(name)
    return Response(status_code=204)


@router.post(
    "/compare/{name}/again", include_in_schema=False, dependencies=[SAME_ORIGIN]
)
async def again(name: str, parts: Parts) -> Response:
    """Begin a comparison anew that was stopped; its new name."""
    begun = parts.room.comparisons.again(name, parts.clock().date())
    if begun is None:
        raise Refusal(404, _FORGOTTEN)
    return json_response({"comparison": begun})


@router.get("/compare/{name}", include_in_schema=False)
async def known(name: str, parts: Parts) -> Response:
    """What is known of a comparison by now, as a part of the page."""
    comparison = parts.room.comparisons.of(name)
    if comparison is None:
        raise Refusal(404, _FORGOTTEN)
    return _part(
        parts,
        "compare_result.html",
        found=comparison,
        name=name,
        replay=last_replay(parts.settings.replay_dir),
        digest=parts.rulebook.digest,
        running=len(parts.rulebook.rules),
        answer=answer,
        count=count,
        what_differs=what_differs,
        how_many=how_many,
        how_tried=how_tried,
    )


@router.get("/checks/{code}", include_in_schema=False)
async def explained(code: str, request: Request, parts: Parts) -> Response:
    """One code of a check: what is wrong, an example, and how to put it right."""
    for kind in ALL_CODES:
        if kind.code == code:
            text = as_html(page_of(kind).partition("\n")[2])
            return page(request, parts, "check.html", kind=kind, text=text)
    raise Refusal(404, Issue("not-found", "There is no check of this code"))


async def _proposal(request: Request, parts: Running) -> Proposal:
    """The files that were sent; `Refusal` (400) for what is none of ours."""
    body = await read_body(request, JSON_TYPES, parts.settings.max_resources)
    try:
        sent = Sent.model_validate(parse(body))
    except ValidationError:
        what = "It is not of this page: files, each with a name and text or base64"
        raise Refusal(400, Issue("structure", what)) from None
    try:
        uploads = [_upload(file) for file in sent.files]
        return proposal_of(uploads, is_whole=sent.whole)
    except ProposalError as error:
        issue = Issue("invalid", f"{error.name}: {error.what}", "", error.next_step)
        raise Refusal(400, issue) from None


def _upload(file: SentFile) -> Upload:
    if file.base64 is None:
        return Upload(file.name, (file.text or "").encode("utf-8", "replace"))
    try:
        return Upload(file.name, base64.b64decode(file.base64, validate=True))
    except binascii.Error:
        text = "it is not in base64"
        raise ProposalError(file.name, text, "Choose the file again") from None


def _part(parts: Running, template: str, **content: Any) -> Response:
    made = parts.templates.get_template(template).render(
        shown_faults=_SHOWN_FAULTS, **content
    )
    return HTMLResponse(parts.room.spelling.of_page(made))
