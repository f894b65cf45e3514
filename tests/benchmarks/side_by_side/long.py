"""Whether memory grows over many calls of the real service: `make bench LONG=1`."""

from collections.abc import Callable

from side_by_side.contestants import CONTESTANTS, running
from side_by_side.process import resident_mb
from side_by_side.rounds import Pace, Plan, Sent, sent

CALLS = 200_000
_STEPS = 20


def growth_over_calls(
    plan: Plan, payload: Sent, tell: Callable[[str], None]
) -> dict[str, float]:
    """Resident memory at the end, and after a tenth of the calls: caches are full."""
    (pinprick,) = (one for one in CONTESTANTS if one.name == "pinprick")
    taken = []
    pace = Pace(warm=0, seconds=0, least=CALLS // _STEPS)
    with running(pinprick, plan.lists, plan.patients["call"][0][1]) as service:
        for step in range(_STEPS):
            tell(f"memory: {step * CALLS // _STEPS:,} calls")
            sent(service, payload.files["call"], 8, pace)
            taken.append(resident_mb(service.pid))
    return {"memory early": taken[_STEPS // 10 - 1], "memory late": taken[-1]}
