"""What differs between two versions of a rule, in sentences for clinicians."""

from typing import Final

from engine.review.diff import LOGIC, RuleChange
from engine.rulebook.phrases import joined

_PARTS: Final = {
    "when": "its conditions",
    "unless": "its exceptions",
    "if-unknown": "when it asks",
    "urgency": "its urgency",
    "card": "its card",
    "evidence": "its evidence",
    "cases": "its cases",
    "title": "its title",
    "purpose": "its purpose",
    "question": "the question it belongs to",
    "covers": "the rows it covers",
    "version": "its version number",
    "governance": "its governance",
    "status": "its status",
}


def what_differs(change: RuleChange) -> str:
    """The parts of the rule that are not the same: "Changed: its conditions." """
    named = [_PARTS.get(part, part) for part in change.parts]
    if change.changes and not {*change.parts} & LOGIC:
        named.append("words that it rests on")
    return f"Changed: {joined(named or ['words that it rests on'], 'and')}."


def how_many(change: RuleChange) -> str:
    """How many kinds of patient are answered otherwise, and how many of them lower.

    The counts of the single changes add up to it.
    """
    least = "At least " if change.is_reduced else ""
    told = sum(one.kinds for one in change.changes)
    lower = sum(one.kinds for one in change.changes if one.is_lower)
    are = "kind of patient is" if told == 1 else "kinds of patient are"
    whole = f"{least}{told:,} {are} answered otherwise"
    if not lower:
        return f"{whole}; none of them lower."
    return f"{whole}; {'all' if lower == told else f'{lower:,}'} of them lower."


def how_tried(change: RuleChange) -> str:
    """What was tried to know that."""
    tried = f"{change.kinds:,} kinds of patient were tried"
    if change.is_reduced:
        return f"{tried}, not all there are."
    return f"{tried}: every kind on which the change can bear."
