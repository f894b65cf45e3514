"""Where new statements begin: the reach of "no", "h/o" and "if" ends there.

At a semicolon, at "now", "currently", "but"; where somebody states something
("no fever c/o numb arm"); and at a comma before a new symptom. A list of bare
items after a denial stays denied ("denies headache, left arm numbness"); what
reads as a sentence, or says when, does not ("denies weakness, left face
numb"). In doubt it is provisional: a missed emergency is the worst.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from engine.findings.text.clauses.clauses import Part
from engine.findings.text.functions.function_words import EXCEPTIONS
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import (
    ADJECTIVES,
    ANIMALS,
    ASSERTING,
    BREAKS,
    DENYING,
    HEDGES,
    HYPOTHESIS,
    LIFE,
    NOT_SO,
    PAST,
    PERSONS,
    RELATED,
    STARTERS,
    VERBS,
    WEAKLY_DENYING,
    WORRYING,
)
from engine.findings.text.wording.words import ANSWERED_NO

_HAVE = frozenset({"has", "have", "had"})
_ASKING = frozenset(
    {"know", "knows", "asks", "asked", "asking", "wonders", "wondering", "sure"}
)
_SINGLING = frozenset({"just", "only"})
_LOOKBACK = 3
_WORRY = 5
_AT_RISK = frozenset({"risk"})
_HYPOTHESIS = 20
# "Absence of trauma, leg weakness": without a cause it is there all the same.
_CAUSES = frozenset({"limb-injury", "head-injury", "back-injury", "neck-injury"})
_LACKING = frozenset({("absent", ":"), ("absence", "of"), ("absence", ":")})

Sort = Literal["sure", "doubtful", "none"]
_NOT_ALONE = RELATED | DENYING


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The words at which statements begin, and whether that is in doubt."""

    starts: Mapping[int, bool]

    def is_doubtful(self, mark: Mark) -> bool:
        """Whether it may as well be the next item of what is denied."""
        last = max((at for at in self.starts if at <= mark.start), default=0)
        return self.starts.get(last, False)


def beginnings(words: Sequence[str], found: Sequence[Part]) -> Beginnings:
    """Where the statements of a sentence begin."""
    starts = {0: False}
    starts.update((i, False) for i, word in enumerate(words) if word in BREAKS)
    after = (i + 1 for i, word in enumerate(words) if word == ANSWERED_NO)
    starts.update((i, False) for i in after)
    starts.update((i, False) for i in _assertions(words, found))
    starts.update((i, False) for part in found for i in _after_diagnosis(part, words))
    for i, part in enumerate(found):
        since = max(at for at in starts if at <= part.start)
        sort = _sort(words, found, i, since)
        if sort != "none" and part.start not in starts:
            starts[part.start] = sort == "doubtful"
    return Beginnings({at: starts[at] for at in starts if at < len(words)})


def _assertions(words: Sequence[str], found: Sequence[Part]) -> Iterator[int]:
    """Statements that begin anew: "no headache, c/o numb face"."""
    named = {i for part in found for m in part.findings for i in range(m.start, m.end)}
    for i, word in enumerate(words):
        is_asserting = word in ASSERTING or tuple(words[i : i + 3]) == ("c", "/", "o")
        if is_asserting and not _is_governed(words, i, named):
            yield i
    # "No back pain, just this numb foot", but "not just numb".
    singled = (i for i, word in enumerate(words) if word in _SINGLING and i)
    yield from (i for i in singled if words[i - 1] not in NOT_SO)
    excepted = (tuple(words[i : i + 2]) in EXCEPTIONS for i in range(len(words)))
    yield from (i for i, is_one in enumerate(excepted) if is_one)


def _after_diagnosis(part: Part, words: Sequence[str]) -> Iterator[int]:
    """ "h/o AF left leg numb": what is told with an adjective is of today."""
    marks = [mark for mark in part.marks if mark.is_finding or mark.is_place]
    for before, mark in pairwise(marks):
        if not _is_diagnosis(before) or HYPOTHESIS & set(words[: mark.start]):
            continue  # "watch the cast for numb fingers"
        rest = [other for other in marks if other.start >= mark.start]
        told = next((one for one in rest if one.is_finding), None)
        placed = any(one.is_place for one in rest)
        if told and placed and words[told.end - 1] in ADJECTIVES:
            yield mark.start


def _is_diagnosis(mark: Mark) -> bool:
    return mark.entry is not None and mark.is_finding and not mark.entry.event


def _is_governed(words: Sequence[str], at: int, named: set[int]) -> bool:
    """ "Never had", "wife reports", "worried he has had": no new statement."""
    own = _since_comma(words, at, _LOOKBACK)
    if not LIFE.isdisjoint(words[i] for i in own):  # "as a student he had"
        return True
    # "Hasn't been … or had any local", "stroke has been ruled out"
    if words[at - 1] in ("or", "nor") or _is_passive(words, at, named):
        return True
    hedges = [i for i in own if words[i] in HEDGES]
    if hedges and named.isdisjoint(range(hedges[-1], at)):
        return True
    if _is_of_another(words, at):
        return True
    if any(words[i] in WORRYING for i in _since_comma(words, at, _WORRY)):
        return True
    return bool(HYPOTHESIS & set(words[max(0, at - 12) : at]))


def _is_passive(words: Sequence[str], at: int, named: set[int]) -> bool:
    been = words[at] in _HAVE and words[at + 1 : at + 2] == ("been",)
    return been and at - 1 in named


def _is_of_another(words: Sequence[str], at: int) -> bool:
    """ "Wife had", "reports mother had", "my dog has", "the other driver had"."""
    before = words[max(0, at - _LOOKBACK) : at]
    if not PERSONS.isdisjoint((*before, *words[at + 1 : at + _LOOKBACK])):
        return True
    return "other" in before or not ANIMALS.isdisjoint(before[-1:])


def _since_comma(words: Sequence[str], at: int, most: int) -> list[int]:
    near = range(max(0, at - most), at)
    comma = max((i for i in near if words[i] == ","), default=-1)
    return [i for i in near if i > comma]


def _sort(words: Sequence[str], found: Sequence[Part], at: int, since: int) -> Sort:  # noqa: PLR0911
    """Whether a part is a statement of its own."""
    part = found[at]
    # "But hasn't touched a drop, speech is thick": the comma is nearer.
    join = "," if words[part.start - 1] == "," and part.start else part.join
    if join not in (",", "with", "and", "then") or not part.findings:
        return "none"
    before = set(words[max(0, part.start - _HYPOTHESIS) : part.start])
    if (
        HYPOTHESIS & before == _AT_RISK
        and _is_sided(part)
        and _is_sentence(part, words)
    ):
        return "sure"  # "at risk of falls, left arm numb"
    if _is_after_question(part, words, before):
        return "sure"
    if HYPOTHESIS & before or _is_closed_by_or(found, at):
        return "none"
    if _goes_on_of(part, words) and PERSONS & set(words[since : part.start]):
        return "none"
    if _says_when(part) or _is_sentence(part, words):
        return "sure"
    if join in ("and", "with"):  # "h/o CVA with left weakness" is one
        return _sort_of_joined(found, at, words, since)
    lacking = _is_lacking(words, since, found)
    return _sort_of_item(part, words, since, lacking=lacking)


def _is_after_question(part: Part, words: Sequence[str], before: set[str]) -> bool:
    """ "Wants to know if it is a stroke, left arm has gone numb"."""
    if HYPOTHESIS & before != {"if"} or not _is_sided(part):
        return False
    asked = {words[i - 1] for i in range(1, part.start) if words[i] == "if"}
    return asked <= _ASKING and _is_sentence(part, words)


def _is_sided(part: Part) -> bool:
    return any(mark.axis == "side" for mark in part.marks)


def _goes_on_of(part: Part, words: Sequence[str]) -> bool:
    """ "Sister has MS, started with numb feet": the verb goes on about her."""
    joined = part.join == "with" and words[part.start - 2] in VERBS
    return joined or words[part.start] in VERBS


def _sort_of_joined(
    found: Sequence[Part], at: int, words: Sequence[str], since: int
) -> Sort:
    part = found[at]
    if at > 0 and _is_with_lifelong(found[at - 1], part, words, since):
        return "sure"
    own = at > 0 and bool(found[at - 1].findings) and found[at - 1].start >= since
    past = not own and _is_past(words, since, part.start)
    return "doubtful" if past and not part.marks[0].is_finding else "none"


def _is_past(words: Sequence[str], since: int, until: int) -> bool:
    """ "s/p fall with left arm numbness": only the fall is past."""
    said = words[since:until]
    past = not PAST.isdisjoint(said) or any(
        tuple(said[i : i + 3]) in (("h", "/", "o"), ("s", "/", "p"))
        for i in range(len(said))
    )
    return past and _NOT_ALONE.isdisjoint(said)


def _is_with_lifelong(
    before: Part, part: Part, words: Sequence[str], since: int
) -> bool:
    """ "h/o DM with left facial numbness": who has it has it, so it is of now."""
    entries = [mark.entry for mark in before.findings if mark.start >= since]
    lifelong = bool(entries) and all(entry and entry.lifelong for entry in entries)
    denied = DENYING.isdisjoint(words[since : part.start])
    return lifelong and denied and any(mark.is_place for mark in part.marks)


def _says_when(part: Part) -> bool:
    return any(mark.axis in ("time", "speed") for mark in part.marks)


def _is_sentence(part: Part, words: Sequence[str]) -> bool:
    """ "Left face numb", "only numbness", "numbness of the arm started"."""
    last = part.findings[-1]
    after = (*words[last.start : part.end],)
    if words[part.start] in STARTERS or not VERBS.isdisjoint(after):
        return True
    if last.end - last.start > 1 and _is_told_of(words[last.start : last.end]):
        return True  # "no drift, speech slurred"
    place = next((mark.start for mark in part.marks if mark.is_place), part.end)
    return any(
        mark.start > place and words[mark.end - 1] in ADJECTIVES
        for mark in part.findings
    )


def _is_told_of(phrase: Sequence[str]) -> bool:
    return phrase[-1] in ADJECTIVES and ADJECTIVES.isdisjoint(phrase[:-1])


def _sort_of_item(
    part: Part, words: Sequence[str], since: int, *, lacking: bool
) -> Sort:
    """Of a bare item behind a comma: "left arm numbness", "numb left face"."""
    denials = [i for i in range(since, part.start) if words[i] in DENYING]
    denials = denials or ([since] if lacking else [])
    if not denials and any(mark.is_place for mark in part.marks):
        return "sure"
    if part.marks[0].is_finding:
        is_said = words[part.marks[0].end - 1] in ADJECTIVES
        if not (is_said and any(mark.is_place for mark in part.marks)):
            return "none"
        return "doubtful"
    if not denials:
        return "sure"
    items = sum(words[i] in (",", "/") for i in range(denials[-1], part.start))
    sided = any(mark.axis == "side" for mark in part.marks)
    is_weak = words[denials[-1]] in WEAKLY_DENYING
    return "doubtful" if items == 1 and (sided or is_weak) else "none"


def _is_lacking(words: Sequence[str], since: int, found: Sequence[Part]) -> bool:
    """ "Absent: seizures, leg weakness"; not "absent: ankle jerks, leg weakness"."""
    if tuple(words[since : since + 2]) not in _LACKING:
        return False
    first = [mark for part in found for mark in part.marks if mark.start >= since + 2]
    at = since + 2
    for mark in first:
        if mark.start == at and (mark.is_finding or mark.is_place):
            if mark.is_finding:
                return not mark.told and mark.word not in _CAUSES
            at = mark.end
    return False


def _is_closed_by_or(found: Sequence[Part], at: int) -> bool:
    """ "denies headache, left arm numbness or weakness" is one list."""
    for part in found[at + 1 :]:
        if part.opens:
            return False
        if part.join in ("or", "nor"):
            return True
    return False
