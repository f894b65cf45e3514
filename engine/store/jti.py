"""Which tokens were used: a second use of one is a replay."""

import hashlib
from datetime import datetime

from sqlalchemy import CursorResult, delete, insert
from sqlalchemy.exc import IntegrityError

from engine.store.database import Store
from engine.store.models import UsedToken


def is_first_use(store: Store, issuer: str, jti: str, expires_at: datetime) -> bool:
    """Remember a token, and say whether it was new.

    The database decides (insert or fail), so that of several workers with the
    same token one gets True. Committed on return.
    """
    row = {"fingerprint": _fingerprint(issuer, jti), "expires_at": expires_at}
    try:
        with store.transaction() as session:
            session.execute(insert(UsedToken).values(**row))
    except IntegrityError:
        return False
    return True


def was_used(store: Store, issuer: str, jti: str) -> bool:
    """Whether a token is remembered."""
    with store.reading() as session:
        return session.get(UsedToken, _fingerprint(issuer, jti)) is not None


def forget_expired(store: Store, before: datetime) -> int:
    """Delete tokens that expired before a moment; how many there were."""
    with store.transaction() as session:
        gone = session.execute(delete(UsedToken).where(UsedToken.expires_at < before))
        assert isinstance(gone, CursorResult)
        return gone.rowcount


def _fingerprint(issuer: str, jti: str) -> str:
    # Two issuers may draw the same number.
    return hashlib.sha256(repr((issuer, jti)).encode()).hexdigest()
