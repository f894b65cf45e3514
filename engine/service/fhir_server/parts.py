"""What a prefetch lacks, and how each kind of it is fetched."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.fhir.fields import Element
from engine.fhir.record import Problem
from engine.service.fhir_server.not_fetched import NOT_FHIR, NotFetched, NotOffered
from engine.service.fhir_server.paging import all_pages, paged
from engine.service.fhir_server.reader import Reader
from engine.service.fhir_server.templates import resolved


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came for one key; ``value`` is None where nothing did."""

    key: str
    value: Element | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingKey:
    """A key of the template that was not sent: null is no data, and sent."""

    key: str
    template: str
    is_required: bool

    async def fetched(self, context: Element, reader: Reader) -> Delivery:
        """The answer to the query of the template, every page of it."""
        try:
            query = resolved(self.template, context)
            first = await reader.get(query)
            _check_kind(first, query)
        except NotFetched as failure:
            return self.failed(failure)
        return await _every_page(self.key, first, reader)

    def failed(self, failure: NotFetched) -> Delivery:
        """Nothing came, and why."""
        text = f"It was not in the prefetch and could not be fetched: {failure.why}."
        blocking = self.is_required or not isinstance(failure, NotOffered)
        place = f"prefetch.{self.key}"
        problem = Problem("not-received", place, "", text, blocking)
        return Delivery(self.key, None, (problem,))


@dataclass(frozen=True, slots=True)
class UnfinishedKey:
    """A key that was sent as a searchset whose next page was not."""

    key: str
    first: Element

    async def fetched(self, context: Element, reader: Reader) -> Delivery:
        """The page that was sent with the pages after it."""
        return await _every_page(self.key, self.first, reader)

    def failed(self, failure: NotFetched) -> Delivery:
        """No further page came, and why; what was sent stays as it is."""
        return Delivery(self.key, None, (_page_problem(self.key, failure.why),))


Part = MissingKey | UnfinishedKey


def lacking(
    prefetch: Element, templates: Mapping[str, str], required: Collection[str]
) -> Iterator[Part]:
    """What a prefetch lacks of what was asked for."""
    for key, template in templates.items():
        if key not in prefetch:
            yield MissingKey(key, template, key in required)
        elif page := paged(prefetch[key]):
            yield UnfinishedKey(key, page)


async def _every_page(key: str, first: Element, reader: Reader) -> Delivery:
    pages = await all_pages(first, reader)
    problems = (_page_problem(key, pages.why),) if pages.why else ()
    return Delivery(key, pages.bundle, problems)


def _page_problem(key: str, why: str) -> Problem:
    # Whether the page matters is known when the dates of the others are read:
    # the problem page-not-followed says so. This one says why.
    text = f"The next page could not be fetched: {why}."
    return Problem("page-not-fetched", f"prefetch.{key}.link", "", text, blocking=False)


def _check_kind(resource: Element, query: str) -> None:
    """A search brings a Bundle, a read its resource, both an OperationOutcome."""
    kind = "Bundle" if "?" in query else query.partition("/")[0]
    if resource.get("resourceType") not in {kind, "OperationOutcome"}:
        raise NotFetched(NOT_FHIR)
