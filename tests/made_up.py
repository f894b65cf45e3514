"""Made-up patients and rules, a line each, over the words of `rules/`."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

from engine.decide.chart import Chart
from engine.decide.decide import Decider
from engine.decide.outcome import Decision
from engine.fhir.record import Person
from engine.findings.finding import DrugUse, Finding, Findings, Measurement, Source
from engine.rulebook.clauses import Node
from engine.rulebook.load import load_rulebook
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook, rulebook_of
from engine.terminology.vocabulary import Vocabulary
from engine.when import Duration, Interval, read_time

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
RULES = Path(__file__).parents[1] / "rules"
PERSON = Person("Patient/7", None, "")


@cache
def shipped(locale: str = "uk") -> Rulebook:
    return load_rulebook(RULES, locale)


def words() -> Vocabulary:
    return shipped().vocabulary


def ago(text: str) -> Interval:
    return Interval.at(Duration.parse(text).before(NOW))


def time(text: str) -> Interval:
    """A time as a record says it: "2026-11-19" is a day."""
    read = read_time(text)
    assert read is not None
    return read.interval


def _interval(value: object) -> Interval | None:
    if not isinstance(value, str):
        return cast("Interval | None", value)
    return time(value) if value[:4].isdigit() and value[4:5] in "-" else ago(value)


def entry(what: str = "numbness", **lines: Any) -> Finding:
    """An entry written down now: times are "2 hours" ago or "2026-11-19"."""
    given = {"presence": "present", "first": Interval.at(NOW), **lines}
    for name in ("onset", "first", "ended"):
        given[name] = _interval(given.get(name))
    written = _interval(given.pop("written", given["first"]))
    reference = given.pop("reference", f"Observation/{what}")
    for name in ("sites", "courses"):
        given[name] = frozenset(given.get(name, ()))
    given.setdefault("sources", (Source(reference, "Observation", written),))
    return Finding(what, **given)


def measured(
    what: str, value: str | None, taken: str | None = "1 days", **bounds: Any
) -> Measurement:
    """A value; `low` and `high` as in "between" where it is no plain number."""

    low = bounds.pop("low", value)
    high = bounds.pop("high", value)
    when = _interval(taken)
    return Measurement(
        what,
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        when,
        Source(f"Observation/{what}", "Observation", when),
        **bounds,
    )


def findings(
    *entries: Finding | Measurement | DrugUse, patient: Person | None = None
) -> Findings:
    return Findings(
        tuple(one for one in entries if isinstance(one, Finding)),
        tuple(one for one in entries if isinstance(one, Measurement)),
        patient,
        drugs=tuple(one for one in entries if isinstance(one, DrugUse)),
    )


def chart(
    *entries: Finding | Measurement | DrugUse,
    patient: Person | None = None,
    locale: str = "uk",
) -> Chart:
    book = shipped(locale)
    known = findings(*entries, patient=patient)
    return Chart.of(known, book.vocabulary, book.locale, NOW)


def rule(when: Node | dict[str, Any], **lines: Any) -> Rule:
    """A rule of which only the logic matters."""
    name = lines.pop("rule", "urgent/made-up")
    return Rule.model_validate(
        {
            "rule": name,
            "version": 1,
            "urgency": "emergency",
            "question": "stroke",
            "covers": ["EM-03"],
            "title": f"Title of {name}",
            "purpose": "A purpose.",
            "when": when,
            "if-unknown": {"ask": lines.pop("ask", True), **_only_when(lines)},
            "card": {
                "summary": f"Summary of {name}.",
                "detail": "Do this.",
                "ask-summary": f"Question of {name}?",
                **lines.pop("card", {}),
            },
            "governance": {
                "status": lines.pop("status", "active"),
                "review-by": "2027-11-01",
                "sign-off-needs": {"clinicians": 1},
                "harm-if-missed": "Harm.",
                "harm-if-false": "Harm.",
                "known-false-alarms": ["One"],
                "changes": [{"version": 1, "on": "2026-11-20", "what": "First"}],
            },
            "cases": [{"name": "nothing", "given": [], "expect": "quiet"}],
            **lines,
        }
    )


def _only_when(lines: dict[str, Any]) -> dict[str, Any]:
    only_when = lines.pop("only_when", None)
    return {} if only_when is None else {"only-when": only_when}


def rulebook(*rules: Rule, locale: str = "uk") -> Rulebook:
    return rulebook_of(rules, words(), shipped(locale).locale)


def decide(
    made: Rule, *entries: Finding | Measurement | DrugUse, **more: Any
) -> Decision:
    """What one rule answers about one patient."""
    (decision,) = Decider(rulebook(made)).decide(chart(*entries, **more)).all
    return decision


def decisions(rules: Iterable[Rule], *entries: Finding) -> tuple[Decision, ...]:
    """What several rules answer about one patient."""
    return Decider(rulebook(*rules)).decide(chart(*entries)).all
