"""A proposal with a fault in it: rules that ship, one limit of one made shorter."""

import shutil
from pathlib import Path

from room_service import ROOT

INJURY = "urgent/spinal-injury"


def planted_loss(folder: Path) -> Path:
    """A directory of rules that loses alerts: 24 hours of a clause made 5."""
    rules = folder / "planted" / "rules"
    shutil.copytree(ROOT / "rules", rules)
    shutil.copytree(ROOT / "fhir_examples", rules.parent / "fhir_examples")
    file = rules / f"{INJURY}.yaml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("within: 24 hours", "within: 5 hours", 1)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return rules
