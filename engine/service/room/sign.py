"""Sign: what a signature would cover, and the file that asks for one.

This service signs nothing and holds no key. It writes down what somebody who
signed in wants to say of a rule; `pinprick rules sign --request FILE --key KEY`
signs that, on the signer's own machine.
"""

import re
from collections.abc import Collection
from typing import Final

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from engine.rulebook.english import decision_english
from engine.rulebook.rule import Rule
from engine.rulebook.signoff_request import (
    LONGEST_REMARK,
    LONGEST_ROLE,
    SignRequest,
    request_bytes,
)
from engine.rulebook.uses import words_used
from engine.service.contract import RulesInUse
from engine.service.refusal import Issue, Refusal
from engine.service.room.form import check_token, read_form, text_of
from engine.service.room.page import as_html, page
from engine.service.room.rule_lookup import rule_of
from engine.service.room.same_origin import SAME_ORIGIN
from engine.service.room.visitor import Visitor, sign_in_address, visitor_of
from engine.service.state import Parts, Running

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_FAULTS: Final = {
    "role": f"Say your role, in one line of at most {LONGEST_ROLE} characters.",
    "verdict": "Choose whether you approve the rule or ask for changes.",
    "remark": f"The remark may have {LONGEST_REMARK} visible characters.",
    "": "Say what should change.",
}
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9-]+")


@router.get("/rules/{rule_id:path}/sign")
def sign(rule_id: str, request: Request, parts: Parts) -> Response:
    """What a signature covers, how the rule stands, and a form for reviewers."""
    return _page(request, parts, rule_of(parts.rulebook, rule_id))


@router.post(
    "/rules/{rule_id:path}/sign",
    dependencies=[SAME_ORIGIN],
)
async def asked(rule_id: str, request: Request, parts: Parts) -> Response:
    """The request as it would be signed, to be read once more and downloaded."""
    rule = rule_of(parts.rulebook, rule_id)
    form = await _form_of_a_reviewer(request)
    if text_of(form, "edit"):
        return _page(request, parts, rule, 200, form)
    made, faults = _request(form, rule, request, parts)
    if made is None:
        return _page(request, parts, rule, 400, form, faults)
    return page(
        request,
        parts,
        "sign_request.html",
        rule=rule,
        asked=made,
        told=request_bytes(made).decode(),
        file=_file_name(made),
        csrf=text_of(form, "csrf"),
    )


@router.post(
    "/rules/{rule_id:path}/sign/request.json",
    dependencies=[SAME_ORIGIN],
)
async def download(rule_id: str, request: Request, parts: Parts) -> Response:
    """The file for `pinprick rules sign --request`."""
    rule = rule_of(parts.rulebook, rule_id)
    form = await _form_of_a_reviewer(request)
    made, faults = _request(form, rule, request, parts)
    if made is None:
        return _page(request, parts, rule, 400, form, faults)
    named = {"Content-Disposition": f'attachment; filename="{_file_name(made)}"'}
    return Response(request_bytes(made), media_type="application/json", headers=named)


async def _form_of_a_reviewer(request: Request) -> FormData:
    """The form, if a reviewer sent it from a page of their own session."""
    visitor = visitor_of(request)
    if visitor is None:
        what = "Only people who signed in may ask for a signature"
        raise Refusal(401, Issue("login", what, "", "Open /login in the browser"))
    if "reviewer" not in visitor.roles:
        what = "Your role may not approve a rule or ask for changes"
        next_step = "Ask whoever runs this service for the role reviewer"
        raise Refusal(403, Issue("forbidden", what, "", next_step))
    form = await read_form(request)
    check_token(form, visitor.csrf)
    return form


def _request(
    form: FormData, rule: Rule, request: Request, parts: Running
) -> tuple[SignRequest | None, tuple[str, ...]]:
    """What the form asks to have signed, or what is wrong with the form."""
    visitor = visitor_of(request)
    assert visitor is not None
    digest = parts.rulebook.digest_of(rule.rule)
    if text_of(form, "digest") != digest:
        what = "The rule has changed since this page was opened. Read it again."
        return None, (what,)
    try:
        made = SignRequest.model_validate(
            {
                "rule": rule.rule,
                "version": rule.version,
                "digest": digest,
                "locale": parts.settings.locale,
                "verdict": text_of(form, "verdict"),
                "role": text_of(form, "role"),
                "remark": text_of(form, "remark").replace("\r\n", "\n"),
                "requested_by": _signed_in_as(visitor),
                "requested_at": parts.clock().replace(microsecond=0),
            }
        )
    except ValidationError as error:
        wrong = {str(one["loc"][0]) if one["loc"] else "" for one in error.errors()}
        return None, tuple(_FAULTS[name] for name in _FAULTS if name in wrong)
    return made, ()


def _signed_in_as(visitor: Visitor) -> str:
    checked = "" if not visitor.is_made_up else " (development login, not checked)"
    return f"{visitor.name}{checked}"


def _page(  # noqa: PLR0913, PLR0917 - what the page shows
    request: Request,
    parts: Running,
    rule: Rule,
    status: int = 200,
    form: FormData | None = None,
    faults: tuple[str, ...] = (),
) -> Response:
    book, visitor = parts.rulebook, visitor_of(request)
    sent = form or FormData()
    return page(
        request,
        parts,
        "sign.html",
        status=status,
        rule=rule,
        digest=book.digest_of(rule.rule),
        signoff=book.signoff_of(rule),
        english=as_html(decision_english(rule, book.vocabulary)),
        covers=_covers(rule, book),
        ran=parts.room.reviews.cases(rule),
        trials=parts.room.reviews.mutants_if_known(rule),
        may_sign=visitor is not None and "reviewer" in visitor.roles,
        can_sign_in=parts.login.is_possible,
        sign_in=sign_in_address(request),
        locale=parts.settings.locale,
        faults=faults,
        longest_remark=LONGEST_REMARK,
        longest_role=LONGEST_ROLE,
        sent={name: text_of(sent, name) for name in ("verdict", "role", "remark")},
    )


def _covers(rule: Rule, book: RulesInUse) -> tuple[tuple[str, int], ...]:
    """What the digest covers beside the rule: how many words of each kind."""
    used = words_used(rule, book.vocabulary)
    kinds = {
        "finding": used.findings,
        "group of findings": used.groups,
        "measure": used.measures,
        "drug": used.drugs,
        "body part": used.sites,
        "qualifier": used.qualifiers,
        "value set": used.value_sets,
        "order": used.orders,
        "threshold": used.thresholds,
    }
    return tuple(
        (_many(kind, names), len(names)) for kind, names in kinds.items() if names
    )


def _many(kind: str, names: Collection[str]) -> str:
    first, _, rest = kind.partition(" of ")
    plural = first if len(names) == 1 else f"{first}s"
    return f"{plural} of {rest}" if rest else plural


def _file_name(request: SignRequest) -> str:
    rule = _NOT_IN_A_NAME.sub("-", request.rule.casefold()).strip("-")
    return f"sign-{rule}-v{request.version}-{request.verdict}.json"
