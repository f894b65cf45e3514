"""Sentences of a card: reasons with their records, onset, side, what is asked."""

import re
from collections.abc import Iterable, Mapping, Set

from engine.cards.markup import day, escaped
from engine.decide.outcome import ClauseResult, Decision
from engine.findings.finding import DrugUse, Finding, Measurement, Source
from engine.terminology.vocabulary import Vocabulary
from engine.truth import YES

_PLACEHOLDER = re.compile(r"\{(?P<what>[^{}]+)\}")
# After a full stop or a semicolon, or at the end of a paragraph.
_SENTENCE = re.compile(r"(?<=[.;])(?=\s)|(?<=\n\n)")
_SIDES = {"both": "both sides", "one": "one side"}
_SHOWN_SOURCES = 4


def filled(text: str, decision: Decision, vocabulary: Vocabulary) -> str:
    """A card text with its placeholders replaced by what was found.

    A sentence that speaks only of clauses which do not hold is left out: it
    belongs to another branch of the rule.
    """
    results = {result.id: result for result in decision.clauses if result.truth is YES}

    def value(match: re.Match[str]) -> str:
        what = match["what"]
        if what == "not-excluded":
            return not_excluded(decision) or "nothing that is asked for"
        clause, _, field = what.rpartition(".")
        return _field(results.get(clause), field, vocabulary)

    kept = (part for part in _SENTENCE.split(text) if _is_spoken(part, set(results)))
    return _PLACEHOLDER.sub(value, "".join(kept).strip())


def _is_spoken(sentence: str, held: set[str]) -> bool:
    asked = [
        match["what"].rpartition(".")[0] for match in _PLACEHOLDER.finditer(sentence)
    ]
    clauses = [clause for clause in asked if clause]
    return not clauses or any(clause in held for clause in clauses)


def _field(result: ClauseResult | None, field: str, vocabulary: Vocabulary) -> str:
    entry = result.entries[0] if result and result.entries else None
    if isinstance(entry, Finding):
        return _finding_fields(entry, vocabulary).get(field) or "not recorded"
    if isinstance(entry, Measurement):
        return _measure_fields(entry).get(field) or "not recorded"
    if isinstance(entry, DrugUse):
        written = entry.source.written
        return day(written) if written and field == "date" else "not recorded"
    return "not recorded"


def _finding_fields(entry: Finding, vocabulary: Vocabulary) -> Mapping[str, str]:
    written = entry.written
    return {
        "side": _SIDES.get(entry.side or "", entry.side or ""),
        "site": sites(entry, vocabulary),
        "onset": onset(entry),
        "date": day(written) if written else "",
        "value": entry.severity,
    }


def _measure_fields(entry: Measurement) -> Mapping[str, str]:
    return {
        "value": amount(entry),
        "date": day(entry.taken) if entry.taken else "",
    }


def sites(entry: Finding, vocabulary: Vocabulary) -> str:
    """The sites of an entry in words: "face and arm"."""
    return listed(vocabulary.sites[site].says for site in sorted(entry.sites))


def onset(entry: Finding) -> str:
    """When an entry began and how, as far as it is recorded."""
    speed = f"{entry.speed}, " if entry.speed else ""
    if entry.onset is not None:
        return speed + day(entry.onset)
    if entry.first is not None:
        return f"{speed}not recorded (first written down {day(entry.first)})"
    return f"{speed}not recorded"


def amount(entry: Measurement) -> str:
    """A measured value with what is known of its bounds."""
    if entry.low == entry.high and entry.low is not None:
        return f"{entry.low.normalize():f}"
    if entry.high is None:
        return f"above {entry.low}"
    return f"below {entry.high}" if entry.low is None else f"{entry.low}-{entry.high}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence: "a, b and c"."""
    items = list(dict.fromkeys(words))
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def not_excluded(decision: Decision) -> str:
    """The exceptions nobody has written about, as a list.

    Of what is recorded already, and of the person, it is said what would matter:
    "age" alone excludes nothing.
    """
    known = {result.name for result in decision.reasons}
    told = (_open(result, known) for result in decision.not_excluded)
    return listed(told, last="or")


def _open(result: ClauseResult, known: Set[str]) -> str:
    is_bare = result.name not in known and not result.is_of_person
    return result.name if is_bare else result.wanted


def facts(results: Iterable[ClauseResult], vocabulary: Vocabulary) -> list[str]:
    """What the clauses rest on, each entry once, with its records."""
    entries = dict.fromkeys(entry for result in results for entry in result.entries)
    return [
        f"- {sentence(fact(entry, vocabulary))}{records(entry)}" for entry in entries
    ]


def fact(entry: Finding | Measurement | DrugUse, vocabulary: Vocabulary) -> str:
    """One entry in clinic words: what, where, which side, since when."""
    if isinstance(entry, Measurement):
        word = vocabulary.measures[entry.what]
        return f"{word.says} {amount(entry)} {word.unit}"
    if isinstance(entry, DrugUse):
        return f"{vocabulary.drugs[entry.what].says}: {_taking(entry)}"
    known = _finding_fields(entry, vocabulary)
    parts = [known["site"], known["side"], f"onset {known['onset']}"]
    return f"{vocabulary.findings[entry.what].says}: {', '.join(filter(None, parts))}"


def _taking(use: DrugUse) -> str:
    """Whether and since when a drug is taken, as far as it is recorded."""
    said = {"active": "being taken", "given": "last given", "not-taken": "not taken"}
    words = said.get(use.taking, use.taking)
    if use.taking == "active":
        return f"{words}, started {day(use.started)}" if use.started else words
    return f"{words} {day(use.ended)}" if use.ended else words


def records(entry: Finding | Measurement | DrugUse) -> str:
    """The records behind an entry: reference and date, escaped."""
    sources = _sources((entry,))
    shown = [_source(source) for source in sources[:_SHOWN_SOURCES]]
    if len(sources) > _SHOWN_SOURCES:
        shown.append(f"{len(sources) - _SHOWN_SOURCES} more")
    return f" ({'; '.join((*shown, *_marks((entry,))))})"


def _sources(entries: Iterable[Finding | Measurement | DrugUse]) -> list[Source]:
    every = (source for entry in entries for source in entry.sources)
    return list(dict.fromkeys(every))


def _source(source: Source) -> str:
    when = f", written {day(source.written)}" if source.written else ""
    return f"{escaped(source.reference)}{when}"


def _marks(entries: Iterable[Finding | Measurement | DrugUse]) -> list[str]:
    findings = [entry for entry in entries if isinstance(entry, Finding)]
    marks = []
    if any(entry.from_text for entry in findings):
        marks.append("read from free text")
    if findings and all(entry.presence == "provisional" for entry in findings):
        marks.append("recorded as possible")
    return marks


def sentence(text: str) -> str:
    """A phrase with a capital first letter."""
    return text[:1].upper() + text[1:]
