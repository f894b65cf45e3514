"""Everything that was sent against FHIR R4B: a report, never a gate.

For people who send test bundles. It costs 0.2 ms a resource, and half a second
to import, so nobody pays for it who has not asked (`DECISIONS.md`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.fhir.annotate import faults_of
from engine.fhir.found import Found, Unwrapped
from engine.fhir.ndjson import parse_documents
from engine.fhir.prefetch import read_prefetch
from engine.fhir.unwrap import unwrap_documents


@dataclass(frozen=True, slots=True)
class Invalid:
    """A resource that is not valid R4B: which, where, and in which fields.

    ``fields`` are paths such as "code.coding[0].system"; no value is quoted.
    """

    reference: str
    place: str
    fields: tuple[str, ...]


def validated(body: bytes) -> tuple[Invalid, ...]:
    """The resources of a body that are not valid, in the order they came.

    A Bundle, an array, one resource, NDJSON, or a CDS Hooks request, of which
    the prefetch is looked at. Raises BundleError if the body is no FHIR.
    """
    return invalid(_unwrapped(body).found)


def _unwrapped(body: bytes) -> Unwrapped:
    documents = parse_documents(body).documents
    alone = documents[0][1] if len(documents) == 1 else None
    if isinstance(alone, dict) and "hook" in alone and "resourceType" not in alone:
        return read_prefetch(alone.get("prefetch"), {}).unwrapped
    return unwrap_documents(documents)


def invalid(found: Iterable[Found]) -> tuple[Invalid, ...]:
    """Those of some resources that are not valid; contained ones with theirs."""
    looked = ((item, faults_of(item)) for item in found if item.within is None)
    return tuple(
        Invalid(item.reference, item.place, fields) for item, fields in looked if fields
    )
