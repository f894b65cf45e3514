"""RF7xx: what people still owe a rule. Facts, not faults of the file."""

from collections.abc import Iterator

from engine.errors import Diagnostic
from engine.review.library import Library, at


def overdue(library: Library) -> Iterator[Diagnostic]:
    """RF701: the day of the review has passed."""
    for file in library.files:
        due = file.rule.governance.review_by
        if due < library.today:
            place = ("governance", "review-by")
            yield at(file, place, "RF701", f"The review was due on {due}.")


def no_false_alarms(library: Library) -> Iterator[Diagnostic]:
    """RF702: nobody has written down a false alarm."""
    for file in library.files:
        if not file.rule.governance.known_false_alarms:
            place = ("governance", "known-false-alarms")
            yield at(file, place, "RF702", "No false alarm is written down.")


def not_signed(library: Library) -> Iterator[Diagnostic]:
    """RF703: an active rule that lacks signatures."""
    for file in library.files:
        state = library.unsigned.get(file.rule.rule)
        if state is not None and file.rule.governance.status == "active":
            needs = file.rule.governance.sign_off_needs.clinicians
            text = f"It needs {needs} signatures; it is {state}."
            place = ("governance", "sign-off-needs")
            yield at(file, place, "RF703", text)


def no_shadow(library: Library) -> Iterator[Diagnostic]:
    """RF704: an active rule that was never recorded as shadow."""
    for file in library.files:
        terms = file.rule.governance
        was_shadow = any(change.status == "shadow" for change in terms.changes)
        if terms.status == "active" and not was_shadow:
            place = ("governance", "status")
            yield at(file, place, "RF704", "No change line says status: shadow.")
