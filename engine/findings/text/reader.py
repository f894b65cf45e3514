"""Free text -> findings in clinic words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.findings.text.clauses.clauses import speaks_of_other
from engine.findings.text.finding import TextReading
from engine.findings.text.framing.ended import is_all_well
from engine.findings.text.framing.recurrence import comes_back
from engine.findings.text.functions.functions import with_functions
from engine.findings.text.known_words import GRAMMAR_WORDS
from engine.findings.text.persons.caller_lines import Place, with_patient
from engine.findings.text.persons.others import without_others
from engine.findings.text.persons.sober import without_given_up
from engine.findings.text.phrases.marks import Mark, with_times
from engine.findings.text.phrases.meaning import without_refused_ends
from engine.findings.text.phrases.triggers import triggers
from engine.findings.text.sentence import (
    LONGEST_SEQUEL,
    Sentence,
    is_bare_place,
    is_sequel,
    lend_on,
    sentence,
)
from engine.findings.text.statement import Clock
from engine.findings.text.told import told_by
from engine.findings.text.wording.expansion import Expansion
from engine.findings.text.wording.spelling import Spelling
from engine.findings.text.wording.words import (
    LONGEST_SENTENCE,
    STOP,
    WordList,
    Words,
    all_tokens,
    is_bare,
    tokens,
)
from engine.terminology.lexicon import Axis, Lexicon
from engine.when import Interval

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from engine.findings.text.phrases.matching import Matching

_MOST_SENTENCES = 1_000
_EVERYDAY = frozenset({"ignore", "emotional", "injury", "function", "state", "course"})
_SHORT = 2
_UNANSWERED = frozenset(
    {("left", "blank"), ("not", "completed"), ("not", "answered"), ("not", "filled")}
)


@dataclass(frozen=True)
class TextReader:
    """The reader of one lexicon.

    It is cheap to make: spaCy is imported (more than a second) and the
    matchers are built when the first text that names a finding is read. It
    keeps nothing of any text.
    """

    lexicon: Lexicon

    def read(self, text: str, written: Interval | None, zone: tzinfo) -> TextReading:
        """The statements of a text that was written at a time, if known.

        At most 20,000 characters and 1,000 sentences are read; beyond that
        `TextReading.complete` is False. Days and clock times are of `zone`.
        """
        words = self._words.read(text)
        if self._heads.isdisjoint(words.words):
            return TextReading((), words.complete)
        laid_out = self._matching.laid_out(words.words)
        pieces = list(self._pieces(laid_out))
        named: set[str] = set()
        read = self._sentences(words, laid_out, pieces[:_MOST_SENTENCES], named)
        found = told_by(read, Clock(written, zone))
        complete = words.complete and len(pieces) <= _MOST_SENTENCES
        set_aside = named.difference([one.what for one in found])
        return TextReading(found, complete, frozenset(set_aside))

    @cached_property
    def _words(self) -> WordList:
        said = [entry.phrase for entry in self.lexicon.entries]
        said += (phrase for pair in self.lexicon.expansions for phrase in pair)
        lexical = all_tokens(said)
        capitals = {token for token in lexical if token.isupper() and token.isalpha()}
        small = {token.lower() for token in lexical - capitals}
        phrased = (token for t in triggers() for token in tokens(t.phrase))
        written = {
            _plain(short, capitals): _plain(long, capitals)
            for short, long in self.lexicon.expansions
        }
        return WordList(
            known=frozenset({*small, *GRAMMAR_WORDS, *phrased}),
            capitals=frozenset(capitals),
            expansion=Expansion(written),
            spelling=Spelling(
                self._telling & small, self.lexicon.correct_words | small
            ),
        )

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The words of short phrases: those of long ones are everyday words."""
        said = (
            tokens(entry.phrase)
            for entry in self.lexicon.entries
            if entry.axis not in _EVERYDAY and not _is_long(entry.phrase)
        )
        short = (words for words in said if len(words) <= _SHORT)
        return frozenset(word.lower() for words in short for word in words)

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The first words of every finding: a text without one says nothing."""
        return self._heads_of("finding", "topic")

    @cached_property
    def _by_head(self) -> Mapping[str, Sequence[int]]:
        """The places of the entries by the first word of their phrase."""
        found: dict[str, list[int]] = {}
        head = self._words.head
        for place, entry in enumerate(self.lexicon.entries):
            found.setdefault(head(entry.phrase), []).append(place)
        return found

    @cached_property
    def _worth(self) -> frozenset[str]:
        """The words by which a sentence may name a finding or a place."""
        return self._heads | self._heads_of("site", "injury")

    def _heads_of(self, *axes: Axis) -> frozenset[str]:
        entries = self.lexicon.entries
        return frozenset(
            head
            for head, places in self._by_head.items()
            if any(entries[place].axis in axes for place in places)
        )

    @cached_property
    def _matching(self) -> "Matching":
        # Imported late: importing spaCy takes longer than a coded evaluation.
        from engine.findings.text.phrases.matching import Matching  # noqa: PLC0415

        return Matching(self.lexicon.entries, self._by_head, self._words)

    def _pieces(self, laid_out: "Doc") -> Iterator[tuple[int, int]]:
        """Sentences; one without an end is read in pieces of 120 words.

        The full stop a text ends with is left out: behind it nothing is told.
        """
        whole = len(laid_out)
        for start, stop in self._matching.sentences(laid_out):
            ends = stop == whole > start + 1 and laid_out[stop - 1].text == STOP
            end = stop - 1 if ends else stop
            for first in range(start, end, LONGEST_SENTENCE):
                yield first, min(first + LONGEST_SENTENCE, end)

    def _sentences(
        self,
        words: Words,
        laid_out: "Doc",
        pieces: Sequence[tuple[int, int]],
        named: set[str],
    ) -> list[Sentence]:
        read: list[Sentence] = []
        injuries: list[Sentence] = []
        aside: list[Sentence] = []
        waiting: tuple[Mark, ...] = ()
        goes_on = False
        for start, end in pieces:
            own = words.words[start:end]
            if own == (STOP,):
                continue
            worth = self._is_worth(own) or (goes_on and len(own) <= LONGEST_SEQUEL)
            told = tuple(m for m in read[-1].marks if m.is_finding) if goes_on else ()
            marks = self._marks(own, laid_out[start:end], words, told) if worth else ()
            named.update([mark.word for mark in marks if _says_all(mark)])
            marks = without_others(own, marks)
            marks = without_given_up(marks, words.words, words.times, start)
            own = with_patient(own, marks, Place(words.words, start, bool(read)))
            if any(_needs_limb(mark) for mark in marks):
                aside.append(sentence(own, marks, self._matching, _needs_limb))
                marks = tuple(mark for mark in marks if not _needs_limb(mark))
                if not any(mark.is_finding for mark in marks):
                    goes_on = False  # "Leg pain has gone" ends no numbness before it
                    continue
            if any(mark.is_finding for mark in marks):
                read.append(sentence(own, marks, self._matching))
                lend_on(waiting, read[-1].drafts)
                waiting, goes_on = (), True
                continue
            if any(mark.axis == "injury" for mark in marks):
                injuries.append(Sentence(own, marks, (), {}))
            if _is_unanswered(own):
                read = [one for one in read if "questioned" not in one.words]
                goes_on = False
            if read and comes_back(own, marks):
                read[-1] = read[-1].back()
            if goes_on:
                if is_all_well(own, marks):
                    read[-1] = read[-1].ended()
                goes_on = _is_lent(own, marks, read[-1])
            elif not read and is_sequel(own):
                waiting = _lent_ahead(marks)
        return read + aside + injuries

    def _is_worth(self, own: tuple[str, ...]) -> bool:
        return is_sequel(own) or not self._worth.isdisjoint(own)

    def _marks(
        self, own: tuple[str, ...], said: "Span", words: Words, before: Sequence[Mark]
    ) -> tuple[Mark, ...]:
        found = self._matching.marks(own, said)
        timed = with_times(found, words.times, said.start, said.end)
        return without_refused_ends(own, with_functions(own, timed, before))


def _is_long(phrase: str) -> bool:
    """Whether a phrase certainly has more than two words, without taking it apart."""
    return phrase.count(" ") >= _SHORT and is_bare(phrase)


def _is_unanswered(own: tuple[str, ...]) -> bool:
    """Whether a form was not filled in: "(left blank)", "(not completed)"."""
    return not _UNANSWERED.isdisjoint(pairwise(own)) or "unanswered" in own


def _needs_limb(mark: Mark) -> bool:
    """Whether it is read by itself: pain, which is told of every body part."""
    entry = mark.entry
    return entry is not None and (entry.needs_limb or entry.needs_own_site)


def _says_all(mark: Mark) -> bool:
    """Whether it names a finding without a place beside it: "numb", not "sore"."""
    entry = mark.entry
    return (
        mark.is_finding
        and entry is not None
        and not (entry.needs_site or entry.needs_limb or entry.needs_own_site)
    )


def _plain(phrase: str, capitals: set[str]) -> tuple[str, ...]:
    return tuple(word if word in capitals else word.lower() for word in tokens(phrase))


def _lent_ahead(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """What "Started 2 h ago." says of the next sentence; "Resolved." is of another."""
    if any(mark.axis == "state" for mark in marks):
        return ()
    return tuple(mark for mark in marks if not mark.is_place)


def _is_lent(own: tuple[str, ...], marks: tuple[Mark, ...], before: Sentence) -> bool:
    """Let a sentence such as "Started 2 h ago." speak of the one before."""
    if is_bare_place(own, marks):
        before.take_place(marks)
        return True
    if not is_sequel(own) or (marks and speaks_of_other(own, 0, marks[0])):
        return False
    lend_on(marks, before.drafts)
    return True
