"""Names of persons, places and works, told by their capitals: "Dr Fitt", "Blind Lane".

The words behind this see no capitals, so a name becomes an unknown word. A title has
its surname behind it, unless what follows tells of a patient: "Mrs Weak L arm",
"reviewed by Dr. Numb since 8". A place has its noun behind it, a work its noun before
or behind it; a note in which every word has a capital has neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.findings.text.grammar import ASSERTING, DENYING, HEDGES, INFORMING, VERBS
from engine.findings.text.word_set import word_set

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
_PLACES = word_set(
    """left right both bilateral bilaterally arm arms leg legs hand hands foot feet face
    lip lips tongue mouth side body limb limbs finger fingers toe toes thumb thigh calf
    head neck back chest saddle groin waist l r lt rt rhs lhs"""
)
_OF_STATE = _PLACES | word_set(
    """since down all up and but for from when after again still now today yesterday
    tonight overnight this suddenly sudden x worse worsening or"""
)
_TO_PLACE = word_set("in on of to at over")
_NEAR = 3
# What a doctor or a nurse does, and what is said of one behind a comma.
_AT_WORK = word_set(
    """rang rings ringing called calls phoned phones saw sees seen said says asked asks
    will would has had reviewed reviewing reviews advised advises agreed agrees aware
    informed referred wrote writes requested requests wants prescribed started stopped
    increased changed signed is was re who whose list clinic surgery cream spray gel
    patch patches numbing ointment brand tattoo lidocaine"""
)
_BESIDE = word_set(
    "pt patient of gp re seen who aware rang clinic ward consultant registrar locum dr"
)
_ENDS = frozenset(".;:)]?!\n")
_STREETS = word_set(
    """lane road street avenue crescent terrace cottage cottages gardens grove mews"""
)
_HOUSES = word_set(
    """cafe café pub inn hotel restaurant shop bakery brewery ltd limited plc inc llc
    charity foundation trust society association solicitors pharmacy chemist band
    choir festival stout lager ale"""
)
_SURGERIES = word_set("surgery practice")
_TAILS = _STREETS | _HOUSES | _SURGERIES
_LONGEST = 3
_SIDES = word_set("left right both l r")
_WORKS = word_set(
    """film movie band album song single novel book musical boxset podcast show series
    documentary poem"""
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
    said = [*_words(text)]
    if not any(word.small in _CUES for word in said):
        return text
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
        is_name = not _tells_of_state(after)
    return range(at + 1, end) if is_name else ()


def _tells_of_state(after: Sequence[_Word]) -> bool:
    """Whether what follows is told of a finding: "Mrs Weak L arm", "Mr Pale and"."""
    if after and after[0].gap == ", ":
        return after[0].small in _PLACES  # "Mrs Weak, left arm since 8"
    if not after or after[0].gap not in (" ", "/"):
        return False
    if after[0].small == "and":
        return not (after[1:] and after[1].is_capital)
    if after[0].small in _TO_PLACE:
        return any(word.small in _PLACES for word in after[1:])
    return after[0].small in _OF_STATE


def _is_worker(after: Sequence[_Word], *, dotted: bool) -> bool:
    """Whether what follows is told of a doctor or nurse, or nothing follows."""
    if not after:
        return not dotted
    gap, word = after[0].gap, after[0].small
    if gap == "'":
        return word == "s"
    if gap.strip() and gap[0] in _ENDS:
        return not dotted
    if gap.startswith(","):
        return not dotted and word in _BESIDE
    of_cream = word.isdigit() and after[1:] and after[1].gap.startswith("%")
    return gap == " " and bool(of_cream or word in _AT_WORK)


def _place(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "Pale Lane", "Blue Lips Cafe": the capitals before the noun of a place."""
    if not said[at].is_capital:
        return ()
    first = _first_capital(said, at)
    if not 1 <= at - first <= _LONGEST or _is_titled(said, first, at + 1):
        return ()
    begins = _begins(said, first)
    lone = said[at].small in _HOUSES and at - first > 1
    return () if begins and not lone else range(first, at)


def _first_capital(said: Sequence[_Word], at: int) -> int:
    first = at
    while first and said[first].gap == " " and said[first - 1].is_capital:
        first -= 1
    return first


def _begins(said: Sequence[_Word], at: int) -> bool:
    """Whether a sentence or a part of one begins there, where all have a capital."""
    return at == 0 or said[at].gap.strip(" '\"") != ""


def _work(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "Vertigo, the film", "a band called Numb", "their band, Double Vision"."""
    found = _before_work(said, at) or _behind_work(said, at)
    if found and _is_titled(said, found[0], found[-1] + 1):
        return ()
    return found


def _before_work(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "Vertigo, the film", and of two words or more: "a Cold Feet boxset"."""
    before = said[at - 1] if at > 1 else said[at]
    if before.small in _THE:
        apart = before.gap in (", ", " (") and said[at - 2].is_capital
        return range(_first_capital(said, at - 2), at - 1) if apart else ()
    first = _first_capital(said, at)
    of_two = at - first > 1 and not _begins(said, first)
    return range(first, at) if of_two else ()


def _behind_work(said: Sequence[_Word], at: int) -> Sequence[int]:
    """ "A band called Numb", and of two words or more: "the band Numb Feet"."""
    start = at + 1
    linked = start < len(said) and said[start].small in _LINKS
    start += linked
    if start >= len(said) or not said[start].is_capital:
        return ()
    end = start + 1
    while end < len(said) and said[end].gap == " " and said[end].is_capital:
        end += 1
    if linked:
        return range(start, end)
    ends = end == len(said) or said[end].gap.strip() != ""
    of_two = end - start > 1 and ends and said[start].gap in (", ", " ", " '")
    return range(start, end) if of_two else ()


def _is_titled(said: Sequence[_Word], start: int, end: int) -> bool:
    """Whether the words around have capitals as well: "Numb Left Arm, Long Lane"."""
    rest = [
        word
        for at, word in enumerate(said)
        if not start <= at < end and not _begins(said, at) and len(word.text) > _NEAR
    ]
    capitals = sum(word.is_capital for word in rest)
    return len(rest) > _FEW and capitals > _MOSTLY * len(rest)
