"""Whatever is made up from the OpenAPI of the service, no answer is a 5xx.

More of it: python tests/service/generated/openapi_calls.py 5000
"""

from pathlib import Path

import pytest
from openapi_calls import FromOpenApi
from served import application

from engine.evaluation import Engine

SERVICE = "/cds-services/{service_id}"
EXAMPLES = {
    "GET /cds-services": 1,
    f"POST {SERVICE}": 300,
    f"POST {SERVICE}/feedback": 150,
    "POST /evaluate": 150,
    "GET /health": 1,
    "GET /ready": 1,
    "GET /": 1,
    "GET /rules": 20,
    "GET /rules/{rule_id}.svg": 20,
    "GET /rules/{rule_id}": 20,
    "GET /rules/{rule_id}/history": 10,
    "GET /rules/{rule_id}/mutants": 5,
    "GET /rules/{rule_id}/print": 5,
    "GET /try": 5,
    "GET /compare": 1,
}


@pytest.fixture
def api(tmp_path: Path, engine: Engine) -> FromOpenApi:
    # Anew for each test: schemathesis shuts an application down after each.
    return FromOpenApi(application(tmp_path, engine))


def test_every_operation_is_asked(api: FromOpenApi) -> None:
    assert set(api.operations) == set(EXAMPLES)


@pytest.mark.parametrize("operation", EXAMPLES)
def test_every_answer_is_a_2xx_or_a_refusal_that_says_why(
    api: FromOpenApi, operation: str
) -> None:
    statuses, failed = api.answers(operation, EXAMPLES[operation])

    assert failed == []
    assert statuses[200] > 0
