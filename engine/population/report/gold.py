"""How answers agree with gold labels.

An urgency has five steps and "none" below them. A card has the urgency of its
rule, but no more than its indicator allows: a warning is at most same-day, an
info card at most routine. So an emergency that was lowered to a warning, or
only asks, is a same-day card. A label is met if a card of at least its urgency
was shown at its time.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from engine.population.keyed import KeyedHash
from engine.population.report.beside import Accuracy, Gold, Miss, Unmatched
from engine.population.report.count import sums_of
from engine.population.report.errors import ReportError
from engine.population.report.labels import LABELS, NONE, Label
from engine.population.report.rates import Proportion, proportion_of
from engine.population.report.run import OpenRun
from engine.population.report.said import define_said

_STEP: Final = {name: at for at, name in enumerate(reversed(LABELS))}
_AT_MOST: Final = {
    "critical": _STEP["emergency"],
    "warning": _STEP["same-day"],
    "info": _STEP["routine"],
}
_JUDGED: Final = """
create or replace temp table judged as
with shown as (
  select patient, time, rule, outcome, least(step, at_most) as step
  from answers join steps using (rule) join caps using (indicator)
  where status = 'active' and shown
)
select l.patient, l.time, l.step as label,
  coalesce(max(s.step), 0) as cards,
  coalesce(max(s.step) filter (s.outcome = 'fires'), 0) as alerts,
  coalesce(list(s.rule) filter (s.outcome = 'fires'), []) as fired
from labels l join evaluations e using (patient, time)
left join shown s on s.patient = l.patient and s.time = l.time
group by l.patient, l.time, l.step
"""
_MISSES: Final = """
select j.patient, j.time, j.label,
  coalesce(list(a.rule || ': ' || said(a.outcome, a.indicator, a.shown, a.status)
    order by a.rule) filter (a.rule is not null), [])
from judged j left join answers a on a.patient = j.patient and a.time = j.time
where j.cards < j.label
group by j.patient, j.time, j.label
order by j.label desc, j.time, j.patient
"""
_UNMATCHED: Final = """
select l.at, l.patient, l.time, l.step,
  l.patient in (select patient from evaluations)
from labels l anti join evaluations e using (patient, time) order by l.at
"""


def gold(run: OpenRun, labels: Sequence[Label], key: KeyedHash | None) -> Gold:
    """The agreement of a run with labels.

    Patients in labels are hashes of the run already, or logical ids that
    ``key`` hashes. Raises ReportError if two labels of one patient and time
    differ.
    """
    known = _known(run, {one.patient for one in labels})
    once = _once([_named(one, known, key) for one in labels])
    _load(run, once)
    matched, patients = run.rows(
        "select count(*), count(distinct patient) from judged"
    )[0]
    fired = [one for (one,) in run.rows("select distinct unnest(fired) from judged")]
    active = [one["rule"] for one in run.run["rules"] if one["status"] == "active"]
    return Gold(
        labels=len(labels),
        repeated=len(labels) - len(once),
        matched=matched,
        patients=patients,
        by_label=_by_label(run),
        overall=_overall(run),
        by_rule=tuple(_of_rule(run, rule) for rule in sorted(fired)),
        never_fired=len(set(active) - set(fired)),
        misses=_misses(run),
        unmatched=_unmatched(run, key),
    )


def _known(run: OpenRun, patients: set[str]) -> set[str]:
    """Which of these are patients as the run names them."""
    import pyarrow as pa  # noqa: PLC0415

    named = pa.table({"patient": pa.array(sorted(patients), pa.string())})
    run.connection.from_arrow(named).create("named")
    query = "select patient from named semi join evaluations using (patient)"
    return {one for (one,) in run.rows(query)}


def _named(label: Label, known: set[str], key: KeyedHash | None) -> Label:
    """The label with the patient as the run names it; "" if that is unknown."""
    if label.patient in known:
        return label
    return replace(label, patient=key.of_patient(label.patient) if key else "")


def _once(labels: Sequence[Label]) -> list[Label]:
    """Each label once; two that differ about one patient and time are refused."""
    first: dict[tuple[str, object], Label] = {}
    kept = []
    for one in labels:
        before = first.setdefault((one.patient, one.time), one)
        if before is one or not one.patient:
            kept.append(one)
        elif before.urgency != one.urgency:
            raise ReportError(
                f"Rows {before.row} and {one.row} of the labels are about one "
                "patient and time, and differ. Keep one."
            )
    return kept


def _load(run: OpenRun, labels: Sequence[Label]) -> None:
    import pyarrow as pa  # noqa: PLC0415

    columns = {
        "at": pa.array([one.row for one in labels], pa.int64()),
        "patient": pa.array([one.patient for one in labels], pa.string()),
        "time": pa.array(
            [one.time.replace(tzinfo=None) for one in labels], pa.timestamp("us")
        ),
        "step": pa.array([_STEP[one.urgency] for one in labels], pa.int64()),
    }
    run.connection.from_arrow(pa.table(columns)).create("labels")
    run.rows("create temp table steps (rule text, step bigint)")
    for name, rule in run.rules.items():
        run.rows("insert into steps values (?, ?)", name, _STEP[rule["urgency"]])
    run.rows("create temp table caps (indicator text, at_most bigint)")
    for indicator, most in _AT_MOST.items():
        run.rows("insert into caps values (?, ?)", indicator, most)
    define_said(run)
    run.rows(_JUDGED)


def _by_label(run: OpenRun) -> tuple[tuple[str, int], ...]:
    found = dict(run.rows("select label, count(*) from judged group by label"))
    return tuple((name, found.get(_STEP[name], 0)) for name in LABELS)


def _overall(run: OpenRun) -> tuple[Accuracy, ...]:
    return tuple(
        _accuracy(run, "", urgency, by, f"{by} >= {_STEP[urgency]}")
        for by in ("cards", "alerts")
        for urgency in LABELS
        if urgency != NONE
    )


def _of_rule(run: OpenRun, rule: str) -> Accuracy:
    urgency = run.rules[rule]["urgency"]
    run.rows(
        "create or replace temp table of_rule as "
        "select *, list_contains(fired, ?) as it_fired from judged",
        rule,
    )
    return _accuracy(run, rule, urgency, "alerts", "it_fired", "of_rule")


def _accuracy(  # noqa: PLR0913, PLR0917 - whose, at which limit, by what
    run: OpenRun, rule: str, urgency: str, by: str, yes: str, table: str = "judged"
) -> Accuracy:
    needed = f"label >= {_STEP[urgency]}"

    def share(what: str, where: str) -> Proportion:
        return proportion_of(sums_of(run, f"({what})::int", table, where))

    return Accuracy(
        rule,
        urgency,
        by,
        sensitivity=share(yes, needed),
        specificity=share(f"not ({yes})", f"not ({needed})"),
        ppv=share(needed, yes),
        npv=share(f"not ({needed})", f"not ({yes})"),
    )


def _misses(run: OpenRun) -> tuple[Miss, ...]:
    names = {step: name for name, step in _STEP.items()}
    return tuple(
        Miss(patient, time, names[step], tuple(answered))
        for patient, time, step, answered in run.rows(_MISSES)
    )


def _unmatched(run: OpenRun, key: KeyedHash | None) -> tuple[Unmatched, ...]:
    names = {step: name for name, step in _STEP.items()}
    return tuple(
        Unmatched(row, patient, time, names[step], _why(patient, is_known))
        for row, patient, time, step, is_known in run.rows(_UNMATCHED)
    )


def _why(patient: str, is_known: bool) -> str:
    if not patient:
        return "an id, and the run's key is not there to hash it"
    if is_known:
        return "the patient was not evaluated at that time"
    return "no such patient in the run"
