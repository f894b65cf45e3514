"""Other rules taken into use while calls are answered, or refused aloud.

The new version is loaded and checked in a thread. Then one assignment puts it
in place: a call keeps the `Running` that it found when it came, so its cards,
links, digest and numbers are all of one version, and calls in work end on the
old one.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from engine.errors import PinprickError, RuleError
from engine.service.answering import Answering
from engine.service.contract import AnsweringEngine, RulesInUse
from engine.service.discovery import Service, services_of
from engine.service.frame import log_without_content
from engine.service.loaded import Loaded, load
from engine.service.modes import standing_line
from engine.service.prefetch import prefetch_of
from engine.service.room.room import room_of
from engine.service.rules_standing import RELOAD_REFUSED, Refused
from engine.service.settings import Settings
from engine.service.state import Running

LOG = logging.getLogger("pinprick.service")
# After the longest that a call may last: a page for people has no such bound.
_GRACE_SECONDS = 30
_SWITCH_SECONDS = 0.0005


class Reloads:
    """The reloads of one application, one at a time.

    ``settings`` say where the rules are and what they must be to be used;
    ``read`` is `engine.service.loaded.load`, or what a test puts in its place.
    """

    def __init__(
        self,
        app: FastAPI,
        settings: Settings,
        read: Callable[[Settings], Loaded] = load,
    ) -> None:
        self._app, self._settings, self._read = app, settings, read
        self._in_turn = asyncio.Lock()
        self._is_next_waiting = False
        self._retiring: set[asyncio.Task[None]] = set()

    async def reload(self) -> None:
        """Take over what stands in the directory now, or refuse it.

        Never raises for what is wrong there: the old rules go on, the log has
        every fault, and `/health` and `/ready` say so.
        """
        if self._is_next_waiting:
            return  # that one begins later than now, so it sees what is there now
        self._is_next_waiting = True
        async with self._in_turn:
            self._is_next_waiting = False
            with _threads_taking_turns():
                await self._tried()
        # Those who asked for it look there what came of it.
        await self._app.state.heart.beat(self._app)

    async def _tried(self) -> None:
        began = perf_counter()
        try:
            loaded = await run_in_threadpool(self._read, self._settings)
            self._take(loaded, perf_counter() - began)
        except RuleError as error:
            self._refuse([str(fault) for fault in error.diagnostics])
        except PinprickError as error:
            self._refuse([str(error)])
        except Exception as error:  # whatever it is, the old rules go on
            log_without_content(error, "reload")
            self._refuse([f"{type(error).__qualname__}, see above"])

    def _refuse(self, faults: list[str]) -> None:
        running: Running = self._app.state.running
        for fault in faults:
            LOG.error("reload of the rules: %s", fault)
        LOG.error(
            "reload REFUSED: %d faults in %s; the rules of digest %s go on",
            len(faults),
            self._settings.rules_dir,
            running.rulebook.digest,
        )
        running.standing.refused = Refused(running.clock(), len(faults))
        running.readiness.note(RELOAD_REFUSED)

    def _take(self, loaded: Loaded, seconds: float) -> None:
        old: Running = self._app.state.running
        new = with_rules(old, loaded)
        self._app.description = standing_line(loaded.rulebook)
        self._app.openapi_schema = None
        self._app.state.running = new
        new.standing.since, new.standing.refused = new.clock(), None
        new.readiness.withdraw(RELOAD_REFUSED)
        LOG.warning(
            "reloaded in %.1f s: %d rules of digest %s, before %s",
            seconds,
            len(loaded.rulebook.rules),
            loaded.rulebook.digest,
            old.rulebook.digest,
        )
        task = asyncio.create_task(_retire(old))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)


def with_rules(running: Running, loaded: Loaded) -> Running:
    """The same service with other rules in everything that rests on them."""
    book, engine = loaded.rulebook, loaded.answering
    settings = running.settings.model_copy(update={"rules_dir": loaded.directory})
    return replace(
        running,
        settings=settings,
        rulebook=book,
        engine=engine,
        services=services_for(settings, book),
        room=room_of(settings, book, engine, running.store),
        counting=running.counting.under(book),
    )


def services_for(settings: Settings, rulebook: RulesInUse) -> tuple[Service, ...]:
    """What discovery offers with these rules, and the prefetch they need."""
    evaluated = {"active", "shadow", *(["draft"] if settings.evaluate_drafts else [])}
    rules = [r for r in rulebook.rules if r.governance.status in evaluated]
    categories = settings.observation_categories
    return services_of(prefetch_of(rules, rulebook.vocabulary, categories))


@contextmanager
def _threads_taking_turns() -> Iterator[None]:
    """The interpreter handed on ten times as often: calls go before the loading.

    Measured with one caller on two busy cores: half of the calls beside a load took
    57 ms or more, and 28 to 35 ms so.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


async def _retire(old: Running) -> None:
    """Free what nobody asks any more: a network holds memory outside Python's."""
    await asyncio.sleep(old.settings.call_seconds + _GRACE_SECONDS)
    old.room.close()
    _free(old.engine)


def _free(engine: AnsweringEngine) -> None:
    if isinstance(engine, Answering):
        engine.engine.close()
