from pathlib import Path

import pytest

from engine.terminology.strict_yaml import Document, Plain, read_file, read_text

NAME = Path("urgent/rule.yaml")


def _read(text: str) -> Document:
    document, faults = read_text(text, NAME)
    assert not faults
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("true", True),
        ("false", False),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("yes", "yes"),
        ("on", "on"),
        ("No", "No"),
        ("True", "True"),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("+5", "+5"),
        ("1e3", "1e3"),
        ("7.0", "7.0"),
        ("2026-11-20", "2026-11-20"),
        ("24 hours", "24 hours"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'null'", "null"),
        ("''", ""),
        ("|\n  12\n", "12\n"),
        (">-\n  a\n  b\n", "a b"),
        ("[1, '1']", [1, "1"]),
        ("{on: off}", {"on": "off"}),
    ],
)
def test_a_scalar_is_true_false_an_integer_or_text(written: str, read: Plain) -> None:
    assert _read(f"key: {written}").data == {"key": read}


@pytest.mark.parametrize("key", ["on", "yes", "12", "true", "~", "0123"])
def test_a_key_is_always_text(key: str) -> None:
    assert _read(f"{key}: x").data == {key: "x"}


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: 1\nb: [1\nc: 2", 3, "RF100"),
        ("a: 1\nb: \x07", 2, "RF100"),
        ("a: 1\nb: 2\na: 3", 3, "RF101"),
        ("x:\n  - a: 1\n    a: 2", 3, "RF101"),
        ("a: 1\nb: &mark 2", 2, "RF110"),
        ("a: 1\nb: &mark [2]", 2, "RF110"),
        ("a: 1\nb: *mark", 2, "RF110"),
        ("a: 1\n*mark : 2", 2, "RF110"),
        ("a: 1\nb: !!int 2", 2, "RF111"),
        ("a: 1\nb: ! 2", 2, "RF111"),
        ("%YAML 1.1\n---\na: 1", 1, "RF111"),
        ("a: 1\n<<: {b: 2}", 2, "RF112"),
        ("a:\n\tb: 1", 2, "RF113"),
        ("a: 1\nb: x\ty", 2, "RF113"),
        ("a: 1\n---\nb: 2", 2, "RF114"),
        ("", 1, "RF115"),
        ("# nothing\n", 2, "RF115"),
        ("---\n", 2, "RF115"),
        ("null\n", 1, "RF115"),
        ("a: 1\nb:\nc: 2", 2, "RF116"),
        ("a:\n  - 1\n  -\n  - 2", 3, "RF116"),
        ("a: ~", 1, "RF116"),
        ("a: 1\nb: null", 2, "RF116"),
        ("a: 1\n? [b]\n: 2", 2, "RF122"),
        ("a: 1\nb: " + "[" * 40 + "]" * 40, 2, "RF122"),
    ],
)
def test_what_yaml_would_guess_or_hide_is_refused(
    text: str, line: int, code: str
) -> None:
    document, faults = read_text(text, NAME)

    assert document is None
    assert [(fault.file, fault.line, fault.code) for fault in faults] == [
        (NAME, line, code)
    ]
    assert all(fault.text and fault.fix for fault in faults)


def test_every_fault_of_a_file_is_reported() -> None:
    _, faults = read_text("a: &x 1\na: 2\nb:\nc: !t 3", NAME)

    assert [(fault.line, fault.code) for fault in faults] == [
        (1, "RF110"),
        (2, "RF101"),
        (3, "RF116"),
        (4, "RF111"),
    ]


def test_every_path_has_its_line() -> None:
    document = _read("a: 1\nb:\n  - c: 2\n    d: >\n      x\n  - [e,\n     f]\n")

    assert document.lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 0, "c"): 3,
        ("b", 0, "d"): 4,
        ("b", 1): 6,
        ("b", 1, 0): 6,
        ("b", 1, 1): 7,
    }


def test_a_path_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    document = _read("a: 1\nb:\n  - c: 2\n")

    assert document.spot(("b", 0, "x", 3)).line == 3


def test_quoted_scalars_are_remembered() -> None:
    document = _read("a: '1'\nb: 1\nc: [\"x\", y]")

    assert document.quoted == {("a",), ("c", 0)}


def test_a_file_that_is_not_utf_8_is_refused_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"a: 1\nb: na\xefve\n")

    document, faults = read_file(path, NAME)

    assert document is None
    assert [(fault.line, fault.code) for fault in faults] == [(2, "RF100")]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    document, _ = read_file(path, NAME)

    assert document is not None
    assert document.data == {"a": 1}


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    document, faults = read_file(tmp_path / "gone.yaml", NAME)

    assert document is None
    assert [fault.code for fault in faults] == ["RF100"]
