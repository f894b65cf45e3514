"""The reasons a clinician may give for setting a card aside.

Source: `cds-hooks-checklist.md` section 8, the codes of HL7's code system
that fit a red-flag card, with their displays to the letter.
"""

from collections.abc import Mapping
from types import MappingProxyType

SYSTEM = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes"

OVERRIDE_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "patient-ineligible": (
            "Patient does not meet eligibility for recommended action"
        ),
        "indication-order-exists": ("Patient has indication/order for intended action"),
        "action-completed": "Recommended action was already completed",
        "action-not-priority": (
            "Recommended action is not relevant or a priority in current state of "
            "health"
        ),
        "limited-time": "Could not address recommended action due to limited time",
        "wrong-time-workflow": (
            "PC CDS delivered at wrong time in workflow or patient lifecycle"
        ),
        "inappropriate-recipient": "PC CDS delivered to inappropriate recipient/role",
        "need-more-info": (
            "Could not address recommended action due to need for more "
            "information/pending results/pending consult"
        ),
        "expert-contradicts": ("Advice from expert contradicts the recommended action"),
        "risk-benefit-ratio": "Recipient assessment of risk/benefit ratio",
        "patient-contraindication": (
            "Patient has contraindication to recommended action"
        ),
        "patient-refuses": "Patient refuses/declines (no context given)*",
    }
)
