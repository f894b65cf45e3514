"""The error tree: what it says, and what it must not say."""

from pathlib import Path

import pytest

from engine.errors import (
    BundleError,
    Diagnostic,
    EngineError,
    PinprickError,
    RuleError,
)


@pytest.mark.parametrize("leaf", [BundleError, RuleError, EngineError])
def test_everything_raised_on_purpose_is_a_pinprick_error(
    leaf: type[Exception],
) -> None:
    assert issubclass(leaf, PinprickError)


def test_a_bundle_error_says_what_and_the_next_step_and_keeps_the_place() -> None:
    error = BundleError("No JSON", place="entry[3]", next_step="Send JSON")

    assert str(error) == "No JSON. Send JSON"
    assert (error.what, error.place, error.next_step) == (
        "No JSON",
        "entry[3]",
        "Send JSON",
    )


def test_a_bundle_error_without_a_next_step_says_only_what() -> None:
    assert str(BundleError("No JSON")) == "No JSON"


def test_a_rule_error_carries_every_fault_sorted_by_file_and_line() -> None:
    late = Diagnostic(Path("urgent/b.yaml"), 2, "RF101", "Late.", "Mend it.")
    early = Diagnostic(Path("urgent/a.yaml"), 9, "RF205", "Early.", "Mend that.")

    error = RuleError((late, early))

    assert error.diagnostics == (early, late)
    assert str(error).splitlines() == [
        "urgent/a.yaml:9: RF205 Early. Fix: Mend that.",
        "urgent/b.yaml:2: RF101 Late. Fix: Mend it.",
    ]
