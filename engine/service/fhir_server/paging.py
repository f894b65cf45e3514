"""The pages of a searchset, read one after the other and put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.fhir.fields import Element, listed, objects, words
from engine.fhir.pages import has_next
from engine.service.fhir_server.not_fetched import (
    CIRCLE,
    NOT_FHIR,
    OTHER_ORIGIN,
    TOO_MANY_PAGES,
    NotFetched,
)
from engine.service.fhir_server.reader import Reader


@dataclass(frozen=True, slots=True)
class Pages:
    """A searchset with the entries of every page that came.

    ``why`` says why a further page did not, "" when there is none; then the
    Bundle still names its next page, and is read as one that was not followed.
    """

    bundle: Element
    why: str = ""


def paged(value: object) -> Element | None:
    """A prefetched value if it is a Bundle that names a next page."""
    if not isinstance(value, dict) or value.get("resourceType") != "Bundle":
        return None
    return value if has_next(value) else None


async def all_pages(first: Element, reader: Reader) -> Pages:
    """A page and those after it; never raises for one that does not come."""
    pages = [first]
    try:
        await _follow(pages, reader)
    except NotFetched as failure:
        return Pages(_together(pages), failure.why)
    return Pages(_together(pages))


async def _follow(pages: list[Element], reader: Reader) -> None:
    read: set[str] = set()
    while has_next(pages[-1]):
        link = _next(pages[-1])
        if link in read:
            raise NotFetched(CIRCLE)
        if len(pages) >= reader.max_pages:
            raise NotFetched(TOO_MANY_PAGES)
        read.add(link)
        page = await reader.get(link)
        if page.get("resourceType") != "Bundle":
            raise NotFetched(NOT_FHIR)
        pages.append(page)


def _next(page: Element) -> str:
    links = objects(page.get("link"))
    found = (words(one.get("url")) for one in links if one.get("relation") == "next")
    if url := next(found, ""):
        return url
    raise NotFetched(OTHER_ORIGIN)


def _together(pages: Sequence[Element]) -> Element:
    if len(pages) == 1:
        return pages[0]
    entries = [entry for page in pages for entry in _entries(page)]
    return {**pages[0], "entry": entries, "link": pages[-1].get("link")}


def _entries(page: Element) -> list[object]:
    # A null among the entries is something that was lost: it stays.
    entries = page.get("entry")
    return entries if isinstance(entries, list) else listed(entries)
