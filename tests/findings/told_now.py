"""What a text says now and what it denies, as words: for tests of whole texts."""

from datetime import UTC, datetime
from pathlib import Path

from engine.findings.text.finding import TextFinding
from engine.findings.text.reader import TextReader
from engine.rulebook.load import load_rulebook
from engine.terminology.lexicon import lexicon
from engine.when import Interval

RULES = Path(__file__).parents[2] / "rules"
WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))


def reader_of_shipped_words() -> TextReader:
    """The reader of the words that ship, with nothing remembered."""
    words = load_rulebook(RULES, "uk").vocabulary
    return TextReader(
        lexicon(
            words.findings.values(), words.sites.values(), words.qualifiers.values()
        )
    )


def read(reader: TextReader, text: str) -> tuple[TextFinding, ...]:
    """What a text says, written on an afternoon."""
    return reader.read(text, WRITTEN, UTC).findings


def now(reader: TextReader, text: str) -> set[str]:
    """What is there now, possible included."""
    there = (one for one in read(reader, text) if one.presence != "absent")
    return {one.what for one in there if one.state == "ongoing"}


def denied(reader: TextReader, text: str) -> set[str]:
    """What is not there for certain."""
    found = read(reader, text)
    return {one.what for one in found if one.presence == "absent" and one.certain}


def lines(said: str) -> list[tuple[str, set[str]]]:
    """Lines of the form "text => finding, finding", for a parametrized test."""
    pairs = (line.split(" => ") for line in said.strip().splitlines())
    return [(text, set(words.split(", "))) for text, words in pairs]
