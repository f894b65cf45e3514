"""Records of medication: which class of drug, and whether it is taken.

Found by ingredient code, and by name in the text or display of the product;
nothing else of such a record is read. A note, a reason or a dosage names no
finding of the patient's.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from engine.fhir.record import Onset, Record
from engine.findings.finding import DrugUse, Presence, Source, State, Taking
from engine.findings.glossary import Glossary, wordings
from engine.findings.problems import problem
from engine.findings.said import NOTHING, Said, Tools
from engine.terminology.index import TextFilter
from engine.terminology.vocabulary import DrugNames
from engine.when import Interval

_TAKING: Mapping[str, Taking] = MappingProxyType(
    {
        # A missing status counts as current, as it does for a Condition.
        **dict.fromkeys(("active", "in-progress", ""), "active"),
        **dict.fromkeys(("stopped", "on-hold", "ended"), "stopped"),
        **dict.fromkeys(("not-taken", "not-done"), "not-taken"),
    }
)
# Never ordered, never given, or meant for a time to come.
_NEVER_WAS = frozenset({"entered-in-error", "cancelled", "draft", "intended"})
# A text that may say the contrary of what it names: "metformin stopped".
_DENIED = re.compile(
    r"(?<!\w)(?:no|not|never|nil|stopp?ed|ceased|discontinued|avoid|allerg\w*"
    r"|intoleran\w*)(?!\w)",
    re.I,
)


def taken(record: Record, tools: Tools, now: datetime) -> Said:
    """What a medication record says: a use of each class its drug is of."""
    if record.status in _NEVER_WAS:
        return NOTHING
    named = dict(_classes(record, tools.glossary))
    uses = [_use(word, record, now, from_text=text) for word, text in named.items()]
    if any(named.values()) and any(map(_DENIED.search, wordings(record.code))):
        return Said(problems=(problem("drug-text-unclear", record),))
    return Said(drugs=tuple(uses))


def coded_as_taken(
    record: Record, tools: Tools, presence: Presence, state: State
) -> tuple[DrugUse, ...]:
    """The drugs that a Condition's code says are taken (ICD-10-CM Z79)."""
    words = [m.word for m in tools.glossary.coded(record.code) if m.axis == "drug"]
    if presence == "absent":
        return ()
    ended = record.ended.at if isinstance(record.ended, Onset) else None
    taking: Taking = "stopped" if state == "resolved" else "active"
    source = Source(record.reference, record.kind, record.written)
    return tuple(
        DrugUse(word, taking, source, record.began.at, ended)
        for word in dict.fromkeys(words)
    )


def _classes(record: Record, glossary: Glossary) -> Iterator[tuple[str, bool]]:
    """The drug words of a record; True where only its text says so."""
    coded = {m.word for m in glossary.coded(record.code) if m.axis == "drug"}
    texts = wordings(record.code)
    for name, names in glossary.vocabulary.drug_names.items():
        if name in coded:
            if not _any(names.not_with, texts):
                yield name, False
        elif _is_named(names, texts):
            yield name, True


def _is_named(names: DrugNames, texts: tuple[str, ...]) -> bool:
    return _any(names.named, texts) and not _any(names.not_with, texts)


def _any(words: TextFilter, texts: tuple[str, ...]) -> bool:
    return any(words.search(text) for text in texts)


def _use(what: str, record: Record, now: datetime, *, from_text: bool) -> DrugUse:
    started = record.began.at
    taking, ended = _taking(record, now)
    source = Source(record.reference, record.kind, record.written, from_text=from_text)
    return DrugUse(what, taking, source, started, ended)


def _taking(record: Record, now: datetime) -> tuple[Taking, Interval | None]:
    ended = record.ended.at if isinstance(record.ended, Onset) else None
    if record.status == "completed":
        taking: Taking = "stopped"
        if record.kind == "MedicationAdministration":
            taking = "given"
    else:
        taking = _TAKING.get(record.status, "unknown")
    if taking == "active" and ended is not None and ended.end <= now:
        taking = "stopped"
    if taking not in {"stopped", "given"}:
        return taking, None
    return taking, ended or _since(record, now)


def _since(record: Record, now: datetime) -> Interval | None:
    """Some time between the start, or when it was written, and now."""
    first = record.began.at or record.written
    return None if first is None or first.start > now else Interval(first.start, now)
