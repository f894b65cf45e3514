"""ConText behind one door: which triggers reach which finding of a sentence.

Imported by `matching` alone, for importing medspaCy takes more than a second.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medspacy.context import ConText, ConTextRule
from spacy.language import Language
from spacy.tokens import Doc, Span

from engine.findings.text.context_rules import (
    phrase_rules,
    required_words,
    token_rules,
)
from engine.findings.text.grammar import DENYING
from engine.findings.text.marks import Mark
from engine.findings.text.triggers import Category
from engine.terminology.lexicon import Entry

LACKING = "absence of"
SAID_OF = frozenset({"function", "topic"})
_GROUP = "findings"
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
    """The triggers, as ConText finds them in the words of one vocabulary."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        phrased, patterned = list(phrase_rules()), list(token_rules())
        self._required = [required_words(rule) for rule in patterned]
        self._said = _by_head(nlp, phrased)
        self._phrased = self._context_of(phrased)
        self._patterned = self._context_of([*phrased, *patterned])

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
        context = self._context(words)
        if context is None:
            return {}
        doc = Doc(self._nlp.vocab, words=list(words))
        # Told as a list of all words they would take as long as the rest; of a text
        # of which nothing but its first word is told spaCy says nothing is known.
        doc[len(words) - 1].is_sent_start = False
        for start in starts:
            doc[start].is_sent_start = True
        doc.spans[_GROUP] = [
            Span(doc, mark.start, mark.end, label="finding") for mark in findings
        ]
        context(doc)
        found: dict[int, list[Edge]] = {}
        hidden = [mark for mark in marks if mark.entry and not _is_denied(mark.entry)]
        for target, modifier in doc._.context_graph.edges:
            start, end = modifier.modifier_span
            if any(_hides(mark, modifier.category, start, end) for mark in hidden):
                continue
            both = modifier.direction == "BIDIRECTIONAL"
            edge = Edge(modifier.category, start, end, both)
            found.setdefault(target.start, []).append(edge)
        return found

    def _context_of(self, rules: Iterable[ConTextRule]) -> ConText:
        context = ConText(
            self._nlp,
            rules=None,
            phrase_matcher_attr="ORTH",
            span_attrs=None,
            input_span_type="group",
            span_group_name=_GROUP,
        )
        context.add(list(rules))
        return context

    def _context(self, words: Sequence[str]) -> ConText | None:
        """The triggers that can stand in a sentence, None if none can.

        Patterns of words of a kind cost eight times what phrases do, and most
        sentences lack the words that every one of them needs.
        """
        said = set(words)
        for required in self._required:
            if not any(said.isdisjoint(some) for some in required):
                return self._patterned
        return self._phrased if self._is_said(tuple(words)) else None

    def _is_said(self, words: tuple[str, ...]) -> bool:
        """Whether a phrase that says anything of a finding stands in a sentence."""
        for after, word in enumerate(words, 1):
            for rest in self._said.get(word, ()):
                if words[after : after + len(rest)] == rest:
                    return True
        return False


def _by_head(
    nlp: Language, rules: Iterable[ConTextRule]
) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """What follows the first word in the phrases that begin with it.

    Without those that only hide others: by themselves they reach nothing.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for rule in rules:
        if rule.direction != "PSEUDO":
            first, *rest = (token.orth_ for token in nlp.make_doc(rule.literal))
            found.setdefault(first, set()).add(tuple(rest))
    return {first: sorted(rests, key=len) for first, rests in found.items()}


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
