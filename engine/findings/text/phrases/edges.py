"""ConText behind one door: which triggers reach which finding of a sentence.

Imported by `matching` alone, for importing medspaCy takes more than a second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from medspacy.common.util import prune_overlapping_matches
from medspacy.context import ConTextGraph, ConTextModifier, ConTextRule
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span

from engine.findings.text.phrases.context_rules import (
    phrase_rules,
    required_words,
    token_rules,
)
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.phrases.triggers import Category
from engine.findings.text.wording.grammar import DENYING
from engine.terminology.lexicon import Entry

LACKING = "absence of"
SAID_OF = frozenset({"function", "topic"})
Match: TypeAlias = tuple[int, int, int]
_DENIALS = DENYING | {"not", "never"}


@dataclass(frozen=True, slots=True)
class Edge:
    """A trigger phrase that reaches one finding; positions are words.

    ``works_both_ways``: "denied numbness" and "numbness denied".
    """

    category: Category
    start: int
    end: int
    works_both_ways: bool = False


class Edges:
    """The triggers, as ConText finds them in the words of one vocabulary.

    ConText itself looks for all patterns of words in every sentence, which takes
    eight times as long as the phrases, and notes at each span what reaches it. So
    its rules, modifiers and graph are used without it.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._rules: dict[int, ConTextRule] = {}
        self._phrases = PhraseMatcher(nlp.vocab, attr="ORTH")
        for rule in phrase_rules():
            self._phrases.add(self._name(rule), [nlp.make_doc(rule.literal)])
        self._patterns = [
            (required_words(one), self._one(one)) for one in token_rules()
        ]
        # Most sentences have no word of any of them.
        self._patterned_words = frozenset().union(
            *(min(required, key=len) for required, _ in self._patterns)
        )

    def of(
        self,
        words: Sequence[str],
        findings: Sequence[Mark],
        marks: Sequence[Mark],
        starts: frozenset[int],
    ) -> dict[int, list[Edge]]:
        """The triggers that reach each finding, keyed by where it starts.

        A trigger inside of a mark is a part of it: "no sensation" denies nothing.
        ``starts`` are the words at which a clause begins: no trigger reaches
        over one.
        """
        found: dict[int, list[Edge]] = {}
        edges = self._graph(words, findings, starts)
        if not edges:
            return found
        hidden = [mark for mark in marks if mark.entry and not _is_denied(mark.entry)]
        for target, modifier in edges:
            start, end = modifier.modifier_span
            if any(_hides(mark, modifier.category, start, end) for mark in hidden):
                continue
            both = modifier.direction == "BIDIRECTIONAL"
            edge = Edge(modifier.category, start, end, both)
            found.setdefault(target.start, []).append(edge)
        return found

    def _graph(
        self, words: Sequence[str], findings: Sequence[Mark], starts: frozenset[int]
    ) -> list[tuple[Span, ConTextModifier]]:
        """The findings, each with a trigger that reaches it."""
        doc = Doc(self._nlp.vocab, words=list(words))
        matches = [*self._patterned(doc, words), *self._phrases(doc)]
        if all(self._rules[name].direction == "PSEUDO" for name, *_ in matches):
            return []  # what only hides triggers reaches nothing
        # Told as a list of all words they would take as long as the rest; of a text
        # of which nothing but its first word is told spaCy says nothing is known.
        doc[len(words) - 1].is_sent_start = False
        for start in starts:
            doc[start].is_sent_start = True
        graph = ConTextGraph(
            [Span(doc, mark.start, mark.end, label="finding") for mark in findings],
            [
                ConTextModifier(self._rules[name], start, end, doc)
                for name, start, end in prune_overlapping_matches(matches)
            ],
        )
        graph.update_scopes()
        graph.apply_modifiers()
        return list(graph.edges)

    def _patterned(self, doc: Doc, words: Sequence[str]) -> Iterator[Match]:
        """Where patterns fit, of those whose words all stand in the sentence."""
        said = set(words)
        if said.isdisjoint(self._patterned_words):
            return
        for required, matcher in self._patterns:
            if not any(said.isdisjoint(some) for some in required):
                yield from matcher(doc)

    def _one(self, rule: ConTextRule) -> Matcher:
        matcher = Matcher(self._nlp.vocab)
        matcher.add(self._name(rule), [rule.pattern])
        return matcher

    def _name(self, rule: ConTextRule) -> str:
        name = f"{rule.category} {len(self._rules)}"
        self._rules[self._nlp.vocab.strings.add(name)] = rule
        return name


def _hides(mark: Mark, category: str, start: int, end: int) -> bool:
    """Whether a trigger is a part of a mark: ": no feeling", ": nil by mouth"."""
    if category == "NEGATED" and (mark.is_finding or mark.axis == "ignore"):
        return mark.start < end <= mark.end
    return mark.start <= start and end <= mark.end


def _is_denied(entry: Entry) -> bool:
    """Whether "no" is no part of it: "not always", "power not lost".

    A phrase that itself denies goes on denying: "no presyncope or vertigo".
    """
    goes_on = entry.denies and not _DENIALS.isdisjoint(entry.phrase.split()[:1])
    # "Absence of" is no seizure, but it denies.
    goes_on = goes_on or entry.phrase == LACKING
    return goes_on or entry.axis in {"chronic", *SAID_OF}
