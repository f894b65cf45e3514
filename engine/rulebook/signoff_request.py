"""What somebody asks to have signed: a file, from the review room to a signer.

It holds what the signature will say but who signs, and when: the key decides
the one, the moment of signing the other. It is not signed itself and proves
nothing; it counts for nothing until its signer has looked at it.
"""

import unicodedata
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from engine.rulebook.rulebook import Rulebook
from engine.rulebook.signoff import Statement, Verdict
from engine.rulebook.signoff_ssh import SigningError

KIND: Final = "pinprick sign-off request 1"
LONGEST_REMARK: Final = 2000
LONGEST_ROLE: Final = 200
_LARGEST: Final = 64 * 1024


def _readable(text: str) -> str:
    """The text, if a terminal shows it as it is and obeys nothing in it."""
    plain = text.replace("\n", "").replace("\t", "")
    # Controls, and marks that turn the direction of what follows.
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in plain):
        raise ValueError("has characters that cannot be seen")
    return text


Line = Annotated[str, AfterValidator(_readable), Field(pattern=r"^\S[^\n\t]*$")]


class SignRequest(BaseModel):
    """What is to be signed; see `engine.rulebook.signoff.Statement`.

    ``locale`` is the country whose thresholds the digest covers.
    ``requested_by`` is the name that signed in to the review room.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["pinprick sign-off request 1"] = KIND
    rule: Line
    version: int = Field(ge=1)
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    locale: str = Field(pattern=r"^[a-z]{2,20}$")
    verdict: Verdict
    role: Annotated[Line, Field(max_length=LONGEST_ROLE)]
    remark: Annotated[
        str, AfterValidator(_readable), Field(max_length=LONGEST_REMARK)
    ] = ""
    requested_by: Annotated[Line, Field(max_length=200)]
    requested_at: AwareDatetime

    @model_validator(mode="after")
    def _says_what_should_change(self) -> Self:
        if self.verdict == "changes" and not self.remark.strip():
            raise ValueError("a wish for changes says what should change")
        return self

    def statement(self, signer: str, time: AwareDatetime) -> Statement:
        """What is signed, by whom and when."""
        return Statement(
            rule=self.rule,
            version=self.version,
            digest=self.digest,
            signer=signer,
            role=self.role,
            time=time,
            verdict=self.verdict,
            remark=self.remark,
        )


def request_bytes(request: SignRequest) -> bytes:
    """A request as its file, one line a field."""
    return (request.model_dump_json(indent=2) + "\n").encode()


def read_request(file: Path) -> SignRequest:
    """The request in a file; SigningError says what is wrong with it."""
    try:
        with file.open("rb") as opened:
            body = opened.read(_LARGEST + 1)
    except OSError as error:
        raise SigningError(f"{file} cannot be read: {error.strerror}.") from None
    if len(body) > _LARGEST:
        raise SigningError(f"{file} is too large to be a sign-off request.")
    try:
        return SignRequest.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SigningError(
            f"{file} is no sign-off request ({place or 'file'}: {first['msg']}). "
            "Download it again from the rule's Sign page."
        ) from None


def check_holds(request: SignRequest, rulebook: Rulebook) -> None:
    """Refuse, by SigningError, what is not about the rule as it is here."""
    known = {rule.rule: rule for rule in rulebook.rules}
    if request.rule not in known:
        raise SigningError(f"there is no rule {request.rule} in these rules.")
    here = (known[request.rule].version, rulebook.digest_of(request.rule))
    if here != (request.version, request.digest):
        raise SigningError(
            f"{request.rule} is another here than what was read: version "
            f"{request.version}, digest {request.digest} was, version {here[0]}, "
            f"digest {here[1]} is. Use the rules of the service, or read the rule "
            "again and ask anew."
        )
