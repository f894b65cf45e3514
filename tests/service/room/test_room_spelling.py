"""American spelling of what is shown, and nothing else."""

import re
from collections.abc import Iterator

import made_up
import pytest

from engine.review.case_words import case_words
from engine.rulebook.english import rule_english
from engine.rulebook.rulebook import Rulebook, rulebook_of
from engine.service.room.spelling import Spelling

US = Spelling({"anaesthe": "anesthe", "haem": "hem", "tumour": "tumor"})


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("dental anaesthetic", "dental anesthetic"),
        ("Haemorrhage", "Hemorrhage"),
        ("TUMOUR", "TUMOR"),
        ("a Haematoma, a tumour", "a Hematoma, a tumor"),
        ("nothing of the kind", "nothing of the kind"),
    ],
)
def test_a_word_keeps_its_capitals(british: str, american: str) -> None:
    assert US.of_text(british) == american


@pytest.mark.parametrize(
    "kept",
    [
        "<code>haem</code>",
        "<pre>haem<b>haem</b></pre>",
        '<a href="/rules/haem">x</a>',
        '<td translate="no">haem <td>haem</td> haem</td>',
        "<textarea>haem</textarea>",
    ],
)
def test_what_is_meant_to_the_letter_stays(kept: str) -> None:
    page = f"<!doctype html><p>haem</p>{kept}<br><p>haem</p>"

    expected = f"<!doctype html><p>hem</p>{kept}<br><p>hem</p>"
    assert US.of_page(page) == expected


def test_what_a_screen_reader_says_is_spelled_alike() -> None:
    page = '<img alt="a tumour" src="/tumour"><a aria-label="haem" id="haem">x</a>'

    expected = '<img alt="a tumor" src="/tumour"><a aria-label="hem" id="haem">x</a>'
    assert US.of_page(page) == expected
    assert US.of_page(f'<div translate="no">{page}</div>').count("tumour") == 2


def test_british_pages_stay_as_they_are() -> None:
    assert Spelling({}).of_page("<p>haem</p>") == "<p>haem</p>"


def test_no_british_word_of_the_rules_is_left() -> None:
    book = made_up.shipped("us")
    spelling = Spelling(book.locale.spelling)

    left = {
        word
        for text in _texts(book)
        for word in re.findall(r"[A-Za-z]+", spelling.of_text(text))
        if re.search(r"(?i)aem|aesth|oedem|oelia|rrhoea|olour|umour|abour|ionise", word)
    }

    assert left == set()


def _texts(book: Rulebook) -> Iterator[str]:
    for rule in book.rules:
        yield rule_english(rule, book.vocabulary)
        yield from (change.what for change in rule.governance.changes)
        for case in rule.cases:
            yield from (case.name, *case_words(case, book.vocabulary))


def test_no_digest_covers_the_spelling() -> None:
    book = made_up.shipped("us")
    locale = book.locale.model_copy(update={"spelling": {}})

    plain = rulebook_of(book.rules, book.vocabulary, locale)

    assert (plain.digest, plain.digests) == (book.digest, book.digests)
