"""The versions of the rules that can be compared, and how one rule differs."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from engine.errors import RuleError
from engine.review.diff import RuleChange, behaviour_diff
from engine.review.diff_versions import VersionError, revision, version
from engine.review.diff_words import WordChange
from engine.review.revisions import revisions
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.service.room.dates import day
from engine.service.room.standing import Stands, differs, standing

NOW: Final = "now"
_SHOWN_FAULTS: Final = 5
_PATIENCE: Final = 3.0  # seconds that a page waits
# Anybody may ask: no more than these wait for their turn, and so many are kept.
_MOST_WAITING: Final = 8
_MOST_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class Version:
    """A version by its key in an address, and as people read it.

    ``stands`` is where it is to the rules that run, ``touches`` whether the
    file of the rule is another in it.
    """

    key: str
    says: str
    stands: Stands
    touches: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """How one rule differs between two versions.

    ``fault`` says why a version cannot be compared, "" if both can.
    ``was_there``, ``is_there``: whether the rule is in the older, the newer;
    ``numbers`` are its version numbers there.
    """

    fault: str = ""
    was_there: bool = True
    is_there: bool = True
    change: RuleChange | None = None
    words: tuple[WordChange, ...] = ()
    numbers: tuple[int, int] = (0, 0)


class Versions:
    """The versions beside the rules in use, loaded when they are asked for.

    One comparison runs at a time, in a thread of its own: one of two rules that
    have little in common takes a minute. The last ones are kept, for a revision
    never changes. Safe to use from threads.
    """

    def __init__(self, directory: Path, others: Sequence[Path], locale: str) -> None:
        self._directory, self._locale = directory, locale
        self._others: Mapping[str, Path] = {
            f"directory-{number}": path for number, path in enumerate(others, start=1)
        }
        self._load = lru_cache(maxsize=2)(self._loaded)
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._kept: dict[tuple[str, str, str], Future[Compared]] = {}

    def of_rule(self, rule: Rule) -> tuple[Version, ...]:
        """Every version there is, what is served first."""
        file = f"{rule.rule}.yaml"
        commits = [
            Version(one.id, f"{day(one.on)}: {one.says}", "before", one.touches)
            for one in revisions(self._directory, file)
        ]
        listed = [self._listed(*one, file) for one in self._others.items()]
        return (Version(NOW, "the rules that run now", "running"), *commits, *listed)

    def _listed(self, key: str, path: Path, file: str) -> Version:
        stands = standing(path, self._directory, file)
        word = "proposed" if stands == "proposed" else "earlier"
        touches = differs(path, self._directory, file)
        return Version(key, f"{word}: directory {_named(path)}", stands, touches)

    def compared(
        self, rule: Rule, old: str, new: str, served: Rulebook
    ) -> Compared | None:
        """One rule in two of the versions of `of_rule`, by their keys.

        None while it is still being worked out: ask again.
        """
        key = (rule.rule, old, new)
        with self._lock:
            if key not in self._kept:
                if sum(not one.done() for one in self._kept.values()) >= _MOST_WAITING:
                    return Compared("Others are being compared. Try again in a minute.")
                self._kept[key] = Future()
                self._begin(self._kept[key], (rule, old, new, served))
            future = self._kept[key]
            self._forget_the_oldest()
        try:
            return future.result(timeout=_PATIENCE)
        except TimeoutError:
            return None

    def _forget_the_oldest(self) -> None:
        done = [key for key, one in self._kept.items() if one.done()]
        for key in done[: max(0, len(self._kept) - _MOST_KEPT)]:
            del self._kept[key]

    def _begin(
        self, future: Future[Compared], what: tuple[Rule, str, str, Rulebook]
    ) -> None:
        def work() -> None:
            with self._turn:
                try:
                    future.set_result(self._compare(*what))
                except BaseException as error:  # told to whoever asks for it
                    future.set_exception(error)

        # A daemon: nobody who stops the service waits for a comparison.
        threading.Thread(target=work, name="pinprick-versions", daemon=True).start()

    def _compare(self, rule: Rule, old: str, new: str, served: Rulebook) -> Compared:
        try:
            pair = [served if key == NOW else self._load(key) for key in (old, new)]
        except RuleError as error:
            shown = [str(fault) for fault in error.diagnostics[:_SHOWN_FAULTS]]
            return Compared("This release cannot read it. " + " ".join(shown))
        except VersionError as error:
            return Compared(str(error))
        before, after = (_only(book, rule) for book in pair)
        if not before.rules or not after.rules:
            return Compared(was_there=bool(before.rules), is_there=bool(after.rules))
        diff = behaviour_diff(before, after)
        change = diff.rules[0] if diff.rules else None
        numbers = before.rules[0].version, after.rules[0].version
        words = tuple(word for word in diff.words if word.rules)
        return Compared(change=change, words=words, numbers=numbers)

    def _loaded(self, key: str) -> Rulebook:
        if path := self._others.get(key):
            return version(str(path), self._locale)
        return revision(key, self._locale, self._directory)


def _named(path: Path) -> str:
    """The name by which people know a directory: a release is not called rules."""
    return path.parent.name if path.name == "rules" else path.name


def _only(rulebook: Rulebook, rule: Rule) -> Rulebook:
    same = tuple(one for one in rulebook.rules if one.rule == rule.rule)
    return replace(rulebook, rules=same)
