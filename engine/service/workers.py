"""Several processes that answer on one socket, and one that looks after them.

The rules are loaded before the workers are forked, so that all of them share
the memory they stand in. A worker that dies is replaced; it takes nothing with
it but the calls it had in work. uvicorn's own supervisor starts each worker
from nothing, and at SIGHUP ends them.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Protocol

from engine.errors import PinprickError
from engine.service.frame import log_without_content
from engine.service.loaded import Loaded
from engine.service.run import has_terminal

LOG = logging.getLogger("pinprick.service")
_SIGNALS: Final = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
_YOUNG_SECONDS: Final = 5.0
_REST_SECONDS: Final = 1.0


class Work(Protocol):
    """What a worker does: answers until a signal comes; its exit status."""

    def __call__(self, *, loaded: Loaded, boss: int) -> int:
        """Answer with these rules; ``boss`` is the supervisor's number."""


@dataclass(slots=True)
class Supervisor:
    """So many workers, kept alive until a signal ends them all."""

    number: int
    work: Work
    _born: dict[int, float] = field(default_factory=dict)
    _is_ending: bool = False

    def supervise(self, loaded: Loaded, reload: Callable[[], Loaded]) -> int:
        """Start the workers and look after them; the exit status.

        SIGTERM and SIGINT end all of them in order. SIGHUP has each reload;
        ``reload`` gives the rules with which later ones begin.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        # Nobody writes to it: its end is what a worker waits for.
        pipe = os.pipe()
        was_attached = has_terminal()
        self._fill(loaded, pipe)
        while self._born:
            came = signal.sigwait(_SIGNALS)
            is_closed = was_attached and not has_terminal()
            if came == signal.SIGCHLD:
                self._bury()
                self._fill(loaded, pipe)
            elif came == signal.SIGHUP and not is_closed:
                loaded = _reloaded(loaded, reload)
                self._tell(signal.SIGHUP)
            else:
                self._is_ending = True
                self._tell(signal.SIGTERM)
        return 0

    def _fill(self, loaded: Loaded, pipe: tuple[int, int]) -> None:
        boss = os.getpid()
        while len(self._born) < self.number and not self._is_ending:
            pid = os.fork()
            if pid == 0:
                _be_worker(partial(self.work, loaded=loaded, boss=boss), pipe)
            self._born[pid] = time.monotonic()

    def _bury(self) -> None:
        """Take note of every worker that has ended."""
        while self._born:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            lived = time.monotonic() - self._born.pop(pid, time.monotonic())
            if self._is_ending:
                continue
            code = os.waitstatus_to_exitcode(status)
            LOG.error("worker %d ended (%d): another is started", pid, code)
            if lived < _YOUNG_SECONDS:
                # What stopped it may stop the next: no machine is kept busy so.
                time.sleep(_REST_SECONDS)

    def _tell(self, what: signal.Signals) -> None:
        for pid in self._born:
            os.kill(pid, what)


def _reloaded(loaded: Loaded, reload: Callable[[], Loaded]) -> Loaded:
    """The rules with which later workers begin; the old ones if new have faults.

    Every worker finds the same faults, and says each of them.
    """
    try:
        new = reload()
        loaded.answering.engine.close()
        return new
    except PinprickError:
        LOG.error("the supervisor refused the reload: the workers say why")
    except Exception as error:  # whatever it is, the old rules go on
        log_without_content(error, "reload")
    return loaded


def _be_worker(work: Callable[[], int], pipe: tuple[int, int]) -> None:
    """Work in a process of one's own, and never come back."""
    status = 1
    try:
        # Ctrl-C is for the supervisor, which tells the workers.
        os.setpgid(0, 0)
        own_end, boss_end = pipe
        os.close(boss_end)
        threading.Thread(target=_end_with, args=(own_end,), daemon=True).start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS - {signal.SIGHUP})
        status = work()
    except BaseException as error:
        log_without_content(error, "worker")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _end_with(pipe: int) -> None:
    """End in order when the supervisor has gone, however it went."""
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
