"""A browser with a page of ours, and a service on another origin."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from loopback import HERE, SandboxClient, Service, pinprick, serving, signing
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ANSWER_WITHIN = 20_000  # milliseconds


@dataclass
class Window:
    """The page, with everything that it did beside showing something."""

    page: Page
    base: str
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def discover(self) -> str:
        """Configure the services; what the page says of it."""
        return self._do("discover(base)", {"base": self.base})

    def open_chart(self, hook: str, context: Any, prefetch: Any) -> str:
        """Call every service of the hook; what the page says of it."""
        given = {"hook": hook, "context": context, "prefetch": prefetch}
        return self._do("open(hook, context, prefetch)", given)

    def press(self, button: str, expected: str) -> None:
        """Press the first button of this name and wait for the page to say so."""
        self.page.get_by_role("button", name=button).first.click()
        self.page.locator("#state", has_text=expected).wait_for()

    def state(self) -> str:
        return self.page.locator("#state").inner_text()

    def _do(self, what: str, given: dict[str, Any]) -> str:
        names = ", ".join(given)
        self.page.evaluate(f"async ({{{names}}}) => {{ await sandbox.{what} }}", given)
        return self.state()


@pytest.fixture(scope="module")
def sandbox_client(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SandboxClient]:
    with signing(tmp_path_factory.mktemp("keys")) as client:
        yield client


@pytest.fixture(scope="module")
def service(
    tmp_path_factory: pytest.TempPathFactory, sandbox_client: SandboxClient
) -> Iterator[Service]:
    with pinprick(tmp_path_factory.mktemp("service"), sandbox_client) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIETLY), timeout=60_000
        )
        yield opened
        opened.close()


@pytest.fixture
def window(
    browser: Browser, service: Service, sandbox_client: SandboxClient
) -> Iterator[Window]:
    installed = HERE / "node_modules" / ".installed"
    assert installed.exists(), "run `make test`: it installs the page's renderer"
    page = browser.new_page()
    page.set_default_timeout(ANSWER_WITHIN)
    opened = Window(page, service.base)
    page.on("dialog", lambda one: (opened.dialogs.append(one.message), one.dismiss()))
    page.on(
        "console",
        lambda one: opened.errors.append(one.text) if one.type == "error" else None,
    )
    page.on("pageerror", lambda one: opened.errors.append(str(one)))
    page.on("request", lambda one: opened.requests.append(one.url))

    def signed(url: str) -> str:
        # Playwright notes on the object of a method, and the client is frozen.
        return sandbox_client.token(url)

    page.expose_function("signedToken", signed)
    with serving(HERE) as origin:
        page.goto(f"{origin}/sandbox.html")
        page.locator("#state", has_text="ready").wait_for()
        yield opened
        page.close()
