"""`pinprick doctor` names each kind of fault, and what to do about it."""

import json
import os
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from engine.cli import app
from engine.evaluation import Engine
from engine.rulebook.rulebook import Rulebook
from engine.service.doctor import machine, network, storing
from engine.service.doctor.evaluators import evaluators
from engine.service.doctor.examine import examine, looked
from engine.service.doctor.finding import Found, Look
from engine.service.doctor.rules import signatures
from engine.service.doctor.starting import starting
from engine.service.fhir_server.origins import listed_origin
from engine.service.settings import Settings, read_settings
from engine.store.database import open_store

ROOT = Path(__file__).parents[3]
KEY = "0123456789abcdef0123456789abcdef"


def now() -> datetime:
    return datetime.now(UTC)


def states(found: Iterator[Found]) -> list[tuple[str, str]]:
    return [(one.name, one.state) for one in found]


def only(found: Iterator[Found]) -> Found:
    (one,) = found
    return one


@dataclass
class Server:
    """A server of this machine that answers as it is told."""

    base: str = ""
    status: int = 200
    body: bytes = b"{}"
    date: datetime | None = None


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(told.status)
            moment = told.date or now()
            self.send_header("Date", moment.strftime("%a, %d %b %Y %H:%M:%S GMT"))
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, format: str, *args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        told.base = f"http://127.0.0.1:{serving.server_port}"
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
        thread.start()
        yield told
        serving.shutdown()
        thread.join()


def test_a_setting_that_is_wrong_ends_the_examination(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PINPRICK_PROT", "secret-value")

    first, second = examine(now)

    assert (first.state, second.state) == ("wrong", "not checked")
    assert "PINPRICK_PROT" in first.what and "secret-value" not in first.what


def test_rules_that_do_not_load_are_named_and_the_rest_is_looked_at(
    tmp_path: Path,
) -> None:
    (tmp_path / "urgent").mkdir()
    (tmp_path / "urgent" / "one.yaml").write_text("rule: urgent/one\n")

    found = list(examine(now, {"rules_dir": tmp_path, "port": 0, **at(tmp_path)}))

    by_name = {one.name: one for one in found}
    assert by_name["rules"].state == "wrong" and "RF" in by_name["rules"].what
    assert by_name["evaluators"].state == "not checked"
    assert by_name["database"].state == "ok"


def at(folder: Path) -> dict[str, Any]:
    return {"database_url": f"sqlite:///{folder / 'here.sqlite'}"}


def test_a_look_that_fails_is_a_finding_without_its_words() -> None:
    def fails() -> Iterator[Found]:
        raise ValueError("secret-value")

    found = only(looked([Look("disk", fails)]))

    assert (found.name, found.state) == ("disk", "wrong")
    assert "ValueError" in found.what and "secret-value" not in found.what


def test_unsigned_rules_are_wrong_in_production_alone(rulebook: Rulebook) -> None:
    evaluation = only(signatures(Settings(), rulebook))
    production = only(signatures(Settings(mode="production"), rulebook))

    assert (evaluation.state, production.state) == ("warn", "wrong")
    assert "Sign them" in production.next_step


def test_evaluators_that_agree_are_well(engine: Engine) -> None:
    assert only(evaluators(engine)).state == "ok"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"differing": ("urgent/face",)}, "they differ on urgent/face"),
        ({"network_failed": True}, "gives no answer"),
        ({"failed": ("ValueError",)}, "1 clauses fail"),
    ],
)
def test_evaluators_with_a_fault_are_wrong(
    engine: Engine,
    change: dict[str, Any],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = Engine.evaluate_body

    def evaluate(*asked: Any) -> Any:
        whole = really(*asked)
        return replace(whole, decisions=replace(whole.decisions, **change))

    monkeypatch.setattr(Engine, "evaluate_body", evaluate)

    found = only(evaluators(engine))

    assert found.state == "wrong" and said in found.what


def test_rules_that_miss_the_example_are_wrong(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Engine.evaluate_body

    def evaluate(*asked: Any) -> Any:
        return replace(really(*asked), cards=())

    monkeypatch.setattr(Engine, "evaluate_body", evaluate)

    assert "no critical card" in only(evaluators(engine)).what


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"host": "0.0.0.0"}, "without authentication"),
        ({"room_login": "read"}, "lets nobody read"),
        ({"session_secret": SecretStr("short")}, "shorter than 32"),
        ({"audit_dir": Path("/nothing/at/all")}, "PINPRICK_AUDIT_DIR"),
    ],
    ids=str,
)
def test_what_would_stop_the_start_is_wrong(given: dict[str, Any], said: str) -> None:
    found = list(starting(Settings(**given)))

    assert {one.state for one in found} == {"wrong"}
    assert said.lower() in found[0].what.lower()


def test_what_is_open_to_everybody_is_a_warning() -> None:
    given = {"host": "0.0.0.0", "allow_unauthenticated": True, "metrics": "on"}

    found = list(starting(Settings(**given)))

    assert [one.state for one in found] == ["ok", "warn", "warn"]


def looked_at(url: str, **more: Any) -> Found:
    settings = Settings(database_url=SecretStr(url), **more)
    return only(storing.database(settings, now))


def test_a_database_of_this_release_is_well(tmp_path: Path) -> None:
    url = at(tmp_path)["database_url"]
    open_store(url).close()

    assert looked_at(url).state == "ok"


def test_a_database_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    found = looked_at(at(tmp_path)["database_url"])

    assert found.state == "ok"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////nothing/at/all/here.sqlite", "none can be made"),
        ("no-url-with-secret-value", "not a database URL"),
        ("postgresql://me:secret-value@127.0.0.1:1/none", "does not answer"),
    ],
)
def test_a_database_that_cannot_be_reached_is_wrong(url: str, said: str) -> None:
    found = looked_at(url)

    assert found.state == "wrong" and said in found.what
    assert "secret-value" not in str(found)


def test_tables_that_nobody_upgrades_are_wrong(tmp_path: Path) -> None:
    (tmp_path / "here.sqlite").touch()
    url = at(tmp_path)["database_url"]

    assert looked_at(url, upgrade_at_start=False).next_step == (
        "Run `pinprick database upgrade`"
    )
    assert looked_at(url).state == "ok"


def test_a_database_that_takes_no_write_is_wrong(tmp_path: Path) -> None:
    url = at(tmp_path)["database_url"]
    open_store(url).close()
    reads = f"sqlite:///file:{tmp_path / 'here.sqlite'}?mode=ro&uri=true"

    found = looked_at(reads)

    assert (found.name, found.state) == ("database", "wrong")
    assert "can be read and not written to" in found.what


def test_the_patient_key_is_looked_at_and_not_shown() -> None:
    missing = only(storing.patient_key(Settings()))
    easy = only(storing.patient_key(Settings(patient_key_secret=SecretStr("a" * 32))))
    good = only(storing.patient_key(Settings(patient_key_secret=SecretStr(KEY))))

    assert [one.state for one in (missing, easy, good)] == ["warn", "warn", "ok"]
    assert KEY not in str(good)


def with_origin(server: Server) -> Settings:
    listed = (listed_origin(server.base),)
    return Settings(fhir_loopback=True, fhir_origins=listed)


def test_a_fhir_server_that_answers_is_well(server: Server) -> None:
    server.status = 401

    assert only(network.fhir_servers(with_origin(server))).state == "ok"


def test_a_fhir_server_that_is_not_there_is_wrong() -> None:
    gone = Server("http://127.0.0.1:1")

    found = only(network.fhir_servers(with_origin(gone)))

    assert found.state == "wrong" and "no connection" in found.what


def test_a_server_that_hangs_is_given_up(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = threading.Event()
    monkeypatch.setattr(network, "_SECONDS", 0.05)
    monkeypatch.setattr(
        BaseHTTPRequestHandler, "send_response_only", lambda *_: waits.wait(0.5)
    )

    assert "no answer within" in only(network.fhir_servers(with_origin(server))).what


def test_a_certificate_that_is_not_accepted_is_named() -> None:
    error = ssl.SSLError("[SSL: CERTIFICATE_VERIFY_FAILED] secret-value")

    assert network._why(error) == "its certificate is not accepted"


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, b"", "it answers 404"),
        (200, b"secret-value", "auth_clients[0].jku[0]"),
        (200, b'{"keys": []}', "no public signing key"),
    ],
)
def test_keys_that_cannot_be_used_are_wrong(
    server: Server, status: int, body: bytes, said: str
) -> None:
    server.status, server.body = status, body

    found = only(network.keys(with_client(server)))

    assert found.state == "wrong" and said in found.what
    assert "secret-value" not in str(found)


def with_client(server: Server) -> Settings:
    client = json.dumps([{"iss": "https://ehr.example", "jku": [server.base]}])
    return read_settings({"auth_clients": client})


def test_a_file_of_agreed_keys_that_is_gone_is_wrong(tmp_path: Path) -> None:
    client = {"iss": "https://ehr.example", "keys_file": str(tmp_path / "gone")}

    found = only(network.keys(read_settings({"auth_clients": json.dumps([client])})))

    assert found.state == "wrong"


@pytest.mark.parametrize(("status", "state"), [(200, "ok"), (500, "wrong")])
def test_the_login_provider_is_asked(server: Server, status: int, state: str) -> None:
    server.status = status

    found = only(network.login(Settings(oidc_issuer=server.base)))

    assert found.state == state


@pytest.mark.parametrize(("minutes", "state"), [(0, "ok"), (5, "wrong")])
def test_a_clock_that_is_wrong_is_noticed(
    server: Server, minutes: int, state: str
) -> None:
    server.date = now() + timedelta(minutes=minutes)

    assert only(network.clock(with_origin(server), now)).state == state


def test_a_free_port_is_well_and_a_taken_one_wrong(server: Server) -> None:
    taken = int(server.base.rpartition(":")[2])

    assert only(network.port(Settings(port=0))).state == "ok"
    assert only(network.port(Settings(port=taken))).state == "wrong"


@pytest.mark.parametrize(("version", "state"), [(None, "ok"), ("0.0.1", "warn")])
def test_a_service_that_runs_says_its_version_and_digest(
    server: Server, version: str | None, state: str
) -> None:
    installed = version or network.version_of("pinprick")
    versions = {"pinprick": installed, "durable_rules": "2"}
    rules = {"digest": "sha256:d"}
    said = {"versions": versions, "rules": rules, "mode": "evaluation"}
    server.body = json.dumps(said, separators=(",", ":")).encode()

    found = only(network.port(Settings(port=int(server.base.rpartition(":")[2]))))

    assert found.state == state and "sha256:d" in found.what


@pytest.mark.parametrize(
    ("free", "state"), [(2**40, "ok"), (2**29, "warn"), (2**20, "wrong")]
)
def test_a_disk_that_is_nearly_full_is_noticed(
    free: int, state: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usage = shutil._ntuple_diskusage(2**40, 0, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    settings = Settings(database_url=SecretStr(at(tmp_path)["database_url"]))

    assert only(machine.disk(settings)).state == state


def test_a_limit_of_memory_that_is_too_low_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(machine, "_CGROUP", (limit,))

    limit.write_text("max\n")
    without = only(machine.memory()).state
    limit.write_text(f"{256 * 2**20}\n")

    assert (without, only(machine.memory()).state) == ("ok", "wrong")


def test_a_cache_that_cannot_be_kept_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found: Callable[[], Found] = lambda: only(machine.fonts())  # noqa: E731
    import matplotlib  # noqa: PLC0415
    from matplotlib import font_manager  # noqa: PLC0415

    monkeypatch.setattr(matplotlib, "get_cachedir", lambda: "/nothing/at/all")
    assert found().state == "warn"
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    assert found().state == "wrong"


def test_the_command_tells_people_and_programs_and_sets_its_exit_status(
    tmp_path: Path,
) -> None:
    environment = os.environ | {
        "PINPRICK_DATABASE_URL": at(tmp_path)["database_url"],
        "PINPRICK_PATIENT_KEY_SECRET": KEY,
        "PINPRICK_PORT": "0",
        "PYTHONPATH": str(ROOT),
    }
    code = "from engine.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "doctor", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    found = {one["name"]: one for one in json.loads(done.stdout)["found"]}
    assert done.returncode == 0, done.stderr
    assert {found[name]["state"] for name in ("rules", "evaluators", "port")} == {"ok"}
    assert KEY not in done.stdout
    assert not (tmp_path / "here.sqlite").exists()


def test_a_fault_is_shown_with_its_next_step_and_exits_1(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PINPRICK_PORT", "no-port")

    done = CliRunner().invoke(app, ["doctor"])

    assert done.exit_code == 1
    assert "wrong" in done.output and "→" in done.output and "1 wrong" in done.output
