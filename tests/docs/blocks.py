"""The fenced blocks of a page: commands, and what has to be seen of them."""

import re
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<why>[^\n]+) -->\n)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
OPERATOR = "tutorial-operator.md"  # tests/deploy runs and checks that one
PAGES = sorted(
    [
        PROJECT / "README.md",
        PROJECT / "CONTRIBUTING.md",
        PROJECT / "fhir_examples" / "README.md",
        *(p for p in (PROJECT / "docs").glob("*.md") if p.name != OPERATOR),
    ]
)


@dataclass(frozen=True)
class Commands:
    """One block of commands; ``why`` is the reason why it is not run.

    ``seen`` are texts that have to be in what it prints, in their order.
    """

    page: Path
    line: int
    text: str
    why: str
    seen: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(PROJECT)}:{self.line}"


def commands_of(page: Path) -> list[Commands]:
    """The blocks of commands of a page, in their order."""
    text = page.read_text(encoding="utf-8")
    blocks = list(_BLOCK.finditer(text))
    following = (*blocks[1:], None)[: len(blocks)]
    return [
        Commands(
            page,
            text.count("\n", 0, block.start("kind")) + 1,
            block["body"],
            block["why"] or "",
            _seen(text, block, after),
        )
        for block, after in zip(blocks, following, strict=True)
        if block["kind"] == "sh"
    ]


def _seen(
    text: str, block: re.Match[str], after: re.Match[str] | None
) -> tuple[str, ...]:
    if after is None or after["kind"] != "text":
        return ()
    if text[block.end() : after.start()].strip():
        return ()
    drawn = re.compile("[─-╿]+")
    lines = (drawn.sub(" ", line).strip() for line in after["body"].splitlines())
    return tuple(line for line in lines if line and line != "...")
