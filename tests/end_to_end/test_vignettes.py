"""Made-up patients through every rule to the cards, as a clinician expects them.

`vignettes/vignettes.yaml` was written from the pattern table by a tester who had
opened no rule file. Where the founders decided otherwise the vignette stands as
it was written, with the reason and what is expected instead under `decided`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_up import shipped

from engine.cards.build import Occasion, cards
from engine.cards.card import Card
from engine.cards.select import select
from engine.decide.chart import Chart
from engine.decide.decide import Decider, Decisions
from engine.decide.outcome import Decision
from engine.review.cases import CASE_NOW
from engine.review.patient import findings_of
from engine.rulebook.rule import Case

FILE = Path(__file__).parent / "vignettes" / "vignettes.yaml"
VIGNETTES = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
SEVERITY = {"none": 0, "info": 1, "warning": 2, "critical": 3}
ROWS = {"EM": 21, "SD": 15, "W2": 9, "RT": 27, "SC": 4}

Vignette = Mapping[str, Any]


def as_decided(vignette: Vignette) -> Vignette:
    """The vignette, with what was decided in place of what was written."""
    return {**vignette, **vignette.get("decided", {}).get("instead", {})}


@pytest.fixture(scope="module")
def decider() -> Decider:
    return Decider(shipped("uk"))


def plain(value: Any) -> Any:
    """Numbers of a case as the strict reader of rule files has them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def case_of(vignette: Vignette) -> Case:
    return Case.model_validate(
        {"name": vignette["name"], "given": plain(vignette["given"]), "expect": "fires"}
    )


def rows(decisions: Iterable[Decision]) -> set[str]:
    return {row for decision in decisions for row in decision.rule.covers}


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda one: one["name"])
def test_a_patient_gets_the_cards_that_a_clinician_expects(
    vignette: Vignette, decider: Decider
) -> None:
    decided, shown = answered(vignette, decider)

    assert list(wrong(as_decided(vignette), decided.all, shown)) == []
    assert decided.differing == decided.failed == ()


def answered(
    vignette: Vignette, decider: Decider
) -> tuple[Decisions, tuple[Card, ...]]:
    """What every rule answers, and the cards."""
    book, case = decider.rulebook, case_of(vignette)
    told = findings_of(case, book.vocabulary, CASE_NOW)
    chart = Chart.of(told, book.vocabulary, book.locale, CASE_NOW)
    decided = decider.decide(chart)
    occasion = Occasion("vignette", "case", "http://localhost")
    return decided, cards(decided.all, (), book, occasion)


def wrong(
    vignette: Vignette, decisions: tuple[Decision, ...], shown: tuple[Card, ...]
) -> Iterator[str]:
    """What differs from the vignette, one sentence each."""
    fired = rows(d for d in decisions if d.outcome == "fires")
    asking = rows(d for d in decisions if d.outcome == "asks")
    topics = select(decisions).topics
    seen = rows(d for topic in topics for d in (*topic.fired, *topic.asks))
    indicators = [card.indicator for card in shown] or ["none"]
    most = max(indicators, key=SEVERITY.__getitem__)
    if {most, indicators[0]} != {vignette["expect"]}:
        yield f"{most}, first {indicators[0]}, expected {vignette['expect']}"
    for key, lacking in (
        ("rows", set(vignette["rows"]) - fired),
        ("asks", set(vignette.get("asks", ())) - (asking | fired)),
        ("not", set(vignette.get("not", ())) & (fired | seen)),
        ("must-not-fire", set(vignette.get("must-not-fire", ())) & fired),
        ("hidden", set(vignette.get("hidden", ())) & seen),
    ):
        if lacking:
            yield f"{key}: {sorted(lacking)}"
    if "cards" in vignette and not _fits(len(shown), vignette["cards"]):
        yield f"{len(shown)} cards, expected {vignette['cards']}"


def _fits(count: int, wanted: Any) -> bool:
    least, most = wanted if isinstance(wanted, list) else (wanted, wanted)
    return int(least) <= count <= int(most)


DECIDED = [vignette for vignette in VIGNETTES if "decided" in vignette]


@pytest.mark.parametrize("vignette", DECIDED, ids=lambda one: one["name"])
def test_a_decision_is_a_difference_with_a_reason(
    vignette: Vignette, decider: Decider
) -> None:
    """A decision that no longer changes anything is taken out."""
    decided, shown = answered(vignette, decider)

    assert vignette["decided"]["because"]
    assert list(wrong(vignette, decided.all, shown))


def test_every_row_of_the_pattern_table_has_a_patient() -> None:
    every = {
        f"{kind}-{n:02}" for kind, last in ROWS.items() for n in range(1, last + 1)
    }

    assert {row for one in VIGNETTES for row in one["rows"]} == every


def test_no_two_patients_share_a_name() -> None:
    names = [one["name"] for one in VIGNETTES]

    assert len(names) == len(set(names))
