"""The targets that were set, each with what a run measured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from side_by_side.figures import GROWTH, Run


@dataclass(frozen=True, slots=True)
class Target:
    """One row: the figure, the target in words, what was measured.

    ``reached`` is None if this run did not take the figure.
    """

    figure: str
    target: str
    measured: str
    reached: bool | None


def targets(run: Run) -> list[Target]:
    """Every row, in the order in which they were set."""
    return [
        _over_the_floor(run),
        _times_the_floor(run),
        _row(
            "`evaluate_json` over `orjson.loads`, 141 KB, no text",
            ("at most 3 x", lambda value: value <= 3),
            _ratio(run.alone, "evaluate_json", "orjson.loads"),
            "{:.2f} x",
        ),
        _latency(run),
        _against_cql(run),
        _growth(run),
        _memory(run),
        *(
            _row(
                f"`pinprick evaluate`, whole process, {name}",
                (f"under {most} s", lambda value, most=most: value < most),
                run.alone.get(f"evaluate {kind} cpu"),
                "{:.2f} s CPU, "
                + f"{run.alone.get(f'evaluate {kind} wall', 0):.2f} s wall",
            )
            for kind, name, most in (
                ("coded", "coded", 0.6),
                ("text", "where text has to be read", 1.8),
            )
        ),
        _ready(run),
    ]


def _row(
    figure: str,
    target: tuple[str, Callable[[float], bool]],
    value: float | None,
    form: str,
) -> Target:
    said, holds = target
    if value is None:
        return Target(figure, said, "not taken", None)
    return Target(figure, said, form.format(value), holds(value))


def _cpu(run: Run, contestant: str, form: str, size: int) -> float | None:
    taken = run.at(contestant, form, size)
    return taken.cpu if taken else None


def _over_the_floor(run: Run) -> Target:
    floor, ours = _cpu(run, "floor", "coded", 50), _cpu(run, "pinprick", "coded", 50)
    value = None if floor is None or ours is None else ours - floor
    beside = _beside(run, 50, lambda floor, ours: f"+ {ours - floor:.2f} ms")
    return _row(
        "CPU of a hook call, 50 Observations",
        ("floor + 1.5 ms", lambda value: value <= 1.5),
        value,
        "floor + {:.2f} ms" + beside,
    )


def _times_the_floor(run: Run) -> Target:
    floor, ours = _cpu(run, "floor", "coded", 500), _cpu(run, "pinprick", "coded", 500)
    value = None if floor is None or ours is None else ours / floor
    beside = _beside(run, 500, lambda floor, ours: f"{ours / floor:.2f} x")
    return _row(
        "the same over the floor, 500 Observations",
        ("at most 2.0 x", lambda value: value <= 2),
        value,
        "{:.2f} x" + beside,
    )


def _beside(run: Run, size: int, said: Callable[[float, float], str]) -> str:
    """The same figure of the other forms, which are not judged."""
    told = []
    for form in ("quiet", "text"):
        floor, ours = _cpu(run, "floor", form, size), _cpu(run, "pinprick", form, size)
        if floor is not None and ours is not None:
            told.append(f"{form} {said(floor, ours)}")
    return f" ({', '.join(told)})" if told else ""


def _latency(run: Run) -> Target:
    ours = run.at("pinprick", "coded", 500)
    text = run.at("pinprick", "text", 500)
    beside = f" (text {text.p95:.1f} ms)" if text else ""
    return _row(
        "p95 at 500 Observations, one connection, one process",
        ("under 25 ms", lambda value: value < 25),
        ours.p95 if ours else None,
        "{:.1f} ms" + beside,
    )


def _against_cql(run: Run) -> Target:
    """Both on a patient who is read already: the engines and nothing else."""
    whole = _ratio(run.alone, "cql engine only", "coded, from parsed JSON")
    beside = "" if whole is None else f" ({whole:.0f} x with our reading of the JSON)"
    return _row(
        "against cql-execution, engine only, 500 Observations",
        ("at least 50 x less CPU", lambda value: value >= 50),
        _ratio(run.alone, "cql engine only", "coded, from records"),
        "{:.0f} x" + beside,
    )


def _growth(run: Run) -> Target:
    quiet = _bend(run, "quiet")
    beside = "" if quiet is None else f" (quiet {quiet:+.1%})"
    return _row(
        "growth from 500 to 2,000 Observations, bytecode instructions a record",
        ("linear within 10 %", lambda value: abs(value) <= 0.1),
        _bend(run, "coded"),
        "{:+.1%}" + beside,
    )


def _bend(run: Run, form: str) -> float | None:
    """How much more a further record takes beyond 500 than before; 0 is linear."""
    taken = [run.alone.get(f"instructions, {form}, {size}") for size in GROWTH]
    five, few, many = taken
    if five is None or few is None or many is None:
        return None
    slopes = (few - five) / (500 - 5), (many - few) / (2000 - 500)
    return slopes[1] / slopes[0] - 1


def _memory(run: Run) -> Target:
    ratio = _ratio(run.alone, "memory late", "memory early")
    return _row(
        "memory over 200,000 calls",
        ("flat within 5 %", lambda value: value <= 0.05),
        None if ratio is None else ratio - 1,
        "{:+.1%}",
    )


def _ready(run: Run) -> Target:
    life = run.life("pinprick")
    return _row(
        "`pinprick serve` ready",
        ("under 3 s", lambda value: value < 3),
        life.ready if life else None,
        "{:.2f} s to the first answer",
    )


def _ratio(alone: Mapping[str, float], one: str, other: str) -> float | None:
    if one not in alone or other not in alone:
        return None
    return alone[one] / alone[other]
