"""A behaviour diff as JSON for programs and as a page for reviewers."""

from html import escape
from typing import Any

from engine.decide.conclude import Conclusion
from engine.review.diff import LOGIC, BehaviourDiff, Change, RuleChange
from engine.review.diff_words import WordChange

NO_CHANGE = "No behavioural change."
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;"
    "padding:0 1rem;color:#1d2126}h1{font-size:1.6rem}h2{font-size:1.15rem;"
    "margin-top:2rem}table{border-collapse:collapse;width:100%}th,td{border:1px "
    "solid #c9ced5;padding:.4rem .6rem;text-align:left;vertical-align:top}"
    "code{background:#f0f2f4;padding:0 .25em}.lost{font-weight:700}"
)


def answer(conclusion: Conclusion) -> str:
    """A conclusion in words: "fires (critical)", "quiet"."""
    shown = f" ({conclusion.indicator})" if conclusion.indicator else ""
    return f"{conclusion.outcome}{shown}"


def summary(rule: RuleChange) -> str:
    """What differs in one rule, in a line."""
    is_of_words = rule.changes and not {*rule.parts} & LOGIC
    parts = ", ".join((*rule.parts, *(["words"] if is_of_words else [])))
    if rule.changes:
        return f"{parts} changed"
    return f"{parts or 'words'} changed; no patient is answered otherwise"


def count(change: Change, rule: RuleChange) -> str:
    """How many kinds of patient: "at least" where not all were tried."""
    least = "at least " if rule.is_reduced else ""
    kinds = "kind" if change.kinds == 1 else "kinds"
    return f"{least}{change.kinds} {kinds} of patient"


def words_in_a_line(word: WordChange) -> str:
    """A word that differs: what it is, what in it, who uses it."""
    details = f": {'; '.join(word.details)}" if word.details else ""
    rules = f" (used by {', '.join(word.rules)})" if word.rules else ""
    return f"{word.kind} {word.name} {word.what}{details}{rules}"


def diff_json(diff: BehaviourDiff, old: str, new: str) -> dict[str, Any]:
    """Everything that differs, as plain data."""
    return {
        "old": old,
        "new": new,
        "changesBehaviour": diff.changes_behaviour,
        "added": [rule.rule for rule in diff.added],
        "removed": [rule.rule for rule in diff.removed],
        "rules": [_rule(rule) for rule in diff.rules],
        "words": [
            {
                "kind": word.kind,
                "name": word.name,
                "what": word.what,
                "details": list(word.details),
                "rules": list(word.rules),
                "decides": word.decides,
            }
            for word in diff.words
        ],
    }


def _rule(rule: RuleChange) -> dict[str, Any]:
    return {
        "rule": rule.rule.rule,
        "parts": list(rule.parts),
        "patients": rule.patients,
        "statements": rule.statements,
        "complete": not rule.is_reduced,
        "changes": [
            {
                "was": answer(change.was),
                "now": answer(change.now),
                "clause": change.clause,
                "kinds": change.kinds,
                "example": change.example,
                "more": list(change.more),
            }
            for change in rule.changes
        ],
    }


def diff_html(diff: BehaviourDiff, old: str, new: str) -> str:
    """A page that stands by itself, to be attached to a review."""
    blocks = [
        f"<h1>Behaviour: {escape(old)} &rarr; {escape(new)}</h1>",
        "" if diff.changes_behaviour else f"<p><strong>{NO_CHANGE}</strong></p>",
        _list("Rules added", [f"{r.rule}: {r.title}" for r in diff.added]),
        _list("Rules removed", [f"{r.rule}: {r.title}" for r in diff.removed]),
        *(_rule_block(rule) for rule in diff.rules),
        _list("Words that differ", [words_in_a_line(word) for word in diff.words]),
    ]
    body = "\n".join(block for block in blocks if block)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Behaviour diff</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _list(heading: str, items: list[str]) -> str:
    if not items:
        return ""
    lines = "\n".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<h2>{heading}</h2>\n<ul>\n{lines}\n</ul>"


def _rule_block(rule: RuleChange) -> str:
    title = f"<h2>{escape(rule.rule.title)}</h2>"
    told = f"<p><code>{escape(rule.rule.rule)}</code>: {escape(summary(rule))}.</p>"
    if not rule.changes:
        return f"{title}\n{told}"
    head = (
        "<thead><tr><th>Kinds</th><th>Was</th><th>Now</th><th>Decided by</th>"
        "<th>Smallest example</th></tr></thead>"
    )
    rows = "\n".join(_row(change, rule) for change in rule.changes)
    return f"{title}\n{told}\n<table>{head}\n<tbody>\n{rows}\n</tbody></table>"


def _row(change: Change, rule: RuleChange) -> str:
    cells = (
        count(change, rule),
        answer(change.was),
        answer(change.now),
        change.clause,
        change.example,
    )
    mark = ' class="lost"' if change.is_lower else ""
    return f"<tr{mark}>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
