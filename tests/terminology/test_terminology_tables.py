"""The tables of the text filter, kept as plain data."""

import orjson
from made_up import words

from engine.terminology.tables import Tables
from engine.terminology.worth import tables_of


def test_tables_are_the_same_after_they_were_kept() -> None:
    tables = tables_of(words().findings, words().qualifiers)

    again = Tables.of(orjson.loads(orjson.dumps(tables.as_plain())))

    assert again == tables


def test_kept_tables_are_the_same_bytes_each_time() -> None:
    made = [tables_of(words().findings, words().qualifiers) for _ in range(2)]

    first, second = (orjson.dumps(tables.as_plain()) for tables in made)

    assert first == second
