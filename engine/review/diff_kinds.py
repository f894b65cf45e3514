"""Statements that no clause of either version can tell apart, as one kind.

Two entries on which every clause of both versions says the same make the same
patient: one stands for all, and the others are counted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from engine.review.diff_bench import Bench
from engine.review.diff_statements import Entry, Statement, size
from engine.review.diff_values import Asking, entries, people, uses, values
from engine.rulebook.check_words_used import PREGNANCY
from engine.rulebook.clauses import (
    AgeClause,
    Clause,
    DrugClause,
    Ended,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
    SexClause,
)
from engine.rulebook.rulebook import LONGEST_PREGNANCY
from engine.terminology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Kind:
    """Statements that are all alike to both versions; the smallest first."""

    members: tuple[Statement, ...]

    @property
    def example(self) -> Statement:
        """The one that says least."""
        return self.members[0]


class Kinds:
    """The kinds of statement about each word that two versions ask for."""

    def __init__(
        self, old: Bench, new: Bench, has_time: Callable[[], bool] = lambda: True
    ) -> None:
        self._benches = (old, new)
        self._has_time = has_time
        self._by_word: dict[tuple[str, str], tuple[Kind, ...]] = {}

    @property
    def patients_of_one(self) -> int:
        """How many single statements were told apart so far."""
        kinds = (kind for known in self._by_word.values() for kind in known)
        return sum(len(kind.members) for kind in kinds)

    def of(self, clause: Clause) -> tuple[Kind, ...]:
        """Every kind of statement that a clause can be about."""
        return tuple(kind for key in self._keys(clause) for kind in self._kinds(key))

    def _keys(self, clause: Clause) -> Iterator[tuple[str, str]]:
        match clause:
            case FindingClause():
                yield "finding", clause.finding
            case GroupClause():
                yield from (("finding", w) for w in self._representatives(clause))
            case PregnancyClause():
                yield "finding", PREGNANCY
            case MeasureClause():
                yield "measure", clause.measure
            case DrugClause():
                yield "drug", clause.drug
            case AgeClause() | SexClause():
                yield "person", ""

    def _kinds(self, key: tuple[str, str]) -> tuple[Kind, ...]:
        if key not in self._by_word:
            self._by_word[key] = self._sorted_out(self._statements(key))
        return self._by_word[key]

    def _sorted_out(self, statements: Iterable[Statement]) -> tuple[Kind, ...]:
        alike: dict[object, list[Statement]] = defaultdict(list)
        for statement in takewhile(lambda _: self._has_time(), statements):
            alike[self._signature(statement)].append(statement)
        # sort is stable: of equals, the order of the values decides
        kinds = [Kind(tuple(sorted(told, key=size))) for told in alike.values()]
        return tuple(sorted(kinds, key=lambda kind: size(kind.example)))

    def _signature(self, statement: Statement) -> object:
        told = tuple(bench.signature(statement) for bench in self._benches)
        if not isinstance(statement, Entry):
            return told
        # Beside other entries these count for more than they do alone.
        is_absent = statement.presence == "absent" and str(statement.recorded)
        is_undated = not (statement.began or statement.recorded)
        return told, is_absent, is_undated and self._kind_of(statement) == "diagnosis"

    def _kind_of(self, entry: Entry) -> str:
        words = self._words_with(entry.what)
        return words.findings[entry.what].kind

    def _words_with(self, finding: str) -> Vocabulary:
        books = [bench.version.rulebook.vocabulary for bench in self._benches]
        return next((b for b in reversed(books) if finding in b.findings), books[-1])

    def _statements(self, key: tuple[str, str]) -> Iterable[Statement]:
        kind, word = key
        clauses = self._clauses
        old, new = (bench.version.rulebook for bench in self._benches)
        match kind:
            case "finding":
                return entries(word, self._asking(word))
            case "measure":
                asked = [
                    c
                    for c in clauses
                    if isinstance(c, MeasureClause) and c.measure == word
                ]
                book = new if word in new.vocabulary.measures else old
                told = (
                    values(word, asked, book.vocabulary, b.locale) for b in (old, new)
                )
                return dict.fromkeys(one for some in told for one in some)
            case "drug":
                return uses(
                    word,
                    [
                        c
                        for c in clauses
                        if isinstance(c, DrugClause) and c.drug == word
                    ],
                )
            case _:
                ages = [c for c in clauses if isinstance(c, AgeClause)]
                asks_sex = any(isinstance(c, SexClause) for c in clauses)
                return people(ages, asks_sex=asks_sex)

    @cached_property
    def _clauses(self) -> tuple[Clause, ...]:
        told = (clause for b in self._benches for clause in b.version.clauses)
        return tuple(dict.fromkeys(told))

    def _asked_about(self, word: str) -> Iterator[tuple[Bench, Clause]]:
        for bench in self._benches:
            groups = bench.version.rulebook.vocabulary.groups
            for clause in bench.version.clauses:
                match clause:
                    case FindingClause(finding=name) if name == word:
                        yield bench, clause
                    case GroupClause(group=name) if word in groups[name].members:
                        yield bench, clause
                    case PregnancyClause() if word == PREGNANCY:
                        yield bench, clause

    def _asking(self, word: str) -> Asking:
        asked = tuple(self._asked_about(word))
        lines = [_as_lines(clause) for _, clause in asked]
        ties = [(b.version.tied_to(c), c, b.version.clauses) for b, c in asked]
        tied = [own for referent, own, _ in ties if referent is not None]
        is_referent = any(
            getattr(other, "same_place_as", None) == own.id
            for _, own, others in ties
            for other in others
            if own.id
        )
        has_one_side = any(
            ("left" in sides) != ("right" in sides)
            for sides in (one.side or () for one in lines)
        )
        return Asking(
            clauses=tuple(lines),
            words=self._words_with(word),
            is_tied=bool(tied) or is_referent,
            tells_sides=bool(tied) or has_one_side,
            extra_limits=(LONGEST_PREGNANCY,) if word == PREGNANCY else (),
        )

    def _representatives(self, clause: GroupClause) -> Iterator[str]:
        """One member for all that every clause of both versions treats alike."""
        seen = set()
        for word in self._members(clause):
            alike = self._alike(word)
            if alike not in seen:
                seen.add(alike)
                yield word

    def _members(self, clause: GroupClause) -> Iterable[str]:
        books = [bench.version.rulebook.vocabulary for bench in self._benches]
        known = [
            book.groups[clause.group].members
            for book in books
            if clause.group in book.groups
        ]
        return dict.fromkeys(word for members in known for word in members)

    def _alike(self, word: str) -> object:
        asked = tuple(
            (self._benches.index(b), b.version.clause_key(c))
            for b, c in self._asked_about(word)
        )
        asking = self._asking(word)
        told = asking.words.findings[word]
        has_place = asking.is_tied or any(c.site or c.side for c in asking.clauses)
        has_speed = any(c.onset and c.onset.speed for c in asking.clauses)
        return (
            asked,
            told.kind,
            has_speed and told.new_is_sudden,
            has_place and (told.implied_site, told.implied_side),
        )


def _as_lines(clause: Clause) -> EntryLines:
    if isinstance(clause, EntryLines):
        return clause
    window = clause.or_ended_within if isinstance(clause, PregnancyClause) else None
    return EntryLines(state="resolved", ended=Ended(within=window) if window else None)
