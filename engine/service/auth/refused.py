"""Why a token is not accepted: for the log, never for the caller."""

from engine.errors import PinprickError


class TokenRefused(PinprickError):
    """A call without a token that can be accepted.

    The message is made of fixed words: no part of the token, no claim and no
    key stands in it, so that it may be logged. The caller only gets a 401.
    """
