"""How a rule behaves in two of its versions, and before its mutants."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from engine.review.diff_report import answer, count
from engine.review.diff_sentences import how_many, how_tried, what_differs
from engine.service.refusal import Issue, Refusal
from engine.service.room.page import page
from engine.service.room.rule_lookup import rule_of
from engine.service.room.standing import Stands
from engine.service.room.versions import NOW, Version
from engine.service.state import Parts

router = APIRouter(tags=["Pages"], default_response_class=HTMLResponse)
_NAMES: Final[Mapping[Stands, str]] = {
    "before": "Earlier",
    "running": "Running",
    "proposed": "Proposed",
}


@router.get("/rules/{rule_id:path}/history", summary="A rule in two versions")
def history(
    rule_id: str, request: Request, parts: Parts, old: str = "", new: str = ""
) -> Response:
    """The kinds of patient that two versions of a rule answer differently."""
    rule = rule_of(parts.rulebook, rule_id)
    known = parts.room.versions.of_rule(rule)
    _refuse_unknown(known, old, new)
    asked = (old or _before(known), new or NOW) if old or new else _preselected(known)
    pair = in_order(known, *asked)
    served = parts.room.reviews.patients.rulebook
    versions, is_asked = parts.room.versions, bool(old)
    return page(
        request,
        parts,
        "history.html",
        rule=rule,
        versions=known,
        pair=pair,
        is_asked=is_asked,
        was_turned=pair.keys != asked,
        compared=versions.compared(rule, *pair.keys, served) if is_asked else None,
        answer=answer,
        count=count,
        what_differs=what_differs,
        how_many=how_many,
        how_tried=how_tried,
    )


@router.get("/rules/{rule_id:path}/mutants", summary="Would a case notice?")
def mutants(rule_id: str, request: Request, parts: Parts) -> Response:
    """Each mutant of a rule, and the case that notices it; tried now."""
    rule = rule_of(parts.rulebook, rule_id)
    trials = parts.room.reviews.mutants(rule)
    by_verdict = {
        word: [trial for trial in trials if trial.verdict == word]
        for word in ("survived", "equivalent", "killed")
    }
    return page(request, parts, "mutants.html", rule=rule, trials=by_verdict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions in the order in which they are read, and what each is called.

    ``stands`` is where each is to the rules that run.
    """

    keys: tuple[str, str]
    names: tuple[str, str]
    stands: tuple[Stands, Stands]

    @property
    def is_proposal(self) -> bool:
        """Whether what is proposed is compared with something else."""
        return self.stands[1] == "proposed"


def in_order(known: tuple[Version, ...], old: str, new: str) -> Pair:
    """Two versions as they are read: a proposal always after what it would replace.

    Read the other way an alert that a proposal loses would look like one won.
    """
    stands = {one.key: one.stands for one in known}
    if stands.get(old) == "proposed" and stands.get(new, "proposed") != "proposed":
        old, new = new, old
    both = stands.get(old, "before"), stands.get(new, "running")
    names = _NAMES[both[0]], _NAMES[both[1]]
    if names[0] == names[1]:
        names = (f"{names[0]} (first)", f"{names[1]} (second)")
    return Pair((old, new), names, both)


def _preselected(known: tuple[Version, ...]) -> tuple[str, str]:
    """A proposal of this rule after the running rules; else the last change."""
    proposed = [one for one in known if one.stands == "proposed"]
    touching = [one.key for one in proposed if one.touches]
    if touching:
        return NOW, touching[0]
    before = _before(known)
    return (NOW, proposed[0].key) if proposed and not before else (before, NOW)


def _before(known: tuple[Version, ...]) -> str:
    """The newest version that changed the rule but the last one; "" for none."""
    past = [one for one in known if one.stands == "before"]
    touching = [one.key for one in past if one.touches]
    return next(iter((*touching[1:], *(one.key for one in past))), "")


def _refuse_unknown(known: tuple[Version, ...], *keys: str) -> None:
    """400 for a version that is not in the list: nothing else reaches git."""
    if not {key for key in keys if key} <= {one.key for one in known}:
        what = "There is no such version of the rules"
        raise Refusal(400, Issue("value", what, "query", "Choose two of the list"))
