"""What an operator may list, and how the service says that nothing is fetched."""

import pytest

from engine.service.fhir_server.configured import fhir_servers, status
from engine.service.settings import SettingsError, read_settings


def test_nothing_is_fetched_by_default() -> None:
    settings = read_settings({})

    assert fhir_servers(settings).policy.is_off
    assert status(settings) == {
        "fallback": "off",
        "why": "this service asks no FHIR server (PINPRICK_FHIR_ORIGINS is empty)",
    }


def test_the_status_names_no_host() -> None:
    settings = read_settings({"fhir_origins": "https://ehr.example,https://b.example"})

    said = status(settings)

    assert (said["fallback"], said["origins"]) == ("on", 2)
    assert "example" not in repr(said)


def test_origins_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINPRICK_FHIR_ORIGINS", "https://EHR.example, https://b:8443 ,")
    monkeypatch.setenv("PINPRICK_FHIR_PRIVATE_NETWORKS", "10.1.0.0/16,fd00::/8")

    policy = fhir_servers(read_settings()).policy

    assert policy.origins == {("https", "ehr.example", 443), ("https", "b", 8443)}
    assert [str(one) for one in policy.networks] == ["10.1.0.0/16", "fd00::/8"]


@pytest.mark.parametrize(
    "origin",
    [
        "http://ehr.example",
        "http://10.0.0.1",
        "ftp://ehr.example",
        "ehr.example",
        "https://ehr.example/fhir",
        "https://ehr.example?x=1",
        "https://user@ehr.example",
        "https://*.example/x",
        "https://",
        "*",
    ],
)
def test_what_is_no_https_origin_is_not_listed(origin: str) -> None:
    with pytest.raises(SettingsError, match="PINPRICK_FHIR_ORIGINS"):
        read_settings({"fhir_origins": origin})


@pytest.mark.parametrize(
    "origin", ["http://localhost:9", "https://127.0.0.1:9", "http://[::1]:9"]
)
def test_loopback_needs_a_setting_of_its_own(origin: str) -> None:
    with pytest.raises(SettingsError, match="PINPRICK_FHIR_LOOPBACK"):
        read_settings({"fhir_origins": origin})

    allowed = read_settings({"fhir_origins": origin, "fhir_loopback": True})
    assert allowed.fhir_origins[0].is_loopback


@pytest.mark.parametrize("network", ["10.0.0.1/8", "10.0.0.0/33", "private"])
def test_what_is_no_network_is_not_listed(network: str) -> None:
    with pytest.raises(SettingsError, match="PINPRICK_FHIR_PRIVATE_NETWORKS"):
        read_settings({"fhir_private_networks": network})
