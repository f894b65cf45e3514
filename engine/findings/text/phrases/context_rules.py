"""The triggers as ConText rules: little words, persons, questions, advice."""

from collections.abc import Iterable, Iterator, Mapping

from medspacy.context import ConTextRule

from engine.findings.text.phrases.triggers import triggers
from engine.findings.text.wording import grammar
from engine.findings.text.wording.words import UNKNOWN_WORD

Pattern = Mapping[str, object]


def phrase_rules() -> Iterator[ConTextRule]:
    """The triggers that are fixed phrases: what they are made of is in `triggers`."""
    for trigger in triggers():
        yield ConTextRule(
            trigger.phrase,
            trigger.category,
            direction=trigger.direction,
            max_scope=trigger.reach,
        )


def token_rules() -> Iterator[ConTextRule]:
    """The triggers that are made of words of some kinds, which are in `grammar`."""
    yield from _person_rules()
    yield from _asking_rules()


def required_words(rule: ConTextRule) -> tuple[frozenset[str], ...]:
    """Of each of these sets, one word stands wherever a rule of tokens fits."""
    said = (one["ORTH"] for one in rule.pattern if "ORTH" in one and "OP" not in one)
    return tuple(
        frozenset(word["IN"]) if isinstance(word, Mapping) else frozenset({word})
        for word in said
    )


def _person_rules() -> Iterator[ConTextRule]:
    person = {"ORTH": {"IN": sorted(grammar.PERSONS)}}
    informing = {"ORTH": {"IN": sorted(grammar.INFORMING)}}
    whose = {"ORTH": {"IN": sorted(grammar.POSSESSIVES)}, "OP": "?"}
    beside = {"ORTH": {"IN": sorted(grammar.WITH_PERSON)}}
    patient = {"ORTH": {"IN": sorted(grammar.PATIENTS_OF_CARERS)}}
    unsaid = {"ORTH": {"IN": ["also", "has", "had", "who", UNKNOWN_WORD]}, "OP": "?"}
    yield ConTextRule("person", "FAMILY", pattern=[person], direction="FORWARD")
    yield from _telling_rules(person, unsaid, informing, whose)
    animal = [_one_of(grammar.ANIMALS), _one_of(grammar.OF_ANIMALS)]
    yield ConTextRule("animal", "FAMILY", pattern=animal, direction="FORWARD")
    of_animal = [_one_of(grammar.FROM_ANIMAL), whose, *animal]  # "fell off horse back"
    yield ConTextRule("injured", "PSEUDO", pattern=of_animal, direction="PSEUDO")
    at_home = [person, _one_of(("at", "back")), _one_of(("home",))]
    yield ConTextRule("at home", "FAMILY", pattern=at_home, direction="FORWARD")
    others = [_one_of(("other", "another")), _one_of(grammar.OTHERS)]
    yield ConTextRule("other", "FAMILY", pattern=others, direction="FORWARD")
    of_person = [{"ORTH": {"IN": ["in", "of"]}}, whose, person]
    yield ConTextRule("of person", "FAMILY", pattern=of_person, direction="BACKWARD")
    for pattern in (
        [whose, person, unsaid, informing],
        [person, _one_of((",",)), _one_of(("says", "states", "reports", "reporting"))],
        [beside, whose, person],
        [informing, _optional(","), whose, patient],
        [person, {"ORTH": ":"}],
        [person, _one_of(("on",)), _optional("the"), _one_of(("phone", "line"))],
        [person, _optional(","), _one_of(grammar.CALLERS), _optional(","), informing],
        [
            *(person, _optional(","), _one_of(grammar.CALLERS), _optional(",")),
            *(informing, whose, patient),
        ],
    ):
        yield ConTextRule("informant", "PSEUDO", pattern=pattern, direction="PSEUDO")


def _telling_rules(
    person: Pattern, unsaid: Pattern, informing: Pattern, whose: Pattern
) -> Iterator[ConTextRule]:
    """Who tells about whom: "son states mother has", "wife worried he has"."""
    that = _optional("that")
    junior, senior = _one_of(grammar.JUNIORS), _one_of(grammar.SENIORS)
    colon = _optional(":", ",")
    of_elder = [junior, unsaid, informing, colon, that, whose, senior]
    yield ConTextRule("informant", "PSEUDO", pattern=of_elder, direction="PSEUDO")
    over = _one_of(("on", "over", "via"))
    on_line = [junior, informing, over, {"OP": "?"}, that, whose, senior]
    yield ConTextRule("informant", "PSEUDO", pattern=on_line, direction="PSEUDO")
    of_any = [_one_of(grammar.CALLERS), informing, that, whose, person]
    yield ConTextRule("informant", "PSEUDO", pattern=of_any, direction="PSEUDO")
    patient = {"ORTH": {"IN": ["pt", "patient", "he", "she"]}}
    verb = {"ORTH": {"IN": ["has", "had", "is", "was"]}}
    of_kin = [patient, informing, that, whose, person, verb]
    yield ConTextRule("of kin", "FAMILY", pattern=of_kin, direction="FORWARD")
    worrying, pronoun = _one_of(grammar.WORRYING), _one_of(grammar.PRONOUNS)
    maybe = {**person, "OP": "?"}
    worried = [maybe, unsaid, worrying, that, pronoun, _optional("has", "had", "is")]
    yield ConTextRule("worried", "POSSIBLE", pattern=worried, direction="FORWARD")


def _asking_rules() -> Iterator[ConTextRule]:
    """What is only asked or advised: "can statins cause", "advice: call 911 for"."""
    unknown: Pattern = {"OP": "?"}
    asks = [_one_of(("can", "do", "does")), unknown, unknown, _one_of(("cause",))]
    yield ConTextRule("asks", "HYPOTHETICAL", pattern=asks, direction="FORWARD")
    asking = _one_of(("asks", "asking", "asked", "wonders", "wondering", "query"))
    whether, causing = (
        _one_of(("if", "whether")),
        _one_of(("cause", "causes", "caused")),
    )
    asked = [asking, whether, unknown, unknown, unknown, causing]
    yield ConTextRule("asks", "HYPOTHETICAL", pattern=asked, direction="FORWARD")
    calling, when = _one_of(("call", "ring", "return")), _one_of(("for", "with"))
    advice = [_one_of(("advice",)), _one_of((":",)), calling, unknown, when]
    yield ConTextRule("advice", "HYPOTHETICAL", pattern=advice, direction="FORWARD")


def _one_of(words: Iterable[str]) -> Pattern:
    return {"ORTH": {"IN": sorted(words)}}


def _optional(*words: str) -> Pattern:
    return {**_one_of(words), "OP": "?"}
