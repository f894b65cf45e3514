"""The stable codes of what reviewing a whole library can find.

RF3xx to RF6xx are faults of a file. RF7xx are reported apart: they are facts
about people (nobody has signed, the review is due), not faults.
"""

from types import MappingProxyType

from engine.errors import Diagnostic
from engine.rulebook.diagnostics import CODES
from engine.terminology.faults import FaultKind, Spot

REVIEW_FAULTS: tuple[FaultKind, ...] = (
    FaultKind(
        "RF301",
        "A clause can never be yes: its own lines contradict each other.",
        "Correct the line that is wrong, or split the clause.",
    ),
    FaultKind(
        "RF302",
        "The rule can never fire, whatever is recorded.",
        "Look for clauses that exclude each other under the same all.",
    ),
    FaultKind(
        "RF303",
        "The rule fires whatever is known: each known answer leads to a card.",
        "Look for a clause and its opposite under the same any.",
    ),
    FaultKind(
        "RF304",
        "A clause makes no difference: without it every outcome is the same.",
        "Remove it, or narrow the clause that already says it.",
    ),
    FaultKind(
        "RF305",
        "Another rule of the same question and urgency fires whenever this does.",
        "Merge the two, or say what this one adds.",
    ),
    FaultKind(
        "RF306",
        "Two rules that can fire together suggest what contradicts.",
        "Order it at one urgency; a clinician sees both buttons.",
    ),
    FaultKind(
        "RF307",
        "A clause names the left but not the right, or the reverse.",
        "Name both sides, or add the clause for the other one.",
    ),
    FaultKind(
        "RF308",
        "Between two windows of one question lies a time that no rule covers.",
        "Move one of the limits so that they meet, or add the rule between.",
    ),
    FaultKind(
        "RF402",
        "An exception is known whenever the rule fires, so it always lowers it.",
        "Narrow the exception: a site, a time, same-place-as.",
    ),
    FaultKind(
        "RF403",
        "An emergency rule is hidden by a side or an onset that is not recorded.",
        "Add not-recorded to the line, or a branch that accepts it.",
    ),
    FaultKind(
        "RF404",
        "A card recommends heat, ice, massage or manipulation.",
        "Leave it out, or warn of it: on a numb limb heat burns, and massage or "
        "manipulation may do harm.",
    ),
    FaultKind(
        "RF505",
        "A clause of an urgent rule has no evidence.",
        "Cite an item of the register, or UNCONFIRMED.",
    ),
    FaultKind(
        "RF506",
        "The evidence was last compared with its source over 12 months ago.",
        "Read the source again and write the day under checked.",
    ),
    FaultKind(
        "RF507",
        "A link is printed that does not lead to the publisher.",
        "Link to the publisher's own page, or print the citation alone.",
    ),
    FaultKind(
        "RF605",
        "No case notices a mistake in the logic.",
        "Add a case that tells the rule from the mistake.",
    ),
    FaultKind(
        "RF606",
        "A limit is not tested on both sides.",
        "Add a case exactly at the limit, and one a unit beyond it.",
    ),
    FaultKind(
        "RF607",
        "A case does not get the answer it expects.",
        "Correct the case or the logic; `pinprick rules test` shows both.",
    ),
    FaultKind(
        "RF701",
        "The review of the rule is overdue.",
        "Review it, then move review-by.",
    ),
    FaultKind(
        "RF702",
        "No false alarm is known of the rule.",
        "Ask those who see its cards; write what they met.",
    ),
    FaultKind(
        "RF703",
        "The rule has not the signatures it needs, or they are of an older form.",
        "Have it signed: `pinprick rules sign`.",
    ),
    FaultKind(
        "RF704",
        "The rule is active and its history shows no shadow period.",
        "Run it as shadow first, and write status: shadow in the change.",
    ),
)

ALL_CODES: tuple[FaultKind, ...] = tuple(
    sorted(CODES + REVIEW_FAULTS, key=lambda kind: kind.code)
)

_FIXES = MappingProxyType({kind.code: kind.fix for kind in REVIEW_FAULTS})


def found(spot: Spot, code: str, text: str) -> Diagnostic:
    """A finding of the review at a line, with the fix of the table."""
    return spot.fault(code, text, _FIXES[code])
