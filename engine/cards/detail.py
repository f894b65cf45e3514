"""The body of a card in GitHub Markdown: what to do, why, what is open."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from engine.cards.markup import escaped
from engine.cards.select import Topic
from engine.cards.wording import fact, facts, filled, listed, records, sentence
from engine.decide.outcome import Decision
from engine.fhir.record import Problem
from engine.terminology.vocabulary import Vocabulary

UNSIGNED = "not clinically signed"
NOT_SIGNED = "Not clinically signed: these rules are shown for evaluation."
PARTLY_SIGNED = "Not clinically signed: the rules so marked are shown for evaluation."
UNDER_16 = (
    "The patient is under 16: most of the evidence behind these rules is for adults."
)
_SHOWN_PROBLEMS = 8


def of_topic(
    topic: Topic,
    vocabulary: Vocabulary,
    notes: Iterable[str],
    signed: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """The detail of a card made of decisions.

    ``signed`` has the number of signatures of each rule that is clinically
    signed; every other rule is named as not signed.
    """
    blocks = [
        *_fired(topic, vocabulary),
        *_asked(topic, vocabulary),
        *notes,
        _evidence(topic.fired),
        _standing((*topic.fired, *topic.asks), signed),
    ]
    return "\n\n".join(block for block in blocks if block)


def _fired(topic: Topic, vocabulary: Vocabulary) -> list[str]:
    """The leader in full, the others in a line each, and one list of reasons."""
    if not topic.fired:
        return []
    leader = topic.leader
    lowered = _lowered(leader, vocabulary)
    others = [decision for decision in topic.fired if decision is not leader]
    reasons = [result for decision in topic.fired for result in decision.reasons]
    return [
        f"**Shown one step lower because of {lowered}.**" if lowered else "",
        filled(leader.rule.card.detail.strip(), leader, vocabulary),
        _listed("Also", [_also(one, lowered, vocabulary) for one in others]),
        _listed("Why", facts(reasons, vocabulary)),
    ]


def _also(decision: Decision, said: str, vocabulary: Vocabulary) -> str:
    """One more answer of a card; what lowered the leader too is not said again."""
    lowered = _lowered(decision, vocabulary)
    because = f" One step lower because of {lowered}." if lowered != said else ""
    return f"- {decision.rule.card.summary}{because if lowered else ''}"


def _lowered(decision: Decision, vocabulary: Vocabulary) -> str:
    """The known exceptions that lowered an answer, "" for none."""
    return listed(
        f"{result.name} - {fact(entry, vocabulary)}{records(entry)}"
        for result in decision.lowered_by
        for entry in result.entries[:1]
    )


def _asked(topic: Topic, vocabulary: Vocabulary) -> list[str]:
    """What is at stake and the joint list of questions, each once.

    Beside an answer it stays short; alone it also says what is recorded.
    """
    if not topic.asks:
        return []
    heading = "Also not excluded" if topic.fired else "At stake"
    titles = listed(decision.rule.title for decision in topic.asks)
    blocks = [
        f"**{heading}:** {titles}.",
        _listed("Please establish", _questions(topic.asks)),
    ]
    if topic.fired:
        return blocks
    results = [
        result
        for decision in topic.asks
        for result in (*decision.reasons, *decision.missing)
    ]
    return [*blocks, _listed("Recorded so far", facts(results, vocabulary))]


def _questions(decisions: Iterable[Decision]) -> list[str]:
    asks = dict.fromkeys(
        sentence(result.ask) for decision in decisions for result in decision.missing
    )
    return [f"- {ask}" for ask in asks]


def _listed(heading: str, lines: list[str]) -> str:
    return "\n".join((f"**{heading}:**", "", *lines)) if lines else ""


def _evidence(decisions: Iterable[Decision]) -> str:
    """What the rules of a card cite, each source once."""
    cites = dict.fromkeys(
        f"{item.cite}{'' if item.confirmed else ' (unconfirmed)'}"
        for decision in decisions
        for item in decision.rule.evidence
    )
    return f"Evidence: {'; '.join(cites)}." if cites else ""


def _standing(decisions: Iterable[Decision], signed: Mapping[str, int]) -> str:
    rules = [
        f"{decision.rule.rule} version {decision.rule.version} "
        f"({decision.digest[:12]}{_signatures(decision, signed)}){_differed(decision)}"
        for decision in decisions
    ]
    named = {decision.rule.rule for decision in decisions}
    remark = {0: f" {NOT_SIGNED}", len(named): ""}.get(
        len(named & set(signed)), f" {PARTLY_SIGNED}"
    )
    return f"Rules: {'; '.join(rules)}.{remark}"


def _signatures(decision: Decision, signed: Mapping[str, int]) -> str:
    """Said of each rule as soon as one of the card is signed."""
    if not signed:
        return ""
    count = signed.get(decision.rule.rule)
    return f", {signatures(count) if count else UNSIGNED}"


def signatures(count: int) -> str:
    """How many clinicians signed; never who."""
    return f"{count} clinical signature{'' if count == 1 else 's'}"


def _differed(decision: Decision) -> str:
    if not decision.disagreement:
        return ""
    return " - the two evaluators differed, the more urgent answer is shown"


def of_problems(problems: Iterable[Problem]) -> str:
    """What could not be read although it may have changed an answer."""
    lines = list(dict.fromkeys(_problem(problem) for problem in problems))
    shown = lines[:_SHOWN_PROBLEMS]
    if len(lines) > len(shown):
        shown.append(f"- and {len(lines) - len(shown)} more, listed in the response")
    return _listed("Not read, and it may matter", shown)


def _problem(problem: Problem) -> str:
    where = problem.reference or problem.place
    return f"- {escaped(where)}: {problem.text}" if where else f"- {problem.text}"


def of_left_out(decisions: Iterable[Decision]) -> str:
    """The rules that had no place among the cards, named in a line."""
    titles = listed(decision.rule.title for decision in decisions)
    return f"Not shown for brevity: {titles}." if titles else ""


def of_set_aside(topics: Iterable[Topic], until: Mapping[str, datetime]) -> str:
    """The cards that a clinician set aside, each named with when it is back.

    ``until`` has the moment for each rule; the first to come brings a card back.
    """
    back = [
        f"{topic.leader.rule.title} ({_back(topic, until):%Y-%m-%d %H:%M} UTC)"
        for topic in topics
    ]
    return f"Set aside earlier, not shown until: {listed(back)}." if back else ""


def _back(topic: Topic, until: Mapping[str, datetime]) -> datetime:
    first = min(until[decision.rule.rule] for decision in topic.decisions)
    return first.astimezone(UTC)
