"""A token is good for one call, whichever worker gets it."""

import logging
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from engine.service.auth.claims import TokenNumber
from engine.store.database import Store
from engine.store.jti import forget_expired, is_first_use

LOG = logging.getLogger("pinprick.service")
_BETWEEN_CLEARINGS: Final = timedelta(minutes=5)
# Another worker's clock may be behind ours; a number it needs must still be here.
_CLOCKS_APART: Final = timedelta(minutes=10)


class UsedTokens:
    """The numbers of tokens that were used, in the store all workers share."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cleared_at: datetime | None = None

    async def use(self, number: TokenNumber, now: datetime) -> bool:
        """Whether this was the first use; raises what SQLAlchemy raises."""
        return await run_in_threadpool(self._use, number, now)

    def _use(self, number: TokenNumber, now: datetime) -> bool:
        self._clear_now_and_then(now)
        until = number.holds_until
        return is_first_use(self._store, number.issuer, number.jti, until)

    def _clear_now_and_then(self, now: datetime) -> None:
        last = self._cleared_at
        if last is not None and abs(now - last) < _BETWEEN_CLEARINGS:
            return
        self._cleared_at = now
        try:
            forget_expired(self._store, now - _CLOCKS_APART)
        except SQLAlchemyError as error:
            # Rows that stay longer refuse nothing they should not.
            LOG.error("used tokens were not cleared: %s", type(error).__qualname__)
