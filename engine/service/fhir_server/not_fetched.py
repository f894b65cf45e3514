"""Why something could not be had from a FHIR server, in fixed words."""

from engine.errors import PinprickError

SWITCHED_OFF = "this service asks no FHIR server (PINPRICK_FHIR_ORIGINS is empty)"
NOT_LISTED = "the origin of fhirServer is not in PINPRICK_FHIR_ORIGINS"
BAD_SERVER = "fhirServer is no URL of a FHIR server"
BAD_TOKEN = "fhirAuthorization holds no usable Bearer token"
EXPIRED = "the access token has expired"
OTHER_PATIENT = "the access token is for another patient"
BAD_ADDRESS = "the FHIR server has no address that may be called"
NO_CONNECTION = "the connection to the FHIR server failed"
NO_TIME = "the FHIR server did not answer within PINPRICK_FHIR_SECONDS"
TOO_LARGE = "the answers are larger than PINPRICK_FHIR_MAX_BYTES"
COMPRESSED = "the FHIR server compressed its answer, which was not asked for"
REDIRECTED = "the FHIR server answered with a redirect, which is not followed"
REFUSED = "the FHIR server did not accept the access token (401)"
NOT_FHIR = "the answer of the FHIR server is not the FHIR that was asked for"
OTHER_ORIGIN = "the next page is not at the origin of fhirServer"
CIRCLE = "the next page is one that was read already"
TOO_MANY_PAGES = "there are more pages than PINPRICK_FHIR_MAX_PAGES"


class NotFetched(PinprickError):
    """What was asked for did not come, and why.

    ``why`` is one of the sentences of this module or names a status or a field
    of the context: never an address, a token or anything that was recorded.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotOffered(NotFetched):
    """Nothing failed: the FHIR server has no such thing, or may not be asked.

    For a key that is not required this is told and weighs nothing; a server
    without MedicationAdministration would otherwise have a card in every call.
    """
