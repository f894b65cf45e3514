"""The rule files of a directory, read one by one, faults collected."""

import fnmatch
import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Diagnostic
from engine.rulebook.diagnostics import fault, fault_kind
from engine.rulebook.rule import Rule
from engine.terminology.faults import Spot
from engine.terminology.strict_yaml import Document, Plain, read_file
from engine.terminology.validation import Special, did_you_mean, validated

FOLDERS = ("urgent", "chronic")
_WORDS = ("findings", "value-sets", "locale")
_NOT_RULES = ("orders.yaml", "coverage.yaml", "manifest.yaml")
_OTHERS = ("signoffs", "schema")
_SPECIAL: Special = {
    ("string_too_long", "summary"): fault_kind("RF107"),
    ("string_too_long", "ask-summary"): fault_kind("RF107"),
    ("too_long", "of"): fault_kind("RF333"),
    ("too_short", "any-of"): fault_kind("RF331"),
}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule with the document it was read from, for the line of a fault."""

    rule: Rule
    document: Document

    def spot(self, *steps: str | int) -> Spot:
        """The line of something in the file."""
        return self.document.spot(steps)

    def fault(
        self, place: tuple[str | int, ...], code: str, text: str, fix: str | None = None
    ) -> Diagnostic:
        """A diagnostic about something in the file."""
        return fault(self.document.spot(place), code, text, fix)


def read_rules(directory: Path) -> tuple[tuple[RuleFile, ...], tuple[Diagnostic, ...]]:
    """Every rule that could be read, and the faults of those that could not."""
    if not directory.is_dir():
        text = f"There is no directory {str(directory)!r}."
        fix = "Name the directory that holds urgent/, chronic/ and findings/."
        return (), (fault(Spot(Path(directory.name), 1), "RF121", text, fix),)
    files: list[RuleFile] = []
    faults = list(strangers(directory))
    for path in rule_paths(directory):
        rule, found = _read(path, path.relative_to(directory))
        files.extend(rule)
        faults.extend(found)
    return tuple(files), tuple(faults)


def rule_paths(directory: Path) -> list[Path]:
    """The files that are read as rules, in the order in which they are."""
    return [
        path
        for folder in FOLDERS
        for path in sorted((directory / folder).rglob("*.yaml"))
    ]


def rules_again(files: Mapping[str, Plain]) -> tuple[Rule, ...]:
    """The rules of files, by name, in which no fault was found when they were read.

    Raises ValidationError if the data are of no rule after all.
    """
    named = tuple(f"{folder}/" for folder in FOLDERS)
    return tuple(
        Rule.model_validate(data)
        for name, data in files.items()
        if name.startswith(named)
    )


def _read(path: Path, name: Path) -> tuple[list[RuleFile], list[Diagnostic]]:
    document, faults = read_file(path, name)
    if document is None:
        return [], list(faults)
    wrong_id = list(_identity(document))
    rule, faults = validated(document, (), Rule, _SPECIAL)
    files = [] if rule is None else [RuleFile(rule, document)]
    return files, [*wrong_id, *faults]


def _identity(document: Document) -> Iterator[Diagnostic]:
    written = document.data.get("rule") if isinstance(document.data, dict) else None
    if not isinstance(written, str):
        return  # missing, and reported as such
    expected = document.file.with_suffix("").as_posix()
    spot = document.spot(("rule",))
    if not written.startswith(tuple(f"{folder}/" for folder in FOLDERS)):
        text = f"The id {written!r} begins with neither urgent/ nor chronic/."
        yield fault(spot, "RF106", text, f"Write rule: {expected}.")
    elif written != expected:
        text = f"The id {written!r} is not the path of its file."
        yield fault(spot, "RF105", text, f"Write rule: {expected}.")


def strangers(directory: Path, read: Container[str] = ()) -> Iterator[Diagnostic]:
    """Files that look like rules or words and that nothing would read.

    Those ``read``, by name, are none: looking at each again takes long.
    """
    known = (*FOLDERS, *_WORDS, *_OTHERS)
    for path in sorted(_like_yaml(directory, read)):
        name = path.relative_to(directory)
        if name.parts[0] in _OTHERS or name.as_posix() in _NOT_RULES:
            continue
        spot = Spot(name, 1)
        if path.suffix != ".yaml":
            fix = f"Rename it to {path.stem}.yaml."
            yield fault(spot, "RF121", "Only files that end in .yaml are read.", fix)
        elif name.parts[0] not in known or len(name.parts) == 1:
            text = f"Nothing reads {name.as_posix()!r}."
            near = did_you_mean(name.parts[0], (*known, *_NOT_RULES))
            folders = ", ".join(f"{folder}/" for folder in (*FOLDERS, *_WORDS))
            yield fault(spot, "RF121", text, near or f"Move it to one of {folders}.")
        elif name.parts[0] in _WORDS and len(name.parts) > 2:
            text = f"Nothing reads {name.as_posix()!r}: it is in a folder of its own."
            fix = f"Move it to {name.parts[0]}/."
            yield fault(spot, "RF121", text, fix)


def _like_yaml(directory: Path, read: Container[str]) -> Iterator[Path]:
    """The paths below a directory that end in .yaml or the like, but those read."""
    base = len(str(directory)) + 1
    for folder, inner, files in os.walk(directory):
        for name in fnmatch.filter((*inner, *files), "*.y*ml"):
            path = f"{folder}/{name}"
            if path[base:] not in read:
                yield Path(path)
