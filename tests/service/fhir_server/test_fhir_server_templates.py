"""Placeholders of a prefetch template become ids, or nothing is sent."""

import pytest

from engine.service.fhir_server.not_fetched import NotFetched
from engine.service.fhir_server.templates import resolved


@pytest.mark.parametrize(
    ("template", "context", "query"),
    [
        ("Patient/{{context.patientId}}", {"patientId": "1"}, "Patient/1"),
        ("Patient/{{ context.patientId }}", {"patientId": "a-B.9"}, "Patient/a-B.9"),
        ("Patient/{{context.patientId}}", {"patientId": "Patient/1"}, "Patient/1"),
        (
            "Patient/{{context.patientId}}",
            {"patientId": "https://ehr.example/fhir/Patient/1"},
            "Patient/1",
        ),
        (
            "Condition?patient={{context.patientId}}&x={{context.patientId}}",
            {"patientId": "1"},
            "Condition?patient=1&x=1",
        ),
        ("E/{{context.encounterId}}", {"encounterId": "Encounter/2"}, "E/2"),
        ("{{context.userId}}", {"userId": "Practitioner/7"}, "Practitioner/7"),
        ("P/{{userPractitionerId}}", {"userId": "Practitioner/7"}, "P/7"),
        ("P/{{userPractitionerRoleId}}", {"userId": "PractitionerRole/7"}, "P/7"),
        ("P/{{userPatientId}}", {"userId": "Patient/7"}, "P/7"),
        ("P/{{userRelatedPersonId}}", {"userId": "RelatedPerson/7"}, "P/7"),
        ("Condition?code=http://a|b", {}, "Condition?code=http://a|b"),
    ],
)
def test_a_placeholder_becomes_the_id(
    template: str, context: dict[str, str], query: str
) -> None:
    assert resolved(template, context) == query


@pytest.mark.parametrize(
    "patient",
    [
        None,
        "",
        7,
        ["1"],
        ".",
        "..",
        "a b",
        "1&_count=1",
        "1?x",
        "1#x",
        "1%2F..",
        "ä",
        "x" * 65,
        "1/2",
        "Patient/..",
        "Patient/../Secret/1",
        "Practitioner/1",
        "XPatient/1",
        "1\n",
        "{{context.userId}}",
    ],
)
def test_what_is_no_id_is_not_sent(patient: object) -> None:
    with pytest.raises(NotFetched) as failure:
        resolved("Patient/{{context.patientId}}", {"patientId": patient})

    assert failure.value.why == "context.patientId is missing or no FHIR id"


@pytest.mark.parametrize(
    ("template", "context"),
    [
        ("P/{{userPractitionerId}}", {"userId": "Patient/7"}),
        ("P/{{userPractitionerId}}", {"userId": "7"}),
        ("P/{{userPractitionerId}}", {}),
        ("{{context.userId}}", {"userId": "../secret"}),
        ("{{context.userId}}", {"userId": "Practitioner/.."}),
        ("{{context.draftOrders}}", {"draftOrders": {"resourceType": "Bundle"}}),
        ("Observation?date=ge{{today()}}", {}),
        ("{{patientId}}", {"patientId": "1"}),
        ("{{context.patientId", {"patientId": "1"}),
        ("{{context.a.b}}", {"a": "1"}),
    ],
)
def test_a_placeholder_without_a_value_is_not_sent(
    template: str, context: dict[str, object]
) -> None:
    with pytest.raises(NotFetched):
        resolved(template, context)
