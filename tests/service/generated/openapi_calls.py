"""Requests that schemathesis makes up from the service's own OpenAPI.

    python tests/service/generated/openapi_calls.py 5000

sends so many to each address that takes input and counts the answers.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from made_up_records import WRONG
from served import ROOT, application

from engine.evaluation import Engine
from engine.rulebook.load import load_rulebook
from engine.service.discovery import service_id
from engine.service.hook_contexts import HOOKS

Draw = Callable[[st.SearchStrategy[Any]], Any]
_HOOK_OF = {service_id(hook): hook.name for hook in HOOKS.values()}


class FromOpenApi:
    """The operations of an application, each called with what fits or nearly."""

    def __init__(self, app: Any) -> None:
        schema = schemathesis.openapi.from_asgi("/openapi.json", app)
        self.operations = {
            found.ok().label: found.ok() for found in schema.get_all_operations()
        }
        rules: Sequence[str] = [r.rule for r in app.state.running.rulebook.rules]
        # A made-up name is nearly always a 404: most are ones there are.
        self._known: Mapping[str, Sequence[str]] = {
            "service_id": list(_HOOK_OF),
            "rule_id": rules,
        }

    def _address(self, case: Any, draw: Draw) -> None:
        for name in set(case.path_parameters or {}) & set(self._known):
            if draw(st.sampled_from(("known", "known", "made up"))) == "known":
                known = draw(st.sampled_from(self._known[name]))
                case.path_parameters[name] = known
                if isinstance(case.body, dict) and "hook" in case.body:
                    case.body["hook"] = _HOOK_OF.get(known)

    def answers(self, label: str, examples: int) -> tuple[Counter[int], list[str]]:
        """How often each status was answered, and what was no answer."""
        statuses: Counter[int] = Counter()
        failed: list[str] = []

        @seed(20261120)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(self.operations[label].as_strategy(), st.data())
        def ask(case: Any, data: Any) -> None:
            self._address(case, data.draw)
            _damage(case.body, data.draw)
            response = case.call()
            statuses[response.status_code] += 1
            if not _is_answer(response):
                failed.append(f"{case.as_curl_command()}: {response.text[:500]}")

        ask()
        return statuses, failed


def _damage(body: Any, draw: Draw) -> None:
    """Put something wrong into one of three bodies, at the top or below.

    The negative mode of schemathesis takes minutes for these schemas, and fails
    on some of them.
    """
    if isinstance(body, dict) and body and draw(st.sampled_from("wwd")) == "d":
        name = draw(st.sampled_from(sorted(body)))
        if isinstance(body[name], dict) and body[name] and draw(st.booleans()):
            body = body[name]
            name = draw(st.sampled_from(sorted(body)))
        body[name] = draw(st.sampled_from(WRONG))


def _is_answer(response: Any) -> bool:
    """Whether it is a 2xx, or a refusal that says why."""
    if response.status_code < 400:
        return True
    is_said = response.json()["resourceType"] == "OperationOutcome"
    return is_said and response.status_code < 500


def main(examples: int) -> int:
    """The exit status: 1 if anything was a 5xx or no OperationOutcome."""
    engine = Engine(load_rulebook(ROOT / "rules", "uk"))
    with tempfile.TemporaryDirectory() as folder:
        asked = FromOpenApi(application(Path(folder), engine))
        failures = []
        for label in asked.operations:
            start = time.perf_counter()
            statuses, failed = asked.answers(label, examples)
            failures += failed
            took = time.perf_counter() - start
            print(f"{label:45} {took:6.1f} s  {dict(sorted(statuses.items()))}")
    print("\n".join(failures) or "no 5xx, and every refusal an OperationOutcome")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
