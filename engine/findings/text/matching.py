"""spaCy and medspaCy behind one door: words -> marks, marks -> triggers.

Importing them costs more than a second, so this module is imported when the
first text is read. Only words of the lists reach them (`words.py`), and no
component that logs is used: not PyRuSH, whose log would hold the text.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.findings.text import grammar
from engine.findings.text.grammar import Category
from engine.findings.text.marks import Mark
from engine.findings.text.words import UNKNOWN_WORD, WordList
from engine.terminology.lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

with warnings.catch_warnings():
    # Deprecations inside spaCy's dependencies, which we cannot mend.
    warnings.simplefilter("ignore")
    import loguru
    import spacy
    from medspacy.context import ConText, ConTextRule
    from medspacy.target_matcher import TargetMatcher, TargetRule
    from spacy.tokens import Doc, Span

# medspaCy imports PyRuSH, which would log record text if it were ever called.
loguru.logger.disable("PyRuSH")
loguru.logger.disable("medspacy")

_GROUP = "findings"
Pattern = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Edge:
    """A trigger phrase that reaches one finding; positions are words.

    ``works_both_ways``: "denied numbness" and "numbness denied".
    """

    category: Category
    start: int
    end: int
    works_both_ways: bool = False


class Matching:
    """The matchers of one lexicon."""

    def __init__(self, entries: Sequence[Entry], words: WordList) -> None:
        self._entries = tuple(entries)
        self._nlp = spacy.blank("en")
        self._nlp.tokenizer = lambda text: Doc(self._nlp.vocab, words=words.plain(text))
        self._nlp.add_pipe("sentencizer")
        self._targets = TargetMatcher(
            self._nlp, phrase_matcher_attr="ORTH", result_type=None, prune=False
        )
        self._targets.add(list(_target_rules(self._entries, words)))
        self._context = ConText(
            self._nlp,
            rules=None,
            phrase_matcher_attr="ORTH",
            span_attrs=None,
            input_span_type="group",
            span_group_name=_GROUP,
        )
        self._context.add(list(_context_rules(self._entries, words)))

    def sentences(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where each sentence starts and ends."""
        doc = Doc(self._nlp.vocab, words=list(words))
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return ((sentence.start, sentence.end) for sentence in doc.sents)

    def marks(self, words: Sequence[str]) -> list[Mark]:
        """The lexicon's phrases in a sentence, the longest of any overlap."""
        doc = Doc(self._nlp.vocab, words=list(words))
        return [
            Mark(span.start, span.end, self._entries[int(span.label_)])
            for span in _longest(self._targets(doc))
            if span.label_.isdigit()
        ]

    def edges(
        self, words: Sequence[str], findings: Iterable[Mark], starts: frozenset[int]
    ) -> dict[int, list[Edge]]:
        """The triggers that reach each finding, keyed by where it starts.

        ``starts`` are the words at which a clause begins: no trigger reaches
        over one.
        """
        doc = Doc(
            self._nlp.vocab,
            words=list(words),
            sent_starts=[i in starts for i in range(len(words))],
        )
        doc.spans[_GROUP] = [
            Span(doc, mark.start, mark.end, label="finding") for mark in findings
        ]
        self._context(doc)
        found: dict[int, list[Edge]] = {}
        for target, modifier in doc._.context_graph.edges:
            start, end = modifier.modifier_span
            both = modifier.direction == "BIDIRECTIONAL"
            edge = Edge(modifier.category, start, end, both)
            found.setdefault(target.start, []).append(edge)
        return found


def _longest(spans: "Iterable[Span]") -> "list[Span]":
    """The longest spans first, those that overlap one left out; in order.

    medspaCy's own pruning also drops what overlapped a dropped span: the
    "left" of "left side of body".
    """
    taken: set[int] = set()
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _target_rules(entries: Sequence[Entry], words: WordList) -> Iterator["TargetRule"]:
    # spaCy warns about a matcher without a token pattern: one that never fits.
    yield TargetRule("nothing", "grammar", pattern=[{"ORTH": "</nothing>"}])
    for number, entry in enumerate(entries):
        yield TargetRule(entry.phrase, str(number))
    for trigger in grammar.triggers():
        # "r/o" is not the right side: it hides its letters from the lexicon.
        if any(len(word) == 1 for word in words.plain(trigger.phrase)):
            yield TargetRule(trigger.phrase, "grammar")


def _context_rules(
    entries: Sequence[Entry], words: WordList
) -> Iterator["ConTextRule"]:
    heads: set[str] = set()
    for trigger in grammar.triggers():
        heads.update(words.plain(trigger.phrase))
        yield ConTextRule(
            trigger.phrase,
            trigger.category,
            direction=trigger.direction,
            max_scope=trigger.reach,
        )
    for entry in entries:
        # "no sensation" is a symptom: its "no" denies nothing.
        if heads & set(words.plain(entry.phrase)) and entry.axis != "chronic":
            yield ConTextRule(entry.phrase, "PSEUDO", direction="PSEUDO")
    yield from _person_rules()
    yield from _asking_rules()


def _person_rules() -> Iterator["ConTextRule"]:
    person = {"ORTH": {"IN": sorted(grammar.PERSONS)}}
    informing = {"ORTH": {"IN": sorted(grammar.INFORMING)}}
    whose = {"ORTH": {"IN": sorted(grammar.POSSESSIVES)}, "OP": "?"}
    beside = {"ORTH": {"IN": sorted(grammar.WITH_PERSON)}}
    patient = {"ORTH": {"IN": sorted(grammar.PATIENTS_OF_CARERS)}}
    unsaid = {"ORTH": {"IN": ["also", "has", "had", "who", UNKNOWN_WORD]}, "OP": "?"}
    yield ConTextRule("person", "FAMILY", pattern=[person], direction="FORWARD")
    yield from _telling_rules(person, unsaid, informing, whose)
    of_person = [{"ORTH": {"IN": ["in", "of"]}}, whose, person]
    yield ConTextRule("of person", "FAMILY", pattern=of_person, direction="BACKWARD")
    for pattern in (
        [person, unsaid, informing],
        [beside, whose, person],
        [informing, _optional(","), whose, patient],
        [person, {"ORTH": ":"}],
        [person, _optional(","), _one_of(grammar.CALLERS), _optional(","), informing],
        [
            *(person, _optional(","), _one_of(grammar.CALLERS), _optional(",")),
            *(informing, whose, patient),
        ],
    ):
        yield ConTextRule("informant", "PSEUDO", pattern=pattern, direction="PSEUDO")


def _telling_rules(
    person: Pattern, unsaid: Pattern, informing: Pattern, whose: Pattern
) -> Iterator["ConTextRule"]:
    """Who tells about whom: "son states mother has", "wife worried he has"."""
    that = _optional("that")
    junior, senior = _one_of(grammar.JUNIORS), _one_of(grammar.SENIORS)
    of_elder = [junior, unsaid, informing, that, whose, senior]
    yield ConTextRule("informant", "PSEUDO", pattern=of_elder, direction="PSEUDO")
    of_any = [_one_of(grammar.CALLERS), informing, that, whose, person]
    yield ConTextRule("informant", "PSEUDO", pattern=of_any, direction="PSEUDO")
    patient = {"ORTH": {"IN": ["pt", "patient", "he", "she"]}}
    verb = {"ORTH": {"IN": ["has", "had", "is", "was"]}}
    of_kin = [patient, informing, that, whose, person, verb]
    yield ConTextRule("of kin", "FAMILY", pattern=of_kin, direction="FORWARD")
    worrying, pronoun = _one_of(grammar.WORRYING), _one_of(grammar.PRONOUNS)
    maybe = {**person, "OP": "?"}
    worried = [maybe, unsaid, worrying, that, pronoun, _optional("has", "had", "is")]
    yield ConTextRule("worried", "POSSIBLE", pattern=worried, direction="FORWARD")


def _asking_rules() -> Iterator["ConTextRule"]:
    """What is only asked or advised: "can statins cause", "advice: call 911 for"."""
    unknown = {"ORTH": UNKNOWN_WORD, "OP": "?"}
    asks = [_one_of(("can", "do", "does")), unknown, unknown, _one_of(("cause",))]
    yield ConTextRule("asks", "HYPOTHETICAL", pattern=asks, direction="FORWARD")
    calling, when = _one_of(("call", "ring", "return")), _one_of(("for", "with"))
    advice = [_one_of(("advice",)), _one_of((":",)), calling, unknown, when]
    yield ConTextRule("advice", "HYPOTHETICAL", pattern=advice, direction="FORWARD")


def _one_of(words: Iterable[str]) -> Pattern:
    return {"ORTH": {"IN": sorted(words)}}


def _optional(*words: str) -> Pattern:
    return {**_one_of(words), "OP": "?"}
