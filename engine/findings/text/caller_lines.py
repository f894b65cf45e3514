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

from engine.findings.text.callers import CALLED_FOR
from engine.findings.text.grammar import BREAKS, INFORMING, PERSONS
from engine.findings.text.marks import Mark
from engine.findings.text.relatives import other_pronouns
from engine.findings.text.times import is_recent
from engine.findings.text.word_set import word_set
from engine.findings.text.words import STOP, TIME_WORD, UNKNOWN_WORD

_CALLS = word_set(
    """rang rings ring ringing calling called call calls phoning phoned phones phone
    telephone telephoned tc message msg voicemail about caller 999 111 911 dtr line emergency ambulance"""
)
# What may stand before the person in a line that somebody rings in.
_LEADS = (
    _CALLS
    | PERSONS
    | word_set(
        """t / c : , . - from its it's it is this re regarding on with for to check
        carer informant nurse teacher operator hi hello hiya the a an my our just here
        says said states reports concerned worried now and so but only that in law
        pt's patient's please help i i'm im think not me urgent"""
    )
    | {TIME_WORD}
)
_WHOSE = word_set("my our the her his a this")
# "My elderly mother", "my 4 year old son", but not "my late mother".
_OF_SORT = word_set(
    """elderly poor little big best older younger old year yr yo month eldest youngest
    dear work"""
) | {TIME_WORD}
_OPENING = BREAKS | word_set("; . : know that only and ,")
_KIN = (CALLED_FOR - {"brother", "sister"}) | word_set(
    """mums grandson granddaughter stepdad stepmum stepson stepdaughter hubby missus
    fella spouse fiance fiancee"""
)
_OTHERS = word_set("customer pupil client student passenger")
_OTHER_PERSONS = PERSONS | word_set("family everyone everybody others")
_PLURAL = word_set(
    """parents parent grandparents grandchildren nephews nieces cousins aunts uncles
    neighbours neighbors friends colleagues siblings"""
)
_IS_NOW = word_set(
    """is are has having can't cant cannot keeps looks won't wont isn't isnt suddenly
    he's she's hes shes"""
)
_WHO = word_set("who whose")
_WAS_TODAY = word_set("was were had went started developed became woke")
_PAST = _WAS_TODAY | word_set(
    """died when if used until gets suffers suffered always often weekly gave ended
    who whose also same"""
)
# "Went blind", "lost his vision" are of the past unless something says "now".
_TOLD_AS_PAST = word_set("went lost fell had got became couldn't couldnt could")
_SAME = word_set("same also too")
_SAME_OR_PAST = _SAME | {"last"}
# Of a friend's symptom it tells why somebody else came.
_TELLS_WHY = _SAME | word_set(
    """because so worried worry anxious scared contact exposed caught last diagnosed
    if was had were"""
)
_OTHER_PATIENT = word_set(
    """pt pts px patient patients pt's patient's himself herself own attends attending
    fh fhx social exhausted stressed tearful"""
)
_OF_OTHER_PATIENT = frozenset(
    {("here", "for"), ("here", "re"), ("came", "for"), ("seen", "for")}
    | {("carer", "for"), ("cares", "for"), ("caring", "for"), ("main", "carer")}
    | {("looks", "after"), ("looking", "after"), ("look", "after"), ("lives", "with")}
    | {("family", "history"), ("wants", "to"), ("i", "am"), ("next", "of")}
    | {(who, verb) for who in ("he", "she") for verb in ("asks", "wants")}
    | {("i", verb) for verb in ("have", "had", "feel", "felt", "get", "got", "need")}
)
_TELLING = (INFORMING - word_set("at here present")) | _CALLS | {":"}
_AS_WELL = ("as", "well")
_OF_PATIENT = frozenset({"pt's", "patient's"})
_IN_LAW = ("in", "law")
_FAR = 14
_NEAR = 4
CALLER_LINE_WORDS = frozenset().union(
    *(_OF_SORT - {TIME_WORD}, _LEADS - {":", ",", ".", "/", "-"}, _WHOSE, _OTHERS, _IS_NOW, _PAST),
    *(_TELLS_WHY, _OTHER_PATIENT, _TOLD_AS_PAST, _OTHER_PERSONS, {"know", "next", "of"}),
    *_OF_OTHER_PATIENT,
)


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
        return self.words[self.first] if self.words[self.first] in _WHOSE else ""

    @property
    def first(self) -> int:
        """Where the person is named, with whose it is: "my 4 year old son"."""
        first = self.at
        while first and _is_of_sort(self.words[first - 1]):
            first -= 1
        is_named = first and self.words[first - 1] in _WHOSE
        return first - 1 if is_named else self.at

    @property
    def after(self) -> int:
        """The first word behind the person and "in law"."""
        in_law = tuple(self.words[self.at + 1 : self.at + 3]) == _IN_LAW
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
    persons = (PERSONS | _OTHERS) - _PLURAL
    for at in (i for i, word in enumerate(words) if word in persons):
        line = _Line(at, words, marks, place)
        if any(_is_patient(line, symptom) for symptom in line.symptoms):
            return _as_patient(line)
    return words


def _is_patient(line: _Line, symptom: Mark) -> bool:
    if _tells(line) or not _is_of_now(line, symptom) or _is_of_other_patient(line):
        return False
    behind = line.words[symptom.end : symptom.end + 2]
    if not _SAME_OR_PAST.isdisjoint(behind) or tuple(behind) == _AS_WELL:
        return False  # "wife is dizzy too", "dad's slurred speech last Easter"
    if line.person in _KIN or _is_one_of_twins(line):
        return _is_named(line)
    return _is_told_of_friend(line, symptom)


def _is_of_sort(word: str) -> bool:
    return word in _OF_SORT or word == UNKNOWN_WORD or word.isdigit()


def _tells(line: _Line) -> bool:
    """Whether the person rings in: "wife rang", "son on phone", "son:"."""
    behind = line.words[line.after : line.after + 2]
    return not _TELLING.isdisjoint(behind)


def _is_of_now(line: _Line, symptom: Mark) -> bool:
    """Whether nothing of the past, and nobody else, stands before the symptom."""
    said = _without_clause(line.words[line.after : symptom.start])
    if len(said) > _FAR or not (BREAKS | PERSONS | {";", ":", STOP}).isdisjoint(said):
        return False
    if any(mark.time and is_recent(mark.time) for mark in line.marks):
        return (_PAST - _WAS_TODAY).isdisjoint(said)
    told = line.words[symptom.start : symptom.end]
    was = _IS_NOW.isdisjoint(said) and not _TOLD_AS_PAST.isdisjoint(told)
    return not was and _PAST.isdisjoint(said)


def _without_clause(said: Sequence[str]) -> Sequence[str]:
    """ "Who had a stroke in 2015, has", "had a fit and is": what is of now."""
    is_clause = not _WHO.isdisjoint(said[:2])
    verbs = [i for i in range(1, len(said)) if said[i] in _IS_NOW]
    anew = [i for i in verbs if is_clause or said[i - 1] == "and"]
    return said[anew[-1] :] if anew else said


def _is_of_other_patient(line: _Line) -> bool:
    """Whether the text speaks of a patient beside the person."""
    text = line.place.text
    if any(_names_patient(text, i) for i in range(len(text))):
        return True
    if any(pair in _OF_OTHER_PATIENT for pair in pairwise(text)):
        return True
    return not _is_call(text) and not other_pronouns((line.person,)).isdisjoint(text)


def _names_patient(text: Sequence[str], at: int) -> bool:
    """Whether the patient is named, but not as "pt's wife rang"."""
    if text[at] not in _OTHER_PATIENT:
        return False
    tells = not _TELLING.isdisjoint(text[at + 2 : at + 2 + _NEAR])
    return not (text[at] in _OF_PATIENT and text[at + 1] in PERSONS and tells)


def _is_call(said: Sequence[str]) -> bool:
    return not _CALLS.isdisjoint(said)


def _is_led(line: _Line) -> bool:
    """Whether the text comes to the person at once: "999 call: my", "hi, its my"."""
    lead = frozenset(line.lead)
    if line.lead[-1:] and line.lead[-1] in PERSONS | _OF_PATIENT:
        return False  # "my friend's mum"
    if not PERSONS.isdisjoint(lead) and _TELLING.isdisjoint(lead):
        return False  # "gran on mum's side"
    known = _LEADS | ({UNKNOWN_WORD} if _is_call(line.lead) else frozenset())
    return known.issuperset(lead)


def _is_named(line: _Line) -> bool:
    """Whether a relative is named as the one whom the text is about."""
    if line.whose in ("her", "his") and not _is_call(line.lead):
        return False
    if _is_led(line):
        return True
    own = line.place.symptoms or _has_own_symptom(line)
    return _opens(line) and _is_spoken(line) and not own


def _is_spoken(line: _Line) -> bool:
    """Whether somebody speaks of one of many: "Dad ok but mum", "and my husband"."""
    mine = line.whose in ("my", "our")
    return mine or not (_CALLS | _OTHER_PERSONS).isdisjoint(line.lead)


def _opens(line: _Line) -> bool:
    """Whether a clause begins with the person: "and my", "but also my"."""
    first = line.first - (line.words[line.first - 1 : line.first] == ("also",))
    apart = tuple(line.words[max(0, first - 2) : first]) == ("apart", "from")
    return first <= 0 or apart or line.words[first - 1] in _OPENING


def _has_own_symptom(line: _Line) -> bool:
    """Whether something is told before, and not of another: "wife had flu, now"."""
    told = (m for m in line.marks if m.is_finding and m.end <= line.first)
    return any(_OTHER_PERSONS.isdisjoint(line.words[: mark.start]) for mark in told)


def _is_one_of_twins(line: _Line) -> bool:
    """ "Twin B well. Twin A": the one and the other."""
    return line.person == "twin" and list(line.place.text).count("twin") > 1


def _is_told_of_friend(line: _Line, symptom: Mark) -> bool:
    """ "My neighbour is slurring": a line of nothing else, and of now."""
    mine = line.whose in ("my", "our", "a", "this") or _is_call(line.lead)
    near = line.words[line.after : min(symptom.start + 1, line.after + _NEAR)]
    is_now = not _IS_NOW.isdisjoint(near) or symptom.start == line.after
    known = (m for m in line.marks if m.entry and m.is_finding and not m.entry.event)
    story = not _TELLS_WHY.isdisjoint(line.place.text) or any(known)
    return mine and is_now and _is_led(line) and not story


def _as_patient(line: _Line) -> tuple[str, ...]:
    before = line.words[: line.at]
    if _is_led(line):  # "husband ringing: wife": he is none of whom it tells
        before = ["caller" if word in PERSONS else word for word in before]
    return (*before, "patient", *line.words[line.at + 1 :])
