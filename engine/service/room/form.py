"""A form that was sent: small, by our own page, by whoever is signed in."""

import hmac
from typing import Final

from fastapi import Request
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException

from engine.service.refusal import Issue, Refusal

_LARGEST: Final = 64 * 1024
_TYPE: Final = "application/x-www-form-urlencoded"


async def read_form(request: Request) -> FormData:
    """The fields of a form; `Refusal` for another type or one too large."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent != _TYPE:
        what = "The body is not a form of this service"
        raise Refusal(415, Issue("not-supported", what, "Content-Type"))
    if len(await request.body()) > _LARGEST:
        raise Refusal(413, Issue("too-long", "The form is too large"))
    try:
        return await request.form(max_files=0, max_fields=50)
    except MultiPartException:
        raise Refusal(400, Issue("structure", "The form cannot be read")) from None


def text_of(form: FormData, name: str) -> str:
    """A field as text without blanks around it, "" for one that is not there."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def check_token(form: FormData, expected: str) -> None:
    """`Refusal` (403) unless the form has the token of whoever sends it."""
    sent = text_of(form, "csrf").encode()
    if not expected or not hmac.compare_digest(sent, expected.encode()):
        what = "This form was not made for whoever is signed in now"
        next_step = "Open the page again and send it once more"
        raise Refusal(403, Issue("forbidden", what, "csrf", next_step))
