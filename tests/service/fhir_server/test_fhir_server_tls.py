"""The certificate is for the name, although the connection is to an address."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fhir_calls import EMPTY, REQUIRED, SEARCHES, hook_body, policy_for, request_of
from misbehaving import Misbehaving

from engine.service.contract import Fetched
from engine.service.fhir_server.complete import FhirServers
from engine.service.fhir_server.configured import fhir_servers
from engine.service.settings import SettingsError, read_settings

CONDITIONS = {"conditions": SEARCHES["conditions"]}
NAME = "ehr.example"


class Authority:
    """A certificate authority that signs for any name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "authority.pem"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name.from_rfc4514_string("CN=Test authority")
        own = self._builder(self.name, self.key).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        self._write(self.file, own)

    def server(self, name: str) -> ssl.SSLContext:
        """What a server needs to be `name`, and 127.0.0.1."""
        key = ec.generate_private_key(ec.SECP256R1())
        address = x509.IPAddress(ip_address("127.0.0.1"))
        san = x509.SubjectAlternativeName([x509.DNSName(name), address])
        subject = x509.Name.from_rfc4514_string("CN=Test server")
        certificate = self.folder / f"{name}.pem"
        self._write(
            certificate, self._builder(subject, key).add_extension(san, critical=False)
        )
        secret = self.folder / f"{name}.key"
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, secret)
        return context

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
        )

    def _write(self, file: Path, builder: x509.CertificateBuilder) -> None:
        signed = builder.sign(self.key, hashes.SHA256())
        file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def fetch(port: int, tls: ssl.SSLContext) -> Fetched:
    """What comes of ehr.example, which is at 127.0.0.1 and listed there."""
    base = f"https://{NAME}:{port}/empty"
    policy = policy_for(base, networks=(ip_network("127.0.0.0/8"),))

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    servers = FhirServers(policy, tls, REQUIRED, resolve)
    return asyncio.run(servers.fetched(request_of(hook_body(base)), CONDITIONS))


def test_a_certificate_for_the_name_is_accepted(authority: Authority) -> None:
    trusted = ssl.create_default_context(cafile=authority.file)

    with Misbehaving(authority.server(NAME)) as server:
        fetched = fetch(server.port, trusted)

    hosts = [one.host for one in server.seen]
    assert (dict(fetched.prefetch), hosts) == (
        {"conditions": EMPTY},
        [f"{NAME}:{server.port}"],
    )


def test_a_certificate_for_the_address_is_not_one_for_the_name(
    authority: Authority,
) -> None:
    trusted = ssl.create_default_context(cafile=authority.file)

    with Misbehaving(authority.server("localhost")) as server:
        fetched = fetch(server.port, trusted)

    assert (fetched.prefetch, server.seen) == ({}, [])


def test_a_certificate_of_an_unknown_authority_is_not_accepted(
    authority: Authority,
) -> None:
    with Misbehaving(authority.server(NAME)) as server:
        fetched = fetch(server.port, ssl.create_default_context())

    assert (fetched.prefetch, server.seen) == ({}, [])


def test_a_server_without_tls_is_not_spoken_to(authority: Authority) -> None:
    trusted = ssl.create_default_context(cafile=authority.file)

    with Misbehaving() as server:
        fetched = fetch(server.port, trusted)

    assert (fetched.prefetch, server.seen) == ({}, [])


def test_the_settings_name_the_certificates_that_are_trusted(
    authority: Authority,
) -> None:
    origins = {"fhir_origins": f"https://{NAME}"}

    servers = fhir_servers(read_settings(origins | {"fhir_ca_file": authority.file}))

    (trusted,) = servers.tls.get_ca_certs()
    assert trusted["subject"] == ((("commonName", "Test authority"),),)


def test_a_file_without_certificates_stops_the_start(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("")
    origins = {"fhir_origins": f"https://{NAME}"}

    with pytest.raises(SettingsError, match="PINPRICK_FHIR_CA_FILE"):
        fhir_servers(read_settings(origins | {"fhir_ca_file": empty}))


def test_the_usual_authorities_are_trusted_where_no_file_is_named() -> None:
    servers = fhir_servers(read_settings({"fhir_origins": f"https://{NAME}"}))

    assert servers.tls.verify_mode is ssl.CERT_REQUIRED
    assert servers.tls.check_hostname
    assert len(servers.tls.get_ca_certs()) > 50
