"""What a report says of a run that fits on one page."""

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from made_up_run import CORD, FACE, FEET, RULES, answer, day, rule, stay, write_run

from engine.population.report.as_json import as_json
from engine.population.report.build import report_of
from engine.population.report.errors import ReportError
from engine.population.report.figures import Missing, Pair
from engine.population.report.rates import plain_share
from engine.population.report.report import Report
from engine.population.report.run import opened
from engine.population.schema import ANSWERS, EVALUATIONS, RUN

# Four encounters of three patients. Ann is seen twice: once two emergencies on one
# card, once nothing. Bob is asked about the cord and told about his feet.
STAYS = (
    stay("ann", day(1), (1, 0, 0)),
    stay("ann", day(2)),
    stay("bob", day(1), (0, 1, 2), sex="male", problems=2, blocking=1),
    stay("cy", day(5), site="", age_band="", sex=""),
)
ANSWERS_THEN = (
    answer("ann", day(1), FACE),
    answer("ann", day(1), CORD, shown=False),
    answer("bob", day(1), CORD, "asks", "warning", missing=["onset", "side"]),
    answer("bob", day(1), FEET, indicator="info"),
)


def reported(folder: Path, *args: Any, smallest_cell: int = 1, **run: Any) -> Report:
    write_run(folder, *(args or (STAYS, ANSWERS_THEN)), **run)
    with opened(folder) as one:
        return report_of(one, smallest_cell=smallest_cell)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return reported(tmp_path)


def test_cards_and_asks_per_1000_encounters(report: Report) -> None:
    said = report.overall

    assert (report.about.unit, report.about.evaluations) == ("encounter", 4)
    assert (said.critical.count, said.critical.per_1000) == (1, 250)
    assert (said.warning.count, said.warning.per_1000) == (1, 250)
    assert (said.info.count, said.info.per_1000) == (2, 500)
    assert (said.cards.count, said.cards.per_1000) == (4, 1000)
    assert (said.with_any.count, said.with_any.per_1000) == (2, 500)
    assert (said.asked.count, said.asked.per_1000) == (1, 250)


def test_patients_are_counted_apart_from_encounters(report: Report) -> None:
    said = report.overall

    assert report.about.patients == 3
    assert said.patients_with_critical == plain_share(1, 3)
    assert said.patients_with_any == plain_share(2, 3)
    assert said.patients_asked == plain_share(1, 3)


def test_a_rule_fired_and_asked_apart(report: Report) -> None:
    cord = next(one for one in report.rules if one.rule == CORD)

    assert (cord.fires.count, cord.asks.count, cord.fires.of) == (1, 1, 4)
    assert (cord.hidden, cord.critical, cord.warning) == (1, 1, 0)
    assert (cord.patients_fires.count, cord.patients_asks.count) == (1, 1)


def test_a_question_that_stands_on_no_card_is_not_asked(tmp_path: Path) -> None:
    answers = [answer("ann", day(1), CORD, "asks", "warning", shown=False)]
    report = reported(tmp_path, STAYS, answers)

    assert report.overall.asked.count == 0
    assert next(one for one in report.rules if one.rule == CORD).asks.count == 1


def test_a_rule_that_never_answered_is_there_with_an_open_end(
    tmp_path: Path,
) -> None:
    report = reported(tmp_path, STAYS, ())

    assert [one.rule for one in report.rules] == [FEET, CORD, FACE]
    assert {one.fires.count for one in report.rules} == {0}
    assert all(one.fires.high > 0 for one in report.rules)


def test_rules_that_fire_together_and_whose_card_they_share(tmp_path: Path) -> None:
    rules = (*RULES, rule("urgent/arm", question="stroke"))
    answers = [
        *ANSWERS_THEN,
        answer("ann", day(1), "urgent/arm"),
        answer("cy", day(5), FACE),
        answer("bob", day(1), FACE, "asks"),
    ]
    report = reported(tmp_path, STAYS, answers, rules)

    assert report.pairs == (
        Pair("urgent/arm", CORD, 1, 1.0, 1.0, ""),
        Pair("urgent/arm", FACE, 1, 1.0, 0.5, "stroke"),
        Pair(CORD, FACE, 1, 1.0, 0.5, ""),
    )


def test_what_the_asks_were_missing(report: Report) -> None:
    assert report.missing == (
        Missing(CORD, "onset", 1, 1),
        Missing(CORD, "side", 1, 1),
    )


def test_cards_a_day_follow_from_the_rates(report: Report) -> None:
    critical = report.workload.cards[0]

    assert (critical.kind, critical.mean) == ("critical", 25)
    assert critical.low == pytest.approx(report.overall.critical.low / 10)
    assert critical.high == pytest.approx(report.overall.critical.high / 10)
    assert critical.busy_day == 33


def test_problems_and_what_was_kept_aside(tmp_path: Path) -> None:
    counts = {
        "patients": 3,
        "patients_not_sent": 1,
        "evaluations": 4,
        "resources": {},
        "encounters": {"no-time": 2},
        "evaluations_problems": {"shape": 1},
        "rejected": {"not JSON": 7},
    }
    said = reported(tmp_path, counts=counts).problems

    assert (said.with_any.count, said.blocking.count) == (1, 1)
    assert said.by_code == (("shape", 1),)
    assert said.rejected == (("not JSON", 7),)
    assert said.encounters == (("no-time", 2),)
    assert said.patients_not_sent == 1


def test_differing_evaluators_are_counted(tmp_path: Path) -> None:
    stays = (*STAYS, stay("dee", day(3), differing=2))

    said = reported(tmp_path, stays, ()).problems

    assert (said.differing_evaluations, said.differing_rules) == (1, 2)


def test_given_times_are_evaluations_and_no_encounters(tmp_path: Path) -> None:
    about = reported(tmp_path, times=["2026-01-01T12:00:00Z"]).about

    assert about.unit == "evaluation"
    assert about.times == ("2026-01-01T12:00:00Z",)


def test_an_empty_run_is_reported_as_one(tmp_path: Path) -> None:
    report = reported(tmp_path, (), ())

    assert report.about.evaluations == 0
    assert report.about.first is None
    assert b'"high": null' in as_json(report)


def test_a_rule_in_shadow_stands_apart(tmp_path: Path) -> None:
    """Ann has a stroke card already, Cy none: there it would be a new card."""
    shadow = rule("urgent/new", question="stroke", status="shadow")
    quietly = {"status": "shadow", "shown": False}
    answers = [
        *ANSWERS_THEN,
        answer("ann", day(1), "urgent/new", **quietly),
        answer("cy", day(5), "urgent/new", **quietly),
    ]
    report = reported(tmp_path, STAYS, answers, (*RULES, shadow))

    (one,) = report.shadow
    assert (one.rates.rule, one.rates.fires.count) == ("urgent/new", 2)
    assert (one.joins_a_card, one.new_card) == (1, 1)
    assert "urgent/new" not in {one.rule for one in report.rules}
    assert all("urgent/new" not in (pair.first, pair.second) for pair in report.pairs)


def test_the_json_has_the_same_figures_and_the_same_bytes(tmp_path: Path) -> None:
    one, other = reported(tmp_path / "a"), reported(tmp_path / "b")
    made = json.loads(as_json(one))

    assert as_json(one) == as_json(other)
    assert made["overall"]["critical"]["per_1000"] == 250
    assert made["about"]["first"] == "2026-01-01T12:00:00Z"
    assert [rule["rule"] for rule in made["rules"]] == [FEET, CORD, FACE]
    assert made["gold"] is None


@pytest.mark.parametrize("file", [RUN, EVALUATIONS, ANSWERS])
def test_a_replay_that_is_not_whole_is_refused(tmp_path: Path, file: str) -> None:
    write_run(tmp_path, STAYS, ANSWERS_THEN)
    (tmp_path / file).unlink()

    with pytest.raises(ReportError, match=file), opened(tmp_path):
        pass


@pytest.mark.parametrize("file", [RUN, EVALUATIONS])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, file: str) -> None:
    write_run(tmp_path, STAYS, ANSWERS_THEN)
    (tmp_path / file).write_text("nothing of the kind", encoding="utf-8")

    with pytest.raises(ReportError, match=file), opened(tmp_path):
        pass


def test_a_run_of_another_format_is_refused(tmp_path: Path) -> None:
    write_run(tmp_path, STAYS, (), format=99)

    with pytest.raises(ReportError, match="format"), opened(tmp_path):
        pass


def _large_run() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    chance = random.Random(11)
    stays, answers = [], []
    for number in range(300):
        patient = f"p{number:03}"
        fixed = {
            "sex": chance.choice(["female", "male", ""]),
            "site": chance.choice(["A", "B", ""]),
            "age_band": chance.choice(["0-15", "40-64", ""]),
        }
        for at in range(chance.randint(1, 6)):
            time = day(1) + timedelta(days=20 * at, minutes=number)
            cards = tuple(int(chance.random() < 0.1) for _ in range(3))
            stays.append(stay(patient, time, cards, **fixed))  # type: ignore[arg-type]
            answers += [
                answer(patient, time, name, chance.choice(["fires", "asks"]))
                for name in (FACE, CORD, FEET)
                if chance.random() < 0.2
            ]
    return stays, answers


def test_parts_add_up_to_the_whole_and_no_interval_leaves_out_its_rate(
    tmp_path: Path,
) -> None:
    stays, answers = _large_run()
    report = reported(tmp_path, stays, answers)
    whole = report.overall

    for groups in (report.by_sex, report.by_age, report.by_site):
        shown = [(one.with_critical, one.with_any, one.asked) for one in groups]
        assert sum(one.evaluations for one in groups) == len(stays)
        assert sum(one.patients for one in groups) == 300
        assert [
            sum(rate.count for rate in column if rate)
            for column in zip(*shown, strict=True)
        ] == [whole.with_critical.count, whole.with_any.count, whole.asked.count]
    assert sum(one.evaluations for one in report.months) == len(stays)
    assert whole.cards.count == (
        whole.critical.count + whole.warning.count + whole.info.count
    )
    assert sum(r.fires.count + r.asks.count for r in report.rules) == len(answers)
    fired = {one.rule: one.fires.count for one in report.rules}
    for pair in report.pairs:
        assert pair.together <= min(fired[pair.first], fired[pair.second])
    for one in report.rules:
        for rate in (one.fires, one.asks, one.patients_fires, one.patients_asks):
            assert 0 <= rate.low <= rate.per_1000 <= rate.high <= 1000
