"""What each condition of the text reader is worth: read again without it.

    .venv/bin/python tests/findings/worth.py [set.jsonl ...]

Every function of `engine.findings.text` that answers yes or no is made to say no,
one at a time, and the texts in which it had said yes are read again. With no set
named, all sets and lines of this folder are read (some ten minutes). What changes
nothing on texts that nobody wrote it by is to be deleted (DECISIONS 63).
"""

import importlib
import pkgutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from blind_score import HERE, WIDER, Scorer, texts
from rich.console import Console
from rich.progress import track
from rich.table import Table
from told_now import denied, now, reader_of_shipped_words

import engine.findings.text as text_package
from engine.evaluation import Engine
from engine.findings.text.reader import TextReader
from engine.rulebook.load import load_rulebook

Judged = Counter[str]
Text = Callable[[], Judged]
_NO: CodeType = (lambda *_: False).__code__
# What is counted: more of it without the condition, or less.
_COUNTED = (
    "false alarms",
    "missed",
    "false denials",
    "denials missed",
    "lost",
    "read",
    "errors",
)


def conditions() -> dict[CodeType, FunctionType]:
    """The functions of the text reader that answer yes or no."""
    return {
        one.__code__: one
        for module in _modules()
        for one in vars(module).values()
        if isinstance(one, FunctionType)
        and one.__module__ == module.__name__
        and one.__annotations__.get("return") is bool
        and not one.__closure__
    }


def _modules() -> Iterator[ModuleType]:
    prefix = f"{text_package.__name__}."
    for found in pkgutil.walk_packages(text_package.__path__, prefix):
        yield importlib.import_module(found.name)


def judged_texts(engine: Engine, paths: Iterable[Path]) -> list[Text]:
    """Each text of some sets, as what is wrong in how it is read now."""
    reader = reader_of_shipped_words()
    found: list[Text] = []
    for path in paths:
        entries = texts(path)
        of_set = partial(_judged, Scorer.of(engine, entries))
        judged = partial(_judged_line, reader) if _is_lines(path) else of_set
        found += [partial(judged, entry) for entry in entries]
    return found


def _is_lines(path: Path) -> bool:
    return path.name.startswith("lines")


def _judged(scorer: Scorer, entry: dict[str, object]) -> Judged:
    read = {(what, said) for what, said, _ in scorer.read(str(entry["text"]))}
    wanted = scorer.expected(entry)
    more = Counter(said for _, said in read - wanted)
    less = Counter(said for _, said in wanted - read)
    return Counter(
        {
            "false alarms": more["present"],
            "missed": less["present"],
            "false denials": more["absent"],
            "denials missed": less["absent"],
        }
    )


def _judged_line(reader: TextReader, entry: dict[str, list[str]]) -> Judged:
    text = str(entry["text"])
    there = now(reader, text)
    there |= {WIDER.get(word, word) for word in there}
    if "there" in entry:
        lost = set(entry["there"]) - there
        return Counter(
            {"lost": bool(lost), "false denials": bool(lost & denied(reader, text))}
        )
    named = set(entry["not_there"])
    return Counter({"read": bool(there if named == {"*"} else there & named)})


def asked(every: list[Text], codes: Iterable[CodeType]) -> dict[CodeType, list[Text]]:
    """The texts in which each condition says yes."""
    wanted, said, found = set(codes), set[CodeType](), dict[CodeType, list[Text]]()

    def noted(frame: object, event: str, value: object) -> None:
        code = getattr(frame, "f_code", None)
        if event == "return" and value and code in wanted:
            said.add(code)

    for text in track(every, "reading", console=Console(stderr=True)):
        said.clear()
        sys.setprofile(noted)
        text()
        sys.setprofile(None)
        for code in said:
            found.setdefault(code, []).append(text)
    return found


def worth(condition: FunctionType, where: list[Text]) -> Judged:
    """What changes where it said yes, once it says no; "errors" where it must not."""
    before = sum((text() for text in where), Counter[str]())
    own = condition.__code__
    condition.__code__ = _NO
    after = Counter[str]()
    try:
        for text in where:
            try:
                after += text()
            except Exception:  # what relied on its yes: it is needed
                after["errors"] += 1
    finally:
        condition.__code__ = own
    after.subtract(before)
    return after


def main() -> None:
    """Print the conditions, those worth most first."""
    engine = Engine(load_rulebook(HERE.parents[1] / "rules"))
    paths = [Path(one) for one in sys.argv[1:]] or sorted(HERE.glob("*.jsonl"))
    every = judged_texts(engine, paths)
    every[0]()  # brings in spaCy, and builds the matchers
    found = conditions()
    where = asked(every, found)
    table = Table("condition", "says yes", *_COUNTED)
    rows = [
        (one, len(where.get(code, [])), worth(one, where.get(code, [])))
        for code, one in track(found.items(), "without", console=Console(stderr=True))
    ]
    for one, often, change in sorted(
        rows, key=lambda row: -sum(map(abs, row[2].values()))
    ):
        name = f"{one.__module__.removeprefix('engine.findings.text.')}.{one.__name__}"
        table.add_row(name, str(often), *(f"{change[kind]:+d}" for kind in _COUNTED))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


if __name__ == "__main__":
    main()
