"""Words -> marks, by spaCy's matcher of phrases, and the door to medspaCy's ConText.

A phrase reaches the matcher when its first word is first read: forty thousand
of them take seconds to add, and a text uses a few hundred.

Importing them costs more than a second, so this module is imported when the
first text is read. Only words of the lists reach them (`words.py`), and no
component that logs is used: not PyRuSH, whose log would hold the text.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from engine.findings.text.phrases.grouped import grouped
from engine.findings.text.phrases.idioms import is_literal
from engine.findings.text.phrases.loose import (
    VERBS,
    loose_phrase,
    loosened,
    needs_verb,
)
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.phrases.spans import GRAMMAR, Hit, Sort, longest
from engine.findings.text.phrases.triggers import triggers
from engine.findings.text.wording.grammar import DENYING
from engine.findings.text.wording.words import TIME_WORD, WordList, tokens
from engine.terminology.lexicon import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

with warnings.catch_warnings():
    # Deprecations inside spaCy's dependencies, which we cannot mend.
    warnings.simplefilter("ignore")
    import loguru
    from spacy.attrs import IS_PUNCT
    from spacy.lang.en import English
    from spacy.lang.lex_attrs import is_punct
    from spacy.matcher import PhraseMatcher
    from spacy.pipeline import Sentencizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from engine.findings.text.phrases.edges import LACKING, SAID_OF, Edges

# medspaCy imports PyRuSH, which would log record text if it were ever called.
loguru.logger.disable("PyRuSH")
loguru.logger.disable("medspacy")

Words: TypeAlias = tuple[str, ...]
_LOOSENED = frozenset({"finding", "topic", "ignore"})
_FEW = 2  # words are too few to be an idiom of, without the little ones
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
        self._sorts = {GRAMMAR: Sort.OTHER}
        self._adding = Lock()
        # spacy.blank("en") makes a tokenizer first, which takes a tenth of a second
        self._nlp = English(
            vocab=_vocab(),
            create_tokenizer=lambda nlp: (
                lambda text: Doc(nlp.vocab, words=words.plain(text))
            ),
        )
        self._sentencizer = Sentencizer()
        # What medspaCy's TargetMatcher asks first; the rest of it looks for patterns
        # of tokens and of letters, of which the lexicon has none.
        self._phrases = PhraseMatcher(self._nlp.vocab, attr="ORTH")
        self._places: dict[int, int] = {}
        self._verbless: set[int] = set()
        for phrase in _lettered(words):
            self._find(GRAMMAR, phrase)
        self.edges = Edges(self._nlp)

    def laid_out(self, words: Sequence[str]) -> "Doc":
        """The words of a text as spaCy has them; making that takes a while."""
        return Doc(self._nlp.vocab, words=list(words))

    def sentences(self, text: "Doc") -> Iterator[tuple[int, int]]:
        """Where each sentence of a text starts and ends."""
        (opens,) = self._sentencizer.predict([text])
        starts = [i for i, is_start in enumerate(opens) if is_start]
        return zip(starts, [*starts[1:], len(text)], strict=True)

    def marks(self, words: Sequence[str], said: "Span") -> list[Mark]:
        """The lexicon's phrases in a sentence, the longest of any overlap.

        ``said`` has the same words, as a part of a text.
        """
        self._add(words)
        hits = [hit for hit, verbless in self._found(said) if not verbless]
        hits += self._loose(words)
        return [
            Mark(
                hit.start,
                hit.end,
                entry,
                told="normal" if entry.denies else "",
                loose=hit.loose,
            )
            for hit in self._kept(hits, words)
            if hit.place != GRAMMAR
            for entry in self._entries[hit.place]
        ]

    def _found(self, said: "Span") -> list[tuple[Hit, bool]]:
        """The phrases, each with whether it is one that lacks its verb."""
        places, first, verbless = self._places, said.start, self._verbless
        return [
            (Hit(start - first, end - first, places[name]), name in verbless)
            for name, start, end in self._phrases(said)
        ]

    def _kept(self, hits: Sequence[Hit], words: Sequence[str]) -> list[Hit]:
        """The longest, and the body parts inside of them: "arm drift"."""
        kept = longest(self._without_literal(hits, words), words, self._sorts)
        placed = [hit for hit in kept if self._takes_place(hit, words)]
        if not placed:
            return kept
        inside = [
            hit
            for hit in hits
            if any(one.start <= hit.start < hit.end <= one.end for one in placed)
            and self._is_site(hit, words)
        ]
        return sorted(
            [*kept, *longest(inside, words, self._sorts)], key=lambda hit: hit.start
        )

    def _without_literal(
        self, hits: Sequence[Hit], words: Sequence[str]
    ) -> Sequence[Hit]:
        if not any(self._axis(hit) == "ignore" for hit in hits):
            return hits
        places = [
            range(hit.start, hit.end) for hit in hits if self._axis(hit) in _PLACES
        ]
        return [
            hit
            for hit in hits
            if self._axis(hit) != "ignore"
            or self._entries[hit.place][0].phrase == LACKING
            or not is_literal(words, hit.start, hit.end, places)
        ]

    def _axis(self, hit: Hit) -> str:
        return "" if hit.place == GRAMMAR else self._entries[hit.place][0].axis

    def _takes_place(self, hit: Hit, words: Sequence[str]) -> bool:
        if self._axis(hit) != "finding":
            return False
        entry = self._entries[hit.place][0]
        if entry.denies or not entry.takes_site or entry.site:
            return False
        return words[hit.start] not in DENYING

    def _is_site(self, hit: Hit, words: Sequence[str]) -> bool:
        # "Limb pain" does not name which limb: that is no place.
        if self._axis(hit) != "site" or self._entries[hit.place][0].word == _ANY_LIMB:
            return False
        # "Hasn't come back" names no back.
        return hit.start == 0 or words[hit.start - 1] not in _RETURNING

    def _loose(self, words: Sequence[str]) -> Iterator[Hit]:
        """The phrases of findings with little words in them."""
        kept = loosened(words)
        if len(kept.words) < len(words):
            for hit, verbless in self._found(self.laid_out(kept.words)[:]):
                start, end = kept.span(hit.start, hit.end)
                said = words[start:end]
                if len(said) == hit.end - hit.start:
                    continue
                if verbless and VERBS.isdisjoint(said):
                    continue
                if self._is_loosened(hit, said):
                    yield Hit(start, end, hit.place, loose=True)

    def _is_loosened(self, hit: Hit, said: Sequence[str]) -> bool:
        if hit.place == GRAMMAR:
            return False
        entry = self._entries[hit.place][0]
        if entry.denies and "had" in said:
            return False  # "not had slurred speech" is no "not slurred": a list follows
        if entry.axis == "ignore" and len(tokens(entry.phrase)) <= _FEW:
            return False  # "baby has a fever" is no "baby fever"
        axis = entry.axis
        if TIME_WORD in said and (axis != "finding" or entry.denies):
            return False
        # "Vision gone in the left eye" says of vision that it is gone.
        return axis in _LOOSENED and not (axis == "topic" and "gone" in said)

    def _add(self, words: Sequence[str]) -> None:
        """The phrases that begin with one of some words, in the matcher.

        One that does not stand in a text changes nothing about it, so that what
        was read before makes no difference.
        """
        if self._waiting.keys().isdisjoint(words):
            return
        with self._adding:
            new = [head for head in dict.fromkeys(words) if head in self._waiting]
            places = [place for head in new for place in self._waiting[head]]
            groups = grouped(self._lexicon, places, self._words)
            self._entries.update(groups)
            for place, (first, *_) in groups.items():
                self._sorts[place] = _sort(first)
                for phrase, lacks_verb in self._written(first):
                    self._find(place, phrase, lacks_verb=lacks_verb)
            for head in new:  # whoever finds none waiting need not wait
                del self._waiting[head]

    def _written(self, entry: Entry) -> Iterator[tuple[Words, bool]]:
        """The words of a phrase, and those without its little words.

        Each with whether it needs a verb that was among the little words.
        """
        words = self._words.plain(entry.phrase)
        yield words, False
        short = loose_phrase(words)
        # Two words are too few to be an idiom of: "fit it in", "a fit in hospital".
        is_idiom = entry.axis == "ignore" and len(short or ()) <= _FEW
        if short and short != words and entry.axis in _LOOSENED and not is_idiom:
            yield short, needs_verb(words, short)

    def _find(
        self, place: int, words: Sequence[str], *, lacks_verb: bool = False
    ) -> None:
        name = f"{place} verbless" if lacks_verb else str(place)
        at = self._nlp.vocab.strings.add(name)
        self._places[at] = place
        if lacks_verb:
            self._verbless.add(at)
        self._phrases.add(name, [Doc(self._nlp.vocab, words=list(words))])


def _sort(entry: Entry) -> Sort:
    if entry.axis in SAID_OF:
        return Sort.FUNCTION
    return Sort.DENIAL if entry.denies else Sort.OTHER


def _lettered(words: WordList) -> Iterator[tuple[str, ...]]:
    """The triggers that a phrase of the lexicon could be part of.

    "r/o" is not the right side: it hides its letters from the lexicon. Not ": no",
    which would hide the "no feeling" of "saddle: no feeling".
    """
    for trigger in triggers():
        said = words.plain(trigger.phrase)
        if any(len(word) == 1 and word.isalpha() for word in said):
            yield said


def _vocab() -> "Vocab":
    """A vocabulary that knows of a word only whether it is a mark.

    The sentencizer asks that; the matchers compare words as they are written.
    spaCy's own works out a dozen other things of every word, which takes longer
    than all else of adding a phrase.
    """
    return Vocab(lex_attr_getters={IS_PUNCT: is_punct})
