"""The body of a feedback call, checked whole before anything is kept."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from engine.service.refusal import Issue, Refusal
from engine.store.feedback import CardFeedback

_MOST_ENTRIES = 1000
_DATE_AND_TIME = re.compile(r"[\dWw-]{8,10}[Tt ](\d\d(:?\d\d(:?(?P<second>\d\d))?)?)")


def checked_feedback(
    value: object, service: str, *, keep_comments: bool
) -> tuple[CardFeedback, ...]:
    """The entries of the call.

    Raises `Refusal` (400) with every fault and its place; then nothing of the
    call is kept, and the client can send it again whole.
    """
    entries = value.get("feedback") if isinstance(value, dict) else None
    if not isinstance(entries, list) or not entries:
        what = "feedback must be an array with at least one entry"
        raise Refusal(400, Issue("required", what, "feedback"))
    if len(entries) > _MOST_ENTRIES:
        what = f"feedback has more than {_MOST_ENTRIES} entries"
        raise Refusal(400, Issue("too-long", what, "feedback", "Send several calls"))
    faults = [f for n, entry in enumerate(entries) for f in _faults(entry, n)]
    if faults:
        raise Refusal(400, *faults)
    return tuple(_entry(entry, service, keep_comments) for entry in entries)


def _faults(entry: object, number: int) -> Iterator[Issue]:
    place = f"feedback[{number}]"
    if not isinstance(entry, dict):
        yield Issue("structure", "An entry must be an object", place)
        return
    yield from _card_faults(entry, place)
    yield from _outcome_faults(entry, place)
    yield from _time_faults(entry, place)
    yield from _reason_faults(entry.get("overrideReason"), f"{place}.overrideReason")


def _card_faults(entry: Mapping[str, Any], place: str) -> Iterator[Issue]:
    if not _is_word(entry.get("card")):
        what = "card must be the uuid of a card"
        yield Issue("required", what, f"{place}.card", "Echo card.uuid")


def _outcome_faults(entry: Mapping[str, Any], place: str) -> Iterator[Issue]:
    outcome = entry.get("outcome")
    if outcome not in ("accepted", "overridden"):
        what = "outcome must be accepted or overridden"
        yield Issue("value", what, f"{place}.outcome")
    accepted = entry.get("acceptedSuggestions")
    if outcome == "accepted" and not accepted:
        what = "acceptedSuggestions is required with the outcome accepted"
        yield Issue("required", what, f"{place}.acceptedSuggestions")
    elif accepted is not None and not _are_suggestions(accepted):
        what = 'acceptedSuggestions must be an array of {"id": suggestion uuid}'
        yield Issue("value", what, f"{place}.acceptedSuggestions")


def _are_suggestions(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and _is_word(item.get("id")) for item in value
    )


def _is_word(value: object) -> bool:
    # PostgreSQL takes no NUL, and an id with line breaks would split a log.
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def _time_faults(entry: Mapping[str, Any], place: str) -> Iterator[Issue]:
    if _moment(entry.get("outcomeTimestamp")) is None:
        what = "outcomeTimestamp must be a time of RFC 3339"
        next_step = "Send it as 2026-01-31T12:00:00Z"
        yield Issue("value", what, f"{place}.outcomeTimestamp", next_step)


def _reason_faults(reason: object, place: str) -> Iterator[Issue]:
    if reason is None:
        return
    if not isinstance(reason, dict):
        yield Issue("structure", "overrideReason must be an object", place)
        return
    coding = reason.get("reason")
    if coding is not None and not _is_coding(coding):
        what = "reason must be a Coding with a code"
        yield Issue("value", what, f"{place}.reason")
    comment = reason.get("userComment")
    if comment is not None and not isinstance(comment, str):
        yield Issue("value", "userComment must be a string", f"{place}.userComment")


def _is_coding(value: object) -> bool:
    # Clients send it without display, and some without system: both are kept.
    return (
        isinstance(value, dict)
        and _is_word(value.get("code"))
        and _is_word(value.get("system") or "-")
    )


def _moment(value: object) -> datetime | None:
    """A date and a time in any form of ISO 8601 that clients write."""
    if not isinstance(value, str) or not (form := _DATE_AND_TIME.match(value.strip())):
        return None
    text = value.strip().upper()
    # RFC 3339 has leap seconds, Python has none.
    is_leap = form["second"] == "60"
    try:
        moment = datetime.fromisoformat(text.replace(":60", ":59") if is_leap else text)
        # The field is UTC by the specification, so a missing zone says nothing.
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return known.astimezone(UTC) + timedelta(seconds=1 if is_leap else 0)
    except (ValueError, OverflowError):
        return None


def _entry(entry: Mapping[str, Any], service: str, keep_comments: bool) -> CardFeedback:
    reason = entry.get("overrideReason") or {}
    coding = reason.get("reason") or {}
    comment = reason.get("userComment") or ""
    moment = _moment(entry["outcomeTimestamp"])
    assert moment is not None
    return CardFeedback(
        service=service,
        card=entry["card"],
        outcome=entry["outcome"],
        outcome_at=moment,
        reason_system=coding.get("system") or "",
        reason_code=coding.get("code", ""),
        accepted_suggestions=tuple(
            item["id"] for item in entry.get("acceptedSuggestions") or ()
        ),
        has_comment=bool(comment),
        user_comment=comment if keep_comments else "",
    )
