"""Whether a rule has its evidence and its cases: RF5xx and RF6xx."""

from collections.abc import Iterator

from engine.errors import Diagnostic
from engine.rulebook.clauses import Common
from engine.rulebook.questions import EVIDENCE_REGISTER
from engine.rulebook.read_rule import RuleFile
from engine.rulebook.walk import steps_of
from engine.terminology.validation import did_you_mean


def check_evidence(file: RuleFile) -> Iterator[Diagnostic]:
    """Every fault of the evidence, as far as the file and the register show."""
    yield from _register(file)
    listed = {item.id for item in file.rule.evidence}
    for step in steps_of(file.rule):
        cited = step.node.evidence if isinstance(step.node, Common) else ()
        for number, name in enumerate(cited):
            if name not in listed:
                text = f"The clause cites {name}, which the rule does not list."
                place = (*step.place, "evidence", number)
                yield file.fault(place, "RF501", text)


def _register(file: RuleFile) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for number, item in enumerate(file.rule.evidence):
        place = ("evidence", number)
        if item.id not in EVIDENCE_REGISTER:
            text = f"{item.id!r} is not in the evidence register."
            fix = did_you_mean(item.id, EVIDENCE_REGISTER)
            yield file.fault(place, "RF502", text, fix)
        if item.id in seen:
            yield file.fault(place, "RF504", f"{item.id} is listed twice.")
        seen.add(item.id)


def check_cases(file: RuleFile) -> Iterator[Diagnostic]:
    """Every outcome that the rule can have and that no case shows."""
    expected = {case.expect for case in file.rule.cases}
    if "fires" not in expected:
        yield file.fault(("cases",), "RF601", "No case expects fires.")
    if "quiet" not in expected:
        yield file.fault(("cases",), "RF602", "No case expects quiet.")
    if file.rule.if_unknown.ask and "asks" not in expected:
        yield file.fault(("cases",), "RF603", "No case expects asks.")
    yield from _names(file)


def _names(file: RuleFile) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for number, case in enumerate(file.rule.cases):
        if case.name in seen:
            text = f"Another case is already named {case.name!r}."
            yield file.fault(("cases", number, "name"), "RF604", text)
        seen.add(case.name)
