"""`pinprick rules show | diff | sign`: what a committee reads and signs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.loading import (
    DEFAULT_RULES,
    Locale,
    RuleId,
    Rules,
    loaded,
    rule_of,
    stop,
)

if TYPE_CHECKING:
    from engine.cli.sign import Words

AsJson = Annotated[bool, typer.Option("--json", help="JSON for programs.")]


def add_to(rules_app: typer.Typer) -> None:
    """Add the commands of this module to `pinprick rules`."""
    rules_app.command("show")(show)
    rules_app.command("diff")(diff)
    rules_app.command("sign")(sign)


def show(
    rule: RuleId,
    rules: Rules = DEFAULT_RULES,
    locale: Locale = "uk",
    svg: Annotated[
        Path | None, typer.Option(help="Draw the decision into this file instead.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print a rule in English, as a committee reads it, or draw it."""
    from engine.cli.rule import print_rule, print_rule_json  # noqa: PLC0415
    from engine.review.picture import rule_picture  # noqa: PLC0415

    rulebook = loaded(rules, locale)
    found = rule_of(rulebook, rule)
    if svg is not None:
        _write(svg, rule_picture(found, rulebook.vocabulary))
    elif as_json:
        print_rule_json(found, rulebook)
    else:
        print_rule(found, rulebook)


def diff(
    old: Annotated[str, typer.Argument(help="A rule directory, REV or REV:rules.")],
    new: Annotated[str, typer.Argument(help="The same of the newer version.")],
    locale: Locale = "uk",
    html: Annotated[
        Path | None, typer.Option(help="Write a page for reviewers into this file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show which kinds of patient change outcome between two versions.

    Exit status: 0 no behavioural change, 1 some, 2 nothing could be compared.
    """
    from engine.cli.diff import print_diff, print_diff_json  # noqa: PLC0415
    from engine.errors import RuleError  # noqa: PLC0415
    from engine.review.diff import behaviour_diff  # noqa: PLC0415
    from engine.review.diff_report import diff_html  # noqa: PLC0415
    from engine.review.diff_versions import VersionError, version  # noqa: PLC0415

    try:
        found = behaviour_diff(version(old, locale), version(new, locale))
    except VersionError as error:
        stop(str(error))
    except RuleError as error:
        stop(f"a version cannot be loaded:\n{error}")
    if html is not None:
        _write(html, diff_html(found, old, new))
    (print_diff_json if as_json else print_diff)(found, old, new)
    raise typer.Exit(1 if found.changes_behaviour else 0)


def sign(  # noqa: PLR0913, PLR0917 - one parameter an option
    rule: Annotated[
        str,
        typer.Argument(
            help="A rule id; with --request also the file of the review room."
        ),
    ],
    key: Annotated[
        Path | None, typer.Option(help="Your SSH key, or the .pub an agent holds.")
    ] = None,
    role: Annotated[str, typer.Option(help="Your role, such as neurologist.")] = "",
    verdict: Annotated[str, typer.Option(help="approve or changes.")] = "approve",
    remark: Annotated[str, typer.Option(help="What should change, or why.")] = "",
    request: Annotated[
        bool,
        typer.Option(
            "--request",
            help="Print what is to be signed; of a file, and with --key: sign it.",
        ),
    ] = False,
    rules: Rules = DEFAULT_RULES,
    locale: Locale = "uk",
    as_json: AsJson = False,
) -> None:
    """Sign a rule with your SSH key, or print what is to be signed.

    pinprick rules sign --request FILE --key KEY signs what the review room made.
    """
    from engine.cli.sign import (  # noqa: PLC0415
        Words,
        print_request,
        print_signed,
        signed,
    )
    from engine.rulebook.signoff_ssh import SigningError  # noqa: PLC0415

    words = Words(role, verdict, remark)
    if request and rule.endswith(".json"):
        _sign_file(Path(rule), key, words, rules)
        return
    rulebook = loaded(rules, locale)
    found = rule_of(rulebook, rule)
    if request:
        print_request(found, rulebook, as_json=as_json)
        return
    if key is None:
        stop("give --key with your SSH key, or --request to read what is signed.")
    try:
        file = signed(found, rulebook, rules, key, words, datetime.now(UTC))
    except SigningError as error:
        stop(str(error))
    print_signed(file, found, loaded(rules, locale))


def _sign_file(file: Path, key: Path | None, words: "Words", rules: Path) -> None:
    """Show what a request asks for; sign it, if there is a key and a yes."""
    from engine.cli.sign import (  # noqa: PLC0415
        Words,
        print_asked,
        print_signed,
        signed_request,
    )
    from engine.rulebook.signoff_files import signer_of  # noqa: PLC0415
    from engine.rulebook.signoff_request import (  # noqa: PLC0415
        check_holds,
        read_request,
    )
    from engine.rulebook.signoff_ssh import SigningError  # noqa: PLC0415

    if words != Words("", "approve", ""):
        stop("the file says role, verdict and remark: leave these options out.")
    try:
        asked = read_request(file)
        rulebook = loaded(rules, asked.locale)
        check_holds(asked, rulebook)
        found = rule_of(rulebook, asked.rule)
        print_asked(asked, found, rulebook)
        if key is None:
            return
        signer = signer_of(rules, key)
        typer.confirm(f"Sign this as {signer}?", abort=True)
        made = signed_request(asked, signer, rules, key, datetime.now(UTC))
    except SigningError as error:
        stop(str(error))
    print_signed(made, found, loaded(rules, asked.locale))


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        stop(f"cannot write {file}: {error.strerror}.")
