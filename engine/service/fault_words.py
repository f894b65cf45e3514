"""The fixed words for what goes wrong, by which it is also counted."""

from typing import Final

EVALUATORS_DIFFER: Final = "the evaluators differ on "  # and a rule id
KEYS_NOT_FETCHED: Final = "signing keys from "  # and the name of their source
CLAUSE_FAILED: Final = "a clause failed"
NO_NETWORK: Final = "the network gave no answer"
STORE_FAILED: Final = "the store failed on its last write"
COUNTS_NOT_KEPT: Final = "the numbers of calls could not be kept"
USE_NOT_KEPT: Final = "the use of a token could not be kept"
NO_CLIENT: Final = "no trusted client has usable signing keys"
NO_STORE: Final = "the store does not answer"
AUDIT_NOT_KEPT: Final = "an AuditEvent could not be written"
