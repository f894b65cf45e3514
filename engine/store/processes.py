"""Which processes run on this database, and with which rules."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from engine.store.database import Store
from engine.store.models import RunningProcess

# Three beats missed and one begun: such a process is taken for gone.
ALIVE: Final = timedelta(seconds=60)
_FORGOTTEN: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Process:
    """One process at its last heartbeat; see `engine.store.models.RunningProcess`."""

    id: str
    host: str
    pid: int
    boss_pid: int
    boss_born: int
    rules_digest: str
    rules_since: datetime
    seen_at: datetime
    refused_at: datetime | None = None
    refused_faults: int = 0


def beat(store: Store, process: Process) -> tuple[Process, ...]:
    """Say that a process lives; all that do, itself included.

    Committed on return. Processes unheard of for a day are forgotten.
    """
    gone = RunningProcess.seen_at < process.seen_at - _FORGOTTEN
    with store.transaction() as session:
        session.execute(delete(RunningProcess).where(gone))
        session.merge(RunningProcess(**asdict(process)))
    return alive(store, process.seen_at)


def sign_off(store: Store, process_id: str) -> None:
    """Forget a process that ends in order."""
    with store.transaction() as session:
        one = RunningProcess.id == process_id
        session.execute(delete(RunningProcess).where(one))


def alive(store: Store, now: datetime) -> tuple[Process, ...]:
    """The processes heard of in the last minute, by host and number."""
    statement = (
        select(RunningProcess)
        .where(RunningProcess.seen_at >= now - ALIVE)
        .order_by(RunningProcess.host, RunningProcess.pid)
    )
    with store.reading() as session:
        return tuple(_process(row) for row in session.scalars(statement))


def _process(row: RunningProcess) -> Process:
    return Process(
        id=row.id,
        host=row.host,
        pid=row.pid,
        boss_pid=row.boss_pid,
        boss_born=row.boss_born,
        rules_digest=row.rules_digest,
        rules_since=row.rules_since,
        seen_at=row.seen_at,
        refused_at=row.refused_at,
        refused_faults=row.refused_faults,
    )
