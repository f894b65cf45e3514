"""What a replay writes: the files, their columns, and the words in them.

The report, and whoever reads the output with another tool, build on this.
pyarrow is imported when a schema is asked for: the service does not load it.
"""

from typing import TYPE_CHECKING, Any, Final, TypedDict

if TYPE_CHECKING:
    import pyarrow as pa

RUN: Final = "run.json"
EVALUATIONS: Final = "evaluations.parquet"
ANSWERS: Final = "answers.parquet"
REJECTED: Final = "rejected.ndjson"
KEY: Final = "key"

FORMAT: Final = 1
AGE_BANDS: Final = ("0-15", "16-39", "40-64", "65-79", "80+")
HASH_DIGITS: Final = 24


class RuleInRun(TypedDict):
    """A rule that was evaluated; a quiet one has no row in `ANSWERS`."""

    rule: str
    title: str
    version: int
    digest: str
    urgency: str
    question: str
    status: str


class InputInRun(TypedDict):
    """A file that was read; ``name`` is what it is called below its folder.

    A file of one JSON document is often named after its patient, so a keyed
    hash stands for its name.
    """

    name: str
    bytes: int
    sha256: str


class Counts(TypedDict):
    """How much there was, and what was not used.

    ``patients_not_sent`` are those of whom there are records but no Patient;
    ``resources`` by FHIR type, all that was read; ``evaluations_problems`` the
    evaluations that had a problem of a code, by code; ``rejected`` the lines
    and parts kept aside in `REJECTED`, by reason. ``encounters`` by what became
    of them: "evaluated", "same-time" (another of the patient's has that
    instant), "not-held" (planned, cancelled, in error), "no-time".
    """

    patients: int
    patients_not_sent: int
    evaluations: int
    resources: dict[str, int]
    encounters: dict[str, int]
    evaluations_problems: dict[str, int]
    rejected: dict[str, int]


class Begun(TypedDict):
    """What makes a run this run: started again with the same, it goes on.

    ``times`` is "encounters", or the instants in ISO 8601, sorted. Two runs with
    one ``key_check`` have one key: a patient has the same hash in both.
    ``keeps_content``: whether rejected lines are kept with what they say.
    """

    format: int
    engine: str
    key_check: str
    rules_digest: str
    locale: str
    times: str | list[str]
    inputs: list[InputInRun]
    keeps_content: bool


class Run(Begun):
    """`RUN`: what was replayed, with which rules, and how much it was."""

    rules: list[RuleInRun]
    counts: Counts


def evaluations_schema() -> "pa.Schema":
    """One row an evaluation, sorted by patient and time, which are its key.

    ``patient`` and ``encounter`` are keyed hashes (``encounter`` "" at a given
    date); ``age_band`` one of `AGE_BANDS`, "" unknown; ``cards_…`` the cards a
    clinician would have been shown; ``problems`` all data problems and
    ``blocking`` those that could have changed an answer; ``differing`` the
    rules on which the two evaluators differed.
    """
    import pyarrow as pa  # noqa: PLC0415

    text, number = pa.string(), pa.int16()
    return _required(
        {
            "patient": text,
            "time": pa.timestamp("us", "UTC"),
            "encounter": text,
            "sex": text,
            "age_band": text,
            "site": text,
            "cards_critical": number,
            "cards_warning": number,
            "cards_info": number,
            "problems": number,
            "blocking": number,
            "differing": number,
        }
    )


def answers_schema() -> "pa.Schema":
    """One row a rule that fired or asked, sorted by patient, time and rule.

    ``status`` is active, shadow or draft; ``outcome`` fires or asks;
    ``indicator`` critical, warning, info or ""; ``shown``: it stands on a card;
    ``missing`` what an ask wanted, in the rule's words; ``evidence`` the records
    it rests on, as "Observation/<keyed hash of the reference>".
    """
    import pyarrow as pa  # noqa: PLC0415

    text = pa.string()
    return _required(
        {
            "patient": text,
            "time": pa.timestamp("us", "UTC"),
            "rule": text,
            "version": pa.int32(),
            "digest": text,
            "status": text,
            "outcome": text,
            "indicator": text,
            "shown": pa.bool_(),
            "missing": _texts(),
            "evidence": _texts(),
        }
    )


def _texts() -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415

    return pa.list_(pa.field("element", pa.string(), nullable=False))


def _required(columns: "dict[str, Any]") -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema(
        [pa.field(name, kind, nullable=False) for name, kind in columns.items()]
    )
