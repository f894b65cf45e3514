"""What a rule answered about one patient, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.findings.finding import DrugUse, Finding, Measurement
from engine.rulebook.rule import Indicator, OutcomeWord, Rule
from engine.truth import Truth


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """One clause, asked of one patient.

    ``says`` is the clause in English and ``name`` its finding alone,
    ``entries`` what made it yes (or the entries that came nearest), ``why``
    names the lines that were unknown or that contradicted, ``ask`` is the
    question to put, "" if none. ``wanted`` is what it looks for, as a thing;
    ``is_of_person`` if that is the patient, not an entry.
    """

    id: str
    name: str
    says: str
    truth: Truth
    entries: tuple[Finding | Measurement | DrugUse, ...] = ()
    why: str = ""
    ask: str = ""
    wanted: str = ""
    is_of_person: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one rule, with everything a card or a reader needs.

    ``digests``      those of the rules, by id: of most rules nobody asks it.
    ``indicator``    None when quiet (or when the ask of a self-care rule is
                     not shown).
    ``lowered_by``   the known exceptions, or the slow start, that lowered it.
    ``reasons``      the clauses that were yes and carried the outcome.
    ``clauses``      every clause of `when`, in the order of the file.
    ``missing``      what to ask, for a rule that asks.
    ``near``         the clauses that came close: unknown, or contradicted by
                     a single line, for a rule that is quiet or asks.
    ``not_excluded`` exceptions that are unknown.
    ``disagreement`` the two evaluators differed; the more urgent is shown.
    """

    rule: Rule
    digests: Mapping[str, str] = field(repr=False, compare=False)
    outcome: OutcomeWord
    indicator: Indicator | None
    lowered_by: tuple[ClauseResult, ...] = ()
    reasons: tuple[ClauseResult, ...] = ()
    clauses: tuple[ClauseResult, ...] = ()
    missing: tuple[ClauseResult, ...] = ()
    near: tuple[ClauseResult, ...] = ()
    not_excluded: tuple[ClauseResult, ...] = ()
    disagreement: bool = False

    @property
    def digest(self) -> str:
        """The digest of the rule, and of every word that it rests on."""
        return self.digests[self.rule.rule]
