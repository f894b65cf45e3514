"""A suggestion's order as a ServiceRequest."""

import pytest
from fhir.resources.R4B.servicerequest import ServiceRequest
from made_up import words

from engine.cards.orders import service_request
from engine.errors import EngineError


def test_every_order_is_a_valid_draft_proposal_for_the_patient() -> None:
    for order in words().orders.values():
        resource = service_request(order, "7", "Sudden numbness")

        assert ServiceRequest.model_validate(resource)
        assert resource["status"] == "draft"
        assert resource["intent"] == "proposal"
        assert resource["priority"] == order.priority
        assert resource["subject"] == {"reference": "Patient/7"}
        assert resource["reasonCode"] == [{"text": "Sudden numbness"}]


def test_an_order_carries_its_code_with_system_and_display() -> None:
    order = words().orders["referral-stroke-service"]

    (coding,) = service_request(order, "7", "Reason")["code"]["coding"]

    assert coding == {
        "system": "http://snomed.info/sct",
        "code": order.code.code,
        "display": order.code.display,
    }


def test_an_order_that_is_no_valid_fhir_never_leaves() -> None:
    order = words().orders["blood-glucose"]

    with pytest.raises(EngineError, match="not valid FHIR R4"):
        service_request(order, "7", "")


def test_an_error_of_an_order_says_nothing_of_the_patient() -> None:
    order = words().orders["blood-glucose"]

    with pytest.raises(EngineError) as caught:
        service_request(order, "secret-7", "")

    assert "secret" not in str(caught.value)


def test_an_order_is_of_the_patient_it_was_asked_for() -> None:
    order = words().orders["blood-glucose"]

    one, other = (service_request(order, patient, "Reason") for patient in "78")

    assert one["subject"] == {"reference": "Patient/7"}
    assert other["subject"] == {"reference": "Patient/8"}
    assert one | {"subject": None} == other | {"subject": None}
