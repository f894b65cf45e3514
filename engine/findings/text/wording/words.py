"""Raw text -> the words that the matchers see, and nothing else of it.

A word that no list knows becomes "otherword". So neither spaCy's string
store, which lives as long as the process, nor anything that is printed ever
holds a name or a number from a record.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from engine.findings.text.timing.time_forms import times
from engine.findings.text.timing.times import Time
from engine.findings.text.wording.boxes import with_boxes
from engine.findings.text.wording.dictation import written
from engine.findings.text.wording.expansion import Expansion
from engine.findings.text.wording.measured import measured
from engine.findings.text.wording.names import without_names
from engine.findings.text.wording.spelling import Spelling
from engine.findings.text.wording.token_forms import Forms, forms_in
from engine.findings.text.wording.word_set import word_set

# No punctuation: spaCy would count it to the sentence before.
UNKNOWN_WORD = "otherword"
TIME_WORD = "<time>"
STOP = "."
ANSWERED_NO = "answeredno"
REFUSED = "nope"
LONGEST_SENTENCE = 120

# "Power R 5/5. L 3/5.": the second is of the same function.
_OTHER_GRADE = re.compile(
    r"\s+(?:[RL]|right|left|[RL][UL][EL])\b[\w \t]{0,20}[:=]?\s?[0-5][-+]?\s?/\s?5",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"\w+(?:'\w+)*|[:/,;+]")
_PLAIN = {
    "without": "without",
    "with": "with",
    "yes": "positive",
    "ticked": "positive",
    "unticked": "unticked",
    "no": "denied",
    "minus": "negative",
    "nought": "no",
    "bar": STOP,
    "answer": ":",
    "answered": ":",
    "query": "query",
    "apart": ",",
    "lowered": "reduced",
    "raised": "increased",
}
_TITLES = word_set("dr mr mrs ms prof st")
_SHORTENED = _TITLES | word_set(
    """pt pts incl inc poss prob eg bilat sx esp approx hx dx rx yo vs dept e.g i.e no
    w prev adm tel ext wk hr l r lt rt min hrs mins sec c"""
)


@lru_cache(maxsize=1 << 16)  # a phrase of a list is taken apart several times
def tokens(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as it is written in a list."""
    return tuple(_PHRASE.findall(phrase.replace("\u2019", "'").replace("&", " and ")))


def all_tokens(phrases: Iterable[str]) -> set[str]:
    """The words of many phrases: no word goes beyond a blank."""
    parts = set(" ".join(phrases).split())
    return {token for part in parts for token in tokens(part)}


def is_bare(phrase: str) -> bool:
    """Whether a phrase is nothing but small letters, figures and single blanks.

    It is what its words are, and so are nearly all of sixty thousand phrases.
    """
    return phrase.islower() and phrase.replace(" ", "").isalnum() and "  " not in phrase


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, with the times that stand at some of them.

    ``complete`` is False if the text was longer than what is read.
    """

    words: tuple[str, ...]
    times: Mapping[int, Time]
    complete: bool


@dataclass(frozen=True)
class WordList:
    """The words that are known, and how others are written in them."""

    known: frozenset[str]
    capitals: frozenset[str]
    expansion: Expansion
    spelling: Spelling
    limit: int = 20_000
    _vocabulary: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_vocabulary", self.known | self.capitals)

    def read(self, text: str) -> Words:
        """The words of a text; what lies beyond the limit is not read."""
        part = without_names(written(text[: self.limit].replace("\u2019", "'")))
        forms = forms_in(part)
        words: list[str] = []
        found: dict[int, Time] = {}
        end = 0
        for said in times(part):
            self._add(forms, part, end, said.start, words)
            found[len(words)] = said.time
            words.append(TIME_WORD)
            end = said.end
        self._add(forms, part, end, len(part), words)
        return Words(tuple(with_boxes(words)), found, complete=len(text) <= self.limit)

    def plain(self, phrase: str) -> tuple[str, ...]:
        """A phrase of a list in the words that the matchers see."""
        return tuple([self._plain(word) for word in tokens(phrase)])

    def head(self, phrase: str) -> str:
        """The first word of a phrase of a list, as the matchers see it."""
        first = tokens(phrase.partition(" ")[0]) or tokens(phrase)
        return self._plain(first[0])

    def _plain(self, word: str) -> str:
        return word if word in self.capitals else word.lower()

    def _add(
        self, forms: Forms, text: str, start: int, end: int, words: list[str]
    ) -> None:
        own = words[-1:]  # a line break looks back over a time
        vocabulary = self._vocabulary
        for match in forms.finditer(text, start, end):
            if match.lastgroup == "word" and (word := match[0].lower()) in vocabulary:
                own.append(match[0] if match[0] in self.capitals else word)
            else:
                self._add_one(text, match, own)
        words[-1:] = self.expansion.expanded(own)

    def _add_one(self, text: str, match: re.Match[str], words: list[str]) -> None:
        kind = match.lastgroup or ""
        if kind == "word":
            words.extend(self._word(match[0]))
        elif kind in _PLAIN:
            # "Arm weak [x]" is no "weak positive" of a test.
            apart = kind == "ticked" and words[-1:] in (["weak"], ["faint"])
            words.extend((":", _PLAIN[kind]) if apart else (_PLAIN[kind],))
        elif kind == "lettered":
            words.extend(_lettered(match[0], words))
        elif kind == "crossed":
            words.extend((";", "no"))
        elif kind == "refused":
            words.extend((":", REFUSED, ";"))
        elif kind == "asked":
            words.extend(("questioned", STOP))
        elif kind == "line":
            words.extend(_line_break(text, match.end(), words))
        elif kind == "mark":
            words.extend(_mark(text, match))
        else:
            words.extend(measured(match))

    def _word(self, raw: str) -> tuple[str, ...]:
        word = raw if raw in self.capitals else raw.lower()
        if word in self._vocabulary:
            return (word,)
        if word.endswith("'s"):
            return self._word(word[:-2])
        return (self._written_otherwise(word),)

    def _written_otherwise(self, word: str) -> str:
        if word == "&":
            return "and"
        if word.endswith("n't"):
            return "not"
        return self.spelling.corrected(word) or UNKNOWN_WORD


def _lettered(box: str, words: list[str]) -> tuple[str, ...]:
    """ "Weakness (N) numbness (Y)" answers what stands before, or leads a list."""
    leads = not words or words[-1] in (STOP, ",", ";", ":")
    if "n" in box.lower():
        return (";", "no") if leads else (ANSWERED_NO, ";")
    return ("positive",) if leads else (";",)


def _mark(text: str, match: re.Match[str]) -> tuple[str, ...]:
    mark = match[0]
    if mark == "!":
        return (STOP,)
    if mark != ".":
        return (mark,)
    if text.endswith("/5", 0, match.start()) and _OTHER_GRADE.match(text, match.end()):
        return (",",)
    after = text[match.end() : match.end() + 2]
    word = _word_before(text, match.start())
    if word.lower() in _SHORTENED and not (word.isupper() and word.lower() in _TITLES):
        is_title = word.lower() in _TITLES and not word.isupper()
        return (STOP,) if not after or (after[1:].isupper() and not is_title) else ()
    return (STOP,) if not after or after[0].isspace() or after[0].isupper() else ()


def _word_before(text: str, end: int) -> str:
    start = max(text.rfind(" ", max(0, end - 12), end) + 1, end - 12)
    return text[start:end]


def _line_break(text: str, after: int, words: list[str]) -> tuple[str, ...]:
    """A line that goes on in small letters was only wrapped."""
    following = text[after : after + 1]
    is_wrapped = following.islower() and words and words[-1] not in (STOP, ":")
    return () if is_wrapped else (STOP,)
