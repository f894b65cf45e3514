"""A caller's line: the person it is about is the patient.

"Dtr phoned: mother slurring", "son fitting", "my friend is having a seizure":
a record is opened about the patient. So a text that tells of one person's
symptom, as it is now, and of no other patient, is about that person, who is
read as "patient". This only adds: what is not plainly such a line is left to
the triggers, `subjects` and `relatives`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.findings.text.persons.caller_words import (
    AS_WELL,
    AT_HOME,
    CALLS,
    FAR,
    IN_LAW,
    IS_NOW,
    KIN,
    LEADS,
    LONGEST,
    MAY_BE_PATIENT,
    NEAR,
    NOT_KIN,
    OF_OTHER_PATIENT,
    OF_PATIENT,
    OF_SORT,
    OF_THE_CALL,
    OPENING,
    OTHER_PATIENT,
    OTHER_PERSONS,
    PAST,
    RANG,
    SAME_OR_PAST,
    TELLERS,
    TELLING,
    TELLS_WHY,
    TOLD_AS_PAST,
    WAS_TODAY,
    WHO,
    WHOSE,
)
from engine.findings.text.persons.relatives import other_pronouns
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import is_recent
from engine.findings.text.wording.grammar import BREAKS, PERSONS
from engine.findings.text.wording.words import STOP, UNKNOWN_WORD

_NOT_LED = BREAKS | PERSONS | {";", ":", STOP}
_NAMED = PERSONS | OF_PATIENT
_WHO_TELLS = PERSONS | TELLERS


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: in which text, and what was said before it.

    ``symptoms`` if a sentence before it names findings.
    """

    text: Sequence[str]
    start: int
    symptoms: bool

    @property
    def before(self) -> Sequence[str]:
        """The words before the sentence."""
        return self.text[: self.start]


@dataclass(frozen=True, slots=True)
class _Line:
    """What a sentence tells of the person at one of its words."""

    at: int
    words: Sequence[str]
    marks: Sequence[Mark]
    place: Place

    @property
    def person(self) -> str:
        return self.words[self.at]

    @property
    def whose(self) -> str:
        return self.words[self.first] if self.words[self.first] in WHOSE else ""

    @property
    def first(self) -> int:
        """Where the person is named, with whose it is: "my 4 year old son"."""
        first = self.at
        while first and _is_of_sort(self.words[first - 1]):
            first -= 1
        is_named = first and self.words[first - 1] in WHOSE
        return first - 1 if is_named else self.at

    @property
    def after(self) -> int:
        """The first word behind the person and "in law"."""
        in_law = tuple(self.words[self.at + 1 : self.at + 3]) == IN_LAW
        return self.at + 1 + 2 * in_law

    @property
    def lead(self) -> Sequence[str]:
        """All that the text says before the person is named."""
        return (*self.place.before, *self.words[: self.first])

    @property
    def symptoms(self) -> Sequence[Mark]:
        """The symptoms that may be told of the person."""
        found = (m for m in self.marks if m.is_finding and m.start >= self.after)
        return [m for m in found if m.entry and m.entry.event and m.told != "normal"]


def with_patient(
    words: tuple[str, ...], marks: Sequence[Mark], place: Place
) -> tuple[str, ...]:
    """A sentence in which the person whom a caller speaks of is the patient."""
    if len(place.text) > LONGEST:
        return words
    for at in (i for i, word in enumerate(words) if word in MAY_BE_PATIENT):
        line = _Line(at, words, marks, place)
        if any(_is_patient(line, symptom) for symptom in line.symptoms):
            return _as_patient(line)
    return words


def _is_patient(line: _Line, symptom: Mark) -> bool:
    if _tells(line) or not _is_of_now(line, symptom) or _is_of_other_patient(line):
        return False
    behind = line.words[symptom.end : symptom.end + 2]
    if not SAME_OR_PAST.isdisjoint(behind) or tuple(behind) == AS_WELL:
        return False  # "wife is dizzy too", "dad's slurred speech last Easter"
    if line.person in KIN or _is_one_of_twins(line):
        return _is_named(line)
    return _is_told_of_friend(line, symptom)


def _is_of_sort(word: str) -> bool:
    return word in OF_SORT or word == UNKNOWN_WORD or word.isdigit()


def _tells(line: _Line) -> bool:
    """Whether the person rings in: "wife rang", "son on phone", "son:"."""
    behind = line.words[line.after : line.after + 2]
    return not TELLING.isdisjoint(behind)


def _is_of_now(line: _Line, symptom: Mark) -> bool:
    """Whether nothing of the past, and nobody else, stands before the symptom."""
    said = _without_clause(line.words[line.after : symptom.start])
    if len(said) > FAR or not _NOT_LED.isdisjoint(said):
        return False
    if any(mark.time and is_recent(mark.time) for mark in line.marks):
        return (PAST - WAS_TODAY).isdisjoint(said)
    if "with" in said and IS_NOW.isdisjoint(said) and not _is_call(line.place.text):
        return False  # "father with numb arm"
    told = line.words[symptom.start : symptom.end]
    was = IS_NOW.isdisjoint(said) and not (TOLD_AS_PAST | PAST).isdisjoint(told)
    return not was and PAST.isdisjoint(said)


def _without_clause(said: Sequence[str]) -> Sequence[str]:
    """ "Who had a stroke in 2015, has", "had a fit and is": what is of now."""
    is_clause = not WHO.isdisjoint(said[:2])
    verbs = [i for i in range(1, len(said)) if said[i] in IS_NOW]
    anew = [i for i in verbs if is_clause or said[i - 1] == "and"]
    return said[anew[-1] :] if anew else said


def _is_of_other_patient(line: _Line) -> bool:
    """Whether the text speaks of a patient beside the person."""
    text = line.place.text
    # "Pooped herself" names no second person.
    own = {line.place.start + i for m in line.symptoms for i in range(m.start, m.end)}
    if any(_names_patient(text, i) for i in range(len(text)) if i not in own):
        return True
    if any(pair in OF_OTHER_PATIENT for pair in pairwise(text)):
        return True
    return not _is_call(text) and not other_pronouns((line.person,)).isdisjoint(text)


def _names_patient(text: Sequence[str], at: int) -> bool:
    """Whether the patient is named, but not as "pt's wife rang"."""
    if text[at] not in OTHER_PATIENT:
        return False
    is_relative = not PERSONS.isdisjoint(text[at + 1 : at + 2])
    tells = not TELLING.isdisjoint(text[at + 2 : at + 2 + NEAR])
    return not (text[at] in OF_PATIENT and is_relative and tells)


def _is_call(said: Sequence[str]) -> bool:
    return not CALLS.isdisjoint(said)


def _is_led(line: _Line) -> bool:
    """Whether the text comes to the person at once: "999 call: my", "hi, its my"."""
    lead = frozenset(line.lead)
    last = line.lead[-1] if lead else ""
    if last in _NAMED and "from" not in line.lead[-2:]:
        return False  # "my friend's mum", but "call from wife husband"
    if last in RANG and _WHO_TELLS.isdisjoint(lead):
        return False  # "called my mum, headache all day"
    if not PERSONS.isdisjoint(lead) and TELLING.isdisjoint(lead):
        return False  # "gran on mum's side"
    known = LEADS | ({UNKNOWN_WORD} if _is_call(line.lead) else frozenset())
    return known.issuperset(lead)


def _is_named(line: _Line) -> bool:
    """Whether a relative is named as the one whom the text is about."""
    if line.whose in ("her", "his") and not _is_call(line.lead):
        return False
    if _is_led(line):
        return True
    own = line.place.symptoms or _has_own_symptom(line)
    return _opens(line) and (_is_spoken(line) or _is_family(line)) and not own


def _is_spoken(line: _Line) -> bool:
    """Whether somebody speaks of one of many: "Dad ok but mum", "and my husband"."""
    mine = line.whose in ("my", "our") or _is_one_of_twins(line)
    others = (CALLS | OTHER_PERSONS) - {line.person}  # not "with wife. Wife unsteady"
    return mine or not others.isdisjoint(line.lead)


def _is_family(line: _Line) -> bool:
    """Whether the family writes, to whom he is "dad": "fell at noon and dad's"."""
    return (
        line.person in AT_HOME
        and not line.whose
        and NOT_KIN.isdisjoint(line.place.text)
    )


def _opens(line: _Line) -> bool:
    """Whether a clause begins with the person: "and my", "but also my"."""
    first = line.first - (line.words[line.first - 1 : line.first] == ("also",))
    apart = tuple(line.words[max(0, first - 2) : first]) == ("apart", "from")
    return first <= 0 or apart or line.words[first - 1] in OPENING


def _has_own_symptom(line: _Line) -> bool:
    """Whether something is told before, and not of another: "wife had flu, now"."""
    told = (m for m in line.marks if m.is_finding and m.end <= line.first)
    return any(OTHER_PERSONS.isdisjoint(line.words[: mark.start]) for mark in told)


def _is_one_of_twins(line: _Line) -> bool:
    """ "Twin B well. Twin A": the one and the other."""
    return line.person == "twin" and list(line.place.text).count("twin") > 1


def _is_told_of_friend(line: _Line, symptom: Mark) -> bool:
    """ "My neighbour is slurring": a line of nothing else, and of now."""
    mine = line.whose in ("my", "our", "a", "this") or _is_call(line.lead)
    near = line.words[line.after : min(symptom.start + 1, line.after + NEAR)]
    is_now = not IS_NOW.isdisjoint(near) or symptom.start == line.after
    story = not TELLS_WHY.isdisjoint(line.place.text) or _is_of_known(line, symptom)
    return mine and is_now and _is_led(line) and not story


def _is_of_known(line: _Line, symptom: Mark) -> bool:
    """ "My sister has epilepsy and has fits": of a disease that is named with it."""
    known = (m for m in line.marks if m.entry and m.is_finding and not m.entry.event)
    return any("," not in line.words[symptom.end : mark.start] for mark in known)


def _as_patient(line: _Line) -> tuple[str, ...]:
    # "Husband ringing: wife": he is none of whom it tells.
    callers = PERSONS if _is_led(line) else frozenset[str]()
    read_as = {
        **dict.fromkeys(OF_THE_CALL, UNKNOWN_WORD),
        **dict.fromkeys(callers, "caller"),
    }
    before = (read_as.get(word, word) for word in line.words[: line.at])
    return (*before, "patient", *line.words[line.at + 1 :])
