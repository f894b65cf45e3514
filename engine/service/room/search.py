"""Which rules somebody looks for: every word has to be somewhere in a rule."""

from collections.abc import Iterable, Iterator

from engine.rulebook.clauses import FindingClause, GroupClause
from engine.rulebook.questions import QUESTIONS
from engine.rulebook.rule import Rule
from engine.rulebook.walk import clauses_of
from engine.terminology.vocabulary import Vocabulary


def words_of(rule: Rule, vocabulary: Vocabulary) -> str:
    """All that a rule can be found by, in small letters.

    Its title, id, purpose, question, urgency, rows, and what its clauses ask.
    """
    question = QUESTIONS.get(rule.question, rule.question)
    own = (rule.title, rule.rule, rule.purpose, question, rule.urgency, *rule.covers)
    asked = dict.fromkeys(_asked(rule, vocabulary))
    return " ".join(" ".join((*own, *asked)).casefold().replace("-", " ").split())


def matches(words: str, sought: str) -> bool:
    """Whether every word that is sought begins a word that is there."""
    there = f" {words}"
    return all(f" {word}" in there for word in plain(sought))


def plain(sought: str) -> Iterable[str]:
    """The words of a search, as `words_of` writes them."""
    return sought.casefold().replace("-", " ").split()


def _asked(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    for _, clause in clauses_of(rule):
        if isinstance(clause, FindingClause):
            yield vocabulary.findings[clause.finding].says
        if isinstance(clause, GroupClause):
            yield vocabulary.groups[clause.group].says
        for site in getattr(clause, "site", None) or ():
            if site in vocabulary.sites:
                yield vocabulary.sites[site].says
