"""Settings: where the service listens, to whom, and how much it takes on."""

import re
from typing import ClassVar

from engine.service.configuration.reading import Group, Texts, set_to

EVERY_LOOPBACK_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?"
_MIB = 1024 * 1024


class ServingSettings(Group):
    """Where the service listens, to whom, and how much it takes on."""

    title: ClassVar[str] = "Serving"

    host: str = set_to("127.0.0.1", "10.2.0.5")
    """The address to listen on. More than this machine needs `auth_clients`, or
    `allow_unauthenticated`."""
    port: int = set_to(8080, "8443", ge=0, le=65535)
    """The port to listen on; 0 takes any that is free."""
    workers: int = set_to(1, "2", ge=1, le=64)
    """Processes that answer on the port, restarted when one dies. Each has the limits
    below for itself."""
    public_base_url: str = set_to(
        "", "https://pinprick.hospital.example", pattern=r"^(https?://[^\s?#]+)?$"
    )
    """How clients reach this service, for the links on cards and the audience of
    tokens. Empty means `http://host:port`."""
    cors_origins: Texts = set_to((), "https://ehr.example,https://sandbox.example")
    """Origins whose pages may call, separated by commas."""
    cors_origin_regex: re.Pattern[str] = set_to(
        re.compile(EVERY_LOOPBACK_ORIGIN), r"https://[a-z]+\.ehr\.example"
    )
    """Further origins: a regular expression that must match the whole origin."""
    max_body_bytes: int = set_to(16 * _MIB, "33554432", ge=1024)
    """The largest body of a request; a larger one gets 413."""
    max_resources: int = set_to(10_000, "20000", ge=1)
    """The most resources in one body; more get 413."""
    max_calls: int = set_to(64, "128", ge=1)
    """The most calls in work and waiting at once; more get 503 with Retry-After."""
    max_waiting_bytes: int = set_to(128 * _MIB, "268435456", ge=1024)
    """The most bytes of all bodies at once, and of what is fetched for them; more
    get 503 with Retry-After."""
    large_calls: int = set_to(2, "4", ge=1, le=64)
    """The most calls with a large body that are worked on at once."""
    call_seconds: float = set_to(10, "5", gt=0, le=300)
    """How long a call may last before it gets 503."""
