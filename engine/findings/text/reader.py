"""Free text -> findings in clinic words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.findings.text import grammar
from engine.findings.text.callers import CALLER_WORDS
from engine.findings.text.clauses import speaks_of_other
from engine.findings.text.draft import Draft
from engine.findings.text.ended import ENDED_WORDS
from engine.findings.text.expansion import Expansion
from engine.findings.text.finding import TextFinding, TextReading
from engine.findings.text.function_words import ALL_WORDS
from engine.findings.text.functions import with_functions
from engine.findings.text.loose import LOOSE
from engine.findings.text.marks import Mark, with_times
from engine.findings.text.past import is_of_old, is_old
from engine.findings.text.period import PERIOD_WORDS
from engine.findings.text.relatives import RELATIVE_WORDS
from engine.findings.text.sentence import (
    Sentence,
    is_bare_place,
    is_sequel,
    lend_on,
    sentence,
)
from engine.findings.text.spelling import Spelling
from engine.findings.text.statement import Clock, statements
from engine.findings.text.sureness import Sureness
from engine.findings.text.triggers import triggers
from engine.findings.text.twice import TWICE_WORDS
from engine.findings.text.unreal import UNREAL_WORDS
from engine.findings.text.words import (
    LONGEST_SENTENCE,
    STOP,
    WordList,
    Words,
    tokens,
)
from engine.terminology.lexicon import Lexicon
from engine.when import Interval

if TYPE_CHECKING:
    from engine.findings.text.matching import Matching

_MOST_SENTENCES = 1_000
_EVERYDAY = frozenset({"ignore", "emotional", "injury", "function", "state", "course"})
_SHORT = 2
_UNANSWERED = frozenset(
    {("left", "blank"), ("not", "completed"), ("not", "answered"), ("not", "filled")}
)
_GRAMMAR_WORDS = (
    *grammar.PERSONS,
    *grammar.INFORMING,
    *grammar.WITH_PERSON,
    *grammar.POSSESSIVES,
    *grammar.PATIENTS_OF_CARERS,
    *grammar.BREAKS,
    *grammar.ASSERTING,
    *grammar.HEDGES,
    *grammar.JOINS,
    *grammar.SUBJECTS,
    *grammar.AFTER_PLACE,
    *grammar.FILLERS,
    *grammar.NOT_YET,
    *grammar.GOES_ON,
    *grammar.HYPOTHESIS,
    *grammar.RELATING,
    *grammar.EARLIER,
    *grammar.STILL_SO,
    *grammar.PAST_TOLD,
    *grammar.TREATED,
    *grammar.GOING_ON,
    *grammar.WAS_SO,
    *grammar.LIFE,
    *grammar.ASKING,
    *grammar.DEFINITE,
    *(word for pair in grammar.COME_TRUE for word in pair),
    *grammar.TRUE_UNTIL,
    *grammar.ADJECTIVES,
    *grammar.VERBS,
    *grammar.STARTERS,
    *grammar.DENYING,
    *grammar.WORRYING,
    *grammar.OPENERS,
    *grammar.NOT_SO,
    *grammar.GONE_BEFORE,
    *grammar.PRONOUNS,
    *grammar.PAST,
    *grammar.LABELS,
    *grammar.CALLERS,
    *grammar.RELATED,
    *grammar.JUNIORS,
    *grammar.SENIORS,
    *grammar.ANIMALS,
    *grammar.OF_ANIMALS,
    *grammar.OTHERS,
    *("other", "another", "at", "home", "so", "does", "like", "bad"),
    *LOOSE,
    *("blank", "completed", "answered", "filled", "unanswered"),
    *ALL_WORDS,
    *CALLER_WORDS,
    *ENDED_WORDS,
    *PERIOD_WORDS,
    *RELATIVE_WORDS,
    *TWICE_WORDS,
    *UNREAL_WORDS,
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
        pieces = list(self._pieces(words.words))
        read = self._sentences(words, pieces[:_MOST_SENTENCES])
        found = _found(read, Clock(written, zone))
        return TextReading(found, words.complete and len(pieces) <= _MOST_SENTENCES)

    @cached_property
    def _words(self) -> WordList:
        said = [entry.phrase for entry in self.lexicon.entries]
        said += (phrase for pair in self.lexicon.expansions for phrase in pair)
        lexical = {token for phrase in said for token in tokens(phrase)}
        capitals = {token for token in lexical if token.isupper() and token.isalpha()}
        small = {token.lower() for token in lexical - capitals}
        phrased = (token for t in triggers() for token in tokens(t.phrase))
        written = {
            _plain(short, capitals): _plain(long, capitals)
            for short, long in self.lexicon.expansions
        }
        return WordList(
            known=frozenset({*small, *_GRAMMAR_WORDS, *phrased}),
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
            if entry.axis not in _EVERYDAY
        )
        short = (words for words in said if len(words) <= _SHORT)
        return frozenset(word.lower() for words in short for word in words)

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The first words of every finding: a text without one says nothing."""
        axes = ("finding", "topic")
        entries = (e for e in self.lexicon.entries if e.axis in axes)
        return frozenset(self._words.head(entry.phrase) for entry in entries)

    @cached_property
    def _worth(self) -> frozenset[str]:
        """The words by which a sentence may name a finding or a place."""
        axes = ("finding", "site", "injury", "topic")
        entries = (e for e in self.lexicon.entries if e.axis in axes)
        return frozenset(self._words.head(entry.phrase) for entry in entries)

    @cached_property
    def _matching(self) -> "Matching":
        # Imported late: importing spaCy takes longer than a coded evaluation.
        from engine.findings.text.matching import Matching  # noqa: PLC0415

        return Matching(self.lexicon.entries, self._words)

    def _pieces(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Sentences; one without an end is read in pieces of 120 words."""
        for start, end in self._matching.sentences(words):
            for first in range(start, end, LONGEST_SENTENCE):
                yield first, min(first + LONGEST_SENTENCE, end)

    def _sentences(
        self, words: Words, pieces: Sequence[tuple[int, int]]
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
            marks = self._marks(own, words, start) if self._is_worth(own) else ()
            if any(_needs_limb(mark) for mark in marks):
                aside.append(sentence(own, marks, self._matching, _needs_limb))
                marks = tuple(mark for mark in marks if not _needs_limb(mark))
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
            if goes_on:
                goes_on = _is_lent(own, marks, read[-1])
            elif not read and is_sequel(own):
                waiting = tuple(mark for mark in marks if not mark.is_place)
        return read + aside + injuries

    def _is_worth(self, own: tuple[str, ...]) -> bool:
        return is_sequel(own) or not self._worth.isdisjoint(own)

    def _marks(
        self, own: tuple[str, ...], words: Words, start: int
    ) -> tuple[Mark, ...]:
        found = self._matching.marks(own)
        timed = with_times(found, words.times, start, start + len(own))
        return with_functions(own, timed)


def _is_unanswered(own: tuple[str, ...]) -> bool:
    """Whether a form was not filled in: "(left blank)", "(not completed)"."""
    return not _UNANSWERED.isdisjoint(pairwise(own)) or "unanswered" in own


def _needs_limb(mark: Mark) -> bool:
    """Whether it is read by itself: pain, which is told of every body part."""
    entry = mark.entry
    return entry is not None and (entry.needs_limb or entry.needs_own_site)


def _plain(phrase: str, capitals: set[str]) -> tuple[str, ...]:
    return tuple(word if word in capitals else word.lower() for word in tokens(phrase))


def _is_lent(own: tuple[str, ...], marks: tuple[Mark, ...], before: Sentence) -> bool:
    """Let a sentence such as "Started 2 h ago." speak of the one before."""
    if is_bare_place(own, marks):
        before.take_place(marks)
        return True
    if not is_sequel(own) or (marks and speaks_of_other(own, 0, marks[0])):
        return False
    lend_on(marks, before.drafts)
    return True


def _found(read: Sequence[Sentence], clock: Clock) -> tuple[TextFinding, ...]:
    """All statements, each once, in the order of the text."""
    sure: dict[TextFinding, None] = {}
    told: list[tuple[TextFinding, Mark, Sureness]] = []
    lay: set[TextFinding] = set()
    denied: set[tuple[str, str | None]] = set()
    for one in read:
        told.extend(_of_sentence(one, clock))
    for at, (named, mark, said) in enumerate(told):
        is_back = said.was and _is_taken_back(named, told[at + 1 :])
        statement = replace(named, state="resolved") if is_back else named
        sure[statement] = None
        if mark.entry and mark.entry.lay:
            lay.add(statement)
        # A normal examination does not say that a lay word meant nothing.
        if statement.presence == "absent" and not mark.told:
            denied.add((statement.what, statement.side))
    injured = any(one.says("injury") for one in read)
    return tuple(
        said
        for said in sure
        if said not in lay
        or said.presence == "absent"
        or not (injured or _is_denied(said, denied))
    )


def _is_denied(said: TextFinding, denied: set[tuple[str, str | None]]) -> bool:
    """Whether it is denied without a side, or of the same one."""
    sides = {side for what, side in denied if what == said.what}
    return bool(sides) and (None in sides or said.side is None or said.side in sides)


def _of_sentence(
    one: Sentence, clock: Clock
) -> Iterator[tuple[TextFinding, Mark, Sureness]]:
    for draft in one.drafts:
        for mark in draft.findings:
            said = one.sure.get((mark.start, mark.word))
            if said is None or mark.entry is None:
                continue
            if _is_of_old(mark, draft, one, clock):
                said = replace(said, history=True)
            for statement in statements(draft, mark, said, one.words, clock):
                yield statement, mark, said


def _is_taken_back(
    earlier: TextFinding, later: Sequence[tuple[TextFinding, Mark, Sureness]]
) -> bool:
    """ "Had a numb arm, no numbness now": what was there is denied of now."""
    if earlier.presence == "absent" or earlier.state != "ongoing":
        return False
    return any(
        one.what == earlier.what
        and one.presence == "absent"
        and said.now
        and not (one.side and earlier.side and one.side != earlier.side)
        for one, _, said in later
    )


def _is_of_old(mark: Mark, draft: Draft, one: Sentence, clock: Clock) -> bool:
    if clock.written is None or (mark.entry is not None and mark.entry.lifelong):
        return False
    year = clock.written.start.year
    times = (held.time for held in draft.began() if held.time)
    if draft.is_past and any(is_old(time, year, told=True) for time in times):
        return True
    return is_of_old(mark, one.words, one.marks, year)
