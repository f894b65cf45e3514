"""What is sent as a proposal: put in its place, bounded, and nothing unsafe."""

import io
import stat
import zipfile
from datetime import date

import made_up
import pytest

from engine.errors import RuleError
from engine.review.diff_ways import Version
from engine.review.first_examples import first_examples
from engine.review.proposal import (
    LARGEST_FILE,
    MOST_FILES,
    Proposal,
    ProposalError,
    Upload,
    proposal_of,
)
from engine.review.proposed import loading_faults, propose
from engine.review.side_by_side import side_by_side

FACE = "urgent/sudden-face-numbness"


def text_of(rule: str) -> str:
    return (made_up.RULES / f"{rule}.yaml").read_text(encoding="utf-8")


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> Upload:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return Upload("proposal.zip", written.getvalue())


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("x.yaml", "# mine\nrule: urgent/face\n", "urgent/face.yaml"),
        ("x.yaml", "rule: 'chronic/feet'\n", "chronic/feet.yaml"),
        ("my/rules/urgent/face.yaml", "rule: urgent/face\n", "urgent/face.yaml"),
        ("x.yaml", "finding: numbness\n", "findings/numbness.yaml"),
        ("drugs.yaml", "- drug: metformin\n", "findings/drugs.yaml"),
        ("x.yaml", "value-set: vs/numbness\n", "value-sets/numbness.yaml"),
        ("x.yaml", "locale: uk\n", "locale/uk.yaml"),
        ("x.yaml", "- order: mri\n", "orders.yaml"),
        ("rules/orders.yaml", "- order: mri\n", "orders.yaml"),
        ("x.yaml", "hello: there\n", "x.yaml"),
    ],
)
def test_a_file_is_put_where_it_belongs(name: str, text: str, place: str) -> None:
    proposal = proposal_of([Upload(name, text.encode())])

    assert list(proposal.files) == [place]


def test_an_archive_is_opened_and_what_is_no_rule_file_is_named() -> None:
    upload = zipped(("rules/urgent/face.yaml", b"rule: x\n"), ("rules/README.md", b"!"))

    proposal = proposal_of([upload])

    assert list(proposal.files) == ["urgent/face.yaml"]
    assert proposal.ignored == ("rules/README.md",)


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("urgent/face.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "upload",
    [
        zipped(("../urgent/face.yaml", b"x")),
        zipped(("/urgent/face.yaml", b"x")),
        zipped(("urgent/../../face.yaml", b"x")),
        zipped(("urgent\\..\\face.yaml", b"x")),
        zipped((link(), b"/etc/passwd")),
        zipped(("urgent/face.yaml", b"0" * (LARGEST_FILE + 1))),
        zipped(*((f"urgent/{n}.yaml", b"0" * LARGEST_FILE) for n in range(17))),
        zipped(*((f"urgent/{n}.yaml", b"") for n in range(MOST_FILES + 1))),
        zipped(("nested.zip", zipped(("urgent/x.yaml", b"x")).content)),
        Upload("a.zip", b"PK\x03\x04 and then nothing"),
        Upload("../face.yaml", b"rule: urgent/face\n"),
        Upload("face\x00.yaml", b"rule: urgent/face\n"),
        Upload("face.yaml", b"0" * (LARGEST_FILE + 1)),
        Upload("face.txt", b"rule: urgent/face\n"),
    ],
    ids=[
        "above the folder",
        "an absolute path",
        "above, later on",
        "above, as Windows writes it",
        "a link",
        "one large file",
        "large together",
        "too many files",
        "a zip in a zip",
        "no zip",
        "a name above the folder",
        "a name with a null",
        "a large file",
        "another kind of file",
    ],
)
def test_what_leads_out_or_is_too_much_is_refused(upload: Upload) -> None:
    with pytest.raises(ProposalError) as refused:
        proposal_of([upload])

    assert refused.value.next_step


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """The declared size is a lie: no more is read than may be there."""
    bomb = zipped(("urgent/face.yaml", b"0" * (20 * LARGEST_FILE)))
    size = (20 * LARGEST_FILE).to_bytes(4, "little")
    lying = bomb.content.replace(size, (10).to_bytes(4, "little"))

    with pytest.raises(ProposalError):
        proposal_of([Upload("bomb.zip", lying)])


def test_two_files_of_one_place_are_refused() -> None:
    uploads = [Upload(name, b"rule: urgent/face\n") for name in ("a.yaml", "b.yaml")]

    with pytest.raises(ProposalError, match="two files"):
        proposal_of(uploads)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: [*a, *a, *a]\n",
        "rule: urgent/face\nwhen: !!python/object/apply:os.system ['true']\n",
        "rule: urgent/face\n<<: {a: b}\n",
        "rule: urgent/face\nwhen: " + "[" * 5000 + "]" * 5000 + "\n",
        "rule: urgent/face\n\tx: y\n",
    ],
    ids=["alias", "tag", "merge", "depth", "tab"],
)
def test_a_trick_in_yaml_is_a_fault_with_a_line(text: str) -> None:
    proposal = Proposal({"urgent/face.yaml": text.encode()})

    with pytest.raises(RuleError) as refused:
        propose(made_up.RULES, proposal, "uk")

    assert refused.value.diagnostics[0].line >= 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("question: ", "question: my-", "RF120"),
        ("finding: numbness", "finding: numness", "RF201"),
        ("expect: asks", "expect: fires", "RF603"),
        ("title: ", "tittle: ", "RF102"),
    ],
)
def test_while_typing_the_same_faults_are_told_as_by_the_loader(
    old: str, new: str, code: str
) -> None:
    text = text_of(FACE).replace(old, new)
    proposal = proposal_of([Upload("face.yaml", text.encode())])

    with pytest.raises(RuleError) as refused:
        propose(made_up.RULES, proposal, "uk")

    told = loading_faults(made_up.RULES, proposal, "uk")
    assert told == refused.value.diagnostics
    assert code in {one.code for one in told}


@pytest.fixture(scope="module")
def two_days() -> Proposal:
    """24 hours become 48, the first time they stand there."""
    text = text_of(FACE).replace("within: 24 hours", "within: 48 hours", 1)
    return proposal_of([Upload("face.yaml", text.encode())])


def test_a_proposal_is_laid_over_what_runs(two_days: Proposal) -> None:
    proposed = propose(made_up.RULES, two_days, "uk")

    changed = [
        name
        for name, digest in proposed.rulebook.digests.items()
        if digest != made_up.shipped().digests[name]
    ]
    assert changed == [FACE]
    assert [file.rule.rule for file in proposed.files] == [FACE]


def test_a_first_example_lies_between_the_old_limit_and_the_new(
    two_days: Proposal,
) -> None:
    old, new = made_up.shipped(), propose(made_up.RULES, two_days, "uk").rulebook
    pair = (
        Version(next(r for r in book.rules if r.rule == FACE), book)
        for book in (old, new)
    )

    found = first_examples(*pair, lambda: True)

    says = {(one.was.outcome, one.now.indicator): one.says for one in found}
    assert says["quiet", "critical"] == "numbness, face, began 25 hours ago, sudden"


def test_the_checks_of_a_review_are_made_of_the_proposal_alone() -> None:
    text = text_of(FACE).replace("review-by: 20", "review-by: 19", 1)
    proposal = proposal_of([Upload("face.yaml", text.encode())])

    faults = propose(made_up.RULES, proposal, "uk").faults(date(2026, 11, 28))

    assert [(one.code, one.file.as_posix()) for one in faults] == [
        ("RF701", f"{FACE}.yaml")
    ]


def test_nothing_of_a_proposal_stays_on_disk(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", f"{tmp_path}/cache")
    monkeypatch.setattr("tempfile.tempdir", None)
    text = text_of(FACE).replace("title: ", "title: Very ", 1)

    propose(made_up.RULES, proposal_of([Upload("x.yaml", text.encode())]), "uk")

    assert list(tmp_path.iterdir()) == []  # type: ignore[attr-defined]


def test_two_texts_stand_beside_each_other_with_the_words_that_differ() -> None:
    rows = side_by_side("# T\n\nwithin 24 **hours**\n\ngone", "# T\n\nwithin 48 hours")

    assert [row.kind for row in rows] == ["same", "changed", "removed"]
    assert [piece.text for piece in rows[1].new if piece.differs] == ["48"]
    assert [piece.text for piece in rows[1].old if piece.differs] == ["24"]
