"""Whatever a record holds, a card shows it as text.

Rendered by markdown-it-py with raw HTML allowed, as the CDS Hooks Sandbox does.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import time
from markdown_it import MarkdownIt

from engine.cards.markup import day, escaped
from engine.when import Interval, read_time

ALLOWED_TAGS = {"p", "/p"}


def rendered(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


def tags(html: str) -> set[str]:
    return set(re.findall(r"<\s*(/?\w+)", html))


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- comment -->",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "[text](https://evil.example)",
    "[text]: https://evil.example",
    "![image](https://evil.example/x.png)",
    "<https://evil.example>",
    "https://evil.example",
    "1https://evil.example",
    "HTTPS://evil.example",
    "www.evil.example",
    "mailto:a@evil.example",
    "a@evil.example",
    "`code`",
    "```\ncode\n```",
    "**bold** _em_ ~~gone~~",
    "# heading",
    "> quote",
    "- item\n- item",
    "1. item",
    "a\n\nb",
    "a\r\n\r\n# b",
    "a\u2028b",
    "| a | b |\n|---|---|\n| c | d |",
    "line  \nbreak",
    "back\\slash \\<b>",
    "---",
    "=====",
    "a\n===",
    "    code",
    "\t<b>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_of_a_record_renders_as_one_paragraph_of_text(attack: str) -> None:
    html = rendered(f"Read {escaped(attack)}.")

    assert tags(html) <= ALLOWED_TAGS
    assert html.count("<p>") == 1


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_of_a_record_stays_inside_its_list_item(attack: str) -> None:
    html = rendered(f"**Why:**\n\n- {escaped(attack)} (1)\n- next")

    assert html.count("<li>") == 2
    assert tags(html) <= {"p", "/p", "ul", "/ul", "li", "/li", "strong", "/strong"}


# What GitHub and react-markdown make clickable without any markup, on the text
# that a reader sees: entities are decoded before they look.
BARE_LINK = re.compile(
    r"(https?|ftp|mailto|xmpp):|www\.|[\w.+-]+@[\w-]+(\.[\w-]+)+", re.IGNORECASE
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_bare_link_is_left_to_be_made_clickable(attack: str) -> None:
    seen = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), escaped(attack))

    assert not BARE_LINK.search(seen)


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u2066", "\u200f", "\u061c", "\x00", "\x1b", "\ufeff", "\u200b"],
)
def test_what_is_not_seen_is_not_passed_on(hidden: str) -> None:
    assert escaped(f"left{hidden}thgir") == "leftthgir"


def test_ordinary_words_stay_as_they_are() -> None:
    plain = "Observation/abc-1, numb left arm (2 h); 50 % of Jürgen's arm: 3.5/10"

    assert escaped(plain) == plain


def test_white_space_becomes_single_blanks() -> None:
    assert escaped("  a\n\tb  c ") == "a b c"


@given(st.text(max_size=200))
def test_no_text_leaves_anything_to_interpret(text: str) -> None:
    html = rendered(f"Read {escaped(text)}.")
    shown = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), escaped(text))

    assert tags(html) <= ALLOWED_TAGS
    assert html.count("<p>") == 1
    assert not any(
        unicodedata.category(sign) == "Cc" or unicodedata.bidirectional(sign) in _BIDI
        for sign in shown
    )
    assert not BARE_LINK.search(shown)


_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-20T14:30:05Z", "20 Nov 2026 14:30 UTC"),
        ("2026-11-20T14:30Z", "20 Nov 2026 14:30 UTC"),
        ("2026-11-20T14:30:05+02:00", "20 Nov 2026 12:30 UTC"),
        ("2026-11-20", "20 Nov 2026"),
        ("2026-11", "Nov 2026"),
        ("2026", "2026"),
    ],
)
def test_a_time_is_shown_as_precisely_as_it_is_known(text: str, shown: str) -> None:
    assert day(time(text)) == shown


@pytest.mark.parametrize("hours", [-11, -5, 2, 10, 12])
@pytest.mark.parametrize(
    ("text", "shown"),
    [("2026-11-01", "01 Nov 2026"), ("2026-11", "Nov 2026"), ("2026", "2026")],
)
def test_a_date_read_in_another_zone_is_shown_as_the_date_it_was(
    text: str, shown: str, hours: int
) -> None:
    read = read_time(text, timezone(timedelta(hours=hours)))

    assert read is not None
    assert day(read.interval) == shown


def test_a_doubt_of_two_days_is_no_single_day() -> None:
    start = datetime(2026, 11, 18, tzinfo=UTC)

    assert day(Interval(start, start + timedelta(days=2))) == "Nov 2026"
