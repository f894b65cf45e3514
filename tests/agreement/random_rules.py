"""Random rules and random patients over the real words of `rules/`.

Every rulebook draws from a few words only, so that the clauses of a rule and
the entries of a patient meet; times lie on and around the edges of windows.
"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from made_up import NOW, entry, measured, rule, rulebook, shipped, time, words

from engine.decide.plan import plan
from engine.decide.shards import MOST_ACTIVATIONS, activations
from engine.errors import EngineError
from engine.fhir.record import Person
from engine.findings.finding import Finding, Findings
from engine.rulebook import clauses
from engine.rulebook.clauses import (
    AgeClause,
    All,
    AnyNode,
    AtLeast,
    FindingClause,
    GroupClause,
    MeasureClause,
    Node,
    NoneNode,
    SexClause,
)
from engine.rulebook.rule import URGENCIES, Rule
from engine.rulebook.rulebook import Rulebook, rulebook_of
from engine.when import Interval

T = TypeVar("T")
WINDOWS = ("12 hours", "24 hours", "7 days", "14 days", "4 weeks")
GAPS = ("not-recorded", "possibly", "undated")
SIDES = ("left", "right", "both", "midline", "not-recorded")
COURSES = ("spreading", "ascending", "worsening", "fluctuating")
DAYS = ("2026-11-20", "2026-11-19", "2026-11-06", "2026-11", "2026-10", "2025")
LIMITS = ("above", "at-least", "below", "at-most")
MEASURES = {"hba1c": ("6.5 %",), "audit-c": ("4 {score}", "locale audit-c-positive")}


def some(random: Random, of: tuple[T, ...], most: int = 3) -> tuple[T, ...]:
    return tuple(random.sample(of, random.randint(1, min(most, len(of)))))


def chance(random: Random, of: float) -> bool:
    return random.random() < of


@dataclass(frozen=True)
class Pool:
    """The words one rulebook and its patients share."""

    findings: tuple[str, ...]
    groups: tuple[str, ...]
    sites: tuple[str, ...]

    @classmethod
    def drawn(cls, random: Random) -> "Pool":
        known = words()
        groups = some(random, tuple(known.groups), 2)
        members = tuple(random.choice(known.groups[one].members) for one in groups)
        own = some(random, tuple(known.findings), 4)
        return cls(
            findings=tuple(dict.fromkeys(("numbness", *own, *members))),
            groups=groups,
            sites=some(random, tuple(known.sites), 5),
        )


@dataclass
class Author:
    """Writes one random rule; remembers ids that a clause may be tied to."""

    random: Random
    pool: Pool
    ids: list[str]

    def tree(self, levels: int) -> Node:
        if levels == 0 or chance(self.random, 0.35):
            return self.clause()
        items = tuple(self.tree(levels - 1) for _ in range(self.random.randint(2, 3)))
        return self.combined(items)

    def combined(self, items: tuple[Node, ...]) -> Node:
        match self.random.choice(("all", "any", "none", "at-least", "any-of")):
            case "all":
                return All(all=items)
            case "any":
                return AnyNode(any=items)
            case "none":
                return NoneNode(none=items)
            case "any-of":
                return clauses.AnyOf(any_of=items)
            case _:
                return AtLeast(at_least=self.random.randint(1, len(items)), of=items)

    def clause(self) -> Node:
        match self.random.choices(
            ("finding", "group", "measure", "age", "sex"), (8, 3, 2, 1, 1)
        )[0]:
            case "finding":
                word = self.random.choice(self.pool.findings)
                return FindingClause.model_validate({"finding": word, **self.lines()})
            case "group":
                word = self.random.choice(self.pool.groups)
                return GroupClause.model_validate({"group": word, **self.lines()})
            case "measure":
                return self.measure()
            case "age":
                years = {self.random.choice(("at-least", "at-most")): 50}
                return AgeClause.model_validate({"age": years})
            case _:
                return SexClause(sex=self.random.choice(("female", "male")))

    def measure(self) -> MeasureClause:
        word = self.random.choice(tuple(MEASURES))
        limit: dict[str, Any] = {
            self.random.choice(LIMITS): self.random.choice(MEASURES[word])
        }
        if chance(self.random, 0.2):
            limit = {"flagged": self.random.choice(("low", "high"))}
        return MeasureClause.model_validate(
            {"measure": word, "latest-within": "12 months", **limit}
        )

    def lines(self) -> dict[str, Any]:
        makers = {
            "site": lambda: [*some(self.random, self.pool.sites), *self.gap(0.2)],
            "side": lambda: some(self.random, SIDES),
            "symmetric": lambda: "yes",
            "onset": self.onset,
            "lasting": self.span,
            "lasted": self.span,
            "ended": lambda: {"within": self.window(), "or": self.gap(1.0)},
            "course": lambda: some(self.random, (*COURSES, "not-recorded")),
            "severity": lambda: some(self.random, ("mild", "moderate", "severe")),
            "episodes": lambda: {"at-least": 2, "within": self.window()},
            "state": lambda: "resolved",
        }
        likely = {"site": 0.4, "side": 0.3, "onset": 0.5}
        made = {
            name: make()
            for name, make in makers.items()
            if chance(self.random, likely.get(name, 0.06))
        }
        if self.ids and chance(self.random, 0.35):
            made["same-place-as"] = self.random.choice(self.ids)
        if chance(self.random, 0.4):
            made["id"] = f"id-{len(self.ids)}"
            self.ids.append(made["id"])
        return made

    def gap(self, likely: float) -> list[str]:
        return ["not-recorded"] if chance(self.random, likely) else []

    def window(self) -> str:
        return self.random.choice(WINDOWS)

    def onset(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if chance(self.random, 0.85):
            made["within"] = self.window()
        if chance(self.random, 0.1):
            made["more-than"] = self.window()
        if chance(self.random, 0.4):
            made["speed"] = "sudden"
        if chance(self.random, 0.7):
            made["or"] = some(self.random, GAPS)
        return made

    def span(self) -> dict[str, Any]:
        made: dict[str, Any] = {self.random.choice(("at-least", "at-most")): "4 weeks"}
        if chance(self.random, 0.3):
            made["or"] = "not-recorded"
        return made


def random_rule(random: Random, pool: Pool, name: str) -> Rule:
    author = Author(random, pool, [])
    when = author.tree(random.randint(0, 3))
    lines: dict[str, Any] = {"urgency": random.choice(URGENCIES)}
    if chance(random, 0.5):
        count = random.randint(1, 2)
        lines["unless"] = tuple(author.tree(random.randint(0, 1)) for _ in range(count))
    if chance(random, 0.5):
        lines["only_when"] = Author(random, pool, []).tree(random.randint(0, 2))
    return rule(when, rule=name, ask=chance(random, 0.85), **lines)


def is_modest(made: Rule) -> bool:
    """Whether the network holds it: what it refuses has tests of its own."""
    try:
        (planned,) = plan(rulebook(made)).rules
        formulas = planned.formulas().values()
    except EngineError:
        return False
    return all(activations(each) <= MOST_ACTIVATIONS for each in formulas)


def random_rulebook(random: Random, pool: Pool, count: int) -> Rulebook:
    drawn = (random_rule(random, pool, f"urgent/made-up-{n}") for n in range(count))
    locale = shipped(random.choice(("uk", "us"))).locale
    modest = tuple(made for made in drawn if is_modest(made))
    return rulebook_of(modest, words(), locale)


def random_time(random: Random) -> Interval | None:
    match random.randint(0, 5):
        case 0 | 1:
            return None
        case 2:
            return time(random.choice(DAYS))
        case 3:
            return Interval.at(NOW + timedelta(minutes=random.choice((-30, 0, 1))))
        case _:
            window = random.choice((0.5, 1, 7, 14, 28))
            off = timedelta(minutes=random.choice((-1, 0, 1)))
            return Interval.at(NOW - timedelta(days=window) + off)


def random_finding(random: Random, pool: Pool, what: str | None = None) -> Finding:
    state = "resolved" if chance(random, 0.1) else "ongoing"
    return entry(
        what or random.choice(pool.findings),
        reference=f"Observation/{random.randint(1, 30)}",
        presence=random.choices(("present", "provisional", "absent"), (6, 2, 2))[0],
        state=state,
        sites=some(random, pool.sites, 2) if chance(random, 0.6) else (),
        side=random.choice((None, None, "left", "right", "both", "one", "midline")),
        symmetric=chance(random, 0.2),
        onset=random_time(random),
        speed=random.choice((None, None, "sudden", "gradual")),
        chronic=chance(random, 0.15),
        first=random_time(random),
        written=random_time(random),
        ended=random_time(random) if state == "resolved" else None,
        lasted=random.choice((None, 3600, 10**7)) if state == "resolved" else None,
        courses=(
            some(random, (*COURSES, "stable", "improving"), 2)
            if chance(random, 0.35)
            else ()
        ),
        severity=random.choice(("", "", "mild", "severe")),
        episodes=random.choice((1, 1, 1, 2)),
        current=chance(random, 0.9),
    )


def random_findings(random: Random, pool: Pool) -> Findings:
    count = random.choice((0, 1, 2, 3, 4, 6, 9))
    values = (
        measured(
            random.choice(tuple(MEASURES)),
            None,
            random.choice(("1 days", "12 months", "13 months", None)),
            low=random.choice((None, "3", "4", "6.5")),
            high=random.choice((None, "6.5", "9")),
            high_open=chance(random, 0.3),
        )
        for _ in range(random.choice((0, 0, 1, 2)))
    )
    return Findings(
        tuple(random_finding(random, pool) for _ in range(count)),
        tuple(values),
        random_person(random),
    )


def random_person(random: Random) -> Person | None:
    if chance(random, 0.3):
        return None
    born = random.choice((None, "1976-11-20", "1976", "2015-01-01"))
    sex = random.choice(("female", "male", ""))
    return Person("Patient/7", time(born) if born else None, sex)
