"""What the reader does not look for, since it cannot stand there, is not there."""

import re
import warnings
from datetime import UTC
from typing import TypeAlias

import pytest
from blind_score import HERE, texts
from hypothesis import given
from hypothesis import strategies as st
from told_now import reader_of_shipped_words

from engine.findings.text.timing.day_forms import DAYS
from engine.findings.text.timing.length_forms import LENGTHS
from engine.findings.text.timing.time_forms import Written, times
from engine.findings.text.timing.time_words import FIGURES
from engine.findings.text.wording.token_forms import FORMS as TOKENS
from engine.findings.text.wording.token_forms import forms_in

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # deprecations inside of spaCy's dependencies
    from medspacy.context import ConText
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from engine.findings.text.phrases.context_rules import phrase_rules, token_rules
    from engine.findings.text.phrases.edges import Edges

FORMS = (*LENGTHS, *DAYS)
ALL_TOKENS = re.compile("|".join(form for _, form in TOKENS), re.IGNORECASE)
LINES = [one["text"] for one in texts(HERE / "lines_there.jsonl")]
LINES += [one["text"] for path in HERE.glob("*_text_*.jsonl") for one in texts(path)]
SAID_OF_TIMES = """
    2 12 0730 07:30 2h x2h 3/7 12/11 ago last since for the past in within at on
    AGO Last SINCE min hours HRS days weeks months yrs history hx lasted lasting
    yesterday ystdy today TONIGHT night weekend Monday mon Tue sat Nov november 2024
    1998-02-03 noon midnight midday am pm a.m. p.m. @ . , - duration just moment
    woke awakened waking childhood life episode spell attack before earlier pta
"""
SIGNS = (
    *" \n.,;:!/+-\u2212\u2013\u2014|<>()[]?0123456789RLxyn\"'&",
    *"\u2193\u2191\u2610\u2611\u2612",
    *("no ", "w/o", "w/", "-ve", "+ve", "? no", "temp ", "hot ", "now ", "at "),
    *("38.5", "lost ", "kg", "pvr", "residual ", "bladder scan", "ml", "E4", "V5"),
    *("units", " per week", "/5", "normal", "numb", "(n)", "[x]", "...", "M6"),
    *("caller: ", "post "),
)
WORDS_OF_TIMES = st.sampled_from(SAID_OF_TIMES.split())


def searched_for(text: str) -> list[Written]:
    """The times of a text by every pattern, whatever its cues are."""
    found = [
        Written(match.start(), match.end(), time)
        for form in FORMS
        for match in re.finditer(form.pattern, text, re.IGNORECASE)
        if (time := form.read(match)) is not None
    ]
    kept: list[Written] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def test_no_time_is_missed_for_want_of_its_cue():
    timed = [text for text in LINES if searched_for(text)]

    assert len(timed) > 1_000
    assert [text for text in timed if [*times(text)] != searched_for(text)] == []


@given(st.lists(WORDS_OF_TIMES, max_size=9).map(" ".join))
def test_no_made_up_time_is_missed_for_want_of_its_cue(text):
    assert [*times(text)] == searched_for(text)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.read.__name__)
def test_cues_are_small_letters(form):
    assert form.cues == form.cues.casefold()
    assert all(form.cues.split("|"))
    assert {cue for cue in form.cues.split("|") if cue[0] == "#"} <= FIGURES.keys()


def test_no_trigger_is_missed_for_want_of_its_words(monkeypatch):
    """The triggers of a sentence are those that medspaCy's own ConText finds."""
    reader = reader_of_shipped_words()
    context = context_of_all(reader._matching._nlp)
    asked: list[tuple[set[Reached], set[Reached]]] = []
    of = Edges._graph

    def compared(edges, words, findings, starts):
        found = of(edges, words, findings, starts)
        asked.append((reached(found), by_context(context, words, findings, starts)))
        return found

    monkeypatch.setattr(Edges, "_graph", compared)
    for text in LINES[::7]:
        reader.read(text, None, UTC)

    assert len([found for found, _ in asked if found]) > 300
    assert [(found, said) for found, said in asked if found != said] == []


Reached: TypeAlias = tuple[int, str, str, tuple[int, int]]


def reached(edges) -> set[Reached]:
    return {
        (target.start, one.category, one.direction, one.modifier_span)
        for target, one in edges
    }


def by_context(context, words, findings, starts) -> set[Reached]:
    begins = [at in starts for at in range(len(words))]
    doc = Doc(context.nlp.vocab, words=list(words), sent_starts=begins)
    doc.spans["all"] = [Span(doc, one.start, one.end, label="x") for one in findings]
    return reached(context(doc)._.context_graph.edges)


def context_of_all(nlp: Language) -> ConText:
    context = ConText(
        nlp,
        rules=None,
        phrase_matcher_attr="ORTH",
        span_attrs=None,
        input_span_type="group",
        span_group_name="all",
    )
    context.add([*phrase_rules(), *token_rules()])
    return context


def test_no_form_is_missed_for_want_of_its_cue():
    texts = [f"{text}{more}" for text in LINES for more in ("", "?", " (+) pvr450 4/5")]

    assert [text for text in texts if taken_apart(text) != with_all_forms(text)] == []


@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
def test_no_made_up_form_is_missed_for_want_of_its_cue(text):
    assert taken_apart(text) == with_all_forms(text)


def taken_apart(text: str) -> list[tuple[str | None, str]]:
    return [(said.lastgroup, said[0]) for said in forms_in(text).finditer(text)]


def with_all_forms(text: str) -> list[tuple[str | None, str]]:
    return [(said.lastgroup, said[0]) for said in ALL_TOKENS.finditer(text)]
