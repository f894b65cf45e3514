"""The rows of the CDS Hooks checklist, and how Pinprick stands to each.

The specification is HL7 CDS Hooks 2.0.1; rows marked 3.0 are of the ballot.
`tests` of a row are found by name: `test_d1_...` in this folder carries the
row D1. Where another folder tests the row, the file and the test are named.
"""

from dataclasses import dataclass
from typing import Literal

Stands = Literal[
    "held", "held by a setting", "not used", "the client's", "the operator's"
]
_AUTH = "service/auth"
_FHIR = "service/fhir_server"
_BROWSER = "service/sandbox/test_sandbox_browser.py"
_CALLS = "service/generated/test_generated_hook_calls.py"
_OPENAPI = "service/generated/test_generated_openapi.py"


@dataclass(frozen=True)
class Row:
    """A row: its id, what it asks in our words, how we stand, and a remark."""

    id: str
    asks: str
    stands: Stands = "held"
    remark: str = ""
    elsewhere: tuple[str, ...] = ()


SECTIONS: dict[str, tuple[Row, ...]] = {
    "JSON": (
        Row("J1", "JSON over HTTPS in production", "the operator's", "TLS ends before"),
        Row("J2", "No element is null"),
        Row("J3", "No value is empty, but for `cards` and `services`"),
        Row("J4", "An optional member without a value is left out"),
        Row("J5", "3.0: embedded resources are FHIR JSON"),
    ),
    "Discovery": (
        Row("D1", "`GET /cds-services` is always there"),
        Row("D2", "The body is an object with the array `services`"),
        Row("D3", "No service: 200 and an empty array"),
        Row("D4", "Each service has `hook`, `description`, `id`"),
        Row("D5", "Each service has a `title`"),
        Row("D6", "`prefetch` maps keys to queries; `usageRequirements` is text"),
        Row(
            "D7",
            "An id may occur twice; some clients then keep one, so ours differ",
            elsewhere=(_BROWSER,),
        ),
        Row("D8", "3.0: `version` of the specification", "held by a setting"),
        Row("D9", "3.0: `hookVersion` as published", "held by a setting"),
        Row("D10", "3.0: `description` is Markdown"),
    ),
    "Service call": (
        Row("R1", "`hook`, `hookInstance`, `context` are required"),
        Row(
            "R2",
            "`fhirServer` with `fhirAuthorization`, https",
            remark="A server without a token is not asked; http only from loopback",
            elsewhere=(f"{_FHIR}/test_fhir_server_access.py",),
        ),
        Row("R3", "`prefetch`, `fhirAuthorization`, `extension` are optional"),
        Row("R4", "`hookInstance` is no key of a call: a repeat is answered"),
        Row("R5", "Members that are not known are ignored"),
        Row("R6", "Another hook than the service's is 400"),
        Row("R7", "One version of FHIR in a context", "the client's"),
        Row("R8", "An answer takes no more than some 500 ms"),
        Row(
            "A1",
            "The FHIR server is used only with server and authorization",
            elsewhere=(f"{_FHIR}/test_fhir_server_access.py",),
        ),
        Row(
            "A2",
            "The access token is never stored, shared or logged",
            elsewhere=(f"{_FHIR}/test_fhir_server_whole.py",),
        ),
        Row("A3", "3.0: scopes of SMART 2", "the client's", "Scopes are not read"),
    ),
    "Prefetch": (
        Row("P1", "Tokens are `{{context.…}}` of a first-level primitive"),
        Row("P2", "Queries keep to the recommended subset"),
        Row("P3", "3.0: widely supported parameters; `_count` is for a page"),
        Row("P4", "The states of a key are told apart", elsewhere=(_CALLS,)),
        Row(
            "P5",
            "Prefetched data are looked through for an OperationOutcome",
            elsewhere=(_CALLS,),
        ),
        Row(
            "P6",
            "Missing keys are fetched by the service",
            "held by a setting",
            "PINPRICK_FHIR_ORIGINS lists the servers",
            (f"{_FHIR}/test_fhir_server_medplum.py",),
        ),
        Row("P7", "Required data that cannot be had: 412", elsewhere=(_CALLS,)),
        Row(
            "P8",
            "3.0: every answer but 2xx carries an OperationOutcome",
            elsewhere=(
                _CALLS,
                _OPENAPI,
            ),
        ),
        Row("P9", "3.0: `today()` and paths are not depended on"),
    ),
    "Cards": (
        Row(
            "C0", "200 with `cards`; no guidance is an empty array", elsewhere=(_CALLS,)
        ),
        Row("C1", "`summary` is shorter than 140 characters"),
        Row("C2", "`indicator` is info, warning or critical"),
        Row("C3", "`source` has a label; `topic` is a Coding"),
        Row("C4", "`uuid` is there for feedback", elsewhere=(_BROWSER,)),
        Row(
            "C5",
            "`detail` is GitHub Flavored Markdown without HTML of a record",
            elsewhere=(_BROWSER,),
        ),
        Row("C6", "`suggestions` come with `selectionBehavior`"),
        Row("C7", "`selectionBehavior` is of the value set"),
        Row("C8", "Each override reason has code, system and display"),
        Row("C9", "`links` is an array"),
        Row("S1", "A suggestion has a `label`"),
        Row(
            "S2",
            "A suggestion has a `uuid` and never an empty `actions`",
            elsewhere=(_BROWSER,),
        ),
        Row("S3", "3.0: `actionSelectionBehavior` not without agreement", "not used"),
        Row("X1", "An action has `type` and `description`"),
        Row("X2", "`create` brings the whole new FHIR resource"),
        Row("X3", "`delete` names a resource", "not used", "Nothing is deleted"),
        Row("L1", "A link has `label`, `url` and `type`"),
        Row("L2", "`appContext` only with smart; `autolaunchable`", "not used"),
        Row("L3", "Guidance is also in a launched app", "not used"),
        Row("Y1", "`systemActions` act without a user", "not used", "Never sent"),
        Row("E1", "`extension` is an object with names in reverse DNS"),
    ),
    "Feedback": (
        Row("F1", "The body has the array `feedback`"),
        Row("F2", "`card`, `outcome` and `outcomeTimestamp` are required"),
        Row("F3", "An accepted card names its suggestions", elsewhere=(_BROWSER,)),
        Row(
            "F4",
            "A reason without `display`, or a comment alone, is accepted",
            elsewhere=(_BROWSER,),
        ),
        Row("F5", "Several cards in one call, and the same again, are accepted"),
        Row("F6", "An overridden card may come without a reason"),
        Row("F7", "3.0: unchanged"),
    ),
    "Security": (
        Row("T1", "TLS for all traffic", "the operator's", "A proxy ends TLS"),
        Row(
            "T2",
            "Clients are authenticated where data could be exposed",
            elsewhere=(f"{_AUTH}/test_auth_settings.py",),
        ),
        Row("T3", "A token in every call", "the client's"),
        Row(
            "T4",
            "The header has `alg`, `kid`, `typ`",
            elsewhere=(f"{_AUTH}/test_auth_token.py",),
        ),
        Row(
            "T5",
            "The payload has `iss`, `aud`, `exp`, `iat`, `jti`",
            elsewhere=(
                f"{_AUTH}/test_auth_token.py",
                f"{_AUTH}/test_auth_addresses.py",
            ),
        ),
        Row(
            "T6",
            "Neither `none` nor a symmetric algorithm",
            elsewhere=(f"{_AUTH}/test_auth_token.py",),
        ),
        Row(
            "T7",
            "ES384 and RS384 are recommended",
            elsewhere=(f"{_AUTH}/test_auth_settings.py",),
        ),
        Row(
            "T8",
            "`iss` and `jku` are looked up in a list, and fetched only from it",
            elsewhere=(f"{_AUTH}/test_auth_keys.py",),
        ),
        Row(
            "T9",
            "401 without a reason; a token counts once",
            elsewhere=(
                f"{_AUTH}/test_auth_door.py",
                f"{_AUTH}/test_auth_replay.py",
            ),
        ),
        Row(
            "T10",
            "Without `jku` the keys are agreed beforehand",
            elsewhere=(f"{_AUTH}/test_auth_jwks.py",),
        ),
        Row(
            "T11",
            "The token printed in the specification verifies",
            elsewhere=(f"{_AUTH}/test_auth_specification.py",),
        ),
        Row("T12", "Browsers are answered across origins", elsewhere=(_BROWSER,)),
        Row("T13", "Cards of an earlier call are removed", "the client's"),
    ),
    "Hooks": (
        Row("H1", "patient-view: `patientId`; `encounterId` may be there"),
        Row("H2", "encounter-start: `encounterId` is required"),
        Row("H3", "encounter-discharge: `encounterId` is required"),
        Row("H4", "order-select: `selections` and `draftOrders` are required"),
        Row("H5", "order-sign: `draftOrders` is required"),
        Row("H6", "appointment-book: `appointments` is required"),
        Row("H7", "problem-list-item-create: `conditions` is required"),
        Row("H8", "`userId` is required", remark="Noted, not refused, if missing"),
        Row("H9", "The other hooks of the library", "not used"),
    ),
    "Where the specification contradicts itself": (
        Row("N1", "A summary has at most 139 characters"),
        Row("N2", "Every action has a description"),
        Row("N3", "A `hookInstance` that is no UUID is noted and answered"),
        Row(
            "N4",
            "A prefetch value that is no object is no fault of ours",
            elsewhere=(_CALLS,),
        ),
        Row("N5", "Sorting is written as in FHIR: `_sort=-date`"),
        Row("N6", "Every card has an indicator"),
        Row("N7", "A key left out, null and an OperationOutcome are all accepted"),
    ),
    "Override reasons": (Row("O1", "Codes are of the HL7 list, with its display"),),
}
ROWS = {row.id: row for rows in SECTIONS.values() for row in rows}
