"""Mode `evaluation` runs unsigned rules; `production` does not run emergencies.

design.md, decision 12: signatures are facts, and what ships has none.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from engine.errors import PinprickError
from engine.rulebook.rule import Rule
from engine.rulebook.signoff import NOT_SIGNED, SignOff
from engine.rulebook.signoff_ssh import NO_SSH_KEYGEN
from engine.service.contract import RulesInUse

Mode = Literal["evaluation", "production"]


class NotSignedError(PinprickError):
    """Emergency rules without the signatures that production needs."""


def check_mode(mode: Mode, rulebook: RulesInUse) -> None:
    """Refuse, in production, an active emergency rule that is not signed.

    To be asked before a service starts or takes other rules: NotSignedError
    names every such rule, and what is loaded goes on.
    """
    lacking = [
        (rule, signoff)
        for rule, signoff in _active(rulebook)
        if rule.urgency == "emergency" and not signoff.is_signed
    ]
    if mode == "production" and lacking:
        raise NotSignedError(
            "Mode production needs every active emergency rule signed.\n"
            + "".join(f"  {rule.rule}: {signoff}\n" for rule, signoff in lacking)
            + _next_step([signoff for _, signoff in lacking])
        )


def signature_line(rulebook: RulesInUse) -> str:
    """What the service as a whole says of itself, on every page."""
    signoffs = [signoff for _, signoff in _active(rulebook)]
    signed = sum(signoff.is_signed for signoff in signoffs)
    if signoffs and signed == len(signoffs):
        return "Clinically signed"
    return (
        f"{NOT_SIGNED} ({signed} of {len(signoffs)} rules are)"
        if signed
        else NOT_SIGNED
    )


def standing_line(rulebook: RulesInUse) -> str:
    """The signature line, and what it means for care."""
    line = signature_line(rulebook)
    return f"{line}: for evaluation, not for care." if NOT_SIGNED in line else line


def signature_counts(rulebook: RulesInUse) -> dict[str, int]:
    """How many active rules are in which state of signature."""
    return dict(sorted(Counter(one.state for _, one in _active(rulebook)).items()))


def _active(rulebook: RulesInUse) -> Iterator[tuple[Rule, SignOff]]:
    for rule in rulebook.rules:
        if rule.governance.status == "active":
            yield rule, rulebook.signoff_of(rule)


def _next_step(lacking: list[SignOff]) -> str:
    if any(signoff.state == "not-verified" for signoff in lacking):
        return NO_SSH_KEYGEN
    return (
        "Sign them (docs/sign-off.md), make them draft or shadow, "
        "or serve with PINPRICK_MODE=evaluation."
    )
