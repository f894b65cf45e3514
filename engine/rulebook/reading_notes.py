"""What the words of a rule mean, as far as the rule uses them.

The meaning is that of `rule-format.md` section 2; a note is printed only under
a rule to which it matters.
"""

from collections.abc import Iterator

from engine.rulebook.clauses import EntryLines, GroupClause, Onset
from engine.rulebook.phrases import joined
from engine.rulebook.rule import Rule
from engine.rulebook.walk import clauses_of
from engine.terminology.vocabulary import Vocabulary


def reading_notes(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """One sentence or two for each term that a reader could take otherwise."""
    yield (
        "Nothing recorded is unknown, never no. All that one line asks has to "
        "stand in one and the same entry of the record."
    )
    yield from _groups(rule, vocabulary)
    yield from _times(rule)
    yield from _places(rule)
    if rule.unless:
        yield (
            "An exception counts only if it is known; one that is not known is "
            "named on the card as not excluded."
        )


def _groups(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    groups = {c.group for _, c in clauses_of(rule) if isinstance(c, GroupClause)}
    for name in sorted(groups):
        group = vocabulary.groups[name]
        members = [vocabulary.findings[member].says for member in group.members]
        yield f"{_capital(group.says)} means any of: {joined(members, 'or')}."


def _times(rule: Rule) -> Iterator[str]:
    onsets = [onset for onset in _onsets(rule) if onset]
    if any(onset.within for onset in onsets):
        yield "Limits count: exactly 24 hours is within the last 24 hours."
    if any("not-recorded" in onset.or_ for onset in onsets):
        yield (
            "No recorded onset: no start is written, and it was first recorded "
            "within the same time. What is recorded as chronic, residual, "
            "unchanged or stable is none of these."
        )
    if any(onset.speed == "sudden" for onset in onsets):
        yield (
            "Suddenly: recorded as sudden, acute or on waking. Numbness and focal "
            "deficits that began, or were first recorded, within 24 hours count as "
            "sudden unless gradual is recorded."
        )
    is_emergency = rule.urgency == "emergency"
    if is_emergency and any(onset.speed == "sudden" for onset in onsets):
        yield (
            "Recorded as gradual, but begun within 24 hours: the alert is still "
            "given, as a warning."
        )


def _places(rule: Rule) -> Iterator[str]:
    entries = (c for _, c in clauses_of(rule) if isinstance(c, EntryLines))
    if any(entry.same_place_as for entry in entries):
        yield (
            "At the same place: in the same limb and on the same side. An entry "
            "with no site or side recorded fits any; one recorded elsewhere does not."
        )


def _onsets(rule: Rule) -> Iterator[Onset | None]:
    return (c.onset for _, c in clauses_of(rule) if isinstance(c, EntryLines))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
