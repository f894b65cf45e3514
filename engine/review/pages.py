"""The page of every code, for docs/rule-checks: generated, never written."""

from engine.review.examples import EXAMPLES
from engine.review.faults import ALL_CODES
from engine.terminology.faults import FaultKind

_MADE = "<!-- Generated: pinprick rules pages -->"
_FAMILIES = {
    "RF1": "The file",
    "RF2": "The words",
    "RF3": "The logic, over all answers yes, no and unknown",
    "RF4": "Safety",
    "RF5": "Evidence",
    "RF6": "Cases",
    "RF7": "Governance: facts about people, reported apart, never a failure",
}
_SAID_BY = {
    "RF605": "`pinprick rules mutate`",
    "RF606": "`pinprick rules mutate`",
    "RF607": "`pinprick rules test`",
}
_CHECK = "`pinprick rules check`"


def pages() -> dict[str, str]:
    """The text of every page by the name of its file, README.md the list."""
    made = {f"{kind.code}.md": page_of(kind) for kind in ALL_CODES}
    return {"README.md": _list(), **made}


def page_of(kind: FaultKind) -> str:
    """The page of one code, in Markdown."""
    wrong, right = EXAMPLES[kind.code]
    family = _FAMILIES[kind.code[:3]]
    said_by = _SAID_BY.get(kind.code, _CHECK)
    return (
        f"{_MADE}\n# {kind.code}\n\n{kind.meaning}\n\n"
        f"*{family}.* Reported by {said_by}.\n\n"
        f"## Example\n\n```yaml\n{wrong}\n```\n\n"
        f"## Fix\n\n{kind.fix}\n\n```yaml\n{right}\n```\n"
    )


def _list() -> str:
    parts = [f"{_MADE}\n# Checks of rule files\n"]
    for family, says in _FAMILIES.items():
        rows = [kind for kind in ALL_CODES if kind.code.startswith(family)]
        lines = "\n".join(f"- [{k.code}]({k.code}.md) {k.meaning}" for k in rows)
        parts.append(f"## {family}xx: {says}\n\n{lines}\n")
    return "\n".join(parts)
