"""How many bytecode instructions of Python some work takes.

The count is the same on every machine and however busy it is, so progress and
regressions can be told from noise. What C code does inside one instruction
(parsing JSON, matching a pattern) is not counted.
"""

import sys
from collections import Counter
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any


def instructions(work: Callable[[], Any]) -> Counter[CodeType]:
    """The instructions executed, by function; the work runs once."""
    counted: Counter[CodeType] = Counter()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode":
            counted[frame.f_code] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    del counted[work.__code__]
    return counted


def report(counted: Counter[CodeType], most: int = 25) -> str:
    """The functions that take most, one a line."""
    whole = counted.total()
    lines = [f"{whole:9} bytecode instructions"]
    for code, count in counted.most_common(most):
        where = code.co_filename.rpartition("/engine/")[2]
        lines.append(f"{count:9} {count / whole:5.1%}  {code.co_qualname}  {where}")
    return "\n".join(lines)
