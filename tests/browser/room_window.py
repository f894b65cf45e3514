"""A window on the room, with everything that went on in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Response

DESKTOP = (1280, 900)
PHONE = (390, 844)
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_WITHIN = 20_000  # milliseconds
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Window:
    """A page, with its errors and every address that it asked for."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Response:
        """Go to a path of the service and wait until it is loaded."""
        response = self.page.goto(f"{self.base}{path}", wait_until="load")
        assert response is not None
        return response

    def is_clean(self) -> None:
        """Fails on a console error, an exception, a dialog, a foreign request."""
        host = urlsplit(self.base).netloc
        away = [
            url
            for url in self.requests
            if not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != host
        ]
        assert (self.errors, self.dialogs, away) == ([], [], [])

    def is_accessible(self) -> None:
        """Fails on any serious or critical finding of axe-core."""
        found = [one for one in self.axe() if one["impact"] in ("serious", "critical")]
        assert not found, "\n".join(_said(one) for one in found)

    def axe(self) -> list[dict[str, Any]]:
        """Every finding of axe-core on the page as it stands."""
        assert AXE.exists(), "run `make test`: it installs axe-core"
        # The devtools protocol runs it: the page's own policy stays in force.
        self.page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
        ran = {"runOnly": {"type": "tag", "values": _RULES}}
        found = self.page.evaluate("what => axe.run(document, what)", ran)
        violations: list[dict[str, Any]] = found["violations"]
        return violations

    def fits(self) -> None:
        """Fails if the page scrolls sideways as a whole."""
        wide, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, innerWidth]"
        )
        assert wide <= room, f"{wide} px of page in {room} px of window"


@contextmanager
def opened(
    browser: Browser, base: str, size: tuple[int, int] = DESKTOP, **more: Any
) -> Iterator[Window]:
    """A new window; ``more`` are arguments of Playwright's `new_context`."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", **more
    )
    page = context.new_page()
    page.set_default_timeout(_WITHIN)
    window = Window(page, base)

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            window.errors.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: window.errors.append(str(error)))
    page.on("dialog", lambda one: (window.dialogs.append(one.message), one.dismiss()))
    page.on("request", lambda request: window.requests.append(request.url))
    yield window
    context.close()


def _said(finding: dict[str, Any]) -> str:
    nodes = "; ".join(node["html"][:200] for node in finding["nodes"][:5])
    return f"{finding['id']} ({finding['impact']}): {finding['help']}: {nodes}"
