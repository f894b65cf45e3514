"""Resources -> what was received about one patient, ready for `findings`.

Relevance comes first: a resource that no rule can use is counted and costs
almost nothing. `now` is not read here; what is future or old is decided later.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from engine.fhir.fields import Origin
from engine.fhir.found import Found, UnfollowedPage, Unwrapped
from engine.fhir.lineage import Lineage, lineage
from engine.fhir.medication import MEDICATION_KINDS, Medications, names_no_drug
from engine.fhir.person import person
from engine.fhir.problems import below, problem
from engine.fhir.project import KINDS, Projected, project
from engine.fhir.record import Person, Problem, Reading
from engine.fhir.relevance import Relevance
from engine.fhir.subject import Belonging, Identity, identify
from engine.fhir.unread import says_nothing, unread
from engine.terminology.index import CodeIndex

_CODED = frozenset({"Observation", "Condition"})
Annotate = Callable[[Found], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What the reader has to know of the request.

    ``patient``  "Patient/1" or "1"; None takes the only Patient of the data.
    ``zone``     for times that were written without one.
    ``widest``   the start of the rules' widest window: a page whose oldest
                 entry is older needs not be followed. None: every page does.
    ``foreign_blocks``  whether a relevant record of somebody else blocks.
    ``missing``  the required kinds that were not delivered: handed through.
    ``annotate`` called on each relevant resource, None to leave it out.
    """

    patient: str | None = None
    zone: tzinfo = UTC
    widest: datetime | None = None
    foreign_blocks: bool = False
    missing: tuple[str, ...] = ()
    annotate: Annotate | None = None


def read(unwrapped: Unwrapped, index: CodeIndex, asking: Asking = Asking()) -> Reading:
    """Everything the rules can use, and everything that was not read.

    BundleError if nobody was named and the data speak of several patients.
    """
    tree = lineage(unwrapped.found)
    counts = _by_kind(unwrapped.found)
    clinical = [item for item in unwrapped.found if item.kind in KINDS]
    if not MEDICATION_KINDS.isdisjoint(counts):
        clinical = _with_drugs(clinical, Medications(unwrapped.found))
    subjects = map(tree.subject, clinical)
    identity = identify(unwrapped.found, subjects, asking.patient)
    sorted_out = _sort(clinical, tree, identity, Relevance(index))
    patient, noted = _patient(identity, asking.zone)
    projected = [
        _projected(item, tree, patient, asking) for item in sorted_out.relevant
    ]
    pages = (_page(page, asking.widest) for page in unwrapped.pages)
    odd = (one for each in projected for one in each.problems)
    return Reading(
        records=tuple(each.record for each in projected if each.record),
        patient=patient,
        problems=(
            *unwrapped.problems,
            *pages,
            *noted,
            *_problems(sorted_out, asking),
            *odd,
        ),
        counts=_in_order(counts),
        ignored=_in_order(counts - _used(identity, sorted_out)),
        foreign=tuple(item.reference for item, _ in sorted_out.foreign),
        missing=asking.missing,
        all_foreign=bool(clinical) and len(sorted_out.foreign) == len(clinical),
        patient_id=identity.logical_id,
    )


def _with_drugs(clinical: Iterable[Found], drugs: Medications) -> list[Found]:
    return [
        drugs.completed(item) if item.kind in MEDICATION_KINDS else item
        for item in clinical
    ]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The clinical resources; foreign ones with whether they are relevant.

    ``odd`` are those that no rule can use, perhaps because of their shape.
    """

    relevant: list[Found] = field(default_factory=list)
    odd: list[Found] = field(default_factory=list)
    unresolved: list[Found] = field(default_factory=list)
    foreign: list[tuple[Found, bool]] = field(default_factory=list)


def _sort(
    clinical: Iterable[Found], tree: Lineage, identity: Identity, relevance: Relevance
) -> _Sorted:
    result = _Sorted()
    known: dict[str, Belonging] = {}
    of, of_drug = relevance.of, relevance.of_drug
    for item in clinical:
        subject = tree.subject(item)
        whose = known.get(subject)
        if whose is None:
            whose = known[subject] = identity.belonging(subject)
        is_relevant = (of_drug if item.kind in MEDICATION_KINDS else of)(item.resource)
        if whose == "foreign":
            result.foreign.append((item, bool(is_relevant)))
        elif is_relevant:
            result.relevant.append(item)
            if whose == "unresolved":
                result.unresolved.append(item)
        elif is_relevant is None:
            result.odd.append(item)
    return result


def _patient(identity: Identity, zone: tzinfo) -> tuple[Person | None, list[Problem]]:
    item = identity.patient
    if item is None:
        return None, []
    origin = Origin(item.place, item.reference, zone)
    return person(item.resource, origin), origin.problems


def _projected(
    item: Found, tree: Lineage, patient: Person | None, asking: Asking
) -> Projected:
    born = patient.born if patient else None
    origin = Origin(item.place, item.reference, asking.zone, born)
    projected = project(item.resource, origin)
    noted = asking.annotate(item) if asking.annotate else ()
    record = projected.record
    whole = tree.completed(record, item, asking.zone) if record else None
    if whole is record and not noted:
        return projected
    return Projected(whole, (*projected.problems, *noted))


def _problems(sorted_out: _Sorted, asking: Asking) -> Iterator[Problem]:
    for item, is_relevant in sorted_out.foreign:
        blocking = asking.foreign_blocks and is_relevant
        yield _noted("foreign-record", item, blocking=blocking)
    for item in sorted_out.unresolved:
        yield _noted("subject-unresolved", item, blocking=False)
    for item in sorted_out.odd:
        yield from _unused(item)


def is_passed_over(item: Found, relevance: Relevance) -> bool:
    """Whether `read` would do no more than count a clinical resource.

    Its drug, if it only refers to one, must have been completed.
    """
    is_drug = item.kind in MEDICATION_KINDS
    look = relevance.of_drug if is_drug else relevance.of
    return not look(item.resource) and next(_unused(item), None) is None


def _unused(item: Found) -> Iterator[Problem]:
    """Why a record that no rule can use may still be about anything."""
    if odd := unread(item.resource):
        name, is_lost = odd
        yield _noted("shape", item, name, blocking=is_lost)
    elif item.kind in _CODED:
        if says_nothing(item.resource.get("code")):
            yield _noted("no-code", item, blocking=False)
    elif item.kind in MEDICATION_KINDS and names_no_drug(item.resource):
        yield _noted("medication-unresolved", item, blocking=False)


def _noted(code: str, item: Found, at: str = "", *, blocking: bool) -> Problem:
    place = below(item.place, at) if at else item.place
    return problem(code, place=place, reference=item.reference, blocking=blocking)


def _page(page: UnfollowedPage, widest: datetime | None) -> Problem:
    # Sorted newest first, a page that reaches past the window has it all.
    is_enough = page.oldest and widest and page.oldest.end < widest
    return problem("page-not-followed", place=page.place, blocking=not is_enough)


def _used(identity: Identity, sorted_out: _Sorted) -> Counter[str]:
    """What was read, and what is listed as somebody else's."""
    foreign = [item for item, _ in sorted_out.foreign]
    patient = [identity.patient] if identity.patient else []
    return _by_kind([*sorted_out.relevant, *foreign, *patient])


def _by_kind(found: Iterable[Found]) -> Counter[str]:
    return Counter([item.kind for item in found])


def _in_order(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
