"""Settings: the FHIR servers that missing records are fetched from."""

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode

from engine.service.configuration.reading import Group, set_to
from engine.service.fhir_server.origins import (
    Origin,
    loopback_if_allowed,
    origins_from_text,
)
from engine.service.fhir_server.policy import Network, networks_from_text


class FhirSettings(Group):
    """The FHIR servers that missing records are fetched from."""

    title: ClassVar[str] = "FHIR servers"

    # Before the origins: whether one on this machine may stand among them.
    fhir_loopback: bool = set_to(False, "true")
    """Allows origins on this machine, over http too: for development."""
    fhir_origins: Annotated[
        tuple[Origin, ...],
        NoDecode,
        BeforeValidator(origins_from_text),
        AfterValidator(loopback_if_allowed),
    ] = set_to((), "https://fhir.hospital.example")
    """The only servers that missing prefetch keys and further pages are fetched
    from, separated by commas. Without any, nothing is fetched."""
    fhir_private_networks: Annotated[
        tuple[Network, ...], NoDecode, BeforeValidator(networks_from_text)
    ] = set_to((), "10.2.0.0/16")
    """Networks that they may be in although these are not public, separated by
    commas."""
    fhir_seconds: float = set_to(3.0, "2", ge=0.05, le=60)
    """How long everything that one hook call fetches may take together."""
    fhir_max_bytes: int = set_to(8 * 1024 * 1024, "16777216", ge=1024)
    """The most bytes of all answers of one hook call."""
    fhir_max_pages: int = set_to(10, "20", ge=1, le=1000)
    """The most pages of one prefetch key, the first included."""
    fhir_ca_file: Path | None = set_to(None, "/etc/pinprick/hospital-ca.pem")
    """A PEM file of the certificate authorities that are trusted in place of the
    usual ones."""
