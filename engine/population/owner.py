"""Whose each resource of a document is, and what it needs of nobody's.

A bulk export has one resource a line, with its subject; a Bundle of one patient
may leave the subject out, and names the patient by fullUrl.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.fhir.fields import Element, objects, words
from engine.fhir.found import Found
from engine.fhir.lineage import Lineage, lineage
from engine.fhir.medication import MEDICATION_KINDS, referred_drug
from engine.fhir.subject import patient_id


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose the resources of one document are.

    ``ids`` has the logical id by the fullUrl of a Patient; ``sole`` is the only
    patient of a Bundle, who owns what names no other, "" where there is none.
    """

    tree: Lineage
    ids: Mapping[str, str]
    sole: str

    def of(self, item: Found) -> str:
        """The logical id of the owner, "" if it is nobody's in particular."""
        if item.kind == "Patient":
            return _own_id(item)
        subject = self.tree.subject(item)
        named = patient_id(subject)
        if named is None:
            names_another = bool(subject) and subject[0] != "#" and "?" not in subject
            return "" if names_another else self.sole
        return self.ids.get(named, named)


def owners(found: Sequence[Found], *, is_bundle: bool) -> Owners:
    """Whose the resources are that stood in one document."""
    people = [item for item in found if item.kind == "Patient"]
    ids = {
        name: _own_id(item)
        for item in people
        if (name := patient_id(item.full_url)) is not None
    }
    known = {_own_id(item) for item in people}
    sole = known.pop() if is_bundle and len(known) == 1 else ""
    return Owners(lineage(found), ids, sole)


def _own_id(patient: Found) -> str:
    return words(patient.resource.get("id")) or patient_id(patient.full_url) or ""


def needs(item: Found) -> Iterator[str]:
    """The references of a record to resources that may be nobody's."""
    if item.kind in MEDICATION_KINDS:
        yield from _short(referred_drug(item.resource))
    if item.kind == "Encounter":
        for place in places(item.resource):
            yield from _short(words(place.get("reference")))


def places(encounter: Element) -> Iterator[Element]:
    """The references to where an encounter was, the widest first."""
    yield from objects(encounter.get("serviceProvider"))
    for one in objects(encounter.get("location")):
        yield from objects(one.get("location"))


def names(item: Found) -> tuple[str, ...]:
    """The names under which a shared resource is referred to."""
    return tuple(dict.fromkeys(filter(None, (item.full_url, item.reference))))


def _short(reference: str) -> Iterator[str]:
    """A reference as it is written, and by type and id alone."""
    if reference:
        yield from dict.fromkeys((reference, "/".join(reference.split("/")[-2:])))
