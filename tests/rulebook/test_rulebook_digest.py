from collections.abc import Mapping
from json import dumps
from pathlib import Path

import pytest

from engine.rulebook.digest import canonical_bytes
from engine.rulebook.load import load_rulebook

URGENT = "urgent/sudden-face-numbness"
CHRONIC = "chronic/diabetic-neuropathy"
URGENT_FILE = f"{URGENT}.yaml"
SYMPTOMS = "findings/symptoms.yaml"


def _edit(rules: Path, name: str, old: str, new: str) -> None:
    path = rules / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def _digests(rules: Path) -> Mapping[str, str]:
    return load_rulebook(rules).digests


def _changed(rules: Path, name: str, old: str, new: str) -> set[str]:
    before = _digests(rules)
    _edit(rules, name, old, new)
    after = _digests(rules)
    return {rule for rule in before if before[rule] != after[rule]}


def test_the_digest_of_a_rule_is_a_sha256(rules: Path) -> None:
    digest = load_rulebook(rules).digest_of(URGENT)

    assert len(digest) == 64
    assert set(digest) <= set("0123456789abcdef")


def test_the_digest_of_a_rule_not_loaded_is_an_error(rules: Path) -> None:
    with pytest.raises(KeyError):
        load_rulebook(rules).digest_of("urgent/fever")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (URGENT_FILE, "# permanent id", "# a permanent id"),
        (URGENT_FILE, "status: active", "status: draft"),
        (URGENT_FILE, "version: 1  ", "version:    1  "),
        (SYMPTOMS, "[numb, numbness,", "[numbness, numb,"),
        ("value-sets/numbness.yaml", "codes:", "# as verified\ncodes:"),
    ],
)
def test_what_says_the_same_has_the_same_digest(
    rules: Path, name: str, old: str, new: str
) -> None:
    assert _changed(rules, name, old, new) == set()


def test_the_order_of_keys_makes_no_difference(rules: Path) -> None:
    before = _digests(rules)
    title = "title: Sudden numbness involving the face\n"
    _edit(rules, URGENT_FILE, title, "")
    _edit(rules, URGENT_FILE, "question: stroke\n", f"{title}question: stroke\n")

    assert _digests(rules) == before


def test_a_word_may_move_to_another_file(rules: Path) -> None:
    before = _digests(rules)
    moved = (rules / "findings/dental-anaesthetic.yaml").read_text()
    (rules / "findings/dental-anaesthetic.yaml").unlink()
    (rules / "findings/a-first-file.yaml").write_text(moved)

    assert _digests(rules) == before


@pytest.mark.parametrize(
    ("name", "old", "new", "changed"),
    [
        (URGENT_FILE, "within: 12 hours", "within: 13 hours", {URGENT}),
        (URGENT_FILE, "Untreated stroke", "Untreated TIA", {URGENT}),
        (SYMPTOMS, "[numb, numbness,", "[numb, numbed,", {URGENT, CHRONIC}),
        (SYMPTOMS, "[facial droop]", "[facial drooping]", {URGENT, CHRONIC}),
        (SYMPTOMS, "says: diabetes", "says: diabetes mellitus", {CHRONIC}),
        (SYMPTOMS, "IFCC-NGSP", "IFCC", {CHRONIC}),
        (SYMPTOMS, "says: another focal", "says: a focal", {URGENT, CHRONIC}),
        ("value-sets/hba1c.yaml", "version: 2026.11", "version: 2026.12", {CHRONIC}),
        ("value-sets/numbness-face.yaml", "title: N", "title: A n", {URGENT, CHRONIC}),
        ("locale/uk.yaml", "value: 48", "value: 47", {CHRONIC}),
        ("locale/us.yaml", "value: 6.5", "value: 6.4", set()),
        ("orders.yaml", "priority: stat", "priority: asap", {URGENT}),
        ("findings/qualifiers.yaml", "[sudden, s", "[abrupt, s", {URGENT, CHRONIC}),
        ("findings/qualifiers.yaml", "[spreading]", "[spread]", set()),
        ("findings/qualifiers.yaml", "[chronic]", "[long-standing]", {URGENT, CHRONIC}),
        ("findings/dental-anaesthetic.yaml", "[dental block,", "[block,", {URGENT}),
    ],
)
def test_only_the_rules_that_use_a_word_change_with_it(
    rules: Path, name: str, old: str, new: str, changed: set[str]
) -> None:
    assert _changed(rules, name, old, new) == changed


def test_an_undated_diagnosis_rests_on_the_symptoms_it_may_stand_beside(
    rules: Path,
) -> None:
    group = "members: [numbness, facial-weakness, foot-drop]"
    wider = "members: [numbness, facial-weakness, foot-drop, diabetes]"
    without_onset = _changed(rules, SYMPTOMS, group, wider)
    onset = "finding: diabetes, onset: {within: 14 days}}"
    _edit(rules, f"{CHRONIC}.yaml", "finding: diabetes}", onset)

    assert without_onset == set()
    assert _changed(rules, SYMPTOMS, wider, group) == {CHRONIC}


def test_the_digest_of_the_whole_sees_every_change(rules: Path) -> None:
    digests = {load_rulebook(rules).digest}
    for name, old, new in (
        (URGENT_FILE, "status: active", "status: shadow"),
        ("findings/qualifiers.yaml", "[spreading]", "[spread]"),
        ("locale/uk.yaml", "value: 48", "value: 47"),
    ):
        _edit(rules, name, old, new)
        digests.add(load_rulebook(rules).digest)

    assert len(digests) == 4


def test_canonical_bytes_are_those_of_the_standard_library() -> None:
    """A signature binds to them: a faster library may not write another letter."""
    letters = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    data = {"b": [letters, True, -3, None, {}], "\u00e9": [1.5, []], "z": 2**53}
    data |= dict(zip(letters[:3000], letters[-3000:], strict=True))

    expected = dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical_bytes(data) == expected.encode()
