"""The closed lists of clinic words that a rule file may name.

Sources: the questions stand at the end of section 2 of `rule-format.md`, the
evidence register in section 8 of `clinical/knowledge.md`.
"""

from collections.abc import Mapping
from types import MappingProxyType

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "stroke": "Stroke",
        "spinal-cord": "Spinal cord and cauda equina",
        "progressive-neuropathy": "Progressive neuropathy",
        "limb-circulation": "Limb circulation",
        "metabolic-toxic": "Metabolic and toxic",
        "neuropathy-work-up": "Neuropathy work-up",
        "face-nerve-skin": "Face, nerve and skin",
        "pregnancy": "Pregnancy",
        "unexplained": "Unexplained",
        "self-care": "Self-care",
    }
)

# UNCONFIRMED is for what a row of the pattern table states without a source.
EVIDENCE_REGISTER: frozenset[str] = frozenset(
    (*(f"E{number:02}" for number in range(1, 41)), "UNCONFIRMED")
)
