"""What the page of "Try it" sends, and the patient that it describes."""

from datetime import datetime
from typing import Any, Final

from fastapi import Request
from pydantic import BaseModel, ConfigDict, ValidationError

from engine.errors import BundleError
from engine.fhir.parse import parse
from engine.review.given import GivenError, read_given
from engine.service.body import JSON_TYPES, check_resources, read_body
from engine.service.query import instant
from engine.service.refusal import Issue, Refusal
from engine.service.room.trial import (
    Trial,
    engine_in,
    question_of,
    tried_records,
    tried_statements,
)
from engine.service.state import Running

_FORM: Final = "application/x-www-form-urlencoded"


class Sent(BaseModel):
    """Statements or records, as if now were when, and a chosen rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    given: list[Any] | None = None
    records: str | None = None
    now: str = ""
    patient: str = ""
    rule: str = ""


async def sent_as_json(request: Request, parts: Running) -> Sent:
    """What a script of the page sent; `Refusal` (400) for anything else."""
    body = await read_body(request, JSON_TYPES, parts.settings.max_resources)
    return _checked(parse(body), parts)


async def sent_as_form(request: Request, parts: Running) -> Sent:
    """What the page's form sent by itself, where there is no script."""
    if request.headers.get("content-type", "").partition(";")[0] != _FORM:
        what = "The content type of the body is not accepted"
        raise Refusal(
            415, Issue("not-supported", what, "Content-Type", f"Send {_FORM}")
        )
    form = await request.form()
    return _checked({name: str(value) for name, value in form.items()}, parts)


def _checked(value: object, parts: Running) -> Sent:
    try:
        sent = Sent.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        places = [".".join(str(step) for step in one["loc"]) for one in faults]
        issues = (Issue("structure", "It is not of this page", at) for at in places)
        raise Refusal(400, *issues) from None
    if (sent.given is None) == (sent.records is None):
        what = "There are neither statements nor records, or both"
        raise Refusal(400, Issue("required", what, "", "Send given or records"))
    if sent.records is not None:
        body = sent.records.encode(errors="replace")
        check_resources(body, parts.settings.max_resources)
    return sent


def tried(sent: Sent, parts: Running) -> Trial:
    """The patient, asked of the engine.

    Raises `Refusal` that says what is wrong and where in what was sent.
    """
    now = instant(sent.now, "now") if sent.now.strip() else parts.clock()
    try:
        if sent.given is not None:
            return _of_statements(sent.given, parts, now)
        return _of_records(sent, parts, now)
    except BundleError as error:
        issue = Issue("invalid", error.what, error.place, error.next_step)
        raise Refusal(400, issue) from None
    except GivenError as error:
        issues = (Issue("value", f.text, f.place, f.fix) for f in error.faults)
        raise Refusal(400, *issues) from None


def _of_statements(given: list[Any], parts: Running, now: datetime) -> Trial:
    engine = engine_in(parts)
    told = read_given(given, engine.rulebook.vocabulary, now)
    return tried_statements(engine, told, now, parts.settings.base_url)


def _of_records(sent: Sent, parts: Running, now: datetime) -> Trial:
    body = (sent.records or "").encode(errors="replace")
    patient = sent.patient.strip().removeprefix("Patient/")
    question = question_of(body, now, patient, parts.settings.base_url)
    return tried_records(engine_in(parts), body, question)
