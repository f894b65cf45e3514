"""From signing in to a signature that counts, in the browser; and who may not."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from made_up import RULES
from made_up_provider import CLIENT_ID, CLIENT_SECRET, OidcProvider, rsa_key, serving
from playwright.sync_api import Browser, expect
from room_service import serving_room
from room_window import DESKTOP, PHONE, Window, opened
from typer.testing import CliRunner

from engine.cli import app

FACE = "urgent/sudden-face-numbness"
SIGN = f"/rules/{FACE}/sign"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    with serving(OidcProvider(key=rsa_key())) as running:
        yield running


@pytest.fixture(scope="module")
def room(
    tmp_path_factory: pytest.TempPathFactory, provider: OidcProvider
) -> Iterator[str]:
    """The base URL of a room where people sign in with the provider."""
    settings = {
        "PINPRICK_OIDC_ISSUER": provider.issuer,
        "PINPRICK_OIDC_CLIENT_ID": CLIENT_ID,
        "PINPRICK_OIDC_CLIENT_SECRET": CLIENT_SECRET,
    }
    with serving_room(tmp_path_factory.mktemp("signing"), settings) as base:
        yield base


@pytest.fixture(params=["desktop", "phone"])
def window(
    request: pytest.FixtureRequest, browser: Browser, room: str, provider: OidcProvider
) -> Iterator[Window]:
    provider.person = {"sub": "p", "name": HOSTILE, "roles": ["reviewer"]}
    size = DESKTOP if request.param == "desktop" else PHONE
    with opened(browser, room, size) as one:
        yield one


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


@pytest.fixture
def key(rules: Path, tmp_path: Path) -> Path:
    made = tmp_path / "key"
    arguments = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(made)]
    subprocess.run(["ssh-keygen", *arguments], check=True)
    (rules / "signoffs").mkdir()
    public = made.with_suffix(".pub").read_text()
    line = f'dr.a@clinic.example namespaces="pinprick-rule" {public}'
    (rules / "signoffs" / "allowed_signers").write_text(line)
    return made


def run(*arguments: object, said: str = "") -> Result:
    words = ["rules", *map(str, arguments)]
    return CliRunner().invoke(app, words, input=said, env={"COLUMNS": "300"})


def is_fine(window: Window) -> None:
    window.is_accessible()
    window.fits()


def test_a_reviewer_asks_for_changes_and_the_key_signs_it(
    window: Window, provider: OidcProvider, rules: Path, key: Path, tmp_path: Path
) -> None:
    page = window.page
    window.open(SIGN)
    page.get_by_role("region", name="What you say").get_by_role("link").click()
    page.get_by_label("I ask for changes").check()
    page.get_by_label("Your role").fill("a made-up role")
    page.get_by_label("Remark").fill(f"Name the tongue. {HOSTILE}")
    is_fine(window)

    page.get_by_role("button", name="Make the request").click()
    page.get_by_role("heading", name="You ask for changes").wait_for()
    is_fine(window)
    with page.expect_download() as started:
        page.get_by_role("button", name="Save the request").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    made = run("sign", "--request", file, "--key", key, "--rules", rules, said="y\n")

    assert made.exit_code == 0, made.output
    told = json.loads(run("show", FACE, "--json", "--rules", rules).stdout)
    assert told["signoff"]["state"] == "changes-requested"
    window.requests = [u for u in window.requests if not u.startswith(provider.issuer)]
    window.is_clean()


def test_what_was_said_can_be_changed_before_it_is_signed(window: Window) -> None:
    page = window.page
    window.open(f"/login?next={SIGN}")
    page.get_by_label("I have read it and approve it").check()
    page.get_by_label("Your role").fill("a made-up role")
    page.get_by_role("button", name="Make the request").click()

    page.get_by_role("button", name="Change what you say").click()

    page.get_by_role("heading", name="Sign, or ask for changes").wait_for()
    assert page.get_by_label("I have read it and approve it").is_checked()
    assert page.get_by_label("Your role").input_value() == "a made-up role"


def test_a_reader_may_read_the_rule_and_not_sign_it(
    window: Window, provider: OidcProvider
) -> None:
    provider.person["roles"] = ["reader"]

    window.open(f"/login?next={SIGN}")

    said = window.page.get_by_role("region", name="What you say")
    assert "Only a reviewer may approve a rule" in said.inner_text()
    assert said.get_by_role("button").count() == 0
    assert said.get_by_role("link", name="try a patient").is_visible()
    is_fine(window)


def test_who_has_no_role_is_told_so(window: Window, provider: OidcProvider) -> None:
    provider.person["roles"] = []

    response = window.open("/login")

    assert response.status == 403
    assert "gives you no role here" in window.page.get_by_role("alert").inner_text()
    is_fine(window)


def test_signing_out_shows_on_every_page(window: Window) -> None:
    window.open("/login?next=/rules")
    assert HOSTILE in window.page.get_by_role("banner").inner_text()

    window.page.get_by_role("button", name="Sign out").click()

    window.page.get_by_role("link", name="Sign in").wait_for()
    assert window.dialogs == []


def test_signing_out_forgets_the_patient_who_was_tried(window: Window) -> None:
    """In this tab and in another one; who comes next finds nobody."""
    page = window.page
    window.open("/login?next=/try")
    page.locator("html[data-ready]").wait_for()
    face = "path[data-site=face][data-side=left]"
    page.locator(face).first.click()
    assert page.evaluate("sessionStorage.length") == 1
    other = page.context.new_page()
    other.goto(f"{window.base}/try")
    other.locator("html[data-ready]").wait_for()
    other.locator(face).first.click()
    expect(other.locator("[data-field=site]").first).to_have_value("face")

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").wait_for()

    assert page.evaluate("sessionStorage.length") == 0
    expect(other.locator("[data-field=site]").first).to_have_value("")
    page.goto(f"{window.base}/login?next=/try")
    page.locator("html[data-ready]").wait_for()
    expect(page.locator("[data-field=site]").first).to_have_value("")
    assert window.dialogs == []


def test_a_refusal_says_who_one_is_and_gives_a_way_on(
    window: Window, provider: OidcProvider
) -> None:
    provider.person["roles"] = ["reader"]
    window.open("/login?next=/rules")

    response = window.open("/numbers/calls.csv")

    assert response.status == 403
    main = window.page.get_by_role("main")
    expect(main).to_contain_text("with the role reader")
    expect(main.get_by_role("link", name="Try a patient")).to_be_visible()
    is_fine(window)
