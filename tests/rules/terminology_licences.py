"""`docs/terminology-licences.md`: which SNOMED CT codes need a licence.

    .venv/bin/python tests/rules/terminology_licences.py > docs/terminology-licences.md

Made from the value sets, the orders and the notes of the shared table of codes.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from engine.terminology.models import Code
from engine.terminology.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT.parent / "shared" / "clinical" / "terminology.csv"
PAGE = ROOT / "docs" / "terminology-licences.md"

_HEAD = """# Licences of the code systems

SNOMED CT codes of the Global Patient Set (September 2020 release) may be used under
Creative Commons Attribution 4.0 International, with attribution to SNOMED
International. The codes below are in use and are **not** in that release.

Whoever deploys Pinprick with them needs a SNOMED CT affiliate licence. It is free of
charge in member countries, from the national release centre (in the United Kingdom
NHS England, in the United States the National Library of Medicine); elsewhere from
SNOMED International, for a fee or by one of its exemptions. Without a licence, take
the lines with these codes out of `rules/value-sets/` before deploying: the findings
are then read by other codes and by text, and the digests of their rules change.

LOINC, RxNorm, ICD-10-CM and UCUM are free of charge under their own terms (`NOTICE`).
The lists in `rules/expansions/` hold codes without titles; ICD-10 is copyright of the
World Health Organization, and its use in a product needs WHO's terms to be accepted.

A note that says *check activity* means: seen in public lists of some age, and no
terminology server was at hand to confirm that the code is active today.
"""


def page() -> str:
    """The whole page."""
    rows = sorted(_outside())
    lines = [
        _HEAD,
        f"## Outside the Global Patient Set: {len(rows)} of {_in_use()} codes",
        "",
        "| code | display | used in | check activity |",
        "|---|---|---|---|",
        *(f"| {code} | {name} | {use} | {old} |" for code, name, use, old in rows),
    ]
    return "\n".join(lines) + "\n"


def _outside() -> Iterator[tuple[str, str, str, str]]:
    notes = _notes()
    for code, use in _snomed(_words()):
        note = notes[code.code]
        if "in SNOMED CT GPS" not in note:
            old = "yes" if "check activity" in note else ""
            yield code.code, code.display, use, old


def _in_use() -> int:
    return len(set(_snomed(_words())))


def _words() -> Vocabulary:
    words, _ = load_vocabulary(ROOT / "rules")
    assert words is not None
    return words


def _snomed(words: Vocabulary) -> Iterator[tuple[Code, str]]:
    for value_set in words.value_sets.values():
        for code in value_set.codes:
            if code.system == "snomed":
                yield code, value_set.value_set
    for order in words.orders.values():
        if order.code.system == "snomed":
            yield order.code, "orders.yaml"


def _notes() -> dict[str, str]:
    with TABLE.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["system"] == "SNOMED CT"]
    return {row["code"]: row["note"] for row in rows if row["verified"] == "yes"}


if __name__ == "__main__":
    print(page(), end="")
