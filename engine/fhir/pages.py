"""How far back a page reaches whose next page was not received."""

from collections.abc import Iterable
from datetime import tzinfo

from engine.fhir.fields import Element, Origin, objects
from engine.fhir.times import earliest_mentioned
from engine.when import Interval


def has_next(bundle: Element) -> bool:
    """Whether a Bundle names a next page."""
    return any(link.get("relation") == "next" for link in objects(bundle.get("link")))


def oldest(resources: Iterable[Element], zone: tzinfo) -> Interval | None:
    """The oldest date of a page, None if it is empty or an entry has none."""
    # The problems of these dates are noted when the records are projected.
    times = [earliest_mentioned(item, Origin("", "", zone)) for item in resources]
    known = [time for time in times if time]
    if not known or len(known) < len(times):
        return None
    return min(known)
