"""Every stable code of a fault in the rule files, with meaning and fix.

One table; the docs of the codes are generated from it. RF3xx codes that need
all valuations of a rule, and RF7xx, belong to `engine/review/`.
"""

from types import MappingProxyType

from engine.errors import Diagnostic
from engine.terminology.faults import FILE_FAULTS, WORD_FAULTS, FaultKind, Spot

RULE_FAULTS: tuple[FaultKind, ...] = (
    FaultKind(
        "RF105",
        "The id of a rule is not the path of its file.",
        "Write the path without .yaml; an id is permanent and never reused.",
    ),
    FaultKind(
        "RF106",
        "The id of a rule begins with neither urgent/ nor chronic/.",
        "Move the file to rules/urgent/ or rules/chronic/ and name it so.",
    ),
    FaultKind(
        "RF107",
        "The summary of a card has 140 characters or more (CDS Hooks 2.0).",
        "Shorten it to 139 characters; the detail has room.",
    ),
    FaultKind(
        "RF108",
        "A placeholder names no clause of the rule, or none of its fields.",
        "Write {clause-id.field} with site, side, onset, date or value, or "
        "{not-excluded}; and only in the detail.",
    ),
    FaultKind(
        "RF118",
        "Two clauses of a rule have the same id.",
        "Give one of them another id.",
    ),
    FaultKind(
        "RF119",
        "same-place-as names no clause that can be tied to.",
        "Write the id of a finding or group clause under when or unless that has"
        " no same-place-as itself; only-when takes none.",
    ),
    FaultKind(
        "RF120",
        "The question is not one of the list.",
        "Use a question of rule-format.md, section 2.",
    ),
    FaultKind(
        "RF123",
        "An override reason is not one of the list.",
        "Use a code of engine/rulebook/override_reasons.py.",
    ),
    FaultKind(
        "RF331",
        "any, or any-of, with a single item.",
        "Write the item without it, or add the alternative that is missing.",
    ),
    FaultKind(
        "RF332",
        "The logic is nested more than three deep.",
        "Name a group in rules/findings/, or split the rule.",
    ),
    FaultKind(
        "RF333",
        "at-least counts over more than six items.",
        "Name a group in rules/findings/ for some of them.",
    ),
    FaultKind(
        "RF334",
        "at-least asks for more items than it lists, so it can never be yes.",
        "Ask for fewer, or list more.",
    ),
    FaultKind(
        "RF401",
        "An emergency rule that does not ask when data is missing.",
        "Write ask: true. Unknown is not absent.",
    ),
    FaultKind(
        "RF501",
        "A clause cites evidence that the rule does not list.",
        "Add it to the evidence of the rule, as in the register.",
    ),
    FaultKind(
        "RF502",
        "The evidence is not in the register.",
        "Use an id of clinical/knowledge.md, section 8.",
    ),
    FaultKind(
        "RF504",
        "A rule lists the same evidence twice.",
        "Keep one of the two.",
    ),
    FaultKind("RF601", "No case fires.", "Add a case that expects fires."),
    FaultKind("RF602", "No case is quiet.", "Add a case that expects quiet."),
    FaultKind(
        "RF603",
        "No case asks, though the rule asks when data is missing.",
        "Add a case that expects asks: what if the onset is not recorded?",
    ),
    FaultKind(
        "RF604",
        "Two cases of a rule have the same name.",
        "Say in the name what is different.",
    ),
)

CODES: tuple[FaultKind, ...] = tuple(
    sorted(FILE_FAULTS + WORD_FAULTS + RULE_FAULTS, key=lambda kind: kind.code)
)


_BY_CODE = MappingProxyType({kind.code: kind for kind in CODES})


def fault_kind(code: str) -> FaultKind:
    """The line of the table for a code; KeyError if it is not listed."""
    return _BY_CODE[code]


def fault(spot: Spot, code: str, text: str, fix: str | None = None) -> Diagnostic:
    """A diagnostic at a line; without a fix, the one of the table."""
    return spot.fault(code, text, fault_kind(code).fix if fix is None else fix)
