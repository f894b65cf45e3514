"""What is remembered of codes and texts: the answer, of few and short ones."""

import re

import pytest

from engine.terminology import seen
from engine.terminology.index import CodeIndex
from engine.terminology.seen import Seen


def asked() -> tuple[Seen[str, bool], list[str]]:
    looked: list[str] = []

    def look(text: str) -> bool:
        looked.append(text)
        return "numb" in text

    return Seen(look), looked


def test_what_was_asked_is_not_looked_up_again() -> None:
    known, looked = asked()

    assert [known["numb foot"], known["numb foot"], known["sprain"]] == [
        True,
        True,
        False,
    ]
    assert looked == ["numb foot", "sprain"]


def test_a_long_text_is_answered_and_not_kept() -> None:
    known, looked = asked()
    note = "numb " * 100

    assert known[note]
    assert known[note]
    assert len(looked) == 2
    assert not known


def test_no_more_than_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_MOST", 3)
    known, _ = asked()

    for number in range(10):
        assert known[f"numb {number}"]
        assert len(known) <= 3


def test_what_is_no_text_is_not_kept_and_quotes_nothing() -> None:
    index = CodeIndex({}, frozenset(), re.compile("numb"))

    for odd in (7, None, ""):
        with pytest.raises(KeyError) as raised:
            index.known_texts[odd]  # type: ignore[index]
        assert raised.value.args == ()
    assert index.known_codes.keys().isdisjoint({7, None, ""})
