"""Whether memory grows over many calls of the real service: `make bench LONG=1`."""

from collections.abc import Callable

from side_by_side.contestants import CONTESTANTS, running
from side_by_side.patients import NUMB
from side_by_side.process import resident_mb
from side_by_side.rounds import Pace, Plan, sent

CALLS = 200_000
STEPS = 20


def growth_over_calls(
    plan: Plan, tell: Callable[[str], None], calls: int = CALLS
) -> dict[str, float]:
    """Resident memory at the end, and after a tenth of the calls: caches are full.

    Each call is about a small patient whose face is numb: a card is shown and
    kept in the store.
    """
    (pinprick,) = (one for one in CONTESTANTS if one.name == "pinprick")
    ((_, body),) = (one for one in plan.patients["call"] if one[0].name == NUMB)
    file = plan.lists.with_name("numb.json")
    file.write_bytes(body)
    taken = []
    pace = Pace(warm=0, seconds=0, least=calls // STEPS)
    with running(pinprick, plan.lists, body) as service:
        for step in range(STEPS):
            tell(f"memory: {step * calls // STEPS:,} calls")
            sent(service, file, 8, pace)
            taken.append(resident_mb(service.pid))
    return {"memory early": taken[STEPS // 10 - 1], "memory late": taken[-1]}
