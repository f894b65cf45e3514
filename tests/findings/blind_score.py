"""Precision and recall on texts by somebody who had not seen the lexicon.

    .venv/bin/python tests/findings/blind_score.py [set.jsonl ...]

A set says of each text what a triage nurse would take from it;
`blind_text_README.md` says how. What counts here is what rules see: present
(possible included) and ongoing, or denied for certain. Only the words that
the vocabulary has are scored.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.evaluation import Engine
from engine.findings.text.finding import TextFinding
from engine.rulebook.load import load_rulebook
from engine.when import Interval

HERE = Path(__file__).resolve().parent
WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))
# The narrower word that the sets do not tell from the wider one.
WIDER = {
    "hemiparesis": "limb-weakness",
    "monoparesis": "limb-weakness",
    "paraparesis": "limb-weakness",
    "quadriparesis": "limb-weakness",
    "generalised-weakness": "limb-weakness",
    "foot-drop": "limb-weakness",
    "bells-palsy": "facial-weakness",
    "rest-pain": "limb-pain",
    "radicular-pain": "limb-pain",
    "back-pain": "low-back-pain",
    "thunderclap-headache": "headache",
    "myeloma": "malignancy",
    "bone-metastasis": "malignancy",
}
_UPPER = re.compile(r"\b(thoracic|upper|mid)\b", re.IGNORECASE)
Said = set[tuple[str, str]]


def texts(path: Path = HERE / "blind_text.jsonl") -> list[dict[str, Any]]:
    """A set, one text each."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@dataclass
class Score:
    """Right, wrong and missed statements, and numbness at the right place."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self, kind: str) -> tuple[int, int, int]:
        """Right, wrong and missed of one kind, "present" or "absent"."""
        right, wrong, missed = (self.counts[kind, sort] for sort in _SORTS)
        return right, wrong, missed


_SORTS = ("right", "wrong", "missed")


@dataclass(frozen=True)
class Scorer:
    """The engine and the words of one set."""

    engine: Engine
    words: frozenset[str]

    @classmethod
    def of(cls, engine: Engine, entries: list[dict[str, Any]]) -> "Scorer":
        """A scorer of the words that both the set and the vocabulary have."""
        named = {one["what"] for entry in entries for one in entry["findings"]}
        return cls(engine, frozenset(named & set(engine.rulebook.vocabulary.findings)))

    def read(self, text: str) -> list[tuple[str, str, TextFinding]]:
        """What the engine takes from a text, in the words of the set."""
        found = self.engine.reader.read(text, WRITTEN, UTC).findings
        return [
            (what, said, one)
            for one in found
            for what in [self._word(one.what)]
            if (said := self._said(one)) and what in self.words
            # "Thoracic back pain" is back pain, for which the sets have no word.
            if one.what != "back-pain" or not _UPPER.search(text)
        ]

    def _word(self, what: str) -> str:
        return what if what in self.words else WIDER.get(what, what)

    def _said(self, one: TextFinding) -> str:
        if one.presence == "absent":
            return "absent" if one.certain else ""
        lifelong = self.engine.rulebook.vocabulary.findings[one.what].lifelong
        is_now = one.state == "ongoing" or (one.is_history and lifelong)
        return "present" if is_now else ""

    def expected(self, entry: dict[str, Any]) -> Said:
        """What the author of the set takes from a text."""
        return {
            (one["what"], one["is"])
            for one in entry["findings"]
            if one["what"] in self.words
        }

    def score(self, entries: list[dict[str, Any]]) -> Score:
        """The figures of a set."""
        score = Score()
        for entry in entries:
            read = self.read(entry["text"])
            got, want = {(what, said) for what, said, _ in read}, self.expected(entry)
            sets = zip(_SORTS, (got & want, got - want, want - got), strict=True)
            for sort, said in sets:
                for what, kind in said:
                    score.counts[kind, sort] += 1
                    score.words[f"{kind} {what}", sort] += 1
            score.placed.update(_places(entry, read))
        return score


def _places(
    entry: dict[str, Any], read: list[tuple[str, str, TextFinding]]
) -> Iterator[str]:
    """Whether side and site of present numbness are those of the set."""
    want = [one for one in entry["findings"] if _is_numb(one["what"], one["is"])]
    got = [one for what, said, one in read if _is_numb(what, said)]
    if want and got:
        sides = {one["side"] for one in want} - {None}
        yield "side" if {one.side for one in got} - {None} == sides else "side wrong"
        sites = {site for one in want for site in one["sites"]}
        union = frozenset[str]().union(*(one.sites for one in got))
        # A parent site too many is no error, a child too many is.
        yield "site" if sites <= union and bool(union) == bool(sites) else "site wrong"


def _is_numb(what: str, said: str) -> bool:
    return (what, said) == ("numbness", "present")


def main() -> None:
    """Print what is read otherwise, then the figures of each set."""
    engine = Engine(load_rulebook(HERE.parents[1] / "rules"))
    quiet = "-q" in sys.argv
    paths = [Path(one) for one in sys.argv[1:] if one != "-q"]
    for path in paths or [HERE / "blind_text.jsonl"]:
        entries = texts(path)
        scorer = Scorer.of(engine, entries)
        for entry in [] if quiet else entries:
            got = {(what, said) for what, said, _ in scorer.read(entry["text"])}
            want = scorer.expected(entry)
            if got != want:
                print(f"{entry['text']!r}\n    only read {got - want}")
                print(f"    missed {want - got}")
        _print_figures(path.name, scorer.score(entries))


def _print_figures(name: str, score: Score) -> None:
    for kind in ("present", "absent"):
        right, wrong, missed = score.figures(kind)
        print(
            f"{name} {kind}: {right} right, {wrong} wrong, {missed} missed; "
            f"precision {right / (right + wrong):.3f}, "
            f"recall {right / (right + missed):.3f}"
        )
    print(f"{name} place of present numbness: {dict(score.placed)}")


if __name__ == "__main__":
    sys.exit(main())
