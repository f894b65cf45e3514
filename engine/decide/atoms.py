"""The distinct questions of a rulebook to a patient's records.

Each distinct clause of the whole rulebook is one atom (`rule-format.md`
section 5), asked once per patient however many rules use it. A clause is the
same in two rules only if it also hangs on the same anchor and on the same
limb, because both can change its truth.
"""

from dataclasses import dataclass

from engine.decide.clauses.lines import Line, LineKeys, lines_of
from engine.decide.occurring import words_of
from engine.rulebook.clauses import Clause, EntryLines, Node
from engine.terminology.vocabulary import Vocabulary
from engine.truth import NO, Truth

_WORDING = {"id": None, "evidence": (), "why": None, "ask": None}


@dataclass(frozen=True, slots=True)
class Atom:
    """One distinct question to a patient's records.

    ``slow_start`` is what a gradual start within 24 hours counts as,
    ``anchor`` names the tree whose entries the clause hangs on (None for the
    clauses of an anchor itself), ``tied_to`` the atom whose limb it shares.
    Atoms of one ``question`` differ by their anchors only; ``words`` are the
    findings, measures or drugs that can answer it, ``lines`` the clause's own.
    """

    name: str
    clause: Clause
    slow_start: Truth = NO
    anchor: str | None = None
    tied_to: str | None = None
    question: int = 0
    words: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


class Atoms:
    """The atoms found so far; a clause is named when it is first seen."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.by_key: dict[tuple[object, ...], Atom] = {}
        self._questions: dict[tuple[object, ...], int] = {}
        self._line_keys: LineKeys = {}
        self._vocabulary = vocabulary
        self._anchors: dict[Node, str] = {}
        self._bare: dict[Clause, str] = {}

    def anchor(self, only_when: Node) -> str:
        """The name of a tree that clauses hang on; equal trees share one."""
        return self._anchors.setdefault(only_when, f"a{len(self._anchors)}")

    def name(
        self, clause: Clause, slow_start: Truth, anchor: str | None, tied: str | None
    ) -> str:
        """The atom of a clause, whatever the rule calls it or cites for it."""
        bare = self._bare.get(clause) or self._without_wording(clause)
        key = (bare, slow_start, anchor, tied)
        if key not in self.by_key:
            self.by_key[key] = Atom(
                f"c{len(self.by_key)}",
                clause,
                slow_start,
                anchor,
                tied,
                self._question(bare, slow_start, tied),
                words_of(clause, self._vocabulary),
                lines_of(clause, slow_start, self._line_keys)
                if isinstance(clause, EntryLines)
                else (),
            )
        return self.by_key[key].name

    def _without_wording(self, clause: Clause) -> str:
        """What a clause asks, as text; it is named up to three times."""
        bare = clause.model_copy(update=_WORDING).model_dump_json()
        self._bare[clause] = bare
        return bare

    def _question(self, bare: str, slow_start: Truth, tied: str | None) -> int:
        return self._questions.setdefault(
            (bare, slow_start, tied), len(self._questions)
        )
