"""The prefetch that discovery asks for, made from the rules in use.

Only the queries that CDS Hooks 2.0.1 recommends: read, search by type, token
and date by equality, `_count`, `_sort`. What the rules read by code alone is
asked for by code; what they also read as text is not, because a complaint in
words has no code that a query could name, and would be lost in silence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from engine.rulebook.rule import Rule
from engine.rulebook.uses import Used, words_used
from engine.terminology.models import SYSTEM_URIS, Code
from engine.terminology.vocabulary import Vocabulary

# Without one of these an empty answer may only mean that nothing was sent.
# A missing procedure can at most leave an exception unknown, and it is named; the
# reason of an encounter is nearly always written as a complaint as well.
REQUIRED: Final = MappingProxyType(
    {"conditions": "Condition", "observations": "Observation"}
)
# Some servers and proxies cut an address off at 2,048 characters, and the id of
# the patient and the base URL come on top.
LONGEST: Final = 1500
_PREGNANCY: Final = "pregnancy"
_OF_THE_PATIENT: Final = "?patient={{context.patientId}}"
# What a measure can be filed under, where its codes are too many to be listed.
_MEASURED: Final = "laboratory,vital-signs,survey,social-history,exam"


def prefetch_of(
    rules: Iterable[Rule], vocabulary: Vocabulary, categories: Sequence[str] = ()
) -> Mapping[str, str]:
    """The query of every key that these rules can use.

    `categories` narrows the observations, where every one is known to have a
    category; the measures of the rules are then still asked for by code.
    """
    used = [words_used(rule, vocabulary) for rule in rules]
    return MappingProxyType(
        dict(_always(categories)) | dict(_where_used(used, vocabulary))
    )


def _always(categories: Sequence[str]) -> Iterator[tuple[str, str]]:
    narrowed = f"&category={','.join(categories)}" if categories else ""
    yield "patient", "Patient/{{context.patientId}}"
    yield "conditions", _query("Condition", "&_count=500")
    # Newest first, so that an unfollowed page leaves out the oldest.
    yield "observations", _query("Observation", f"{narrowed}&_sort=-date&_count=500")


def _where_used(used: list[Used], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if codes := _measured(used, vocabulary):
        yield "measures", _by_code(codes)
    kinds = {
        kind
        for one in used
        for finding in one.findings
        for kind in vocabulary.findings[finding].look_in
    }
    if "Procedure" in kinds:
        yield "procedures", _query("Procedure", "&_sort=-date&_count=100")
    if "Encounter" in kinds:
        yield "encounters", _query("Encounter", "&_sort=-date&_count=100")
    if any(one.drugs for one in used):
        # Servers differ in the date by which these can be sorted.
        yield "medications", _query("MedicationRequest", "&_count=200")
        yield "statements", _query("MedicationStatement", "&_count=200")
        yield "administrations", _query("MedicationAdministration", "&_count=200")


def _query(kind: str, restriction: str) -> str:
    return f"{kind}{_OF_THE_PATIENT}{restriction}"


def _by_code(codes: Sequence[Code]) -> str:
    named = ",".join(f"{SYSTEM_URIS[one.system]}|{one.code}" for one in codes)
    query = _query("Observation", f"&code={named}&_sort=-date&_count=100")
    if len(query) < LONGEST:
        return query
    return _query("Observation", f"&category={_MEASURED}&_sort=-date&_count=200")


def _measured(used: list[Used], vocabulary: Vocabulary) -> list[Code]:
    """What the rules read by code and never as text, in the order of codes."""
    names = {name for one in used for name in one.measures}
    sets = {
        value_set for name in names for value_set in _sets_of_measure(name, vocabulary)
    }
    if any(_PREGNANCY in one.findings for one in used):
        sets.update(item.use for item in vocabulary.findings[_PREGNANCY].codes)
    codes = {code for name in sets for code in vocabulary.value_sets[name].codes}
    loinc = [code for code in codes if code.system == "loinc"]
    return sorted(loinc, key=lambda code: code.code)


def _sets_of_measure(name: str, vocabulary: Vocabulary) -> Iterator[str]:
    measure = vocabulary.measures[name]
    yield from measure.codes
    if measure.adjusted:
        for part in (measure.adjusted.of, measure.adjusted.for_):
            yield from vocabulary.measures[part].codes
