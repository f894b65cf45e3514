"""docs/cds-hooks-conformance.md, written from the rows and their tests.

    python tests/conformance/conformance_page.py

writes it; a test holds the page to what this makes.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from conformance_rows import SECTIONS, Row

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "cds-hooks-conformance.md"
_TEST = re.compile(r"^def test_((?:[a-z]\d+_)+)(\w+)", re.MULTILINE)
_HEAD = """\
# CDS Hooks conformance

What CDS Hooks 2.0.1 and the ballot of 3.0 ask of a CDS Service, one row a
requirement, and the tests that hold Pinprick to it. Written by
`tests/conformance/conformance_page.py`; the wording of the requirements is ours,
the specification is <https://cds-hooks.hl7.org/2.0/>.

*held*: tested. *held by a setting*: tested, off until it is set. *not used*:
optional, and never sent. *the client's*, *the operator's*: binds somebody else.
"""


def claims_by_row() -> Mapping[str, Sequence[str]]:
    """The tests of this folder by the row whose id their name begins with."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(Path(__file__).parent.glob("test_conformance_*.py")):
        for ids, claim in _TEST.findall(file.read_text(encoding="utf-8")):
            for one in ids.strip("_").split("_"):
                found[one.upper()].append(claim.replace("_", " "))
    return found


def page() -> str:
    """The whole page."""
    tests = claims_by_row()
    parts = [_HEAD]
    for title, rows in SECTIONS.items():
        lines = [_line(row, tests.get(row.id, ())) for row in rows]
        head = ["| row | asks | stands | tests |", "|---|---|---|---|"]
        parts.append("\n".join([f"## {title}\n", *head, *lines]) + "\n")
    return "\n".join(parts)


def _line(row: Row, tests: Sequence[str]) -> str:
    stands = f"{row.stands}. {row.remark}" if row.remark else row.stands
    files = [f"[{Path(one).stem}](../tests/{one})" for one in row.elsewhere]
    return f"| {row.id} | {row.asks} | {stands} | {'; '.join([*tests, *files])} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
