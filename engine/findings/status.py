"""What the status words of a record mean for what it states.

`rule-format.md` section 2.4; the table of shapes in `fhir-reading.md`.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from engine.fhir.record import Record
from engine.findings.finding import Presence, State

_NEVER_WAS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Observation": frozenset({"entered-in-error", "cancelled"}),
        # A procedure in preparation has not happened: it must lower nothing.
        "Procedure": frozenset({"entered-in-error", "not-done", "preparation"}),
        "Encounter": frozenset({"entered-in-error", "cancelled"}),
    }
)
_PROVISIONAL = frozenset({"provisional", "differential", "unconfirmed"})
_OVER = frozenset({"resolved", "inactive", "remission"})
_GOING_ON = frozenset({"active", "recurrence", "relapse"})


def exists(record: Record) -> bool:
    """Whether a record counts at all: not entered in error, not cancelled."""
    if record.verification_status == "entered-in-error":
        return False
    return record.status not in _NEVER_WAS.get(record.kind, frozenset())


def condition_presence(record: Record) -> Presence:
    """Present, provisional or absent; a missing status counts as present."""
    if record.verification_status == "refuted":
        return "absent"
    return "provisional" if record.verification_status in _PROVISIONAL else "present"


def state_of(record: Record, now: datetime) -> State:
    """Resolved if its status or an end in the past says so, else ongoing."""
    is_over = record.clinical_status in _OVER or has_ended(record, now)
    return "resolved" if is_over else "ongoing"


def has_ended(record: Record, now: datetime) -> bool:
    """Whether it ended in the past of `now`; an end to come is none yet."""
    ended = record.ended
    if ended is None or ended is True:
        return ended is True
    if ended.at is not None:
        return ended.at.start <= now
    # An end in words ("no", "not yet") does not outweigh a status.
    return bool(ended.text) and record.clinical_status not in _GOING_ON
