"""FHIR servers on loopback: Medplum's, and one that misbehaves."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fhir_calls import TOKEN
from misbehaving import Misbehaving

HERE = Path(__file__).parent
LARGEST_PAGE = 3
OBSERVATIONS = 8


@pytest.fixture(scope="session")
def medplum() -> Iterator[str]:
    """The base URL of a Medplum FHIR server with the records of patient 1."""
    installed = HERE / "medplum" / "node_modules" / ".installed"
    assert installed.exists(), "run `make test`: it installs the FHIR server"
    process = subprocess.Popen(
        ["node", "fhir-server.mjs", TOKEN, str(LARGEST_PAGE)],
        cwd=HERE / "medplum",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    base = f"http://127.0.0.1:{process.stdout.readline().strip()}/fhir"
    _fill(base)
    yield base
    process.communicate("", timeout=10)


def _fill(base: str) -> None:
    subject = {"reference": "Patient/1"}
    resources: list[dict[str, object]] = [
        {"resourceType": "Patient", "id": "1", "birthDate": "1950-01-01"},
        {"resourceType": "Patient", "id": "2", "birthDate": "1960-01-01"},
        {
            "resourceType": "Condition",
            "id": "numb-face",
            "subject": subject,
            "code": {"text": "Sudden numbness of left face"},
            "onsetDateTime": "2026-01-31T10:00:00Z",
            "recordedDate": "2026-01-31T10:00:00Z",
        },
        {
            "resourceType": "Condition",
            "id": "of-another",
            "subject": {"reference": "Patient/2"},
            "code": {"text": "Sudden weakness of right arm"},
        },
        *(
            {
                "resourceType": "Observation",
                "id": f"o{day}",
                "status": "final",
                "subject": subject,
                "code": {"text": "Body height"},
                "effectiveDateTime": f"2026-01-0{day}",
            }
            for day in range(1, OBSERVATIONS + 1)
        ),
    ]
    with httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        for resource in resources:
            address = f"{base}/{resource['resourceType']}/{resource['id']}"
            client.put(address, json=resource).raise_for_status()


@pytest.fixture
def misbehaving() -> Iterator[Misbehaving]:
    """A server that does what its path says; see `misbehaving`."""
    with Misbehaving() as server:
        yield server
