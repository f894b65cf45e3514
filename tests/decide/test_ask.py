"""Every atom put to one patient; one that raises silences no other."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from made_up import NOW, chart, entry, findings, measured, rule, rulebook, shipped

from engine.decide.ask import answers
from engine.decide.chart import Chart
from engine.decide.decide import Decider
from engine.decide.plan import plan
from engine.fhir.record import Person
from engine.findings.finding import Finding, Measurement
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.truth import NO, UNKNOWN, YES, Truth
from engine.when import Interval

FACE = {"finding": "numbness", "site": "face"}
MAN = Person("Patient/7", None, "male")
HBA1C = {"measure": "hba1c", "at-least": "6.5 %", "latest-within": "12 months"}
AUDIT_C = {
    "measure": "audit-c",
    "at-least": "locale audit-c-positive",
    "latest-within": "12 months",
}


def truth(when: dict[str, Any], *entries: Finding | Measurement, **more: Any) -> Truth:
    """The answer to a rule of one clause."""
    made = plan(rulebook(rule(when)))
    (name,) = made.rules[0].strict.values()
    return answers(made, chart(*entries, **more))[name].truth


def test_every_kind_of_clause_is_answered() -> None:
    young = Person("Patient/7", Interval.at(NOW - timedelta(days=400)), "male")

    assert truth(FACE, entry(sites=["face"])) is YES
    assert truth({"group": "focal-neuro-sign"}, entry("dizziness")) is YES
    assert truth(HBA1C, measured("hba1c", "6.4")) is NO
    assert truth({"age": {"at-least": 50}}, patient=young) is NO
    assert truth({"sex": "male"}, patient=young) is YES


def test_an_answer_keeps_the_entries_and_values_it_rests_on() -> None:
    face, value = entry(sites=["face"]), measured("hba1c", "7")
    made = plan(rulebook(rule({"all": [FACE, HBA1C]})))
    on_face, on_value = made.rules[0].strict.values()

    found = answers(made, chart(face, value))

    assert [fit.entry for fit in found[on_face].fits] == [face]
    assert found[on_value].measured == (value,)


def test_what_is_absent_is_weighed_against_the_entry_the_rule_is_about() -> None:
    when = {"all": [FACE, {"finding": "dizziness", "onset": {"within": "14 days"}}]}
    made = plan(rulebook(rule(when)))
    _, dizzy = made.rules[0].strict.values()
    denied = entry("dizziness", presence="absent", written="2 days")

    since = answers(made, chart(entry(sites=["face"], onset="3 days"), denied))
    before = answers(made, chart(entry(sites=["face"], onset="1 days"), denied))
    elsewhere = answers(made, chart(entry(sites=["feet"], onset="3 days"), denied))

    assert since[dizzy].truth is NO
    assert before[dizzy].truth is UNKNOWN
    assert elsewhere[dizzy].truth is UNKNOWN


def one_sex_only() -> Rulebook:
    """The words of the United States, with a cut that forgets men."""
    made = rulebook(rule(AUDIT_C, rule="urgent/a"), rule(FACE, rule="urgent/b"))
    values = shipped("us").locale.values
    women = values["audit-c-positive"].model_copy(
        update={"by_sex": {"female": Decimal(3)}}
    )
    locale = shipped("us").locale.model_copy(
        update={"values": {**values, "audit-c-positive": women}}
    )
    return replace(made, locale=locale)


def test_a_clause_that_raises_is_unknown_reported_and_silences_no_other_rule() -> None:
    book = one_sex_only()
    known = findings(measured("audit-c", "9"), entry(sites=["face"]), patient=MAN)

    decided = Decider(book).decide(Chart.of(known, book.vocabulary, book.locale, NOW))

    raised, other = decided.all
    assert decided.failed == ("KeyError",)
    assert not decided.network_failed
    assert raised.clauses[0].truth is UNKNOWN
    assert raised.clauses[0].why == "the evaluation failed (KeyError)"
    assert raised.outcome == "asks"
    assert (other.outcome, other.indicator) == ("fires", "critical")


def test_a_word_that_the_vocabulary_lacks_fails_only_the_clauses_that_use_it() -> None:
    dizzy: Rule = rule({"finding": "dizziness", "site": "head"}, rule="urgent/a")
    book = rulebook(dizzy, rule(FACE, rule="urgent/b"))
    patient = chart(entry("dizziness", sites=["nowhere"]), entry(sites=["face"]))

    decided = Decider(book).decide(patient)

    assert decided.failed == ("KeyError",)
    assert [decision.outcome for decision in decided.all] == ["asks", "fires"]
    assert decided.differing == ()
