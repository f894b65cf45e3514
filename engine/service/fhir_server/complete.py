"""A hook request, completed from the EHR's FHIR server."""

import asyncio
import ssl
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engine.fhir.fields import Element
from engine.service.contract import Fetched
from engine.service.fhir_server.access import Access, access_of, is_offered
from engine.service.fhir_server.addresses import Resolve, resolve
from engine.service.fhir_server.not_fetched import NotFetched
from engine.service.fhir_server.parts import Delivery, Part, lacking
from engine.service.fhir_server.policy import Policy
from engine.service.fhir_server.reader import Reader, reading
from engine.service.hook_request import HookRequest
from engine.service.refusal import Refusal


@dataclass(frozen=True, slots=True)
class FhirServers:
    """The client of FHIR servers; it keeps nothing from one call to the next.

    A `engine.service.contract.PrefetchFetcher`. ``required`` are the keys that
    are a blocking problem even where the server may not be asked for them.
    """

    policy: Policy
    tls: ssl.SSLContext
    required: Collection[str]
    resolve: Resolve = resolve

    async def fetched(
        self, request: HookRequest, templates: Mapping[str, str]
    ) -> Fetched:
        """The prefetch with missing keys and further pages.

        Never raises for a FHIR server that does not do its part: what could not
        be had is a problem, blocking where the key is required or a query that
        was sent failed. The same object and no problem, where nothing is
        missing or the call offers no server. `Refusal` (503) only where all
        calls of this process together would hold too much.
        """
        parts = tuple(lacking(request.prefetch, templates, self.required))
        if not parts or not is_offered(request.body):
            return Fetched(request.prefetch)
        try:
            access = access_of(request.body, self.policy)
        except NotFetched as failure:
            failed = [part.failed(failure) for part in parts]
            return _together(request.prefetch, failed)
        deliveries = await self._deliveries(parts, request, access)
        return _together(request.prefetch, deliveries)

    async def _deliveries(
        self, parts: Sequence[Part], request: HookRequest, access: Access
    ) -> list[Delivery]:
        context = request.body["context"]
        try:
            async with reading(access, self.policy, self.tls, self.resolve) as reader:
                return await _side_by_side(parts, context, reader)
        except NotFetched as failure:
            return [part.failed(failure) for part in parts]


async def _side_by_side(
    parts: Sequence[Part], context: Element, reader: Reader
) -> list[Delivery]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(part.fetched(context, reader)) for part in parts]
    except ExceptionGroup as failed:
        if busy := failed.subgroup(Refusal):
            raise busy.exceptions[0] from None
        raise
    return [task.result() for task in tasks]


def _together(
    prefetch: Mapping[str, object], deliveries: Sequence[Delivery]
) -> Fetched:
    got = {one.key: one.value for one in deliveries if one.value is not None}
    problems = (problem for one in deliveries for problem in one.problems)
    return Fetched({**prefetch, **got} if got else prefetch, tuple(problems))
