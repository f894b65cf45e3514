"""A month of made-up use of a service, for the pages that show numbers."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.store.buckets import bucket_of
from engine.store.counts import Counted, Kind, Loaded, add_counts, hour_of
from engine.store.database import Store, open_store
from engine.store.feedback import CardFeedback, keep_feedback
from engine.store.shown import CardShown, keep_shown

SERVICE = "numbness-red-flags"
FIRST = datetime(2025, 10, 1, 9, 0, tzinfo=UTC)  # past, so that no other page shows it
DAYS = 31
MONTH = "first=2025-10-01&last=2025-10-31"
RULES = (
    "urgent/sudden-face-numbness",
    "urgent/sudden-one-sided-numbness",
    "chronic/carpal-tunnel",
    "chronic/diabetic-neuropathy",
)
PROBLEMS = (
    ("no-code", 0.08, False),
    ("number-as-text", 0.03, True),
    ("page-not-followed", 0.02, True),
    ("not-valid-fhir", 0.05, False),
)


@dataclass
class Use:
    """What a service had to keep."""

    cards: list[CardShown] = field(default_factory=list)
    said: list[CardFeedback] = field(default_factory=list)
    counts: Counter[Counted] = field(default_factory=Counter)
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def count(
        self, at: datetime, version: int, kind: Kind, name: str = "", amount: int = 1
    ) -> None:
        of = version if kind in ("fires", "asks") else 0
        key = Counted(hour_of(at), kind, SERVICE, f"sha256:{version}", name, of)
        self.counts[key] += amount


def fill(folder: Path) -> None:
    """The database of a room with some sixty calls a day, in two releases."""
    use = Use()
    for day in range(DAYS):
        for number in range(60):
            at = FIRST + timedelta(days=day, minutes=7 * number)
            _call(use, at, version=1 if day < 12 else 2)
    store = open_store(f"sqlite:///{folder / 'service.sqlite'}")
    _keep(store, use)
    store.close()


def _keep(store: Store, use: Use) -> None:
    loaded = [
        Loaded(f"sha256:{version}", rule, version, FIRST)
        for version in (1, 2)
        for rule in RULES
    ]
    keep_shown(store, use.cards)
    keep_feedback(store, use.said, FIRST)
    add_counts(store, use.counts, loaded)


def _call(use: Use, at: datetime, version: int) -> None:
    chance = use.chance
    took = chance.lognormvariate(2.2, 0.5)
    use.count(at, version, "time", bucket_of(took))
    use.count(at, version, "milliseconds", amount=round(took))
    for code, share, mattered in PROBLEMS:
        if chance.random() < share:
            use.count(at, version, "problem", code)
            if mattered:
                use.count(at, version, "blocking", code)
    if chance.random() > 0.15:
        use.count(at, version, "calls", "none")
        return
    use.count(at, version, "calls", "card")
    _card(use, at, version)


def _card(use: Use, at: datetime, version: int) -> None:
    chance = use.chance
    rule = chance.choice(RULES)
    outcome = "fires" if chance.random() < 0.7 else "asks"
    use.count(at, version, "fires" if outcome == "fires" else "asks", rule)
    said = {"rule": rule, "version": version, "digest": "d", "outcome": outcome}
    uuid = f"card-{at.isoformat()}"
    digest = f"sha256:{version}"
    use.cards.append(CardShown(uuid, SERVICE, rule, (said,), digest, "k", at))
    if chance.random() < 0.8:
        is_overridden = chance.random() < 0.3
        said_of = CardFeedback(
            SERVICE, uuid, "overridden" if is_overridden else "accepted", at
        )
        use.said.append(said_of)
