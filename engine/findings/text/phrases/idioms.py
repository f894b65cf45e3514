"""Idioms of any words, and idioms that are none: "a cold left foot".

An idiom of the lexicon keeps the words in it from being findings ("a cold",
"lost sight of"). Where it ends in a word that is said of a body part and one
follows, it is meant as it stands.
"""

from collections.abc import Sequence
from itertools import dropwhile

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, DEFINITE, RELATING
from engine.findings.text.wording.own_clause import clause
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD, UNKNOWN_WORD

_QUITE = word_set("a one such real right big huge massive bit of total complete")
_IS = word_set("is are was were")
# Only such a thing "is a headache"; a complaint or a reason for calling has one.
_NUISANCES = word_set(
    """parking form forms bill bills paperwork queue queues queueing system systems app
    website portal traffic insurance benefits business money finances council landlord
    housing rent tax taxes admin computer laptop computers software login password
    commute commuting job rota school run builders move moving wedding divorce visa
    passport neighbours neighbour in-laws booking bookings appointment appointments
    worries situation car holiday logistics"""
)
_SUBJECT_NEAR = 3
_ABOUT = word_set("about over re regarding by")
_AS_TO = ("as", "to")
# Why a thing was written or refused; why she is "in clinic" is another matter.
_WHY_ABOUT = frozenset(
    {("why",), ("as", "to", "why"), ("about", "why"), ("over", "why"), ("to", "why")}
)
_SENT = word_set(
    """text texts sms email emails letter letters bill invoice prescription
    prescriptions referral app form forms"""
)
_PAPERS = word_set(
    """dose doses dosage dosing inhaler inhalers appointment appointments letter letters
    form forms bill bills invoice prescription prescriptions instructions leaflet app
    referral booking website brand brands"""
)
# "About which tablets" is asked of papers, "about his tablets" is a confused man's.
_WHICH = word_set("which what how many much when whether")
_ASKED_WHICH = word_set("tablet tablets medication medicines drops cream clinic")
_DETAILS = word_set("the his her my their this that these new online from hospital gp")
_WITH_PAPERS = ("with",)
_MIXED_UP = word_set("confusion muddle mix-up mixup")
# What a person who is ill is, besides being confused about a letter.
_ACUTE = word_set(
    """since onset sudden suddenly acutely overnight increasingly very more worse
    today tonight now box wandering took found not n't cannot can't couldn't unable
    thinks turned who forgot lost didn't"""
)
_BESIDE = 4
# "Cold sore on the lip", "which fits with her back pain" stay what they are.
_OPEN = (ADJECTIVES | RELATING) - {"sore", "with"}
_BETWEEN = DEFINITE | word_set("a an and , both one")
_STEPPED = _BETWEEN | ADJECTIVES | word_set("lifeless swollen clammy dead")
_NEAR = 5
# "Left arm heavy sweating" is an arm that is heavy, "hand heavy lifting" is none.
_SAID_OF_PLACE = ADJECTIVES | word_set("pain fell asleep")
_OF_ANOTHER = word_set(
    """about inside at down and asleep breathing sweating sweat sweats night brain eyes
    eyelids blue cap relief score killer killers meds medication medicine control
    bladder pelvic english tea line skinned doppler after since positive"""
)
# "Numb about 20 minutes", "this is fit no 4" go on with a figure.
_COUNTED = word_set("about around inside of fit room at")
_ABOUT_IT = word_set("about around inside at")
_NUMBERED = word_set("no number num")
_COUNTS = word_set("one two three four five six seven eight nine ten half several") | {
    TIME_WORD,
    UNKNOWN_WORD,
}
_ON = word_set(
    "now on over to of at around the his her is are was looks large small old"
)
_BRUISE = word_set("bruise bruises bruising")
_BRUISED = word_set("purple purplish black dark violet")
_IN_BRUISE = 4
_BELIEVING = word_set("thinks believes")
_BELIEVED = word_set("only just a an the his her my their probably from")
_NO_BRUISE = word_set("no not nil without denies now today still yet but")
IDIOM_WORDS = frozenset().union(
    *(
        _QUITE,
        _IS,
        _NUISANCES,
        _ABOUT,
        _PAPERS,
        _BETWEEN,
        _SENT,
        _BRUISE,
        _BRUISED,
    ),
    *(_AS_TO, _WHICH, _ASKED_WHICH, _DETAILS, _WITH_PAPERS, _MIXED_UP, _ACUTE, _ON),
    *_WHY_ABOUT,
    _NO_BRUISE | _BELIEVING | _BELIEVED | _STEPPED | _NUMBERED | _COUNTS,
)


def is_literal(
    words: Sequence[str], start: int, end: int, places: Sequence[range]
) -> bool:
    """Whether an idiom is said of a body part, or of a length of time.

    ``places`` are the words of each side and body part of the sentence.
    """
    if _has_place_before(words, start, places) or _is_counted(words, end):
        return True
    at = end
    if words[end - 1] in _OPEN:
        while at < min(len(words), end + _NEAR) and words[at] in _STEPPED:
            at += 1
    elif words[end - 1] in _COUNTED and words[end - 2] in _SAID_OF_PLACE:
        while at < len(words) and words[at] in DEFINITE:
            at += 1
    else:
        return False
    return any(place.start == at for place in places)


def _has_place_before(
    words: Sequence[str], start: int, places: Sequence[range]
) -> bool:
    if words[start] not in _SAID_OF_PLACE or start + 1 == len(words):
        return False
    goes_on = words[start + 1] in _OF_ANOTHER
    return goes_on and any(place.stop == start for place in places)


def _is_counted(words: Sequence[str], end: int) -> bool:
    if words[end - 1] not in _COUNTED or end >= len(words):
        return False
    if words[end - 1] in _ABOUT_IT and words[end - 2] not in _SAID_OF_PLACE:
        return False  # "cold feet about Thursday's operation"
    counts = (
        words[end + 1 : end + 2] if words[end] in _NUMBERED else words[end : end + 1]
    )
    return any(word in _COUNTS or word.isdigit() for word in counts)


def is_nuisance(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "The parking is a real headache": people have one, only things are one.

    What is told with a time, a place or another finding is meant as it stands,
    and so is the headache that a complaint or a symptom is.
    """
    if words[finding.start : finding.end] != ("headache",):
        return False
    beside = range(finding.start - _BESIDE, finding.end + _BESIDE)
    if any(mark is not finding and mark.start in beside for mark in marks):
        return False
    at = finding.start
    while at and words[at - 1] in _QUITE:
        at -= 1
    if at < 2 or words[at - 1] not in _IS:
        return False
    return not _NUISANCES.isdisjoint(words[max(0, at - 1 - _SUBJECT_NEAR) : at - 1])


def is_about_papers(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Confused about which dose": by what was written or arranged.

    Not of what began at a time, nor beside another finding. The paper stands right
    behind: "by his insulin, BM 1.9", "about names", "which tablets and which day".
    """
    if finding.word != "confusion" or words[finding.end : finding.end + 1] == ():
        return False
    if any(mark.is_finding and mark is not finding for mark in marks):
        return False
    own = words[: clause(words, finding.start)[1]]
    after = own[finding.end :]
    figures = any(char.isdigit() for word in words for char in word)
    if figures or not _ACUTE.isdisjoint(words) or "new" in words[: finding.start]:
        return False
    return _is_about_why(after) or _is_about_paper(words[finding.end - 1], after)


def _is_about_paper(said: str, after: Sequence[str]) -> bool:
    """ "About the letter", "as to which clinic", "over his appointment date"."""
    about = 2 if tuple(after[:2]) == _AS_TO else 1
    mixed = said in _MIXED_UP and tuple(after[:1]) == _WITH_PAPERS
    if not (about > 1 or mixed or _ABOUT.issuperset(after[:1])):
        return False
    named = [*dropwhile(lambda word: word in _DETAILS, after[about:])]
    if named[:1] and named[0] in _WHICH:
        near = named[1 : 1 + _SUBJECT_NEAR]
        return not (_PAPERS | _ASKED_WHICH).isdisjoint(near)
    return named[:1] != [] and named[0] in _PAPERS


def _is_about_why(after: Sequence[str]) -> bool:
    asks = any(tuple(after[:length]) in _WHY_ABOUT for length in (1, 2, 3))
    return asks and not _SENT.isdisjoint(after)


def is_belief(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Thinks it's only Bell's palsy": an illness, not where or when he is."""
    if finding.word != "confusion" or words[finding.start] not in _BELIEVING:
        return False
    at = finding.end
    while at < len(words) and words[at] in _BELIEVED:
        at += 1
    near = range(finding.end, at + 1)
    return any(m.axis in ("finding", "ignore") and m.start in near for m in marks)


def is_bruise(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Purple bruise over the hip": the colour is that of the bruise.

    Not where anything else is found, at a second place, or of a part that is
    named with the colour ("no bruise, foot purple").
    """
    if finding.word != "skin-discolouration" or _BRUISE.isdisjoint(words):
        return False
    others = any(m.is_finding and m.start != finding.start for m in marks)
    places = {m.word for m in marks if m.axis == "site"}
    is_told = _BRUISED.issuperset(words[finding.start : finding.end])
    if others or len(places) > 1 or not is_told or not _NO_BRUISE.isdisjoint(words):
        return False
    return _is_its_colour(finding, words, marks)


def _is_its_colour(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    at = next(i for i, word in enumerate(words) if word in _BRUISE)
    start, end = (at, finding.start) if at < finding.start else (finding.end, at)
    gap = list(words[start + (at == start) : end])
    if gap == [","] and words[finding.end : finding.end + 1] == (",",):
        return _ON.issuperset(words[finding.end + 1 : finding.end + 2])
    if at == start and "," not in gap and not _is_where(gap, marks, at + 1):
        return False
    return len(gap) <= _IN_BRUISE and not _is_of_part(finding, at, gap, marks)


def _is_where(gap: Sequence[str], marks: Sequence[Mark], start: int) -> bool:
    """ "Bruise on shin purple", not "bruising after a scan and toes purple"."""
    named = {i - start for m in marks if m.is_place for i in range(m.start, m.end)}
    plain = all(i in named or word in _ON for i, word in enumerate(gap))
    return plain and "and" not in gap


def _is_of_part(
    finding: Mark, bruise: int, gap: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a comma parts it from the bruise, and a body part is on its side."""
    if "," not in gap:
        if bruise < finding.start:
            return _has_site(finding.end, marks)
        return any(m.axis == "site" and m.start < bruise for m in marks)
    if bruise < finding.start:
        comma = finding.start - 1 - list(reversed(gap)).index(",")
        return _has_site(comma, marks)
    return any(mark.axis == "site" and mark.start < bruise for mark in marks)


def _has_site(start: int, marks: Sequence[Mark]) -> bool:
    return any(mark.axis == "site" and mark.start >= start for mark in marks)
