"""Names of persons, places and works, told by their capitals: "Dr Fitt", "Blind Lane".

The words behind this see no capitals, so a name becomes an unknown word. A title has
its surname behind it only where what follows is done by a person or is said of one:
"Mrs Pale Clammy Sweating" and "reviewed by Dr. Numb since 8" tell of a patient. A place
has its noun behind it and "at", "the" or a number before it, a work its noun beside it;
a note in which every word has a capital has neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.findings.text.wording.grammar import (
    ASSERTING,
    DENYING,
    HEDGES,
    INFORMING,
    VERBS,
)
from engine.findings.text.wording.word_set import word_set

_WORD = re.compile(r"\w+")
_NAME = "Xxxxxxx"
# A sentence can end in one of the second kind: "d/w Dr. Pale, sweaty".
_OF_PERSONS = word_set("mr mrs ms miss mx")
_OF_WORKERS = word_set("dr nurse sister prof professor doctor matron")
_SURNAME = word_set("surname")
_TITLES = _OF_PERSONS | _OF_WORKERS | _SURNAME
_WRITTEN_SMALL = word_set("mr mrs dr nurse prof surname")
_NO_NAMES = (ASSERTING | HEDGES | DENYING | INFORMING | VERBS) | word_set(
    "with complaining left right both pt patient any some new sudden"
)
_NEAR = 3
# What stands before a name at the end: "seen by Dr Fitt", not "awaiting Dr Confused".
_BEFORE_TITLE = word_set("by with w to from for of re under cc")
# What a named person does; what a finding does or is ("started", "is", "has") is none.
_DONE = word_set("rang rings ringing phoned phones requested requests returned wrote")
_AT_WORK = _DONE | word_set(
    """reviewed reviewing reviews advised advises agreed agrees aware informed
    prescribed cream spray gel patch patches numbing ointment lidocaine"""
)
_BESIDE = word_set("pt patient gp clinic consultant registrar locum dob address new")
_ENDS = frozenset(".;:)]?!\n")
_STREETS = word_set(
    """lane road street avenue crescent terrace cottage cottages gardens grove mews"""
)
_HOUSES = word_set(
    """cafe café pub inn hotel restaurant shop bakery brewery ltd limited plc inc llc
    charity foundation trust society association solicitors pharmacy chemist band
    choir festival stout lager ale"""
)
_FIRMS = word_set("ltd limited plc inc llc")
_TAILS = _STREETS | _HOUSES
# What a name of a place or a work follows: "at Blue Lips Cafe", "a Cold Feet boxset".
_LEADS = word_set("at the of a from")
_NO_NAME_OF_PLACE = word_set("in on of to at over near outside by from with and or the")
_LONGEST = 3
_SIDES = word_set("left right both l r")
_WORKS = word_set(
    """film movie band album song novel book musical boxset podcast documentary poem"""
)
_LINKS = word_set("called named titled")
_THE = word_set("the a")
_CUES = _TITLES | _TAILS | _WORKS
_MOSTLY = 0.6
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, and what parts it from the one before."""

    start: int
    text: str
    gap: str

    @property
    def small(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name is: "Pale", "NumbSkin", not "NUMB"."""
        return len(self.text) > 1 and self.text[0].isupper() and not self.text.isupper()


def without_names(text: str) -> str:
    """The text with a word that no list knows for each that is a name and no more."""
    if _CUES.isdisjoint(_WORD.findall(text.lower())):
        return text
    said = [*_words(text)]
    names = {at for i in range(len(said)) for at in _named(said, i)}
    for at in sorted(names, reverse=True):
        start, end = said[at].start, said[at].start + len(said[at].text)
        text = text[:start] + _NAME + text[end:]
    return text


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        yield _Word(match.start(), match[0], text[end : match.start()])
        end = match.end()


def _named(said: Sequence[_Word], at: int) -> Sequence[int]:
    """The places of a name that the word at ``at`` is a title, noun or link of."""
    small = said[at].small
    if small in _TITLES:
        return _surname(said, at)
    found = _place(said, at) if small in _TAILS else ()
    found = found or (_work(said, at) if small in _WORKS else ())
    sided = any(said[place].small in _SIDES for place in found)
    return () if sided or len(found) > _LONGEST else found


def _surname(said: Sequence[_Word], at: int) -> Sequence[int]:
    title, own = said[at], said[at + 1 : at + 2]
    if not own or not own[0].is_capital or own[0].small in _NO_NAMES:
        return ()
    is_title = title.small in _WRITTEN_SMALL or title.is_capital
    dotted = own[0].gap == ". "
    if title.text.isupper() or not is_title or not (own[0].gap == " " or dotted):
        return ()
    end = at + 2
    while end < len(said) and said[end].gap == "-" and said[end].is_capital:
        end += 1
    after = said[end : end + _NEAR]
    if title.small in _OF_WORKERS:
        is_name = _is_worker(after, dotted=dotted)
    else:
        is_name = _is_person(after)
    at_end = not after or after[0].gap.strip()[:1] in _ENDS
    is_last = at and said[at - 1].small in _BEFORE_TITLE and not dotted and at_end
    return range(at + 1, end) if is_name or is_last else ()


def _is_person(after: Sequence[_Word]) -> bool:
    """Whether what follows is told of a person: "Mr Pale, 44", "Mr Stagger rang"."""
    named = after[:1] and after[0].gap == " " and after[0].is_capital
    rest = after[1:] if named else after
    if rest and rest[0].gap == ", ":
        return rest[0].small.isdigit() or rest[0].small in _BESIDE
    if named or not after:
        return False
    gap, word = after[0].gap, after[0].small
    if gap == "'":
        return word == "s"
    return gap == " " and word in _DONE


def _is_worker(after: Sequence[_Word], *, dotted: bool) -> bool:
    """Whether what follows is told of a doctor or nurse."""
    if not after:
        return False
    gap, word = after[0].gap, after[0].small
    if gap == "'":
        return word == "s"
    if gap.startswith(","):
        return not dotted and word in _BESIDE
    noted = word == "re" and after[1:] and after[1].gap.startswith(":")
    of_cream = word.isdigit() and after[1:] and after[1].gap.startswith("%")
    return gap == " " and bool(of_cream or noted or word in _AT_WORK)


def _place(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "Pale Lane", "Blue Lips Cafe": the capitals before the noun of a place."""
    if not said[at].is_capital:
        return ()
    first = _first_capital(said, at)
    if not 1 <= at - first <= _LONGEST or _is_titled(said, first, at + 1):
        return ()
    if _begins(said, first):
        lone = said[at].small in _FIRMS and at - first > 1
        return range(first, at) if lone else ()
    before = said[first - 1].text
    numbered = before.isdigit() and said[at].small in _STREETS
    return range(first, at) if numbered or before in _LEADS else ()


def _first_capital(said: Sequence[_Word], at: int) -> int:
    first = at
    while first and said[first].gap == " " and said[first - 1].is_capital:
        if said[first - 1].small in _NO_NAME_OF_PLACE:
            break
        first -= 1
    return first


def _begins(said: Sequence[_Word], at: int) -> bool:
    """Whether a sentence or a part of one begins there, where all have a capital."""
    return at == 0 or said[at].gap.strip(" '\"") != ""


def _work(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "Vertigo, the film", "a band called Numb", "a Cold Feet boxset"."""
    found = _before_work(said, at) or _behind_work(said, at)
    if found and _is_titled(said, found[0], found[-1] + 1):
        return ()
    return found


def _before_work(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "Vertigo, the film,", and of two words or more: "a Cold Feet boxset".

    "Dizzy, the film was too loud" goes on and names no film.
    """
    before = said[at - 1] if at > 1 else said[at]
    if before.small in _THE:
        apart = before.gap in (", ", " (") and said[at - 2].is_capital
        ends = at + 1 == len(said) or said[at + 1].gap.strip()
        return range(_first_capital(said, at - 2), at - 1) if apart and ends else ()
    first = _first_capital(said, at)
    of_two = at - first > 1 and not _begins(said, first)
    led = of_two and said[first - 1].text in _LEADS
    return range(first, at) if led else ()


def _behind_work(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "A band called Numb"; "after the film, Double Vision," is no name."""
    start = at + 2
    if not at or said[at - 1].small != "a" or start >= len(said):
        return ()
    link, own = said[at + 1], said[start]
    if link.small not in _LINKS or link.gap != " " or not own.is_capital:
        return ()
    end = start + 1
    while end < len(said) and said[end].gap == " " and said[end].is_capital:
        end += 1
    return range(start, end) if own.gap in (" ", " '") else ()


def _is_titled(said: Sequence[_Word], start: int, end: int) -> bool:
    """Whether the words around have capitals as well: "Numb Left Arm, Long Lane"."""
    rest = [
        word
        for at, word in enumerate(said)
        if not start <= at < end and not _begins(said, at) and len(word.text) > _NEAR
    ]
    capitals = sum(word.is_capital for word in rest)
    return len(rest) > _FEW and capitals > _MOSTLY * len(rest)
