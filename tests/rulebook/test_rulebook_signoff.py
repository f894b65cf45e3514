"""Signatures by throw-away keys: nobody who exists has signed anything."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.rulebook.load import load_rulebook
from engine.rulebook.signoff import SignOff, Statement, Verdict
from engine.rulebook.signoff_files import signer_of, write_signature
from engine.rulebook.signoff_ssh import SigningError

SHIPPED = Path(__file__).parents[2] / "rules"
RULE = "urgent/sudden-face-numbness"
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """A copy of the rules and a desk with keys."""

    rules: Path
    desk: Path

    def key(self, name: str, *, listed: bool = True) -> Path:
        key = self.desk / name
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)],
            check=True,
        )
        if listed:
            public = key.with_suffix(".pub").read_text().strip()
            folder = self.rules / "signoffs"
            folder.mkdir(exist_ok=True)
            with (folder / "allowed_signers").open("a") as allowed:
                allowed.write(f'{name} namespaces="pinprick-rule" {public}\n')
        return key

    def sign(
        self, name: str, key: Path, verdict: Verdict = "approve", at: datetime = AT
    ) -> Path:
        book = load_rulebook(self.rules)
        rule = next(one for one in book.rules if one.rule == RULE)
        statement = Statement(
            rule=RULE,
            version=rule.version,
            digest=book.digest_of(RULE),
            signer=name,
            role="made-up role",
            time=at,
            verdict=verdict,
            remark="" if verdict == "approve" else "Say which side.",
        )
        return write_signature(self.rules, statement, key)

    def signoff(self) -> SignOff:
        book = load_rulebook(self.rules)
        return book.signoff_of(next(r for r in book.rules if r.rule == RULE))

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.rules / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    desk = tmp_path / "desk"
    desk.mkdir()
    return Office(Path(shutil.copytree(SHIPPED, tmp_path / "rules")), desk)


def test_the_rules_that_ship_are_unsigned() -> None:
    book = load_rulebook(SHIPPED)

    assert {book.signoff_of(rule).state for rule in book.rules} == {"unsigned"}


def test_a_rule_is_signed_when_as_many_approve_as_it_needs(office: Office) -> None:
    office.sign("one@example", office.key("one@example"))
    after_one = office.signoff()
    office.sign("two@example", office.key("two@example"))

    after_two = office.signoff()

    assert (after_one.state, after_one.approvals) == ("partly-signed", 1)
    assert (after_two.state, after_two.approvals, after_two.needed) == ("signed", 2, 2)


def test_one_person_who_signs_twice_counts_once(office: Office) -> None:
    key = office.key("one@example")

    office.sign("one@example", key)
    office.sign("one@example", key, at=AT + timedelta(hours=1))

    assert office.signoff().approvals == 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"{RULE}.yaml", "within: 24 hours", "within: 25 hours"),
        (
            "findings/groups.yaml",
            "arm-nerve-block, leg-nerve-block,",
            "leg-nerve-block,",
        ),
        ("orders.yaml", "priority: stat", "priority: routine"),
    ],
)
def test_a_change_of_the_rule_or_its_words_makes_signatures_stale(
    office: Office, file: str, old: str, new: str
) -> None:
    for name in ("one@example", "two@example"):
        office.sign(name, office.key(name))

    office.edit(file, old, new)

    assert office.signoff().state == "stale"


def test_the_way_from_active_to_shadow_keeps_the_signatures(office: Office) -> None:
    for name in ("one@example", "two@example"):
        office.sign(name, office.key(name))

    office.edit(f"{RULE}.yaml", "status: active", "status: shadow")

    assert office.signoff().state == "signed"


def test_one_who_wants_changes_outweighs_enough_approvals(office: Office) -> None:
    for name in ("one@example", "two@example"):
        office.sign(name, office.key(name))

    office.sign("three@example", office.key("three@example"), "changes")

    assert office.signoff().state == "changes-requested"


def test_a_later_approval_takes_the_wish_for_changes_back(office: Office) -> None:
    office.sign("one@example", office.key("one@example"))
    key = office.key("two@example")
    office.sign("two@example", key, "changes")

    office.sign("two@example", key, at=AT + timedelta(hours=1))

    assert office.signoff().state == "signed"


def test_a_signer_who_is_not_listed_is_unknown(office: Office) -> None:
    office.key("one@example")
    office.sign("else@example", office.key("else@example", listed=False))

    assert office.signoff().state == "unknown-signer"


def test_nobody_signs_in_the_name_of_another(office: Office) -> None:
    office.key("one@example")
    office.sign("one@example", office.key("two@example"))

    assert office.signoff().approvals == 0


@pytest.mark.parametrize(
    ("old", "new"), [('"approve"', '"changes"'), ("made-up role", "professor")]
)
def test_a_statement_that_was_edited_does_not_verify(
    office: Office, old: str, new: str
) -> None:
    file = office.sign("one@example", office.key("one@example"))

    file.write_text(file.read_text().replace(old, new))

    assert office.signoff().state == "bad-signature"


def test_a_statement_without_its_signature_does_not_count(office: Office) -> None:
    file = office.sign("one@example", office.key("one@example"))

    file.with_name(file.name + ".sig").unlink()

    assert office.signoff().state == "bad-signature"


def test_a_file_that_is_no_statement_is_shown_and_does_not_count(
    office: Office,
) -> None:
    file = office.sign("one@example", office.key("one@example"))

    file.write_text(json.dumps({"rule": RULE}))

    found = office.signoff()
    assert (found.state, len(found.signatures)) == ("bad-signature", 1)


def test_a_signature_carried_to_another_rule_does_not_count(office: Office) -> None:
    file = office.sign("one@example", office.key("one@example"))
    other = office.rules / "signoffs" / "urgent" / "spreading-numbness"

    shutil.copytree(file.parent, other)

    book = load_rulebook(office.rules)
    rule = next(r for r in book.rules if r.rule == "urgent/spreading-numbness")
    assert book.signoff_of(rule).state == "bad-signature"


def test_a_signature_is_never_replaced(office: Office) -> None:
    key = office.key("one@example")
    office.sign("one@example", key)

    with pytest.raises(SigningError, match="never replaced"):
        office.sign("one@example", key)


def test_the_signer_is_named_by_allowed_signers_and_by_nothing_else(
    office: Office,
) -> None:
    listed = office.key("one@example")
    stranger = office.key("else@example", listed=False)

    assert signer_of(office.rules, listed) == "one@example"
    with pytest.raises(SigningError, match="not listed"):
        signer_of(office.rules, stranger)


def test_what_is_no_key_signs_nothing(office: Office) -> None:
    no_key = office.desk / "no-key"
    no_key.write_text("no key")

    with pytest.raises(SigningError, match="did not sign"):
        office.sign("one@example", no_key)

    assert not (office.rules / "signoffs" / RULE).exists()


def test_without_ssh_keygen_a_signature_is_not_verified_and_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = office.key("one@example")
    office.sign("one@example", key)

    monkeypatch.setenv("PATH", str(tmp_path))

    assert office.signoff().state == "not-verified"
    with pytest.raises(SigningError, match="no ssh-keygen on this machine"):
        office.sign("one@example", key, at=AT + timedelta(hours=1))


def test_a_key_limited_to_a_period_counts_for_what_it_signed_then(
    office: Office,
) -> None:
    key = office.key("one@example")
    allowed = office.rules / "signoffs" / "allowed_signers"
    limited = 'valid-before="20261201",namespaces='
    allowed.write_text(allowed.read_text().replace("namespaces=", limited))

    office.sign("one@example", key)
    office.sign("one@example", key, at=datetime(2027, 1, 1, tzinfo=UTC))

    standings = [one.standing for one in office.signoff().signatures]
    assert standings[0] == "approves"
    assert standings[1] != "approves"
