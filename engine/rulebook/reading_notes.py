"""What the words of a rule mean, as far as the rule uses them.

The meaning is that of `rule-format.md` section 2; a note is printed only under
a rule to which it matters.
"""

from collections.abc import Iterator

from engine.rulebook.clauses import EntryLines, FindingClause, GroupClause, Onset
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
    yield from _undated(rule, vocabulary)
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


def lowered_when_slow(rule: Rule, vocabulary: Vocabulary) -> str:
    """What a gradual onset does to the alert, "" where it does nothing.

    `rule-format.md` section 2.8: strokes stutter.
    """
    if not _is_lowered_when_slow(rule, vocabulary):
        return ""
    return (
        "**Lowered to a warning**, never silent, when what has to begin suddenly is "
        "recorded as gradual and began within the last 24 hours."
    )


def _is_lowered_when_slow(rule: Rule, vocabulary: Vocabulary) -> bool:
    """Whether a gradual onset within 24 hours lowers an emergency by one step.

    It does for what is new and therefore sudden; a headache that is recorded as
    gradual is no sudden headache.
    """
    return rule.urgency == "emergency" and any(
        clause.onset is not None
        and clause.onset.speed == "sudden"
        and clause.onset.more_than is None
        and any(
            vocabulary.findings[name].new_is_sudden
            for name in _named(clause, vocabulary)
        )
        for place, clause in clauses_of(rule)
        if isinstance(clause, FindingClause | GroupClause) and place[0] == "when"
    )


def _undated(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """Of a group the diagnoses among its members; of one finding its line says it."""
    kinds = [
        {vocabulary.findings[name].kind for name in _named(clause, vocabulary)}
        for _, clause in clauses_of(rule)
        if isinstance(clause, GroupClause)
        and clause.onset
        and "not-recorded" in clause.onset.or_
    ]
    if any("diagnosis" in told and len(told) > 1 for told in kinds):
        yield (
            "A diagnosis of a group that carries no date at all counts beside a "
            "current numbness or weakness."
        )


def _named(
    clause: FindingClause | GroupClause, vocabulary: Vocabulary
) -> tuple[str, ...]:
    if isinstance(clause, FindingClause):
        return (clause.finding,)
    return tuple(vocabulary.groups[clause.group].members)


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
