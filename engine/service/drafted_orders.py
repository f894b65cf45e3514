"""The orders that a clinician has already drafted, by their codes."""

from collections.abc import Iterator

from engine.fhir.fields import Element, listed, objects, words
from engine.fhir.unwrap import walk
from engine.service.hook_contexts import OrderContext
from engine.service.hook_request import HookRequest
from engine.terminology.index import canonical, normalised

OrderCode = tuple[str, str]

_KINDS = frozenset({"ServiceRequest", "ProcedureRequest", "ReferralRequest"})
_TAKEN_BACK = frozenset({"revoked", "entered-in-error", "cancelled"})


def drafted_orders(request: HookRequest) -> frozenset[OrderCode]:
    """Every (system, code) that a draft order of the request carries.

    An order that says not to do something, or was taken back, is none.
    """
    if not isinstance(request.context, OrderContext):
        return frozenset()
    walked = walk(request.context.draft_orders, "context.draftOrders")
    return frozenset(
        code
        for item in walked.found
        if item.kind in _KINDS and _stands(item.resource)
        for code in _codes(item.resource)
    )


def _stands(order: Element) -> bool:
    is_wanted = order.get("doNotPerform") is not True
    return is_wanted and words(order.get("status")) not in _TAKEN_BACK


def _codes(order: Element) -> Iterator[OrderCode]:
    # R5 puts the CodeableConcept into a CodeableReference.
    given = [one.get("concept", one) for one in objects(order.get("code"))]
    for concept in objects(listed(given)):
        for coding in objects(concept.get("coding")):
            yield (
                canonical(words(coding.get("system"))),
                normalised(words(coding.get("code"))),
            )
