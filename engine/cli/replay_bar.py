"""How far a replay is, for people at a terminal.

A module of its own: no other command waits for these imports.
"""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn


class Bar:
    """A progress bar a step, on standard error, if that is a terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True, highlight=False)
        self._progress = Progress(
            "[progress.description]{task.description}",
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def step(self, name: str, total: int, done: int = 0) -> None:
        """Begin a step of so many parts, some of them done before."""
        self._task = self._progress.add_task(name, total=total, completed=done)

    def advance(self) -> None:
        """One more part is done."""
        self._progress.advance(self._task)
