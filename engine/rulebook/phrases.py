"""The lines of a clause as English: where, which side, since when.

Each function gives one phrase that is true of one entry of the record. A gap
that the author accepts ("not-recorded") is always said.
"""

import re
from collections.abc import Iterator, Sequence

from engine.rulebook.clauses import Ended, EntryLines, Episodes, Onset, Span
from engine.terminology.models import FindingKind
from engine.terminology.vocabulary import Vocabulary

_SIDES = {
    "left": "on the left",
    "right": "on the right",
    "both": "on both sides",
    "one": "on one side only",
    "midline": "in the midline",
}
_ARTICLES = ("the ", "a ", "an ", "one ", "either ", "any ", "both ", "half ")
# Singular though they end in s; -ss, -is and -us are singular by rule.
_SINGULAR = frozenset({"diabetes", "herpes", "rabies", "scabies", "shingles"})
_HEAD_ENDS = re.compile(
    r" (?:of|in|on|at|with|without|from|after|to|that|within)\b|[,(]"
)


def joined(words: Sequence[str], link: str) -> str:
    """A list in a sentence: "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def is_plural(noun: str) -> bool:
    """Whether a noun phrase takes "are": palpitations, but not numbness."""
    head = _HEAD_ENDS.split(noun, maxsplit=1)[0]
    last = head.split(" ")[-1].lower()
    if " and " in head:
        return True
    singular = last.endswith(("ss", "is", "us")) or last in _SINGULAR
    return last.endswith("s") and not singular


def subject(says: str, lines: EntryLines, vocabulary: Vocabulary) -> str:
    """What and where: "numbness of the face on the left"."""
    place = _place(lines.site or (), vocabulary)
    return f"{says}{place}{_side(lines)}"


def predicates(
    lines: EntryLines, kind: FindingKind, *, are: bool, same_place: str
) -> tuple[str, ...]:
    """What else is asked of the same entry, one phrase a line.

    ``are`` if the subject is plural; ``same_place`` names the entry whose limb
    (or other place) it has to share.
    """
    phrases = (
        onset_phrase(lines.onset, kind) if lines.onset else "",
        _lasting(lines.lasting, kind),
        span_phrase("lasted", lines.lasted, "duration"),
        _ended(lines.ended),
        _resolved(lines),
        _episodes(lines.episodes),
        _words("is", lines.course, "course"),
        _words("is recorded as", lines.severity, "severity"),
        "is symmetrical on both sides" if lines.symmetric else "",
        f"is at the same place as {same_place}" if lines.same_place_as else "",
    )
    return tuple(_agreeing(phrase, are=are) for phrase in phrases if phrase)


def onset_phrase(onset: Onset, kind: FindingKind) -> str:
    """When it began: "began suddenly within the last 24 hours"."""
    began = "took place" if kind == "exposure" else "began"
    window = _window(onset)
    gaps = _onset_gaps(onset, kind, "that time" if window else "the last 24 hours")
    if onset.speed == "not-sudden":
        dated = f"{began}{window}{gaps} and " if window else ""
        return f"{dated}is not recorded as sudden"
    speed = " suddenly" if onset.speed else ""
    return f"{began}{speed}{window}{gaps}"


def _onset_gaps(onset: Onset, kind: FindingKind, time: str) -> str:
    """What else counts: without a start the first record has to lie in the time.

    `rule-format.md` sections 2.6 and 2.7; for a diagnosis also 2.12.
    """
    undated = ""
    if kind == "diagnosis" and "undated" not in onset.or_:
        undated = ", or carries no date at all beside a current numbness or weakness"
    bare = f"has no recorded onset and was first recorded within {time}{undated}"
    return _gaps(onset.or_, bare, time)


def _window(onset: Onset) -> str:
    match onset.within, onset.more_than:
        case None, None:
            return ""
        case within, None:
            return f" within the last {within}"
        case None, more:
            return f" more than {more} ago"
        case within, more:
            return f" more than {more} ago and within the last {within}"


def _gaps(gaps: Sequence[str], bare: str, time: str = "") -> str:
    """What else counts; ``bare`` is how an entry is that says nothing of it."""
    told = (
        bare if "not-recorded" in gaps else "",
        f"is dated only to a day that may lie within {time}"
        if "possibly" in gaps
        else "",
        "carries no date, or no more than a month or year" if "undated" in gaps else "",
    )
    return "".join(f", or {one}" for one in told if one)


def _lasting(span: Span | None, kind: FindingKind) -> str:
    """For how long it has been there; a diagnosis is known, it does not last."""
    if span is None:
        return ""
    if kind == "diagnosis":
        return span_phrase("has been known for", span, "onset")
    told = span_phrase("has lasted", span, "duration")
    # An entry that is older than the limit has lasted longer, dated or not.
    is_known_longer = span.at_most and "not-recorded" in span.or_
    first = f" and was first recorded within the last {span.at_most}"
    return f"{told}{first}" if is_known_longer else told


def span_phrase(verb: str, span: Span | None, noun: str) -> str:
    """For how long: "has lasted at least 4 weeks", "" without a line."""
    if span is None:
        return ""
    least = f"at least {span.at_least}" if span.at_least else ""
    most = f"at most {span.at_most}" if span.at_most else ""
    bounds = " and ".join(bound for bound in (least, most) if bound)
    return f"{verb} {bounds}{_gaps(span.or_, f'has no recorded {noun}')}"


def _ended(ended: Ended | None) -> str:
    if ended is None:
        return ""
    gaps = _gaps(ended.or_, "has no recorded end", "that time")
    return f"ended within the last {ended.within}{gaps}"


def _episodes(episodes: Episodes | None) -> str:
    if episodes is None:
        return ""
    least = f"at least {episodes.at_least} separate times"
    return f"came {least} within the last {episodes.within}"


def _resolved(lines: EntryLines) -> str:
    needs_word = lines.state == "resolved" and not lines.ended
    return "has resolved" if needs_word else ""


def _words(verb: str, words: Sequence[str] | None, noun: str) -> str:
    if not words:
        return ""
    named = [word for word in words if word != "not-recorded"]
    bare = f"has no recorded {noun}"
    if not named:
        return bare
    return f"{verb} {joined(named, 'or')}{_gaps(words, bare)}"


def _agreeing(phrase: str, *, are: bool) -> str:
    if not are:
        return phrase
    plural = re.sub(r"^is\b", "are", re.sub(r"^has\b", "have", phrase))
    for one, many in ((" has ", " have "), (" is ", " are "), (" carries ", " carry ")):
        plural = plural.replace(f", or{one}", f", or{many}")
    return plural.replace(" and was first", " and were first")


def _place(sites: Sequence[str], vocabulary: Vocabulary) -> str:
    named = [
        _with_article(vocabulary.sites[site].says)
        for site in sites
        if site != "not-recorded"
    ]
    place = f" of {joined(named, 'or')}" if named else ""
    return place + (", or with no site recorded," if "not-recorded" in sites else "")


def _with_article(says: str) -> str:
    return says if says.startswith(_ARTICLES) else f"the {says}"


def _side(lines: EntryLines) -> str:
    sides = lines.side or ()
    said = joined(list(_side_words(sides)), "or")
    if "not-recorded" not in sides:
        return f" {said}" if said else ""
    return f" {said}, or with no side recorded," if said else " with no side recorded"


def _side_words(sides: Sequence[str]) -> Iterator[str]:
    named = [side for side in sides if side != "not-recorded"]
    if named[:2] in (["left", "right"], ["right", "left"]):
        yield "on the left or right" if len(named) == 2 else "on the left, on the right"
        named = named[2:]
    yield from (_SIDES[side] for side in named)
