"""The stable codes of faults in files and words, and how one is reported.

The codes of rules stand in `engine/rulebook/diagnostics.py`, which lists these
too: the docs are generated from there.
"""

from dataclasses import dataclass
from pathlib import Path

from engine.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A stable code, what it means, and what to write instead."""

    code: str
    meaning: str
    fix: str


FILE_FAULTS: tuple[FaultKind, ...] = (
    FaultKind(
        "RF100",
        "The file is not readable as YAML in UTF-8.",
        "Correct the line, or the indentation above it.",
    ),
    FaultKind(
        "RF101",
        "The same key is written twice in one mapping.",
        "Keep one of the two.",
    ),
    FaultKind(
        "RF102",
        "The key is not known at this place.",
        "Remove the key, or check its spelling and indentation.",
    ),
    FaultKind("RF103", "A key that must be there is missing.", "Add the key."),
    FaultKind(
        "RF104",
        "A code is not quoted, so YAML may change it (0123 would be 83).",
        "Put the code between double quotes.",
    ),
    FaultKind(
        "RF109",
        "The value is not of the kind that the key takes.",
        "Write a value of the kind that is named in the message.",
    ),
    FaultKind(
        "RF110",
        "An anchor (&) or alias (*): a reader would have to look elsewhere.",
        "Write the value out; quote a text that begins with & or *.",
    ),
    FaultKind(
        "RF111",
        "A tag (!) or a directive (%).",
        "Remove it; quote a text that begins with ! or %.",
    ),
    FaultKind("RF112", "A merge key (<<).", "Write the keys out."),
    FaultKind("RF113", "A tab.", "Use blanks."),
    FaultKind(
        "RF114",
        "More than one document in a file.",
        "Remove the line of three dashes, and put the rest into its own file.",
    ),
    FaultKind(
        "RF115",
        "An empty file.",
        "Write the content, or remove the file.",
    ),
    FaultKind(
        "RF116",
        "A key or list item without a value.",
        "Write the value, or remove the line: what is not there is left out.",
    ),
    FaultKind(
        "RF121",
        "A file or folder that the engine does not read, or that is missing.",
        "Give the file one of the names listed in the message.",
    ),
    FaultKind(
        "RF122",
        "A key that is not a plain text, or nesting that is too deep.",
        "Write a single word as the key and nest less deeply.",
    ),
)

WORD_FAULTS: tuple[FaultKind, ...] = (
    FaultKind("RF201", "A finding is not defined.", "Define it in rules/findings/."),
    FaultKind("RF202", "A group is not defined.", "Define it in rules/findings/."),
    FaultKind("RF203", "A site is not defined.", "Define it in rules/findings/."),
    FaultKind("RF204", "A measure is not defined.", "Define it in rules/findings/."),
    FaultKind(
        "RF205", "A value set is not defined.", "Add its file to rules/value-sets/."
    ),
    FaultKind("RF206", "An order is not defined.", "Add it to rules/orders.yaml."),
    FaultKind(
        "RF207",
        "A locale, or a value of the locale, is not defined.",
        "Add it to the file in rules/locale/, with its source.",
    ),
    FaultKind("RF208", "A value set holds no code.", "Add a code, or remove it."),
    FaultKind(
        "RF209",
        "The same word is defined twice.",
        "Keep one of the definitions, or give the other its own name.",
    ),
    FaultKind(
        "RF210",
        "One code stands with two displays.",
        "Copy the display from the verified table, to the letter.",
    ),
    FaultKind(
        "RF211",
        "A group names a member that is no finding.",
        "Define the finding, or take the member out.",
    ),
    FaultKind(
        "RF212",
        "The name in the file is not the name of the file.",
        "Rename the one or the other.",
    ),
    FaultKind(
        "RF213",
        "A site lies within itself.",
        "Take one of the `within` lines out of the circle.",
    ),
    FaultKind(
        "RF215",
        "A value set lists the same code twice.",
        "Keep one of the two lines.",
    ),
    FaultKind(
        "RF216",
        "A lay word is in neither text nor text-with-site, so nobody reads it.",
        "Add it to one of the two lists as well.",
    ),
    FaultKind(
        "RF217",
        "A mapping in rules/findings/ does not say what it defines.",
        "Begin it with finding, group, measure, drug, site or qualifier.",
    ),
    FaultKind(
        "RF218",
        "A qualifier is not <axis>/<word>, or its text is of an axis nobody reads.",
        "Write an axis of engine/terminology/lexicon.py, such as speed/sudden.",
    ),
    FaultKind(
        "RF219",
        "The unit of an amount is not one that the measure is sent in.",
        "Use the unit of the measure, or add this one to its units.",
    ),
    FaultKind("RF220", "A drug is not defined.", "Define it in rules/findings/."),
)


def kind_of(code: str) -> FaultKind:
    """The line of the table of files and words; KeyError if not listed."""
    return {kind.code: kind for kind in FILE_FAULTS + WORD_FAULTS}[code]


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file: where a fault is reported."""

    file: Path
    line: int

    def fault(self, code: str, text: str, fix: str | None = None) -> Diagnostic:
        """A diagnostic here; without a fix, the one of the code's table."""
        if fix is None:
            fix = kind_of(code).fix
        return Diagnostic(self.file, self.line, code, text, fix)
