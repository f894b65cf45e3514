"""Proposals being compared: one at a time, in a thread, until somebody stops it.

They are kept in memory alone, the last few of them, under a name that nobody
can guess: what is proposed may be no business of everybody.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from engine.review.proposal import Proposal
from engine.rulebook.rulebook import Rulebook
from engine.service.frame import log_without_content
from engine.service.refusal import Issue, Refusal
from engine.service.room.comparison import Comparison, Running
from engine.service.settings import Settings

MOST: Final = 6
_SECONDS_A_RULE: Final = 60.0
_SECONDS_IN_ALL: Final = 600.0
# A page asks every second or two: who has not asked for so long has gone.
_SECONDS_UNASKED: Final = 20.0


@dataclass(slots=True)
class Job:
    """One comparison, as far as it has come, and when it was last asked for.

    ``proposal`` is let go once it has come to its end; of one that was stopped
    it stays, to begin anew. A request for a signature needs what is known alone.
    """

    proposal: Proposal | None
    known: Comparison = field(default_factory=Comparison)
    stop: threading.Event = field(default_factory=threading.Event)
    asked: float = field(default_factory=time.monotonic)

    @property
    def is_wanted(self) -> bool:
        """Whether nobody has stopped it, and somebody still looks."""
        is_looked_at = time.monotonic() < self.asked + _SECONDS_UNASKED
        return is_looked_at and not self.stop.is_set()


class Comparisons:
    """The comparisons of this process. Safe to use from threads."""

    def __init__(self, settings: Settings, rulebook: object) -> None:
        self._settings = settings
        self._rulebook = rulebook
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def start(self, proposal: Proposal, today: date) -> str:
        """Begin a comparison; the name to ask for it by.

        Raises `Refusal` (503) while too many others are not done.
        """
        running = self._running(today)
        with self._lock:
            self._make_room()
            name, job = secrets.token_urlsafe(18), Job(proposal)
            self._jobs[name] = job
        work = threading.Thread(
            target=self._work,
            args=(job, proposal, running),
            name="pinprick-compare",
            daemon=True,  # nobody who stops the service waits for a comparison
        )
        work.start()
        return name

    def again(self, name: str, today: date) -> str | None:
        """Begin anew what was stopped, for instance while somebody signed in.

        The new name; None for a comparison that is not kept, or was not stopped.
        """
        with self._lock:
            job = self._jobs.get(name)
            proposal = job.proposal if job else None
        return self.start(proposal, today) if proposal else None

    def of(self, name: str) -> Comparison | None:
        """What is known by now, None for a comparison that is not kept."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None:
                return None
            job.asked = time.monotonic()
            return job.known

    def cancel(self, name: str) -> None:
        """Stop a comparison; what is known of it stays."""
        with self._lock:
            if job := self._jobs.get(name):
                job.stop.set()

    def close(self) -> None:
        """Stop all of them."""
        with self._lock:
            for job in self._jobs.values():
                job.stop.set()

    def _running(self, today: date) -> Running:
        settings = self._settings
        if not isinstance(self._rulebook, Rulebook):
            what = "This service has no rules that can be compared"
            raise Refusal(503, Issue("not-supported", what))
        return Running(self._rulebook, settings.rules_dir, settings.locale, today)

    def _make_room(self) -> None:
        done = [name for name, job in self._jobs.items() if job.known.is_done]
        while len(self._jobs) >= MOST and done:
            del self._jobs[done.pop(0)]
        if len(self._jobs) >= MOST:
            what = "Too many proposals are being compared"
            next_step = "Try again in a minute"
            headers = {"Retry-After": "30"}
            raise Refusal(503, Issue("throttled", what, "", next_step), headers=headers)

    def _work(self, job: Job, proposal: Proposal, running: Running) -> None:
        with self._turn:
            until = time.monotonic() + _SECONDS_IN_ALL
            try:
                for known in running.steps(proposal, lambda: _bound(job, until)):
                    self._keep(job, known)
                    if not job.is_wanted:
                        break
            except Exception as error:  # the page says so; the log has no content
                log_without_content(error, "compare")
                self._keep(job, replace(job.known, step="failed", is_done=True))
        if not job.known.is_done:
            self._keep(job, replace(job.known, is_done=True, was_cancelled=True))

    def _keep(self, job: Job, known: Comparison) -> None:
        with self._lock:
            job.known = known
            if known.is_done and not known.was_cancelled:
                job.proposal = None


def _bound(job: Job, until: float) -> Callable[[], bool]:
    """Whether there is time left for one rule, beginning now."""
    end = min(until, time.monotonic() + _SECONDS_A_RULE)
    return lambda: time.monotonic() < end and job.is_wanted
