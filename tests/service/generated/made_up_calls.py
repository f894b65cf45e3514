"""Hook calls by the thousand: whole, half and broken ones, from one seed.

A call says of itself whether something that matters got lost on the way
(`is_lossy`): the oracle that knows nothing of the engine. After such a call an
empty list of cards would be a reassurance that nobody may give.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from hook_calls import IDS, REQUIRED
from made_up_records import WRONG, Json, Records

EMPTY = {"resourceType": "Bundle", "type": "searchset"}
NEXT = [{"relation": "next", "url": "https://ehr.example/fhir?page=2"}]
NEEDED = ("conditions", "observations")
KEYS = (*NEEDED, "patient", "procedures", "medications", "encounters", "unasked")
INSTANCE = "d1577c69-dfbe-44ad-ba6d-{:012d}"
BODIES = (b"", b"null", b"[]", b"7", b'{"hook": NaN}', b'{"a":1,"a":2}', b"\xff\xfe{}")


@dataclass(frozen=True)
class Made:
    """A call, ready to be sent, and whether it lost something that matters."""

    number: int
    hook: str
    body: bytes
    is_lossy: bool


@dataclass(frozen=True)
class _Value:
    """What stands under a prefetch key, and whether data got lost in it."""

    value: Any
    is_lossy: bool = False


class Calls:
    """The calls of a seed, always the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._records = Records(self._chance)

    def some(self, number: int) -> Iterator[Made]:
        """So many calls, one after the other."""
        for count in range(number):
            yield self._call(count)

    def _call(self, number: int) -> Made:
        hook = self._chance.choice(tuple(IDS))
        prefetch, is_lossy = self._prefetch()
        whole = {
            "hook": hook,
            "hookInstance": INSTANCE.format(number),
            "context": self._context(hook),
            "prefetch": prefetch,
        }
        body = json.dumps(self._half(whole)).encode()
        if self._chance.random() < 0.04:
            body = self._broken(body)
        return Made(number, hook, body, is_lossy)

    def _half(self, whole: Json) -> Json:
        """The call, or one with a member missing, wrong, or nobody's."""
        if self._chance.random() < 0.85:
            return whole
        name = self._chance.choice(("hook", "hookInstance", "context", "unknown"))
        if self._chance.random() < 0.3:
            return {key: value for key, value in whole.items() if key != name}
        return whole | {name: self._chance.choice(WRONG)}

    def _broken(self, body: bytes) -> bytes:
        if self._chance.random() < 0.5:
            return self._chance.choice(BODIES)
        cut = self._chance.randrange(len(body))
        return body[:cut] + self._chance.choice((b"", b"\x00", b"}", b"]"))

    def _context(self, hook: str) -> Json:
        given: Json = {"userId": "Practitioner/1", "patientId": "1"} | REQUIRED[hook]
        for name in REQUIRED[hook]:
            if name not in ("encounterId", "selections"):
                given[name] = self._carried()
        if self._chance.random() < 0.15:
            odd = (*given, "unknown", "encounterId")
            given[self._chance.choice(odd)] = self._chance.choice(
                (*WRONG, "Patient/1", "https://ehr.example/Patient/1")
            )
        return given

    def _carried(self) -> Any:
        """The resources of a context: a Bundle, an array, or one of them odd."""
        made = [self._records.any() for _ in range(self._chance.randrange(3))]
        return self._chance.choices((self._bundle(made), made), (80, 20))[0]

    def _prefetch(self) -> tuple[Any, bool]:
        if self._chance.random() < 0.03:
            return self._chance.choice((None, {}, [], 7, "conditions")), True
        given: dict[str, Any] = {}
        is_lossy = False
        for key in KEYS:
            needed = key in NEEDED
            if self._chance.random() < (0.06 if needed else 0.4):
                is_lossy |= needed  # never sent
                continue
            made = self._value(needed)
            given[key] = made.value
            is_lossy |= made.is_lossy
        return given, is_lossy

    def _value(self, needed: bool) -> _Value:
        """A value in one of the states of a key, in any of its wrappings."""
        states: tuple[tuple[Callable[[bool], _Value], int], ...] = (
            (lambda _: _Value(None), 12),
            (lambda _: _Value(EMPTY), 25),
            (self._delivered, 36),
            (self._partial, 6),
            (self._failed, 5),
            (self._not_fhir, 5),
            (self._legacy, 6),
            (self._with_a_loss, 5),
        )
        makers, weights = zip(*states, strict=True)
        return self._chance.choices(makers, weights)[0](needed)

    def _delivered(self, _: bool) -> _Value:
        made = [self._records.any() for _ in range(self._chance.randrange(1, 4))]
        wrapped: tuple[Any, ...] = (
            self._bundle(made),
            made,
            made[0],
            self._bundle([self._bundle(made)]),
            {"resourceType": "Parameters", "parameter": [{"resource": made[0]}]},
            EMPTY | {"entry": made},
        )
        return _Value(self._chance.choices(wrapped, (70, 6, 6, 6, 6, 6))[0])

    def _partial(self, _: bool) -> _Value:
        # A page of old records may be as good as all; an empty one never is.
        if self._chance.random() < 0.5:
            return _Value(EMPTY | {"link": NEXT}, is_lossy=True)
        return _Value(self._bundle([self._records.any()]) | {"link": NEXT})

    def _failed(self, _: bool) -> _Value:
        issue = {"severity": "error", "code": "exception"}
        outcome = {"resourceType": "OperationOutcome", "issue": [issue]}
        inside = self._bundle([outcome, self._records.any()])
        return _Value(self._chance.choice((outcome, inside)), is_lossy=True)

    def _not_fhir(self, needed: bool) -> _Value:
        wrong = ("Condition?patient=1", 7, True, {}, {"entry": []}, [7])
        return _Value(self._chance.choice(wrong), is_lossy=needed)

    def _legacy(self, _: bool) -> _Value:
        """The wrapping of the first drafts: a resource and a response."""
        if self._chance.random() < 0.4:
            return _Value({"response": {"status": "404 Not Found"}}, is_lossy=True)
        made = self._bundle([self._records.any()])
        return _Value({"response": {"status": "200 OK"}, "resource": made})

    def _with_a_loss(self, _: bool) -> _Value:
        made = [self._records.lost(), self._records.any()]
        self._chance.shuffle(made)
        return _Value(self._bundle(made), is_lossy=True)

    def _bundle(self, resources: list[Json]) -> Json:
        entries = [{"resource": one} for one in resources]
        return EMPTY | {"total": len(entries), "entry": entries}
