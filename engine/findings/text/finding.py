"""What a text says: one statement about one finding, without the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.findings.finding import Course, Presence, Speed
from engine.terminology.models import Side
from engine.when import Interval

TextState = Literal["ongoing", "resolved", "history"]


@dataclass(frozen=True, slots=True)
class TextFinding:
    """One statement of a text; it carries no word of the text itself.

    ``presence``  present, provisional ("?stroke", a lay word) or absent.
    ``certain``   False if the word that denies it or puts it in the past does
                  not stand next to it: read it as unknown, not as absent.
    ``state``     "history" for "h/o": the caller decides what that is worth.
    ``sites``     site words; ``side`` None if not written.
    ``onset``     counted from when the text was written; None if not written
                  or if that time is unknown.
    ``ended``     when it stopped ("resolved 2 h ago").
    ``lasted``    seconds, if written.
    """

    what: str
    presence: Presence = "present"
    certain: bool = True
    state: TextState = "ongoing"
    sites: frozenset[str] = frozenset()
    side: Side | None = None
    symmetric: bool = False
    onset: Interval | None = None
    ended: Interval | None = None
    speed: Speed | None = None
    chronic: bool = False
    courses: frozenset[Course] = frozenset()
    severity: str = ""
    lasted: int | None = None

    @property
    def is_history(self) -> bool:
        """Whether the text puts it in the past ("h/o", "previous")."""
        return self.state == "history"


@dataclass(frozen=True, slots=True)
class TextReading:
    """The statements of one text, in the order they are written.

    ``complete`` is False if the text was longer than what is read: the caller
    notes a problem, because what follows is unknown. ``set_aside`` are the
    findings that it names and that no statement is about: another person's,
    advised, feared, asked after, or part of a saying.
    """

    findings: tuple[TextFinding, ...] = ()
    complete: bool = True
    set_aside: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[TextFinding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)
