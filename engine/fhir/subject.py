"""Whose record it is: matching a subject to the patient of the request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from engine.errors import BundleError
from engine.fhir.fields import words
from engine.fhir.found import Found

Belonging = Literal["own", "foreign", "unresolved"]

_ID = re.compile(r"Patient/([A-Za-z0-9.-]{1,64})")
_TYPED = re.compile(r"(?:^|/)([A-Z][A-Za-z]+/[^/?#|\s]+)(?:/_history/[^/]+)?$")


@dataclass(frozen=True, slots=True)
class Identity:
    """Every name under which the data speak of the patient.

    ``strangers`` are the names of other Patients that were received;
    ``patient`` is the Patient resource, None if it was not sent.
    """

    names: frozenset[str]
    strangers: frozenset[str]
    patient: Found | None

    @property
    def logical_id(self) -> str | None:
        """The patient's id on a FHIR server; a urn:uuid is none."""
        ids = {match[1] for name in self.names if (match := _ID.fullmatch(name))}
        return min(ids) if len(ids) == 1 else None

    def belonging(self, reference: str) -> Belonging:
        """Whether a subject's reference means the patient.

        Missing, an identifier only, a contained Patient or a conditional
        reference count for the patient: they name nobody else.
        """
        if not reference or reference.startswith("#") or "?" in reference:
            return "own"
        if reference in self.names:
            return "own"
        name = _name(reference)
        if name in self.names:
            return "own"
        is_unresolved = name.startswith("urn:") and name not in self.strangers
        return "unresolved" if is_unresolved else "foreign"


def identify(
    found: Iterable[Found], subjects: Iterable[str], patient: str | None
) -> Identity:
    """Who the patient is: the one named, else the only one of the data.

    `subjects` are the references of all clinical records. BundleError if
    nobody was named and the data speak of several.
    """
    people = [item for item in found if item.kind == "Patient" and not item.within]
    if patient is None:
        return _only_one(people, subjects)
    wanted = _names_of(patient.strip())
    own = [item for item in people if _names(item) & wanted]
    names = wanted.union(*map(_names, own))
    others = [_names(item) for item in people if item not in own]
    return Identity(names, frozenset().union(*others) - names, next(iter(own), None))


def patient_id(reference: str) -> str | None:
    """The logical id that a subject's reference names, None if no Patient's.

    "Patient/1", "http://ehr/Patient/1/_history/2", "urn:uuid:1" and "1" do; a
    Group, a contained Patient or a search ("Patient?identifier=…") name none.
    """
    if not reference or reference.startswith("#") or "?" in reference:
        return None
    name = _name(reference)
    bare = name.removeprefix("Patient/").removeprefix("urn:uuid:")
    return bare if bare and "/" not in bare and ":" not in bare else None


def _only_one(people: list[Found], subjects: Iterable[str]) -> Identity:
    groups = [_names(item) for item in people]
    # A lone Patient without id and fullUrl is named by those who speak of it.
    if not any(groups):
        groups = [*groups[1:], *map(frozenset, _spoken_of(subjects))]
    names = groups[0] if groups else frozenset()
    # Two versions of one Patient (kept because they differ) are one person.
    if not all(group & names for group in groups):
        raise BundleError(
            "The data speak of several patients",
            place=people[-1].place if people else "",
            next_step="Name one as `patient`",
        )
    return Identity(names, frozenset(), next(iter(people), None))


def _spoken_of(subjects: Iterable[str]) -> list[list[str]]:
    names = {_name(one) for one in set(subjects) if one and one[0] != "#"}
    people = [one for one in names if one.startswith(("Patient/", "urn:"))]
    return [[name] for name in sorted(people)]


def _names(item: Found) -> frozenset[str]:
    own = _names_of(words(item.resource.get("id")))
    return own | {item.full_url, _name(item.full_url)} - {""}


def _names_of(patient: str) -> frozenset[str]:
    """The names of "Patient/1", "1", "http://ehr/Patient/1" or "urn:uuid:1"."""
    if not patient:
        return frozenset()
    bare = _name(patient).removeprefix("Patient/").removeprefix("urn:uuid:")
    return frozenset({patient, bare, f"Patient/{bare}", f"urn:uuid:{bare}"})


def _name(reference: str) -> str:
    typed = _TYPED.search(reference)
    return typed[1] if typed else reference
