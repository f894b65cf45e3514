"""A whole replay: what it is, that it is the one begun before, its three steps."""

import fcntl
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

import orjson

from engine.errors import PinprickError
from engine.population.evaluate import Plan
from engine.population.finish import write_output
from engine.population.inputs import Fingerprint, fingerprint, portions, sources
from engine.population.keyed import KeyedHash, drawn_key, read_key
from engine.population.local import Here, Steps, replay_here
from engine.population.schema import (
    FORMAT,
    KEY,
    RUN,
    Begun,
    InputInRun,
    RuleInRun,
    Run,
)
from engine.population.tables import whole_file
from engine.rulebook.rulebook import Rulebook, in_service

WORK: Final = ".work"
_BEGUN: Final = "begun.json"
_LOCK: Final = "lock"
_SAID: Final = {
    "format": "another version of this format",
    "engine": "another version of the engine",
    "key_check": "another key",
    "rules_digest": "other rules",
    "locale": "another locale",
    "times": "other times",
    "inputs": "other inputs",
    "keeps_content": "another --keep-content",
}
Ended = Literal["done", "done before"]


class OutputError(PinprickError):
    """The output directory cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be replayed, and where the answers go.

    ``times`` None is at each encounter; ``here`` is how this machine works;
    ``spark`` is the address of a master,
    "" for this machine; ``key_file`` None draws a key and keeps it in ``out``.
    """

    paths: tuple[Path, ...]
    out: Path
    rules: Path
    rulebook: Rulebook
    here: Here
    times: tuple[datetime, ...] | None = None
    key_file: Path | None = None
    spark: str = ""
    keeps_content: bool = False


def replay(request: Request, steps: Steps) -> Ended:
    """Run it, or go on with it where it was stopped; the same bytes either way.

    Raises InputError, OutputError, KeyFileError, RulesChanged and SparkMissing.
    """
    found = sources(request.paths)
    _check_apart(request)
    with _held(request.out):
        hashed = _key(request)
        steps.step("Looking at files", len(found))
        prints = []
        for one in found:
            prints.append(fingerprint(one, request.here.portion_bytes))
            steps.advance()
        begun = _begun(request, hashed, prints)
        _check_same(request.out, begun)
        if (request.out / RUN).exists():
            return "done before"
        _write_json(request.out / WORK / _BEGUN, begun)
        plan = _plan(request, hashed)
        work = _worked(request, plan, prints, steps)
        steps.step("Writing", 1)
        counts = write_output(request.out, work, found)
        run: Run = {**begun, "rules": _rules(request), "counts": counts}
        _write_json(request.out / RUN, run)
        steps.advance()
        return "done"


def _worked(
    request: Request, plan: Plan, prints: Iterable[Fingerprint], steps: Steps
) -> Path:
    """The work folder, with every row and every answer in it."""
    tasks = tuple(portions(prints, request.here.portion_bytes))
    if request.spark:
        from engine.population.spark import replay_on_spark  # noqa: PLC0415

        work = request.out / WORK / "spark"
        replay_on_spark(tasks, plan, work, request.spark, steps)
    else:
        work = request.out / WORK / "here"
        replay_here(tasks, plan, work, request.here, steps)
    return work


def _check_apart(request: Request) -> None:
    """Raise OutputError if the output would be read as input the next time."""
    out = request.out.resolve()
    for path in request.paths:
        if out.is_relative_to(path.resolve()):
            raise OutputError(f"{out} lies inside {path}. Give another --out.")


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """The output directory, made if need be, for this run alone."""
    work = out / WORK
    try:
        work.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (work / _LOCK).open("w")
    except OSError as error:
        raise OutputError(
            f"Cannot write to {out}: {error.strerror}. Give another --out."
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OutputError(f"Another replay is writing to {out}.") from None
        try:
            yield
        finally:
            if (out / RUN).exists():
                shutil.rmtree(work)


def _key(request: Request) -> KeyedHash:
    if request.key_file:
        return read_key(request.key_file)
    kept = request.out / KEY
    if not kept.exists() and any(file.exists() for file in _marks(request.out)):
        raise _holds_another(request.out, [_SAID["key_check"]])
    return drawn_key(kept)


def _plan(request: Request, hashed: KeyedHash) -> Plan:
    return Plan(
        str(request.rules.resolve()),
        request.rulebook.locale.locale,
        request.rulebook.digest,
        hashed,
        request.times,
        request.keeps_content,
    )


def _begun(request: Request, hashed: KeyedHash, prints: Sequence[Fingerprint]) -> Begun:
    """What makes a run this run and no other."""
    times = request.times
    return Begun(
        format=FORMAT,
        engine=version("pinprick"),
        key_check=hashed.of(""),
        rules_digest=request.rulebook.digest,
        locale=request.rulebook.locale.locale,
        times=[one.isoformat() for one in times] if times else "encounters",
        inputs=[_input(one, hashed) for one in prints],
        keeps_content=request.keeps_content,
    )


def _input(one: Fingerprint, hashed: KeyedHash) -> InputInRun:
    is_document = any(span.form == "document" for span in one.spans)
    name = one.source.name
    return InputInRun(
        name=f"document {hashed.of(name)}" if is_document else name,
        bytes=one.bytes,
        sha256=one.sha256,
    )


def _check_same(out: Path, begun: Begun) -> None:
    """Raise OutputError if the directory holds, or was begun for, another run."""
    for file in _marks(out):
        if not file.exists():
            continue
        there = orjson.loads(file.read_bytes())
        differs = [
            said
            for name, said in _SAID.items()
            if there[name] != begun[name]  # type: ignore[literal-required]
        ]
        if differs:
            raise _holds_another(out, differs)


def _marks(out: Path) -> tuple[Path, Path]:
    """The files that say which run a directory holds, or was begun for."""
    return out / RUN, out / WORK / _BEGUN


def _holds_another(out: Path, differs: Sequence[str]) -> OutputError:
    return OutputError(
        f"{out} holds another replay: {', '.join(differs)}. "
        "Give another --out, or remove that directory."
    )


def _rules(request: Request) -> list[RuleInRun]:
    rulebook = in_service(request.rulebook, with_drafts=True)
    return [
        RuleInRun(
            rule=rule.rule,
            title=rule.title,
            version=rule.version,
            digest=rulebook.digest_of(rule.rule),
            urgency=rule.urgency,
            question=rule.question,
            status=rule.governance.status,
        )
        for rule in rulebook.rules
    ]


def _write_json(target: Path, value: object) -> None:
    with whole_file(target) as path:
        path.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n")
