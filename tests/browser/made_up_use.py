"""Weeks of made-up use of a service, for pages that show numbers."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from made_up_rows import ACCEPTED, OVERRIDDEN, SHOWN

from engine.store.buckets import bucket_of
from engine.store.counts import Counted, Loaded, add_counts, hour_of
from engine.store.database import Store
from engine.store.feedback import keep_feedback
from engine.store.shown import keep_shown

SERVICE = "numbness-red-flags"
DIGESTS = ("d" * 64, "e" * 64)
PROBLEMS = (
    ("no-code", 0.08, False),
    ("number-as-text", 0.03, True),
    ("page-not-followed", 0.02, True),
    ("not-valid-fhir", 0.05, False),
)


def fill(store: Store, rules: Sequence[str], last: datetime, days: int = 40) -> None:
    """A service with some 60 calls a day until a moment, in two releases."""
    chance = random.Random(7)
    counts: Counter[Counted] = Counter()
    for back in range(days):
        noon = (last - timedelta(days=back)).replace(hour=12, minute=0)
        version = 1 if back > days // 2 else 2
        for number in range(60):
            at = noon + timedelta(minutes=number)
            _call(store, counts, chance, rules, at, version)
    loaded = [
        Loaded(DIGESTS[version - 1], rule, version, last - timedelta(days=days))
        for version in (1, 2)
        for rule in rules
    ]
    add_counts(store, counts, loaded)


def _call(  # noqa: PLR0917 - one made-up call
    store: Store,
    counts: Counter[Counted],
    chance: random.Random,
    rules: Sequence[str],
    at: datetime,
    version: int,
) -> None:
    digest = DIGESTS[version - 1]

    def add(kind: str, name: str = "", of: int = 0, amount: int = 1) -> None:
        key = Counted(hour_of(at), kind, SERVICE, digest, name, of)  # type: ignore[arg-type]
        counts[key] += amount

    took = chance.lognormvariate(2.2, 0.6)
    add("time", bucket_of(took))
    add("milliseconds", amount=round(took))
    for code, share, mattered in PROBLEMS:
        if chance.random() < share:
            add("problem", code)
            if mattered:
                add("blocking", code)
    if chance.random() > 0.12:
        add("calls", "none")
        return
    add("calls", "card")
    rule = chance.choice(rules)
    outcome = "fires" if chance.random() < 0.7 else "asks"
    add(outcome, rule, version)
    uuid = f"card-{at.isoformat()}"
    said = {"rule": rule, "version": version, "digest": digest, "outcome": outcome}
    keep_shown(store, [replace(SHOWN, uuid=uuid, rules=(said,), shown_at=at)])
    if chance.random() < 0.8:
        word = OVERRIDDEN if chance.random() < 0.3 else ACCEPTED
        keep_feedback(store, [replace(word, card=uuid, outcome_at=at)], at)
