"""A patient as a keyed hash: the same patient, recognised but not readable."""

import hashlib
import hmac


def patient_key(secret: bytes, fhir_server: str, patient: str) -> str:
    """HMAC-SHA256 of server and logical id, in hexadecimal.

    Logical ids are unique on one FHIR server only, so the server is part of
    it. Without the secret an id cannot be guessed back from the hash.
    """
    logical_id = patient.rsplit("/", 1)[-1]
    return _keyed(secret, f"{fhir_server.rstrip('/')}\n{logical_id}")


def evidence_key(secret: bytes, patient: str, rule: str, evidence: str) -> str:
    """HMAC-SHA256 of a patient key, a rule and a digest of its evidence.

    Keyed as well: a record says few things, and those who guess one could
    otherwise see whether it is there.
    """
    return _keyed(secret, f"{patient}\n{rule}\n{evidence}")


def _keyed(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
