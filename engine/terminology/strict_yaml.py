"""The strict subset of YAML that every file under `rules/` is written in.

PyYAML's own reading turns `on:` into True, `0123` into 83 and `12:30` into
750, and lets a duplicate key win (`rule-format.md` section 6). Here a plain
scalar is `true`, `false`, a plain integer or text; a quoted one is text.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from engine.errors import Diagnostic
from engine.terminology.faults import Spot

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain]"
Place: TypeAlias = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_COUNTING = frozenset("-0123456789")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Document:
    """One file as plain data, with the line of everything in it.

    ``file`` is the name that diagnostics print. ``lines`` maps the path to a
    key or a list item to its line, counted from 1; ``quoted`` holds the paths
    of the scalars written in quotes.
    """

    file: Path
    data: Plain
    lines: dict[Place, int]
    quoted: frozenset[Place]

    def spot(self, place: Place) -> Spot:
        """The line of a path, or of the nearest thing around it."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return Spot(self.file, self.lines[place[:end]])
        return Spot(self.file, 1)


def at(data: Plain, place: Place) -> Plain:
    """The part of plain data that a path leads to."""
    for step in place:
        data = data[step]  # type: ignore[index]
    return data


def read_file(path: Path, name: Path) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A file as plain data, or None and its faults.

    ``name`` is what diagnostics call the file, relative to the rules.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (Spot(name, 1).fault("RF100", f"cannot be opened: {reason}."),)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return None, (Spot(name, line).fault("RF100", "is not UTF-8."),)
    return read_text(text, name)


def read_text(text: str, name: Path) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A text as plain data, or None and its faults."""
    if "\t" in text:
        return None, tuple(_tabs(text, name))
    reader = _Reader(name, yaml.parse(text, Loader=_LOADER))
    try:
        data = reader.document()
        deque(reader.events, maxlen=0)  # to the end: it may be no YAML further on
    except yaml.YAMLError as error:
        return None, (_not_yaml(error, text, name),)
    if reader.faults or data is None:
        return None, tuple(reader.faults)
    return Document(name, data, reader.lines, frozenset(reader.quoted)), ()


def _tabs(text: str, name: Path) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.splitlines(), start=1):
        if "\t" in line:
            yield Spot(name, number).fault("RF113", "The line holds a tab.")


def _not_yaml(error: yaml.YAMLError, text: str, name: Path) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        line = error.problem_mark.line + 1
        said = " ".join(part for part in (error.context, error.problem) if part)
        return Spot(name, line).fault("RF100", f"is no YAML: {said}.")
    position = getattr(error, "position", 0)
    line = text.count("\n", 0, position) + 1
    return Spot(name, line).fault("RF100", "holds a character that YAML forbids.")


@dataclass(slots=True)
class _Reader:
    """One pass over the events of a file, collecting data, lines and faults."""

    file: Path
    events: Iterator[yaml.Event]
    lines: dict[Place, int] = field(default_factory=dict)
    quoted: set[Place] = field(default_factory=set)
    faults: list[Diagnostic] = field(default_factory=list)

    def document(self) -> "Plain | None":
        """The data of the only document, None if there is none."""
        next(self.events)  # the start of the stream
        first = next(self.events)
        if isinstance(first, yaml.StreamEndEvent):
            self._fault(first, "RF115", "The file is empty.")
            return None
        self._check_directives(first)
        data = self._node(next(self.events), ())
        next(self.events)  # the end of the document
        last = next(self.events)
        if not isinstance(last, yaml.StreamEndEvent):
            self._fault(last, "RF114", "A second document begins here.")
        return data

    def _node(self, event: yaml.Event, place: Place) -> Plain:
        self.lines.setdefault(place, _line(event))
        self._check_extras(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return ""

    def _mapping(self, place: Place) -> dict[str, Plain]:
        mapping: dict[str, Plain] = {}
        while type(event := next(self.events)) is not yaml.MappingEndEvent:
            key = self._key(event, mapping)
            inner = (*place, key)
            self.lines.setdefault(inner, _line(event))
            mapping[key] = self._inner(next(self.events), inner)
        return mapping

    def _sequence(self, place: Place) -> list[Plain]:
        items: list[Plain] = []
        while type(event := next(self.events)) is not yaml.SequenceEndEvent:
            items.append(self._inner(event, (*place, len(items))))
        return items

    def _inner(self, event: yaml.Event, place: Place) -> Plain:
        if len(place) > _DEEPEST:
            self._fault(event, "RF122", "is nested too deeply.")
            self._skip(event)
            return ""
        return self._node(event, place)

    def _key(self, event: yaml.Event, mapping: dict[str, Plain]) -> str:
        self._check_extras(event)
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self._fault(event, "RF122", "A key is a list or a mapping.")
            self._skip(event)
            return ""
        if event.value == "<<" and not event.style:
            self._fault(event, "RF112", "A merge key (<<).")
        elif event.value in mapping:
            text = f"The key {event.value!r} is written twice."
            self._fault(event, "RF101", text)
        return str(event.value)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Plain:
        text = str(event.value)
        if event.style in ("'", '"'):
            self.quoted.add(place)
            return text
        if event.style in ("|", ">"):
            return text
        if text in _NULLS and place:
            self._fault(event, "RF116", f"{place[-1]!r} has no value.")
        elif text in _NULLS:
            self._fault(event, "RF115", "The file is empty.")
        if text in ("true", "false"):
            return text == "true"
        # most texts begin with a letter, and a match costs as much as all else
        may_count = text[:1] in _COUNTING and _INTEGER.fullmatch(text)
        return int(text) if may_count else text

    def _check_extras(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is None and tag is None:
            return
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, "RF110", f"An alias, *{anchor}.")
            return
        if anchor is not None:
            self._fault(event, "RF110", f"An anchor, &{anchor}.")
        if tag is not None:
            self._fault(event, "RF111", f"A tag, {tag}.")

    def _check_directives(self, event: yaml.Event) -> None:
        if getattr(event, "version", None) or getattr(event, "tags", None):
            self._fault(event, "RF111", "A directive (%).")

    def _skip(self, event: yaml.Event) -> None:
        opened = isinstance(event, yaml.CollectionStartEvent)
        depth = int(opened)
        while depth:
            inner = next(self.events)
            depth += isinstance(inner, yaml.CollectionStartEvent)
            depth -= isinstance(inner, yaml.CollectionEndEvent)

    def _fault(self, event: yaml.Event, code: str, text: str) -> None:
        self.faults.append(Spot(self.file, _line(event)).fault(code, text))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
