"""A copy of the rules in which every text tries to become markup."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

HOST = "evil.example"
ATTACK = '<img src=x onerror="hit=1"><script>hit=2</script>'
LINKS = f"[run](javascript:hit=3) ![seen](http://{HOST}/b.png) <http://{HOST}/c>"
RULE = "urgent/sudden-face-numbness"
_OWN = ("title", "purpose")
_TERMS = ("harm-if-missed", "harm-if-false")


def hostile_rules(rules: Path, into: Path) -> Path:
    """A rules directory with one rule, in a git work tree with two commits.

    Markup stands in the texts of the rule, in what words are called, in
    displays of codes, in the lexicon, in the name of a signature's file, and in
    the subjects of the commits.
    """
    made = into / "rules"
    shutil.copytree(rules, made)
    for file in [*made.glob("urgent/*.yaml"), *made.glob("chronic/*.yaml")]:
        if f"urgent/{file.stem}" != RULE:
            file.unlink()
    _commit(into, f"First {ATTACK}")
    _rewrite(made / f"{RULE}.yaml", _rule)
    _rewrite(made / "findings" / "numbness.yaml", _finding)
    for file in made.glob("value-sets/numbness*.yaml"):
        _rewrite(file, _value_set)
    signatures = made / "signoffs" / RULE
    signatures.mkdir(parents=True)
    (signatures / f"{ATTACK.replace('/', '')}.json").write_text("{}", "utf-8")
    _commit(into, f"Second {ATTACK}")
    return made


def _rewrite(file: Path, change: Any) -> None:
    said = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    change(said)
    quoted = '"' if "value-sets" in file.parts else None  # a code has to be quoted
    written = yaml.safe_dump(
        said, sort_keys=False, width=10_000, default_style=quoted, allow_unicode=True
    )
    file.write_text(written, "utf-8")


def _rule(rule: dict[str, Any]) -> None:
    for part in _OWN:
        rule[part] = f"{rule[part]} {ATTACK} {LINKS}"
    rule["when"]["why"] = f"{ATTACK} {LINKS}"
    card, terms = rule["card"], rule["governance"]
    card["summary"] = card["ask-summary"] = f"Numb {ATTACK}"
    card["detail"] = f"{card['detail']}\n\n{ATTACK} {LINKS}"
    card["suggestions"][0]["label"] = ATTACK
    for part in _TERMS:
        terms[part] = ATTACK
    terms["known-false-alarms"] = [ATTACK]
    terms["changes"][-1]["what"] = ATTACK
    for item in rule["evidence"]:
        item["cite"] = f"{ATTACK} {LINKS}"
    for number, case in enumerate(rule["cases"]):
        case["name"] = f"{number} {ATTACK}"


def _finding(word: dict[str, Any]) -> None:
    word["says"] = f"numbness {ATTACK}"
    word["text"] = [*word["text"], ATTACK.lower()]


def _value_set(document: dict[str, Any]) -> None:
    document["title"] = ATTACK
    for code in document["codes"]:
        code["display"] = ATTACK


def _commit(folder: Path, subject: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@host.example"]
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        [*who, "commit", "-q", "-m", subject],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
