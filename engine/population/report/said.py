"""What a rule answered, in a few words, in SQL and nowhere else."""

from typing import Final

from engine.population.report.run import OpenRun

QUIET: Final = "quiet"
NOT_THERE: Final = "no such rule"
_SAID: Final = """
create or replace temp macro said(outcome, indicator, shown, status) as
  outcome || case when indicator = '' then '' else ' ' || indicator end
  || case when status <> 'active' then ', ' || status
          when not shown then ', on no card' else '' end
"""


def define_said(run: OpenRun) -> None:
    """Make `said(outcome, indicator, shown, status)` known to the run's SQL."""
    run.rows(_SAID)
