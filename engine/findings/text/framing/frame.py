"""The clause around a finding: whose it is, whether it is real, and when it was.

ConText's triggers say what a phrase does to the words beside it; this looks at
the clause as a whole: a relative clause about a relative, a question, a list
of risks, a plan, and an episode that a later clause says is over.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.findings.text.certainty.restricted import is_denied_in_part
from engine.findings.text.certainty.sureness import Sureness
from engine.findings.text.framing.alike import is_alike
from engine.findings.text.framing.ended import is_ended
from engine.findings.text.framing.feared import is_dreaded
from engine.findings.text.framing.joints import is_of_joint
from engine.findings.text.framing.ordered import is_ordered
from engine.findings.text.framing.passed import is_passed
from engine.findings.text.framing.period import is_of_past, tense
from engine.findings.text.framing.products import is_of_goods
from engine.findings.text.framing.recurrence import is_back
from engine.findings.text.framing.tested import is_of_status, is_of_test
from engine.findings.text.framing.unreal import is_unreal
from engine.findings.text.framing.wellbeing import is_wellbeing
from engine.findings.text.persons.relatives import is_of_relative
from engine.findings.text.persons.subjects import is_of_other_subject
from engine.findings.text.phrases.idioms import (
    is_about_papers,
    is_belief,
    is_bruise,
    is_nuisance,
)
from engine.findings.text.phrases.marks import Mark

_THINGS = (
    *(is_of_goods, is_nuisance, is_about_papers, is_bruise, is_belief, is_dreaded),
    *(is_passed, is_alike, is_of_joint, is_of_test, is_of_status),
    *(is_ordered, is_wellbeing),
)


def framed(
    finding: Mark, said: Sureness, words: Sequence[str], marks: Sequence[Mark]
) -> Sureness | None:
    """How the clause means a finding; None if it is not the patient's, or unreal."""
    if is_of_relative(finding, words) or is_of_other_subject(finding, words, marks):
        return None
    if is_unreal(finding, words, marks) or _is_a_thing(finding, words, marks):
        return None
    told = tense(finding, words, marks)
    said = replace(said, was=told.was, now=told.now)
    if said.presence == "absent" or finding.told == "normal":
        in_part = said.presence == "absent" and is_denied_in_part(finding, words, marks)
        return replace(said, presence="provisional", certain=True) if in_part else said
    if is_back(finding, words, marks):
        return replace(said, over=False, history=False, back=True)
    if is_of_past(finding, words, marks):
        return replace(said, history=True)
    ended = is_ended(finding, words, marks)
    # "Hx breast ca 2001, cured" is no disease of now.
    lasts = finding.entry is not None and not finding.entry.event
    history = said.history and not lasts
    return replace(said, over=True, history=history) if ended else said


def _is_a_thing(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is of goods, papers, tests or joints, a bruise, or only dreaded."""
    return any(asked(finding, words, marks) for asked in _THINGS)
