"""The answer of a hook call without the cards that were set aside."""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from engine.service.contract import EngineAnswer
from engine.service.discovery import Service
from engine.service.fault_words import STORE_FAILED
from engine.service.shown_cards import shown_cards
from engine.service.snooze import Keys
from engine.service.state import Running
from engine.store.shown import CardShown
from engine.store.snooze import CardSnoozed, keep_snoozed, set_aside

LOG = logging.getLogger("pinprick.service")


async def without_snoozed(
    service: Service,
    keys: Keys,
    answer: EngineAnswer,
    parts: Running,
    now: datetime,
) -> EngineAnswer:
    """The answer to send; that of the engine if the store does not answer.

    The cards that are kept back are in the store before anything is sent.
    """
    if not keys.evidence:
        return answer
    try:
        until = await run_in_threadpool(_until, keys, parts, now)
        if not until:
            return answer
        left = answer.without(until)
        shown = shown_cards(service, keys, answer, parts, now)
        kept_back = list(_kept_back(shown, left, until))
        await run_in_threadpool(keep_snoozed, parts.store, kept_back)
    except SQLAlchemyError as error:
        # A card too many is better than one that is missing without a record.
        LOG.error("no card was set aside: %s", type(error).__qualname__)
        parts.readiness.degrade(STORE_FAILED)
        return answer
    for one in kept_back:
        LOG.info("snoozed: %s", one.card.topic)
        parts.snooze.count(one.card.topic)
    return left


def _until(keys: Keys, parts: Running, now: datetime) -> Mapping[str, datetime]:
    """The rules that were set aside on this evidence, each until when."""
    lasts = parts.snooze.lasts
    evidence = keys.evidence
    since = set_aside(parts.store, set(evidence.values()), now - lasts)
    return {rule: since[key] + lasts for rule, key in evidence.items() if key in since}


def _kept_back(
    shown: list[CardShown], left: EngineAnswer, until: Mapping[str, datetime]
) -> Iterator[CardSnoozed]:
    sent = {card.get("uuid") for card in left.cards}
    for card in shown:
        if card.uuid not in sent and card.evidence:
            yield CardSnoozed(card, min(until[rule] for rule in card.evidence))
