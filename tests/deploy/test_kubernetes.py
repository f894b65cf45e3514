"""The production overlay as kustomize builds it, checked against the API's schemas."""

from collections.abc import Iterator
from typing import Any

import kubernetes_validate
import pytest
from deploy_files import built, settings_of

VERSIONS = ("1.33", kubernetes_validate.latest_version())
Object = dict[str, Any]


@pytest.fixture(scope="module")
def objects() -> list[Object]:
    return built()


def of(objects: list[Object], kind: str, name: str) -> Object:
    (found,) = (
        one
        for one in objects
        if one["kind"] == kind and one["metadata"]["name"].startswith(name)
        and (one["metadata"]["name"] == name or kind == "ConfigMap")
    )  # fmt: skip
    return found


def pods(objects: list[Object]) -> Iterator[tuple[str, Object]]:
    for one in objects:
        if "template" in one.get("spec", {}):
            yield one["metadata"]["name"], one["spec"]["template"]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_object_is_as_the_api_wants_it(
    objects: list[Object], version: str
) -> None:
    assert len(objects) > 15
    for one in objects:
        kubernetes_validate.validate(one, version, strict=True)


def test_an_object_that_is_not_is_found(objects: list[Object]) -> None:
    wrong = of(objects, "Deployment", "pinprick") | {"specification": {}}

    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


def test_every_pod_is_one_that_the_restricted_profile_lets_in(
    objects: list[Object],
) -> None:
    names = []
    for name, pod in pods(objects):
        names.append(name)
        spec = pod["spec"]
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["runAsUser"] > 0
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert spec["automountServiceAccountToken"] is False
        # PINPRICK_PORT would be tcp://10.0.0.1:8080, and is refused as a setting.
        assert spec["enableServiceLinks"] is False
        for container in spec["containers"]:
            locked = container["securityContext"]
            assert locked["allowPrivilegeEscalation"] is False
            assert locked["readOnlyRootFilesystem"] is True
            assert locked["capabilities"]["drop"] == ["ALL"]
            assert set(locked["capabilities"].get("add", [])) <= {"NET_BIND_SERVICE"}
            assert "memory" in container["resources"]["limits"]
            assert {"cpu", "memory"} <= set(container["resources"]["requests"])
        kinds = {k for v in spec["volumes"] for k in v if k != "name"}
        assert kinds <= {"emptyDir", "secret", "configMap"}
    assert names == ["pinprick", "pinprick-proxy", "pinprick-upgrade"]
    profile = of(objects, "Namespace", "pinprick")["metadata"]["labels"]
    assert profile["pod-security.kubernetes.io/enforce"] == "restricted"


def test_what_is_asked_of_a_pod(objects: list[Object]) -> None:
    (container,) = of(objects, "Deployment", "pinprick")["spec"]["template"]["spec"][
        "containers"
    ]

    asked = {
        probe: container[probe]["httpGet"]["path"]
        for probe in ("startupProbe", "readinessProbe", "livenessProbe")
    }
    assert asked == {
        "startupProbe": "/health",
        "readinessProbe": "/ready",
        "livenessProbe": "/health",
    }


def test_no_secret_is_here_only_its_name(objects: list[Object]) -> None:
    assert [one for one in objects if one["kind"] == "Secret"] == []
    named = {
        volume["secret"]["secretName"]
        for _, pod in pods(objects)
        for volume in pod["spec"]["volumes"]
        if "secret" in volume
    }
    assert named == {"pinprick", "pinprick-tls"}


def test_everything_stands_in_its_namespace(objects: list[Object]) -> None:
    rest = [one for one in objects if one["kind"] != "Namespace"]

    assert {one["metadata"].get("namespace") for one in rest} == {"pinprick"}


def test_services_policies_and_budgets_find_the_pods_they_mean(
    objects: list[Object],
) -> None:
    labels = {name: pod["metadata"]["labels"] for name, pod in pods(objects)}

    for one in objects:
        chosen = one["spec"].get("selector") if one["kind"] == "Service" else None
        if one["kind"] == "PodDisruptionBudget":
            chosen = one["spec"]["selector"]["matchLabels"]
        if chosen is not None:
            found = [n for n, has in labels.items() if chosen.items() <= has.items()]
            assert found == [one["metadata"]["name"]]
    everything = of(objects, "NetworkPolicy", "pinprick-nothing")["spec"]
    assert "ingress" not in everything
    assert "egress" not in everything
    wanted = everything["podSelector"]["matchLabels"].items()
    assert all(wanted <= has.items() for has in labels.values())


def test_only_the_proxy_and_the_monitoring_reach_the_port(
    objects: list[Object],
) -> None:
    letting_in = {
        one["metadata"]["name"]
        for one in objects
        if one["kind"] == "NetworkPolicy"
        and one["spec"].get("ingress")
        and one["spec"]["podSelector"]
        .get("matchLabels", {})
        .get("app.kubernetes.io/name")
        == "pinprick"
    }
    exposed = {
        one["metadata"]["name"]
        for one in objects
        if one["kind"] == "Service" and one["spec"].get("type") == "LoadBalancer"
    }

    assert letting_in == {"pinprick-from-proxy", "pinprick-from-monitoring"}
    assert exposed == {"pinprick-proxy"}


def test_the_settings_are_settings(
    objects: list[Object], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = of(objects, "ConfigMap", "pinprick-settings")["data"]
    secrets = given.pop("PINPRICK_SECRETS_DIR")

    settings = settings_of(given, monkeypatch)

    assert settings.base_url == "https://pinprick.hospital.example"
    assert settings.auth_clients[0].iss == "https://ehr.hospital.example"
    for name in ("pinprick", "pinprick-upgrade"):
        (pod,) = (pod for found, pod in pods(objects) if found == name)
        mounted = {m["mountPath"] for m in pod["spec"]["containers"][0]["volumeMounts"]}
        assert mounted == {"/tmp", secrets}


def test_the_autoscaler_alone_counts_replicas(objects: list[Object]) -> None:
    deployment = of(objects, "Deployment", "pinprick")
    scaler = of(objects, "HorizontalPodAutoscaler", "pinprick")["spec"]

    assert "replicas" not in deployment["spec"]
    assert scaler["scaleTargetRef"]["name"] == "pinprick"
    assert scaler["minReplicas"] >= 2


def test_numbers_are_collected_where_the_service_listens(objects: list[Object]) -> None:
    template = of(objects, "Deployment", "pinprick")["spec"]["template"]

    assert template["metadata"]["annotations"] == {
        "prometheus.io/scrape": "true",
        "prometheus.io/port": "8080",
        "prometheus.io/path": "/metrics",
    }
