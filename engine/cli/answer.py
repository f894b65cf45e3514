"""What `pinprick evaluate` prints: cards and reasons for people, JSON for programs."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import orjson
from rich.console import Console, Group
from rich.markdown import Markdown
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from engine.evaluation import Engine
from engine.fhir.ndjson import parse_documents
from engine.fhir.validate import Invalid
from engine.rulebook.rulebook import Rulebook, in_service
from engine.service.answering import Answer, Answering
from engine.service.answers import (
    evaluate_response,
    hook_response,
    refuse_if_unanswerable,
)
from engine.service.hook_contexts import HOOKS, Hook
from engine.service.hook_request import checked_request
from engine.service.refusal import Issue, Refusal

COLOURS = {"critical": "bold red", "warning": "yellow", "info": "cyan"}
_WORDS = {"fires": "bold", "asks": "italic"}
_BASE_URL = "http://127.0.0.1:8080"


def answered(
    body: bytes, rulebook: Rulebook, now: datetime, patient: str | None
) -> Answer:
    """The answer to a file: FHIR, or a whole CDS Hooks request.

    Raises BundleError or Refusal, each with a place, if there is no answer.
    """
    answering = Answering(Engine(in_service(rulebook)), _BASE_URL)
    documents = parse_documents(body).documents
    alone = documents[0][1] if len(documents) == 1 else None
    if isinstance(alone, dict) and "hook" in alone and "resourceType" not in alone:
        request = checked_request(alone, _hook(alone["hook"]))
        answer = answering.answer_hook(request, now)
        refuse_if_unanswerable(answer)
        return replace(answer, problems=(*request.odd, *answer.problems))
    return answering.answer_bundle(body, now, patient)


def _hook(name: object) -> Hook:
    """The hook of this name; `Refusal` for one that no service answers."""
    if isinstance(name, str) and name in HOOKS:
        return HOOKS[name]
    next_step = f"Send one of {', '.join(HOOKS)}"
    raise Refusal(
        400, Issue("value", "No service answers this hook", "hook", next_step)
    )


def print_json(
    answer: Answer, invalid: Sequence[Invalid] | None = None, *, cards_only: bool
) -> None:
    """Print the CDS Hooks response, or the body of `POST /evaluate`."""
    made = hook_response(answer) if cards_only else evaluate_response(answer)
    if invalid is not None and not cards_only:
        made["invalid"] = [asdict(one) for one in invalid]
    sys.stdout.buffer.write(orjson.dumps(made, option=orjson.OPT_INDENT_2) + b"\n")


def print_answer(answer: Answer, invalid: Sequence[Invalid] | None = None) -> None:
    """Print the cards, what the rules that spoke rest on, and the data problems."""
    console = Console(highlight=False)
    for card in answer.cards:
        console.print(_card(card))
    if not answer.cards:
        console.print("No card.", style="dim")
    _print_outcomes(console, answer)
    for problem in answer.problems:
        where = escape(problem.reference or problem.place)
        weight = "[yellow]may matter[/]" if problem.blocking else "[dim]noted[/]"
        console.print(f"{weight} {where}: {escape(problem.text)}")
    if invalid is not None:
        console.print(f"{len(invalid)} resources are not valid FHIR R4B.")
        for one in invalid:
            where = escape(one.reference or one.place)
            console.print(f"  {where}: {escape(', '.join(one.fields))}")


def _card(card: dict[str, Any]) -> Panel:
    colour = COLOURS[card["indicator"]]
    labels = [suggestion["label"] for suggestion in card.get("suggestions", ())]
    buttons = "".join(f"\n\n**[ {label} ]**" for label in labels)
    return Panel(
        Group(
            Text(card["summary"], style="bold"), "", Markdown(card["detail"] + buttons)
        ),
        title=f"[{colour}]{card['indicator'].upper()}[/]",
        title_align="left",
        border_style=colour,
    )


def _print_outcomes(console: Console, answer: Answer) -> None:
    spoke = answer.evaluation.spoken
    if spoke:
        console.print(_outcomes(spoke))
    quiet = len(answer.evaluation.decisions.answered) - len(spoke)
    if quiet:
        rules = "1 rule is" if quiet == 1 else f"{quiet} rules are"
        console.print(f"{rules} quiet; --format json says why.", style="dim")


def _outcomes(spoke: Iterable[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("rule", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    table.add_column("why", overflow="fold")
    for outcome in spoke:
        word = outcome["outcome"]
        style = COLOURS.get(outcome["indicator"] or "", _WORDS[word])
        table.add_row(outcome["rule"], f"[{style}]{word}[/]", escape(_why(outcome)))
    return table


def _why(outcome: dict[str, Any]) -> str:
    match outcome["outcome"]:
        case "fires":
            return "\n".join(_line(result) for result in outcome["reasons"])
        case _:
            asks = dict.fromkeys(result["ask"] for result in outcome["missing"])
            return "asks: " + " ".join(asks)


def _line(result: dict[str, Any]) -> str:
    references = ", ".join(record["reference"] for record in result.get("records", ()))
    why = f": {result['why']}" if result.get("why") else ""
    return f"{result.get('clause') or result['name']}{why} ({references})"
