"""How far back a page reaches whose next page was not received."""

from collections.abc import Iterable
from datetime import tzinfo

from engine.fhir.fields import Element, Origin, listed, objects
from engine.fhir.times import earliest_mentioned
from engine.when import Interval


def has_next(bundle: Element) -> bool:
    """Whether a Bundle names a next page."""
    return any(link.get("relation") == "next" for link in objects(bundle.get("link")))


def missing_part(bundle: Element) -> str:
    """The member by which a Bundle tells that it is a part, "" if none does.

    Some servers cut a search off and name no next page; the total tells.
    """
    if has_next(bundle):
        return "link"
    return "total" if _is_short(bundle) else ""


def _is_short(bundle: Element) -> bool:
    total = bundle.get("total")
    if not isinstance(total, int) or isinstance(total, bool):
        return False
    entries = bundle.get("entry")
    return total > len(entries if isinstance(entries, list) else listed(entries))


def oldest(resources: Iterable[Element], zone: tzinfo) -> Interval | None:
    """The oldest date of a page, None if it is empty or an entry has none."""
    # The problems of these dates are noted when the records are projected.
    times = [earliest_mentioned(item, Origin("", "", zone)) for item in resources]
    known = [time for time in times if time]
    if not known or len(known) < len(times):
        return None
    return min(known)
