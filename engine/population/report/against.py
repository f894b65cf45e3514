"""What other rules change: two runs over the same export at the same times."""

from pathlib import Path
from typing import Final

import duckdb

from engine.population.report.beside import ChangeKind, Comparison, RuleChange
from engine.population.report.count import overall
from engine.population.report.errors import ReportError
from engine.population.report.run import OpenRun, attach, read_run
from engine.population.report.said import NOT_THERE, QUIET, define_said
from engine.population.schema import RuleInRun, Run

_SET_APART: Final = """
select count(*) from (
  select patient, time from evaluations
  except select patient, time from before_evaluations
  union all (
    select patient, time from before_evaluations
    except select patient, time from evaluations
  )
)
"""
_CHANGES: Final = f"""
create or replace temp view changes as
with before as (
  select patient, time, rule, said(outcome, indicator, shown, status) as was
  from before_answers
), after as (
  select patient, time, rule, said(outcome, indicator, shown, status) as now
  from answers
)
select patient, time, rule,
  coalesce(was, if(rule in (select rule from before_rules),
    '{QUIET}', '{NOT_THERE}')) as was,
  coalesce(now, if(rule in (select rule from after_rules),
    '{QUIET}', '{NOT_THERE}')) as now
from before full join after using (patient, time, rule)
where was is distinct from now
"""
_KINDS: Final = """
select rule, was, now, count(*) as n, count(distinct patient),
  arg_min(patient, (time, patient)), min(time)
from changes group by rule, was, now order by n desc, rule, was, now
"""
_TOTALS: Final = """
select count(*), count(distinct (patient, time)), count(distinct patient)
from changes
"""
_CARDS_CHANGED: Final = """
select count(*) from evaluations now
join before_evaluations was using (patient, time)
where (now.cards_critical, now.cards_warning, now.cards_info)
  <> (was.cards_critical, was.cards_warning, was.cards_info)
"""
_TIMES: Final = {
    ".csv": "strftime(time, '%Y-%m-%dT%H:%M:%S.%fZ')",
    ".parquet": "make_timestamptz(epoch_us(time))",
}
_MARKS: Final = ("version", "digest", "urgency", "question", "status")


def compare(after: OpenRun, before: Path) -> Comparison:
    """What changed since the run in the directory ``before``.

    Raises ReportError if the two are not of the same export, times and key.
    """
    was = read_run(before)
    _check_alike(after.run, was)
    attach(after.connection, before, "before_")
    _check_evaluations(after)
    _define_changes(after, was)
    answers, evaluations, patients = after.rows(_TOTALS)[0]
    old = {one["rule"]: one for one in was["rules"]}
    new = after.rules
    return Comparison(
        rules_digest=was["rules_digest"],
        notes=_notes(after.run, was),
        overall=overall(after, "before_stays"),
        gained=_only(new, old),
        lost=_only(old, new),
        changed=_changed(old, new),
        answers=answers,
        evaluations=evaluations,
        patients=patients,
        cards_changed=after.rows(_CARDS_CHANGED)[0][0],
        kinds=tuple(ChangeKind(*row) for row in after.rows(_KINDS)),
    )


def write_changes(run: OpenRun, file: Path) -> None:
    """Write every changed answer: patient, time, rule, was, now; Parquet or CSV.

    After `compare`. Raises ReportError if the file cannot be written.
    """
    if file.suffix not in _TIMES:
        raise ReportError(f"{file}: changes are written as .parquet or .csv.")
    changes = run.connection.sql(
        f"select * replace ({_TIMES[file.suffix]} as time) from changes "
        "order by changes.patient, changes.time, changes.rule"
    )
    try:
        if file.suffix == ".csv":
            changes.write_csv(str(file), header=True)
        else:
            changes.write_parquet(str(file))
    except duckdb.IOException:
        raise ReportError(f"Cannot write {file}. Is its directory there?") from None


def _check_alike(after: Run, before: Run) -> None:
    """Refuse what could not be told from a change of rules."""
    if _inputs(after) != _inputs(before):
        raise ReportError(
            "The two runs did not read the same files. Replay both rule "
            "directories over the same export."
        )
    if after["key_check"] != before["key_check"]:
        raise ReportError(
            "The two runs hashed patients with other keys, so patients cannot be "
            "compared. Replay the second with the --key-file of the first."
        )
    if after["times"] != before["times"]:
        raise ReportError(
            "The two runs evaluated at other times. Replay both with the same times."
        )


def _inputs(run: Run) -> list[tuple[int, str]]:
    # Names are hashed with the key of a run where they could tell a patient.
    return sorted((one["bytes"], one["sha256"]) for one in run["inputs"])


def _check_evaluations(run: OpenRun) -> None:
    if count := run.rows(_SET_APART)[0][0]:
        raise ReportError(
            f"{count} evaluations stand in one run only, though both read the same "
            "files. Replay both with one release."
        )


def _define_changes(run: OpenRun, before: Run) -> None:
    for table, rules in (("before", before["rules"]), ("after", run.run["rules"])):
        run.rows(f"create or replace temp table {table}_rules (rule text)")
        for one in rules:
            run.rows(f"insert into {table}_rules values (?)", one["rule"])
    define_said(run)
    run.rows(_CHANGES)


def _notes(after: Run, before: Run) -> tuple[str, ...]:
    """What else is not the same: the difference may come from there."""
    named = {"engine": "version of the engine", "locale": "locale"}
    return tuple(
        f"The {words} was {before[key]} and is {after[key]}."  # type: ignore[literal-required]
        for key, words in named.items()
        if before[key] != after[key]  # type: ignore[literal-required]
    )


def _only(
    here: dict[str, RuleInRun], there: dict[str, RuleInRun]
) -> tuple[RuleChange, ...]:
    return tuple(
        RuleChange(name, one["title"], f"{one['urgency']}, {one['status']}")
        for name, one in sorted(here.items())
        if name not in there
    )


def _changed(
    old: dict[str, RuleInRun], new: dict[str, RuleInRun]
) -> tuple[RuleChange, ...]:
    both = sorted(old.keys() & new.keys())
    said = {name: _difference(old[name], new[name]) for name in both}
    return tuple(
        RuleChange(name, new[name]["title"], what)
        for name, what in said.items()
        if what
    )


def _difference(old: RuleInRun, new: RuleInRun) -> str:
    """What is not the same, in words; the digest only where nothing else says it."""
    changes = {
        mark: f"{mark} {old[mark]} -> {new[mark]}"
        for mark in _MARKS
        if old[mark] != new[mark]
    }
    if "digest" in changes:
        changes["digest"] = "the rule or its words"
    return ", ".join(changes.values())
