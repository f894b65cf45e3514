"""spaCy and medspaCy behind one door: words -> marks, marks -> triggers.

A phrase reaches the matchers when its first word is first read: forty thousand
of them take seconds to add, and a text uses a few hundred.

Importing them costs more than a second, so this module is imported when the
first text is read. Only words of the lists reach them (`words.py`), and no
component that logs is used: not PyRuSH, whose log would hold the text.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from engine.findings.text.grammar import DENYING
from engine.findings.text.grouped import grouped
from engine.findings.text.idioms import is_literal
from engine.findings.text.loose import loosened
from engine.findings.text.marks import Mark
from engine.findings.text.spans import Sort, longest
from engine.findings.text.words import TIME_WORD, WordList, tokens
from engine.terminology.lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

with warnings.catch_warnings():
    # Deprecations inside spaCy's dependencies, which we cannot mend.
    warnings.simplefilter("ignore")
    import loguru
    from medspacy.common.medspacy_matcher import MedspacyMatcher
    from spacy.attrs import IS_PUNCT
    from spacy.lang.en import English
    from spacy.lang.lex_attrs import is_punct
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

    from engine.findings.text.edges import LACKING, SAID_OF, Edges
    from engine.findings.text.target_rules import (
        FEW,
        LOOSENED,
        grammar_rules,
        phrase_rules,
    )

# medspaCy imports PyRuSH, which would log record text if it were ever called.
loguru.logger.disable("PyRuSH")
loguru.logger.disable("medspacy")

_LOOSE = "loose"
_RETURNING = frozenset({"come", "came", "coming"})
_ANY_LIMB = "limb"
_PLACES = frozenset({"side", "site"})


class Matching:
    """The matchers of one lexicon.

    ``by_head`` has the places of the entries by the first word of their phrase.
    A group of entries is known by the place of the first of them.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        by_head: Mapping[str, Sequence[int]],
        words: WordList,
    ) -> None:
        self._words = words
        self._lexicon = entries
        self._waiting = dict(by_head)
        self._entries: dict[int, tuple[Entry, ...]] = {}
        self._adding = Lock()
        # spacy.blank("en") makes a tokenizer first, which takes a tenth of a second
        self._nlp = English(
            vocab=_vocab(),
            create_tokenizer=lambda nlp: (
                lambda text: Doc(nlp.vocab, words=words.plain(text))
            ),
        )
        self._nlp.add_pipe("sentencizer")
        # The matcher inside of medspaCy's TargetMatcher, which would note its rule at
        # each span: a tenth of the time of a text, for something that is not read.
        self._targets = MedspacyMatcher(
            self._nlp, phrase_matcher_attr="ORTH", prune=False
        )
        self._targets.add(list(grammar_rules(words)))
        self.edges = Edges(self._nlp)

    def sentences(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where each sentence starts and ends."""
        doc = Doc(self._nlp.vocab, words=list(words))
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return ((sentence.start, sentence.end) for sentence in doc.sents)

    def marks(self, words: Sequence[str]) -> list[Mark]:
        """The lexicon's phrases in a sentence, the longest of any overlap."""
        self._add(words)
        doc = Doc(self._nlp.vocab, words=list(words))
        spans = [*self._found(doc), *self._loose(doc)]
        return [
            Mark(
                span.start,
                span.end,
                entry,
                told="normal" if entry.denies else "",
                loose=span.id_ == _LOOSE,
            )
            for span in self._kept(spans)
            if span.label_.isdigit()
            for entry in self._entries[int(span.label_)]
        ]

    def _found(self, doc: "Doc") -> "list[Span]":
        rules, named = self._targets.rule_map, self._nlp.vocab.strings
        return [
            Span(doc, start, end, label=rules[named[rule]].category)
            for rule, start, end in self._targets(doc)
        ]

    def _kept(self, spans: "Sequence[Span]") -> "list[Span]":
        """The longest, and the body parts inside of them: "arm drift"."""
        kept = longest(self._without_literal(spans), self._sort)
        placed = [span for span in kept if self._takes_place(span)]
        inside = [
            span
            for span in spans
            if self._is_site(span)
            and any(one.start <= span.start < span.end <= one.end for one in placed)
        ]
        return sorted([*kept, *longest(inside, self._sort)], key=lambda s: s.start)

    def _without_literal(self, spans: "Sequence[Span]") -> "list[Span]":
        if not any(self._axis(span) == "ignore" for span in spans):
            return [*spans]
        places = [
            range(span.start, span.end) for span in spans if self._axis(span) in _PLACES
        ]
        words = [word.orth_ for word in spans[0].doc]
        return [
            span
            for span in spans
            if self._axis(span) != "ignore"
            or self._is_lack(span)
            or not is_literal(words, span.start, span.end, places)
        ]

    def _axis(self, span: "Span") -> str:
        entry = self._first(span)
        return entry.axis if entry else ""

    def _is_lack(self, span: "Span") -> bool:
        entry = self._first(span)
        return entry is not None and entry.phrase == LACKING

    def _first(self, span: "Span") -> Entry | None:
        label = span.label_
        return self._entries[int(label)][0] if label.isdigit() else None

    def _takes_place(self, span: "Span") -> bool:
        entry = self._first(span)
        if entry is None or entry.axis != "finding" or entry.denies:
            return False
        return entry.takes_site and not entry.site and span[0].orth_ not in DENYING

    def _is_site(self, span: "Span") -> bool:
        entry = self._first(span)
        # "Limb pain" does not name which limb: that is no place.
        if entry is None or entry.axis != "site" or entry.word == _ANY_LIMB:
            return False
        # "Hasn't come back" names no back.
        return span.start == 0 or span.doc[span.start - 1].orth_ not in _RETURNING

    def _loose(self, doc: "Doc") -> "Iterator[Span]":
        """The phrases of findings with little words in them."""
        words = [word.orth_ for word in doc]
        kept = loosened(words)
        if len(kept.words) < len(words):
            for span in self._found(Doc(self._nlp.vocab, words=list(kept.words))):
                start, end = kept.span(span.start, span.end)
                if end - start > len(span) and self._is_loosened(
                    span.label_, words[start:end]
                ):
                    yield Span(doc, start, end, label=span.label_, span_id=_LOOSE)

    def _is_loosened(self, label: str, said: Sequence[str]) -> bool:
        entry = self._entries[int(label)][0] if label.isdigit() else None
        if entry is None or (entry.denies and "had" in said):
            return False  # "not had slurred speech" is no "not slurred": a list follows
        if entry.axis == "ignore" and len(tokens(entry.phrase)) <= FEW:
            return False  # "baby has a fever" is no "baby fever"
        axis = entry.axis
        if TIME_WORD in said and (axis != "finding" or entry.denies):
            return False
        # "Vision gone in the left eye" says of vision that it is gone.
        return axis in LOOSENED and not (axis == "topic" and "gone" in said)

    def _add(self, words: Sequence[str]) -> None:
        """The phrases that begin with one of some words, in the matchers.

        One that does not stand in a text changes nothing about it, so that what
        was read before makes no difference.
        """
        with self._adding:
            new = [head for head in dict.fromkeys(words) if head in self._waiting]
            places = [place for head in new for place in self._waiting.pop(head)]
            groups = grouped(self._lexicon, places, self._words)
            self._entries.update(groups)
            self._targets.add(list(phrase_rules(groups, self._words)))

    def _sort(self, span: "Span") -> Sort:
        if not span.label_.isdigit():
            return Sort.OTHER
        entry = self._entries[int(span.label_)][0]
        if entry.axis in SAID_OF:
            return Sort.FUNCTION
        return Sort.DENIAL if entry.denies else Sort.OTHER


def _vocab() -> "Vocab":
    """A vocabulary that knows of a word only whether it is a mark.

    The sentencizer asks that; the matchers compare words as they are written.
    spaCy's own works out a dozen other things of every word, which takes longer
    than all else of adding a phrase.
    """
    return Vocab(lex_attr_getters={IS_PUNCT: is_punct})
