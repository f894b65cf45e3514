"""The reader of texts, made when the first text comes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property, lru_cache

from engine.findings.text.finding import TextReading
from engine.terminology.lexicon import lexicon
from engine.terminology.vocabulary import Vocabulary
from engine.when import Interval


@dataclass(frozen=True)
class LateReader:
    """A `Reader` of the words of a vocabulary.

    Its lexicon takes as long as all else of an answer to coded records.
    ``remembered``: of how many texts the reading is kept, 0 for none.
    """

    words: Vocabulary
    remembered: int

    def read(self, text: str, written: Interval | None, zone: tzinfo) -> TextReading:
        """The statements of a text: `TextReader.read`."""
        return self._read(text, written, zone)

    @cached_property
    def _read(self) -> Callable[[str, Interval | None, tzinfo], TextReading]:
        from engine.findings.text.reader import TextReader  # noqa: PLC0415

        findings, sites = self.words.findings.values(), self.words.sites.values()
        words = lexicon(findings, sites, self.words.qualifiers.values())
        read = TextReader(words).read
        return lru_cache(self.remembered)(read) if self.remembered else read
