"""What a series looks like: colour, hatch, marker and dash say the same."""

from dataclasses import dataclass
from typing import Final, Literal

Tone = Literal["critical", "warning", "info", "asks", "plain", "other"]
Dash = Literal["-", "--", "-.", ":"]


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one tone.

    ``colour`` holds a contrast of 3:1 on white and on the dark ground of the
    pages, #15181c; ``hatch``, ``marker`` and ``dash`` say the same without it,
    as matplotlib writes them.
    """

    colour: str
    hatch: str
    marker: str
    dash: Dash


LOOKS: Final[dict[Tone, Look]] = {
    "critical": Look("#d9484c", "", "D", "-"),
    "warning": Look("#b5730f", "///", "^", "--"),
    "info": Look("#3a86c8", "||", "o", "-."),
    "asks": Look("#8b6fd0", "xxx", "s", ":"),
    "plain": Look("#2f9167", "", "o", "-"),
    "other": Look("#7b838d", "\\\\\\", "v", "--"),
}
