"""The words a rule is written in: their codes, and the texts they are read in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.rulebook.rule import Rule
from engine.rulebook.uses import words_used
from engine.terminology.models import (
    Binding,
    DrugWord,
    FindingWord,
    MeasureWord,
    Qualifier,
    Site,
    ValueSet,
)
from engine.terminology.vocabulary import Vocabulary

_TEXTS: Final[Mapping[str, str]] = {
    "text": "Read wherever they stand",
    "text_with_site": "Read beside a body part",
    "text_with_limb": "Read beside a limb",
    "lay": "Of these, may mean something else",
    "text_absent": "Say that it is not there",
    "text_absent_with_site": "Say so beside a body part",
    "normal_of": "Functions that, called normal, deny it",
    "impaired_of": "Functions that, called impaired or lost, are it",
    "lost_of": "Functions that, called lost, are it",
    "not_with": "Not meant where the name has",
}


@dataclass(frozen=True, slots=True)
class Codes:
    """A value set as a word uses it; ``means`` adds what its codes also say."""

    value_set: ValueSet
    means: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word: what it is called, its codes, and its texts by how they count."""

    name: str
    says: str
    codes: tuple[Codes, ...]
    texts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def size(self) -> str:
        """How much there is: "12 codes, 40 words"."""
        codes = sum(len(one.value_set.codes) for one in self.codes)
        words = sum(len(words) for _, words in self.texts)
        counts = ((codes, "code"), (words, "word"))
        return ", ".join(_counted(*one) for one in counts if one[0])


@dataclass(frozen=True, slots=True)
class WordsOfRule:
    """The words of a rule by kind; ``groups`` has the members of each."""

    findings: tuple[WordRow, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    measures: tuple[WordRow, ...]
    drugs: tuple[WordRow, ...]
    sites: tuple[WordRow, ...]
    qualifiers: tuple[WordRow, ...]


def rule_words(rule: Rule, vocabulary: Vocabulary) -> WordsOfRule:
    """Every word a rule rests on, which is what a signature covers."""
    used, words = words_used(rule, vocabulary), vocabulary

    def rows(names: Iterable[str], known: Mapping[str, _Word]) -> tuple[WordRow, ...]:
        made = (_row(name, known[name], words) for name in names)
        return tuple(sorted(made, key=lambda row: (row.says.casefold(), row.name)))

    return WordsOfRule(
        findings=rows(used.findings, words.findings),
        groups=tuple(_group(name, words) for name in sorted(used.groups)),
        measures=rows(used.measures, words.measures),
        drugs=rows(used.drugs, words.drugs),
        sites=rows(used.sites, words.sites),
        qualifiers=rows(used.qualifiers, words.qualifiers),
    )


_Word = FindingWord | MeasureWord | DrugWord | Site | Qualifier


def _row(name: str, word: _Word, vocabulary: Vocabulary) -> WordRow:
    says = "" if isinstance(word, Qualifier) else word.says
    codes = tuple(
        Codes(vocabulary.value_sets[one.use], _means(one, vocabulary))
        for one in _bindings(word)
    )
    return WordRow(name, says, codes, tuple(_texts(word)))


def _bindings(word: _Word) -> Iterator[Binding]:
    for one in word.codes:
        yield one if isinstance(one, Binding) else Binding(use=one)


def _means(binding: Binding, vocabulary: Vocabulary) -> str:
    site = vocabulary.sites[binding.site].says if binding.site else ""
    said = (binding.side, site, binding.severity, binding.course)
    return " ".join(filter(None, said))


def _texts(word: _Word) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, label in _TEXTS.items():
        if words := getattr(word, name, ()):
            yield label, tuple(words)


def _group(name: str, vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]]:
    group = vocabulary.groups[name]
    members = tuple(vocabulary.findings[member].says for member in group.members)
    return group.says, members


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
