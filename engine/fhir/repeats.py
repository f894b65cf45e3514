"""The same resource in two places counts once."""

from datetime import UTC

from engine.fhir.fields import words
from engine.fhir.found import Found
from engine.fhir.problems import problem
from engine.fhir.record import Problem
from engine.when import read_time


def once(found: list[Found]) -> tuple[list[Found], list[Problem]]:
    """Each resource once: its newest version, in the place of the first.

    Two are the same by type and id, or by fullUrl where an id is missing. If
    they differ and neither is known to be newer, both are kept and noted.
    """
    return (found, []) if _are_distinct(found) else _sorted_out(found)


def _are_distinct(found: list[Found]) -> bool:
    """Whether every resource has an id, and no id or fullUrl comes twice.

    So in nearly every request, and it takes a third of comparing all names.
    """
    ids = {str(item.resource.get("id") or "") for item in found}
    urls = [item.full_url for item in found if item.full_url]
    return "" not in ids and len(ids) == len(found) and len(set(urls)) == len(urls)


def _sorted_out(found: list[Found]) -> tuple[list[Found], list[Problem]]:
    kept: list[Found] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for item in found:
        names = _names(item)
        if not seen.keys().isdisjoint(names):
            at = next(seen[name] for name in names if name in seen)
            if newer := _newer(kept[at], item):
                kept[at] = newer
                continue
            problems.append(_differs(item))
        for name in names:
            seen.setdefault(name, len(kept))
        kept.append(item)
    return kept, problems


def _names(item: Found) -> tuple[str, ...]:
    identity = item.resource.get("id")
    if identity:
        # With a bar, so that the fullUrl names only resources without an id.
        typed = f"{item.kind}/{identity}"
        return (typed, f"|{item.full_url}") if item.full_url else (typed,)
    return (item.full_url, f"|{item.full_url}") if item.full_url else ()


def _newer(first: Found, second: Found) -> Found | None:
    if first.resource == second.resource:
        return first
    for order in (_updated, _version):
        one, other = order(first), order(second)
        if one is not None and other is not None and one != other:
            return first if one > other else second
    return first if _content(first) == _content(second) else None


def _content(item: Found) -> dict[str, object]:
    return {key: part for key, part in item.resource.items() if key != "meta"}


def _meta(item: Found, name: str) -> str:
    meta = item.resource.get("meta")
    return words(meta.get(name)) if isinstance(meta, dict) else ""


def _updated(item: Found) -> float | None:
    read = read_time(_meta(item, "lastUpdated"), UTC)
    return read.interval.start.timestamp() if read else None


def _version(item: Found) -> float | None:
    text = _meta(item, "versionId")
    return float(text) if text.isascii() and text.isdigit() else None


def _differs(item: Found) -> Problem:
    return problem(
        "same-id-differs",
        place=item.place,
        reference=item.reference,
        blocking=False,
    )
