"""RF505 to RF507: what the clauses rest on, and what is printed of it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from dateutil.relativedelta import relativedelta

from engine.errors import Diagnostic
from engine.review.library import Library, at
from engine.rulebook.clauses import Common, Node
from engine.rulebook.read_rule import RuleFile
from engine.rulebook.walk import inner_nodes
from engine.terminology.strict_yaml import Place

_URGENT = frozenset({"emergency", "same-day"})
_RECHECK = relativedelta(months=12)
_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s)\]>\"']+")

# The publishers of the evidence register (`clinical/knowledge.md`, section 8);
# sites that only repeat a guideline are not among them.
PUBLISHERS: frozenset[str] = frozenset(
    {
        "aafp.org",
        "bioscientifica.com",
        "bmj.com",
        "boa.ac.uk",
        "diabetesjournals.org",
        "gettingitrightfirsttime.co.uk",
        "hl7.org",
        "msdmanuals.com",
        "nice.org.uk",
        "springer.com",
    }
)


def uncited(library: Library) -> Iterator[Diagnostic]:
    """RF505: a clause of `when` of an urgent rule that cites nothing.

    The items of an `any-of` may rest on what it cites itself. Exceptions only
    lower a card and name themselves on it, so they need no evidence.
    """
    for file in library.files:
        if file.rule.urgency in _URGENT:
            for place in _uncited(("when",), file.rule.when, inherited=False):
                text = "Nobody can see what this clause rests on."
                yield at(file, place, "RF505", text)


def _uncited(place: Place, node: Node, *, inherited: bool) -> Iterator[Place]:
    cites = inherited or (isinstance(node, Common) and bool(node.evidence))
    key, items = inner_nodes(node)
    for number, item in enumerate(items):
        yield from _uncited((*place, key, number), item, inherited=cites)
    if not items and not cites:
        yield place


def old_evidence(library: Library) -> Iterator[Diagnostic]:
    """RF506: evidence whose last check is dated, and over 12 months ago."""
    for file in library.files:
        for number, item in enumerate(file.rule.evidence):
            if item.checked and item.checked + _RECHECK < library.today:
                text = f"{item.id} was last checked on {item.checked}."
                yield at(file, ("evidence", number, "checked"), "RF506", text)


def strange_links(library: Library) -> Iterator[Diagnostic]:
    """RF507: a link in what a card or the evidence prints."""
    for file in library.files:
        for place, text in _printed(file):
            for match in _LINK.finditer(text):
                if not _is_publisher(match[0]):
                    said = f"{match[0]} is not the publisher's."
                    yield at(file, place, "RF507", said)


def _printed(file: RuleFile) -> Iterator[tuple[Place, str]]:
    card = file.rule.card
    yield ("card", "summary"), card.summary
    yield ("card", "detail"), card.detail
    yield ("card", "ask-summary"), card.ask_summary
    for number, item in enumerate(file.rule.evidence):
        yield ("evidence", number, "cite"), item.cite


def _is_publisher(link: str) -> bool:
    host = urlsplit(link if "//" in link else f"//{link}").hostname or ""
    return any(host == name or host.endswith(f".{name}") for name in PUBLISHERS)
