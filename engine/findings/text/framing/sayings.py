"""Sayings of things and not of a body: "rail strike paralysed the city".

What is told with a side, a body part or a time is meant as it stands ("weakness for
3 days", "arm paralysed since"), and so is what stands beside another finding.
"""

from collections.abc import Callable, Sequence
from itertools import takewhile

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set

_PARALYSED = frozenset({("paralysed",), ("paralyzed",)})
_SYSTEMS = word_set(
    """city town country capital network airport airports port ports economy government
    parliament service services industry system systems computer computers server
    website phones lines account accounts bank business company traffic railway
    railways roads motorway region county department rota login app portal laptop
    internet wifi"""
)
_BY = word_set("by with")
_DREAD = word_set(
    """decision decisions indecision fear choice choices debt debts bureaucracy guilt
    shame anxiety dread doubt grief perfectionism"""
)
_DETERMINERS = word_set("the a an his her my our their all whole entire over making")
_IS = word_set("is are was were been be")
_LIKING = word_set("for is being are")
_TREATS = word_set(
    """cake cakes chocolate chocolates crisps chips biscuits biscuit cookies cheese
    bread pastry pastries sweets candy crumpets doughnuts donuts pizza takeaways
    takeaway curry puddings pudding dessert desserts
    wine beer gin prosecco lager cider
    cola coke pepsi fudge toffee liquorice pies pasties sausages bacon kebabs burgers
    shoes handbags gadgets shopping bargains gambling scratchcards cards bingo puppies
    cream ice salty sweet sugary snacks snack nuts popcorn haribo jam toast butter"""
)
_QUALIFYING = word_set("a the good nice dark milk white salted strong my her his any")
_CLOTHES = word_set(
    """shirt shirts dress dresses trousers jeans skirt skirts suit suits jacket jackets
    coat coats bra bras ring rings hat hats uniform uniforms clothes shoe shoes boot
    boots trainers slippers glove gloves helmet denture dentures belt collar brace
    splint stocking stockings wig glasses mask"""
)
_WORN = word_set("him her me them well fine perfectly loosely snugly nicely")
_WORN_ENDS = word_set(", . ; now and but")
_LONG = word_set("one long big real constant total complete right such a an")
_ADMIN = word_set(
    """organising organizing arranging booking sorting planning parking chasing filling
    scheduling coordinating paperwork admin rota rotas tax taxes paying billing bills
    invoices insurance claim visa childcare transport logistics
    software password passwords login printer pharmacy forms authorization
    authorisation auth prescriptions staffing cover childminder builders solicitor
    landlord tenants council deadline deadlines mix-up prescription system
    update switchover"""
)
_GIVING = word_set("giving gives gave given caused causing causes")
_SOMEBODY = word_set(
    """us everyone staff team manager office practice reception
    receptionist pharmacist secretary accountant"""
)
_ROYAL = word_set("royal right real proper utter absolute bloody complete massive")
_IN_NECK = ("pain", "in", "the", "neck")
_COLOURED = word_set("pale white blue black purple grey gray mottled dusky")
_OBJECTS = word_set(
    """worktop worktops banana bananas wallpaper bricks carpet curtains sofa eggs
    biro folder envelope bin bins pottery gravel limestone pebbles van"""
)
SAYING_WORDS = frozenset().union(
    *(_SYSTEMS, _BY, _DREAD, _DETERMINERS, _LIKING, _TREATS, _QUALIFYING, _CLOTHES),
    *(_WORN, _LONG, _ADMIN, _GIVING, _SOMEBODY, _ROYAL, _OBJECTS, _IS, _IN_NECK),
)
_AFTER_TREAT = word_set(", . ; and or but will is") | _TREATS
_APART = word_set(", ; . but")
_MEANT_AS_REAL = word_set("right")
_MACHINES = word_set("system systems network computers website")
_PHONES = word_set("phone phones telephone rail railway")
# What may follow the thing that stands still: "the bank worker" is somebody.
_AFTER_SYSTEM = word_set(", . ; so and but because which when while again all today")
_HE_OR_WHERE = word_set(
    "he she i they him her pt patient in on at by from to with of found brought"
)
_NEAR = 4
_FAR = 10
_CLAUSE_ENDS = word_set("and but , ;")


def is_saying(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a thing is paralysed, liked, worn, coloured or a nuisance."""
    asked = _SAYINGS.get(finding.word)
    if asked is None or any(_is_of_body(mark, finding, words) for mark in marks):
        return False
    return asked(finding, words, marks)


def _is_of_body(mark: Mark, finding: Mark, words: Sequence[str]) -> bool:
    """Whether it is a side, or a time or another finding of the same clause."""
    if mark.axis == "side":
        return not _MEANT_AS_REAL.issuperset(words[mark.start : mark.end])
    if (mark.axis != "time" and not mark.is_finding) or mark.start == finding.start:
        return False
    gap = words[min(mark.end, finding.end) : max(mark.start, finding.start)]
    return _APART.isdisjoint(gap)


def _is_standstill(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Strike paralysed the city", "phone lines paralysed", "by the decision"."""
    said = tuple(words[finding.start : finding.end])
    if said not in _PARALYSED:
        return _is_liking(finding, words)
    if any(mark.axis == "site" for mark in marks):
        return False
    after = words[finding.end : finding.end + _NEAR]
    if after[:1] != () and after[0] in _BY and _leads_to(after[1:], _DREAD):
        return True
    if after[:1] != () and after[0] in _DETERMINERS and _leads_to(after, _SYSTEMS):
        rest = [word for word in words[finding.end :] if word not in _DETERMINERS]
        named = [*takewhile(_SYSTEMS.__contains__, rest)]
        return _AFTER_SYSTEM.issuperset(rest[len(named) : len(named) + 1])
    return _is_of_system(words[: finding.start])


def _is_of_system(before: Sequence[str]) -> bool:
    """ "The computer system is paralysed": it is what the clause is about."""
    ends = [i + 1 for i, word in enumerate(before) if word in _CLAUSE_ENDS]
    before = before[ends[-1] if ends else 0 :]
    named = [word for word in before if word not in _IS]
    if not named or len(named) > _NEAR or not _HE_OR_WHERE.isdisjoint(named):
        return False
    of_phones = named[-1] == "lines" and not _PHONES.isdisjoint(named)
    if named[-1] in _MACHINES or of_phones:
        return True
    return before[-1] in _IS and named[-1] in _SYSTEMS


def _leads_to(said: Sequence[str], wanted: frozenset[str]) -> bool:
    """Whether one of some words stands there, with little words before it."""
    for word in said:
        if word in wanted:
            return True
        if word not in _DETERMINERS:
            return False
    return False


def _is_liking(finding: Mark, words: Sequence[str]) -> bool:
    """ "Her weakness is crisps", "this weakness for chocolate"."""
    after = words[finding.end : finding.end + _NEAR]
    if words[finding.start : finding.end] != ("weakness",):
        return False
    if after[:1] == () or after[0] not in _LIKING:
        return False
    rest = [word for word in after[1:] if word not in _QUALIFYING]
    ends = _AFTER_TREAT.issuperset(rest[1:2])
    return rest != [] and rest[0] in _TREATS and ends


def _is_worn(finding: Mark, words: Sequence[str], _: Sequence[Mark]) -> bool:
    """ "The shirt fits him now"."""
    if words[finding.start : finding.end] not in (("fits",), ("fit",)):
        return False
    worn = words[finding.end : finding.end + 1] != () and words[finding.end] in _WORN
    ends = _WORN_ENDS.issuperset(words[finding.end + 1 : finding.end + 2])
    return worn and ends and finding.start > 0 and words[finding.start - 1] in _CLOTHES


def _is_bother(finding: Mark, words: Sequence[str], _: Sequence[Mark]) -> bool:
    """ "Organising the jabs was one long headache", "the rota is giving us a headache".

    What it comes from is an errand or a thing of the office, and nothing is said of
    the head.
    """
    if words[finding.start : finding.end] != ("headache",):
        return False
    at = finding.start
    while at and words[at - 1] in _LONG:
        at -= 1
    if at == finding.start:
        return words[at - 1 : at] == ("tax",)
    before = words[max(0, at - _FAR) : at]
    if _ADMIN.isdisjoint(before) or not _APART.isdisjoint(before):
        return False
    if words[at - 1] in _IS:
        return True
    giving = [i for i in range(max(0, at - _NEAR), at) if words[i] in _GIVING]
    given = {*words[giving[-1] + 1 : at]} - _DETERMINERS if giving else set()
    return given != set() and _SOMEBODY.issuperset(given)


def _is_in_neck(finding: Mark, words: Sequence[str], _: Sequence[Mark]) -> bool:
    """ "Prior auth has been a royal pain in the neck"."""
    if tuple(words[finding.start : finding.end]) != _IN_NECK:
        return False
    at = finding.start
    if words[at - 1 : at] == ("royal",):
        return True
    at -= words[at - 1 : at] != () and words[at - 1] in _ROYAL
    named = at > 1 and words[at - 1] == "a" and words[at - 2] in _IS
    return named and not _ADMIN.isdisjoint(words[max(0, at - _FAR) : at])


def _is_colour(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Mottled bananas", "a black bin"."""
    if any(mark.axis == "site" for mark in marks):
        return False
    said = words[finding.end - 1], words[finding.end : finding.end + 1]
    return said[0] in _COLOURED and said[1] != () and said[1][0] in _OBJECTS


_Asked = Callable[[Mark, Sequence[str], Sequence[Mark]], bool]
_SAYINGS: dict[str, _Asked] = {
    "limb-weakness": _is_standstill,
    "generalised-weakness": _is_standstill,
    "seizure": _is_worn,
    "headache": _is_bother,
    "neck-pain": _is_in_neck,
    "pallor": _is_colour,
    "cyanosis": _is_colour,
    "skin-discolouration": _is_colour,
}
