"""What the engine reads in the corpus, and the page `docs/reading.md`.

    .venv/bin/python tests/fhir/corpus_report.py            # print the page
    .venv/bin/python tests/fhir/corpus_report.py --write    # and write it

The corpus is beside the checkout and is no part of it; the page holds counts
only. The second half, the problem codes, needs no corpus.
"""

import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from engine.errors import BundleError
from engine.evaluation import Engine
from engine.fhir import problems as fhir_problems
from engine.fhir.found import Unwrapped
from engine.fhir.ndjson import parse_documents
from engine.fhir.prefetch import read_prefetch
from engine.fhir.read import Asking, read
from engine.fhir.unwrap import unwrap_documents
from engine.findings import problems as finding_problems
from engine.findings.gather import gather
from engine.rulebook.load import load_rulebook

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
PAGE = ROOT / "docs" / "reading.md"
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
_MARK = "## What the corpus holds"


@dataclass
class Report:
    """Counts over all files."""

    files: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)


def report() -> Report:
    """Every file of the corpus, read with the rules that ship."""
    engine = Engine(load_rulebook(ROOT / "rules"))
    result = Report()
    for path in sorted(CORPUS.rglob("*.json*")):
        if path.name == "manifest.jsonl":
            continue
        try:
            unwrapped, patient = _unwrapped(path)
        except BundleError:
            result.files[f"{path.relative_to(CORPUS).parts[0]}: not well-formed"] += 1
            continue
        result.files[f"{path.relative_to(CORPUS).parts[0]}: read"] += 1
        _count(unwrapped, patient, engine, result)
    return result


def _unwrapped(path: Path) -> tuple[Unwrapped, str | None]:
    raw = path.read_bytes()
    body = gzip.decompress(raw) if path.suffix == ".gz" else raw
    documents = parse_documents(body).documents
    alone = documents[0][1]
    if isinstance(alone, dict) and "hook" in alone:
        patient = str((alone.get("context") or {}).get("patientId") or "1")
        return read_prefetch(alone.get("prefetch"), {}).unwrapped, patient
    return unwrap_documents(documents), None


def _count(
    unwrapped: Unwrapped, patient: str | None, engine: Engine, result: Report
) -> None:
    words = engine.rulebook.vocabulary
    try:
        reading = read(unwrapped, words.index, Asking(patient=patient))
    except BundleError:
        # one document names ten Patients: it is refused until one is named
        first = next(one for one in unwrapped.found if one.kind == "Patient")
        asking = Asking(patient=first.full_url or first.reference)
        reading = read(unwrapped, words.index, asking)
    found = gather(reading, words, NOW, engine.reader, glossary=engine.glossary)
    result.kinds.update(reading.counts)
    result.findings.update(f"{one.what}, {_how(one)}" for one in found.findings)
    result.findings.update(f"{one.what}, measured" for one in found.measurements)
    result.findings.update(f"{one.what}, drug {one.taking}" for one in found.drugs)
    result.problems.update(one.code for one in found.problems)


def _how(finding: object) -> str:
    state = getattr(finding, "state", "")
    return "resolved" if state == "resolved" else str(getattr(finding, "presence", ""))


def problem_pages() -> str:
    """The half of the page that is made from the tables of problems."""
    lines = [
        "# What is read, and what is said about the rest",
        "",
        "Nothing that was sent is passed over in silence. Each problem has a code, the",
        "place in the JSON and the reference of the resource, and quotes nothing that",
        "was recorded. This page is generated: `tests/fhir/corpus_report.py --write`.",
        "",
        "## Problems of a resource",
        "",
        *_meanings(fhir_problems.MEANINGS),
        "",
        "## Problems of a statement",
        "",
        *_meanings(finding_problems.MEANINGS),
        "",
    ]
    return "\n".join(lines)


def _meanings(meanings: Mapping[str, str]) -> Iterator[str]:
    yield "| code | meaning |"
    yield "|---|---|"
    yield from (f"| `{code}` | {text} |" for code, text in sorted(meanings.items()))


def corpus_pages(counts: Report) -> str:
    """The half of the page that counts what the corpus holds."""
    lines = [
        _MARK,
        "",
        f"Every file of `../shared/corpus`, read at {NOW.isoformat()} with the rules",
        "that ship. Files that are not JSON, or no FHIR, are refused with a place.",
        "",
        *_table("files", counts.files.items()),
        *_table("resources by kind", counts.kinds.most_common()),
        *_table("findings by word", sorted(counts.findings.items())),
        *_table("problems by class", counts.problems.most_common()),
    ]
    return "\n".join(lines)


def _table(title: str, rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    yield f"| {title} | number |"
    yield "|---|---:|"
    yield from (f"| {name} | {number:,} |" for name, number in rows)
    yield ""


def main() -> None:
    """Print the page; with --write, write it too."""
    page = problem_pages() + "\n" + corpus_pages(report())
    print(page)
    if "--write" in sys.argv:
        PAGE.write_text(page.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
