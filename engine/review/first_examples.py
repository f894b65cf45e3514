"""Patients that two versions of a rule answer otherwise, found at once.

The behaviour diff tries every kind of patient and takes its time. Here the
patients of the cases, and those a single change away from them, are put to
both: enough to see what a change is about, never to say that nothing changed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.decide.conclude import Conclusion
from engine.findings.finding import Findings
from engine.review.bedside import Bedside
from engine.review.cases import CASE_NOW
from engine.review.changes import changed, changed_given
from engine.review.diff_ways import Version
from engine.review.patient import stated_by
from engine.review.possible import Possible
from engine.rulebook.rule import Given, Rule
from engine.rulebook.rulebook import Rulebook, rulebook_of

_MOST_CASES: Final = 60
_PATIENTS: Final = 6_000


@dataclass(frozen=True, slots=True)
class Example:
    """A patient in clinic words, and what the two versions answer."""

    says: str
    was: Conclusion
    now: Conclusion
    given: tuple[Given, ...]

    @property
    def is_lower(self) -> bool:
        """Whether an alert is lost, or becomes less urgent."""
        return self.now.is_lower(self.was)


def first_examples(
    old: Version, new: Version, has_time: Callable[[], bool]
) -> tuple[Example, ...]:
    """For each pair of answers the shortest example that was met; [] for none."""
    pair = (_alone(old), _alone(new))
    found: dict[tuple[Conclusion, Conclusion], Example] = {}
    for number, (given, stated) in enumerate(_patients(old, new, pair)):
        if number >= _PATIENTS or not has_time():
            break
        was, now = (_answer(bedside, stated, old.rule.rule) for bedside in pair)
        if was != now:
            example = Example(_in_words(given), was, now, given)
            known = found.get((was, now))
            if known is None or len(example.says) < len(known.says):
                found[was, now] = example
    return tuple(sorted(found.values(), key=_lost_first))


def _lost_first(one: Example) -> tuple[object, ...]:
    """Alerts that are lost come first, then the most urgent."""
    was, now = one.was.urgency, one.now.urgency
    return now >= was, tuple(-rank for rank in max(was, now)), one.says


def _alone(version: Version) -> Bedside:
    terms = version.rule.governance.model_copy(update={"status": "active"})
    rule: Rule = version.rule.model_copy(update={"governance": terms})
    book: Rulebook = version.rulebook
    return Bedside(rulebook_of((rule,), book.vocabulary, book.locale))


def _answer(bedside: Bedside, stated: Findings, rule: str) -> Conclusion:
    found = bedside.answers(bedside.chart(stated, CASE_NOW))
    return bedside.conclusions(found)[rule]


def _patients(
    old: Version, new: Version, pair: tuple[Bedside, Bedside]
) -> Iterator[tuple[tuple[Given, ...], Findings]]:
    """The patients of the cases, shortest first, and those next to them."""
    words = new.rulebook.vocabulary
    planned = tuple(bedside.plan.rules[0] for bedside in pair)
    cases = dict.fromkeys(
        case.given
        for version in (old, new)
        for case in version.rule.cases
        if case.bundle is None and _is_known(case.given, new.rulebook)
    )
    shortest = sorted(cases, key=lambda given: len(_in_words(given)))[:_MOST_CASES]
    for given in shortest:
        stated = stated_by(given, words, CASE_NOW)
        yield given, stated
        possible = Possible(stated, new.rulebook, planned, CASE_NOW)
        for change in possible.edits():
            after = changed(stated, change, words, CASE_NOW)
            yield changed_given(given, change), after


def _is_known(given: tuple[Given, ...], rulebook: Rulebook) -> bool:
    """Whether every word of a case is one of the newer version."""
    words = rulebook.vocabulary
    known: Mapping[str, object] = {**words.findings, **words.measures, **words.drugs}
    named = (
        getattr(one, kind, None)
        for one in given
        for kind in ("finding", "measure", "drug")
    )
    return all(name in known for name in named if name is not None)


def _in_words(given: tuple[Given, ...]) -> str:
    return " + ".join(_statement(one) for one in given) or "nothing recorded"


def _statement(given: Given) -> str:
    said = given.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return ", ".join(_said(name, value) for name, value in said.items())


def _said(name: str, value: object) -> str:
    if value == "yes":
        return {"symmetric": "symmetrical", "chronic": "long-standing"}[name]
    return f"{name} {_plain(value)}" if name in _SAID_WITH_NAME else _plain(value)


_SAID_WITH_NAME: Final = {"began", "recorded", "ended", "lasted", "age", "episodes"}


def _plain(value: object) -> str:
    return " and ".join(map(str, value)) if isinstance(value, list) else str(value)
