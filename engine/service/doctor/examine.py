"""`pinprick doctor`: one look after the other, none stopping the next."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.errors import PinprickError, RuleError
from engine.evaluation import Engine
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import Rulebook, in_service
from engine.service.doctor.evaluators import evaluators
from engine.service.doctor.finding import Found, Look, not_checked, ok, wrong
from engine.service.doctor.machine import disk, fonts, memory
from engine.service.doctor.network import clock, fhir_servers, keys, login, port
from engine.service.doctor.rules import signatures
from engine.service.doctor.starting import starting
from engine.service.doctor.storing import database, patient_key
from engine.service.observe.faults import types_of
from engine.service.settings import Settings, SettingsError, read_settings
from engine.service.state import Clock


def examine(clock_of: Clock, given: Mapping[str, Any] | None = None) -> Iterator[Found]:
    """Everything that was found, in the order in which it was looked at."""
    try:
        settings = read_settings(given)
    except SettingsError as error:
        step = "`pinprick settings` lists every setting with its type"
        yield wrong("settings", str(error), step)
        yield not_checked("all else", "the settings cannot be read")
        return
    yield ok(
        "settings", f"{len(settings.model_fields_set)} are set, mode {settings.mode}"
    )
    found = list(_rules(settings))
    yield from (one for one in found if isinstance(one, Found))
    rulebook = next((one for one in found if isinstance(one, Rulebook)), None)
    yield from looked(_of_rules(settings, rulebook) if rulebook else ())
    yield from looked(_of_the_rest(settings, clock_of))


def looked(looks: Iterable[Look]) -> Iterator[Found]:
    """What each look found; one that fails itself is a finding, not an end."""
    for look in looks:
        try:
            yield from look.at()
        except Exception as error:  # the other looks are still worth having
            step = "Report this with the version of Pinprick"
            yield wrong(look.name, f"looking failed: {types_of(error)}", step)


def _rules(settings: Settings) -> Iterator[Found | Rulebook]:
    try:
        rulebook = load_rulebook(settings.rules_dir, settings.locale)
    except RuleError as error:
        first = error.diagnostics[0] if error.diagnostics else error
        what = f"{len(error.diagnostics)} faults; the first: {first}"
        yield wrong("rules", what, "`pinprick rules check` lists them all")
        yield not_checked("signatures", "the rules do not load")
        yield not_checked("evaluators", "the rules do not load")
        return
    except PinprickError as error:
        yield wrong("rules", str(error), "Set PINPRICK_RULES_DIR and PINPRICK_LOCALE")
        return
    count = f"{len(rulebook.rules)} rules for {settings.locale}"
    yield ok("rules", f"{count}, digest {rulebook.digest}")
    yield rulebook


def _of_rules(settings: Settings, rulebook: Rulebook) -> Iterator[Look]:
    yield Look("signatures", lambda: signatures(settings, rulebook))
    yield Look("evaluators", lambda: evaluators(Engine(in_service(rulebook))))


def _of_the_rest(settings: Settings, clock_of: Clock) -> Iterator[Look]:
    yield Look("start", lambda: starting(settings))
    yield Look("database", lambda: database(settings, clock_of))
    yield Look("patient key", lambda: patient_key(settings))
    yield Look("FHIR servers", lambda: fhir_servers(settings))
    yield Look("signing keys", lambda: keys(settings))
    yield Look("login", lambda: login(settings))
    yield Look("clock", lambda: clock(settings, clock_of))
    yield Look("port", lambda: port(settings))
    yield Look("disk", lambda: disk(settings))
    yield Look("memory", memory)
    yield Look("fonts", fonts)
