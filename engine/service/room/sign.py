"""Sign: what a signature would cover, and the file that asks for one.

This service signs nothing and holds no key. It writes down what somebody who
signed in wants to say of a rule; `pinprick rules sign --request FILE --key KEY`
signs that, on the signer's own machine.
"""

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from engine.review.diff_sentences import how_many, how_tried
from engine.rulebook.rule import Rule
from engine.rulebook.signoff_request import (
    LONGEST_REMARK,
    LONGEST_ROLE,
    SignRequest,
    request_bytes,
)
from engine.service.refusal import Issue, Refusal
from engine.service.room.comparison import Comparison, RuleCompared
from engine.service.room.form import check_token, read_form, text_of
from engine.service.room.page import as_html, page
from engine.service.room.rule_lookup import rule_of
from engine.service.room.same_origin import SAME_ORIGIN
from engine.service.room.signable import Signable, signable
from engine.service.room.visitor import Visitor, visitor_of
from engine.service.state import Parts, Running

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_FAULTS: Final = {
    "role": f"Say your role, in one line of at most {LONGEST_ROLE} characters.",
    "verdict": "Choose whether you approve the rule or ask for changes.",
    "remark": f"The remark may have {LONGEST_REMARK} visible characters.",
    "": "Say what should change.",
}
_SHOWN_FAULTS: Final = 20
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """What somebody speaks about; ``proposed`` is None for a rule as it runs.

    ``found`` is all that is known of the comparison of the proposal.
    """

    signed: Signable
    comparison: str = ""
    proposed: RuleCompared | None = None
    found: Comparison | None = None

    @property
    def query(self) -> str:
        """What stands behind the address of a page about it."""
        return f"?comparison={self.comparison}" if self.comparison else ""


@router.get("/rules/{rule_id:path}/sign")
def sign(
    rule_id: str, request: Request, parts: Parts, comparison: str = ""
) -> Response:
    """What a signature covers, how the rule stands, and a form for reviewers.

    With the name of a ``comparison`` it is about the rule as proposed there.
    """
    return _page(request, parts, _subject(rule_id, parts, comparison))


@router.post(
    "/rules/{rule_id:path}/sign",
    dependencies=[SAME_ORIGIN],
)
async def asked(
    rule_id: str, request: Request, parts: Parts, comparison: str = ""
) -> Response:
    """The request as it would be signed, to be read once more and downloaded."""
    form = await _form_of_a_reviewer(request)
    subject = _subject(rule_id, parts, comparison)
    if text_of(form, "edit"):
        return _page(request, parts, subject, 200, form)
    made, faults = _request(form, subject, request, parts)
    if made is None:
        return _page(request, parts, subject, 400, form, faults)
    return page(
        request,
        parts,
        "sign_request.html",
        rule=subject.signed.rule,
        query=subject.query,
        keeper=parts.settings.rules_keeper,
        mail=_mail(made, parts.settings.rules_keeper),
        asked=made,
        told=request_bytes(made).decode(),
        file=_file_name(made),
        csrf=text_of(form, "csrf"),
    )


@router.post(
    "/rules/{rule_id:path}/sign/request.json",
    dependencies=[SAME_ORIGIN],
)
async def download(
    rule_id: str, request: Request, parts: Parts, comparison: str = ""
) -> Response:
    """The file for `pinprick rules sign --request`."""
    form = await _form_of_a_reviewer(request)
    subject = _subject(rule_id, parts, comparison)
    made, faults = _request(form, subject, request, parts)
    if made is None:
        return _page(request, parts, subject, 400, form, faults)
    named = {"Content-Disposition": f'attachment; filename="{_file_name(made)}"'}
    return Response(request_bytes(made), media_type="application/json", headers=named)


@router.get("/signing")
def signing(request: Request, parts: Parts) -> Response:
    """How a request becomes a signature, for who has never signed."""
    keeper = parts.settings.rules_keeper
    return page(request, parts, "signing.html", keeper=keeper)


def _subject(rule_id: str, parts: Running, comparison: str) -> Subject:
    """The rule as it runs, or as proposed; 404 for one that is not known."""
    if not comparison:
        rule = rule_of(parts.rulebook, rule_id)
        return Subject(signable(rule, parts.rulebook))
    known = parts.room.comparisons.of(comparison)
    for one in known.rules if known else ():
        if one.rule.rule == rule_id and one.signed:
            return Subject(one.signed, comparison, one, known)
    what = "This comparison is not kept any more, or has no such proposal"
    raise Refusal(404, Issue("not-found", what, "", "Compare the files again"))


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
    form: FormData, subject: Subject, request: Request, parts: Running
) -> tuple[SignRequest | None, tuple[str, ...]]:
    """What the form asks to have signed, or what is wrong with the form."""
    visitor = visitor_of(request)
    assert visitor is not None
    rule, digest = subject.signed.rule, subject.signed.digest
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
    subject: Subject,
    status: int = 200,
    form: FormData | None = None,
    faults: tuple[str, ...] = (),
) -> Response:
    visitor, signed = visitor_of(request), subject.signed
    sent = form or FormData({"verdict": request.query_params.get("verdict", "")})
    standing = {} if subject.proposed else _standing(signed.rule, parts)
    return page(
        request,
        parts,
        "sign.html",
        status=status,
        rule=signed.rule,
        proposed=subject.proposed,
        found=subject.found,
        shown_faults=_SHOWN_FAULTS,
        how_many=how_many,
        how_tried=how_tried,
        query=subject.query,
        digest=signed.digest,
        english=as_html(signed.english),
        covers=signed.covers,
        **standing,
        may_sign=visitor is not None and "reviewer" in visitor.roles,
        locale=parts.settings.locale,
        faults=faults,
        longest_remark=LONGEST_REMARK,
        longest_role=LONGEST_ROLE,
        sent={name: text_of(sent, name) for name in ("verdict", "role", "remark")},
    )


def _standing(rule: Rule, parts: Running) -> dict[str, Any]:
    """How a rule that runs stands: signatures, cases, mutants."""
    reviews = parts.room.reviews
    return {
        "signoff": parts.rulebook.signoff_of(rule),
        "ran": reviews.cases(rule),
        "trials": reviews.mutants_if_known(rule),
    }


def _mail(request: SignRequest, keeper: str) -> str:
    """A link that begins a letter to who keeps the rules.

    It names the rule and the file. The remark and the rule's text stay in the
    file, which the writer attaches.
    """
    address = _ADDRESS.search(keeper)
    verdict = "approval" if request.verdict == "approve" else "changes asked for"
    file = _file_name(request)
    told = {
        "subject": f"Pinprick: {request.rule} version {request.version}, {verdict}",
        "body": f"Please attach {file} before sending.\n\nTo see it, in the "
        f"directory of the rules:\npinprick rules sign --request {file}\n",
    }
    to = address[0] if address else ""
    return f"mailto:{quote(to, safe='@')}?{urlencode(told, quote_via=quote)}"


def _file_name(request: SignRequest) -> str:
    rule = _NOT_IN_A_NAME.sub("-", request.rule.casefold()).strip("-")
    return f"sign-{rule}-v{request.version}-{request.verdict}.json"
