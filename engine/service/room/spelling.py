"""British words in American spelling, where the locale says so.

Only what is shown: rules are signed as their authors wrote them, and cards,
codes, texts of the lexicon and file names stay to the letter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_TAG: Final = re.compile(r"(<[^>]*>)")
_READ_OUT: Final = re.compile(r'( (?:aria-label|alt|placeholder|title)=")([^"]*)(")')
_NAME: Final = re.compile(r"</?([a-z0-9]+)")
_TO_THE_LETTER: Final = frozenset({"code", "pre", "textarea", "script", "style"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """Parts of words by how they are spelled instead: "haem", "hem"."""

    parts: Mapping[str, str]

    def of_text(self, text: str) -> str:
        """A text in this spelling, its capitals kept."""
        if not self.parts:
            return text
        longest_first = sorted(self.parts, key=len, reverse=True)
        return re.sub("|".join(longest_first), self._other, text, flags=re.IGNORECASE)

    def of_page(self, html: str) -> str:
        """A page in this spelling: its text, and the attributes that are read out.

        No other attribute is touched. What stands in an element of code, or in
        one marked translate="no", stays. The page has to escape "<" in texts, as
        templates do.
        """
        return "".join(self._pieces(html)) if self.parts else html

    def _pieces(self, html: str) -> Iterator[str]:
        kept, depth = "", 0
        for piece in _TAG.split(html):
            if not piece.startswith("<"):
                yield piece if kept else self.of_text(piece)
                continue
            yield piece if kept else _READ_OUT.sub(self._attribute, piece)
            name = found[1] if (found := _NAME.match(piece)) else ""
            if not kept and _stays(piece, name):
                kept = name
            if kept and kept == name:
                depth += -1 if piece.startswith("</") else 1
                kept = kept if depth else ""

    def _attribute(self, found: re.Match[str]) -> str:
        return f"{found[1]}{self.of_text(found[2])}{found[3]}"

    def _other(self, found: re.Match[str]) -> str:
        other = self.parts[found[0].casefold()]
        if found[0].isupper():
            return other.upper()
        return other.capitalize() if found[0][0].isupper() else other


def _stays(tag: str, name: str) -> bool:
    opens = not tag.startswith("</") and not tag.endswith("/>")
    return opens and (name in _TO_THE_LETTER or ' translate="no"' in tag)
