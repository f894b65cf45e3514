"""How often each rule fired and was overridden of late, for the list of rules."""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from engine.store.database import Store
from engine.store.numbers import RuleCounts, fired_and_overridden

Counts: TypeAlias = Mapping[str, RuleCounts]
DAYS: Final = 90
_PATIENCE: Final = 0.3  # seconds that a page waits for fresh counts
# Of all time, so much may be spent on counting: a large store is counted seldom.
_SHARE: Final = 0.1


class Tallies:
    """The counts of all rules, counted again as often as the store allows.

    A small store is counted for every page. Of a large one, a page shows what
    was counted last while the next count runs in a thread of its own. Safe to
    use from threads.
    """

    def __init__(
        self,
        store: Store,
        elapsed: Callable[[], float] = time.monotonic,
        patience: float = _PATIENCE,
    ) -> None:
        self._store, self._elapsed, self._patience = store, elapsed, patience
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="pinprick-tallies")
        self._lock = threading.Lock()
        self._counting: Future[Counts | None] | None = None
        self._kept: Counts | None = None
        self._rest_until = 0.0

    def latest(self, now: datetime) -> Counts | None:
        """The counts of the last `DAYS` days; None where there are none to show:

        the store does not answer, or is being counted for the first time.
        """
        with self._lock:
            is_due = self._counting is None and self._elapsed() >= self._rest_until
            if is_due:
                self._counting = self._pool.submit(self._count, now)
            counting = self._counting
        if counting is not None:
            try:
                return counting.result(timeout=self._patience)
            except TimeoutError:
                pass  # what was counted before stands until this is done
        return self._kept

    def close(self) -> None:
        """Count no more; what runs ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _count(self, now: datetime) -> Counts | None:
        begun = self._elapsed()
        try:
            self._kept = fired_and_overridden(self._store, now - timedelta(days=DAYS))
        except SQLAlchemyError:
            self._kept = None  # the page says so; readiness tells of the store
        took = self._elapsed() - begun
        with self._lock:
            self._rest_until = self._elapsed() + took * (1 / _SHARE - 1)
            self._counting = None
        return self._kept
