import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from engine.errors import RuleError
from engine.rulebook.cache import reading_sources
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import Rulebook

SHIPPED = Path(__file__).parents[2] / "rules"
URGENT = "urgent/sudden-face-numbness.yaml"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and where its entries will stand."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pinprick" / "rules"


def _entry(cache: Path) -> Path:
    (entry,) = cache.iterdir()
    return entry


def _says(book: Rulebook) -> tuple[object, ...]:
    words = book.vocabulary
    return book.rules, words, book.locale, dict(book.digests), book.digest


def test_the_shipped_rules_are_the_same_from_the_cache(cache: Path) -> None:
    read = load_rulebook(SHIPPED)
    entry = _entry(cache)
    written = entry.stat().st_mtime_ns

    again = load_rulebook(SHIPPED)

    assert _says(again) == _says(read)
    assert _entry(cache).stat().st_mtime_ns == written  # it was not read anew


def test_the_cache_is_what_a_second_start_reads(cache: Path, rules: Path) -> None:
    """Seen by an entry that says something else under a seal of its own."""
    load_rulebook(rules)
    entry = _entry(cache)
    _, _, content = entry.read_bytes().partition(b"\n")
    other = content.replace(b"Sudden", b"Sodden")
    entry.write_bytes(_sealed(other))

    assert "Sodden" in str(load_rulebook(rules).rules)


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}", b"\xff\xff\n{}", b"0" * 64])
def test_a_damaged_entry_is_ignored_and_written_again(
    cache: Path, rules: Path, damage: bytes
) -> None:
    read = _says(load_rulebook(rules))
    whole = _entry(cache).read_bytes()
    _entry(cache).write_bytes(damage)

    assert _says(load_rulebook(rules)) == read
    assert _entry(cache).read_bytes() == whole


def test_an_entry_cut_short_is_ignored(cache: Path, rules: Path) -> None:
    read = _says(load_rulebook(rules))
    _entry(cache).write_bytes(_entry(cache).read_bytes()[:-9])

    assert _says(load_rulebook(rules)) == read


def test_an_entry_that_others_may_write_is_ignored(cache: Path, rules: Path) -> None:
    load_rulebook(rules)
    entry = _entry(cache)
    _, _, content = entry.read_bytes().partition(b"\n")
    entry.write_bytes(_sealed(content.replace(b"Sudden", b"Sodden")))
    entry.chmod(0o666)

    assert "Sodden" not in str(load_rulebook(rules).rules)
    assert stat.S_IMODE(_entry(cache).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("old", "new"), [("version: 1", "version: 2"), ("# permanent", "# Permanent")]
)
def test_a_changed_letter_is_read_anew(
    cache: Path, rules: Path, old: str, new: str
) -> None:
    load_rulebook(rules)
    text = (rules / URGENT).read_text()
    assert old in text
    (rules / URGENT).write_text(text.replace(old, new, 1))

    load_rulebook(rules)
    assert len(list(cache.iterdir())) == 2


def test_a_faulty_rule_is_never_kept(cache: Path, rules: Path) -> None:
    text = (rules / URGENT).read_text()
    (rules / URGENT).write_text(text + "\nsurprise: yes\n")

    for _ in range(2):
        with pytest.raises(RuleError, match="RF102"):
            load_rulebook(rules)
    assert not cache.exists()


def test_a_file_that_nothing_reads_is_reported_from_the_cache_too(
    cache: Path, rules: Path
) -> None:
    load_rulebook(rules)
    (rules / "strange.yaml").write_text("a: b\n")

    with pytest.raises(RuleError, match="RF121"):
        load_rulebook(rules)


def test_a_locale_that_is_not_there_is_reported_from_the_cache_too(
    cache: Path, rules: Path
) -> None:
    load_rulebook(rules)

    with pytest.raises(RuleError, match="RF207"):
        load_rulebook(rules, locale="fr")


@pytest.mark.parametrize("home", ["a relative one", "/dev/null", "/proc/1"])
def test_a_cache_that_cannot_be_had_changes_nothing(
    rules: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)

    assert load_rulebook(rules).digest == load_rulebook(rules).digest


def test_only_the_newest_entries_stay(cache: Path, rules: Path) -> None:
    for number in range(12):
        with (rules / "orders.yaml").open("a") as orders:
            orders.write(f"# {number}\n")
        load_rulebook(rules)

    assert len(list(cache.iterdir())) == 8


def test_all_that_reading_imports_is_in_the_name_of_an_entry() -> None:
    """An engine that would read otherwise finds no entry of another one."""
    code = (
        "import sys, engine.rulebook.load\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n[:7] == 'engine.'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    loaded = {Path(name) for name in run.stdout.split()}
    packages = {path for path in loaded if path.name == "__init__.py"}
    assert loaded - packages <= set(reading_sources())


def _sealed(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode() + b"\n" + content
