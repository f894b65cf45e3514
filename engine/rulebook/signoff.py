"""What the signatures under a rule amount to (`rule-format.md` section 4).

A signature is a fact about people: it counts while the digest it names is the
digest of the rule. Pure: who verified what is decided in `signoff_files.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from engine.rulebook.rule import Rule

Verdict = Literal["approve", "changes"]
Fault = Literal["unknown-signer", "bad-signature", "not-verified"]
Standing = Literal["approves", "wants-changes", "stale", Fault]
SignOffState = Literal[
    "signed",
    "partly-signed",
    "changes-requested",
    "stale",
    "unknown-signer",
    "bad-signature",
    "not-verified",
    "unsigned",
]
NOT_SIGNED = "Not clinically signed"

# Why a rule without enough signatures has none that count: the worst first.
_WHY_NOT: tuple[SignOffState, ...] = (
    "bad-signature",
    "unknown-signer",
    "not-verified",
    "stale",
)


class Statement(BaseModel):
    """What a signer says about one version of one rule: the signed bytes.

    ``signer`` is the principal of `allowed_signers`; ``digest`` covers the
    rule and every word, value set, threshold and order it uses.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    version: int
    digest: str
    signer: str = Field(min_length=1)
    role: str = Field(min_length=1)
    time: Annotated[AwareDatetime, AfterValidator(lambda time: time.astimezone(UTC))]
    verdict: Verdict
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A statement as it was found, and what its signature is worth.

    ``fault`` is None where `ssh-keygen` verified it. ``statement`` is None
    for a file that could not be read as one.
    """

    file: str
    statement: Statement | None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A signature and how it stands towards the rule as it is now."""

    signature: Signature
    standing: Standing


@dataclass(frozen=True, slots=True)
class SignOff:
    """All signatures of a rule, and what they come to.

    ``approvals`` counts distinct signers whose last word on this digest is
    approval, ``needed`` is what the rule's governance asks for.
    """

    state: SignOffState
    approvals: int
    needed: int
    signatures: tuple[Judged, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether as many clinicians as needed approve what is loaded."""
        return self.state == "signed"

    def __str__(self) -> str:
        count = f"{self.approvals} of {self.needed} signatures"
        if self.is_signed:
            return f"Clinically signed ({count})"
        why = "" if self.state == "unsigned" else f"{_SAID[self.state]}, "
        return f"{NOT_SIGNED} ({why}{count})"


_SAID: Mapping[SignOffState, str] = {
    "partly-signed": "more signatures needed",
    "changes-requested": "changes requested",
    "stale": "stale: the rule or its words changed after signing",
    "unknown-signer": "a signer is not in allowed_signers",
    "bad-signature": "a signature does not verify",
    "not-verified": "signatures cannot be verified here",
}


def judged(rule: Rule, digest: str, found: Iterable[Signature]) -> SignOff:
    """What the signatures found for a rule amount to for its digest."""
    each = tuple(Judged(one, _standing(rule, digest, one)) for one in found)
    last = _last_words(each)
    approvals = sum(one.standing == "approves" for one in last)
    needed = rule.governance.sign_off_needs.clinicians
    return SignOff(_state(each, last, needed), approvals, needed, each)


def unsigned(rule: Rule) -> SignOff:
    """The sign-off of a rule that nobody has signed."""
    return SignOff("unsigned", 0, rule.governance.sign_off_needs.clinicians)


def _standing(rule: Rule, digest: str, signature: Signature) -> Standing:
    said = signature.statement
    if signature.fault is not None or said is None:
        return signature.fault or "bad-signature"
    if said.rule != rule.rule:
        return "bad-signature"  # a true signature, carried to another rule
    if said.digest != digest or said.version != rule.version:
        return "stale"
    return "approves" if said.verdict == "approve" else "wants-changes"


def _last_words(each: Iterable[Judged]) -> list[Judged]:
    """The latest counting statement of each signer; a tie asks for changes."""
    counting = [
        (said.time, one.standing == "wants-changes", said.signer.casefold(), one)
        for one in each
        if one.standing in ("approves", "wants-changes")
        and (said := one.signature.statement) is not None
    ]
    in_time = sorted(counting, key=lambda told: told[:3])
    return list({signer: one for _, _, signer, one in in_time}.values())


def _state(
    each: tuple[Judged, ...], last: Iterable[Judged], needed: int
) -> SignOffState:
    standings = [one.standing for one in last]
    if "wants-changes" in standings:
        return "changes-requested"
    if len(standings) >= needed:
        return "signed"
    if standings:
        return "partly-signed"
    found = {one.standing for one in each}
    return next((state for state in _WHY_NOT if state in found), "unsigned")
