"""One version of the rules, read from its directory and ready to answer."""

from dataclasses import dataclass
from pathlib import Path

from engine.evaluation import Engine
from engine.garbage import garbage_waiting, keep_all_so_far
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import Rulebook, in_service
from engine.service.answering import Answering
from engine.service.modes import check_mode
from engine.service.settings import Settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rules without a fault, what answers with them, and where they stand.

    ``directory`` is free of symbolic links: it stays this version's when a link
    in ``PINPRICK_RULES_DIR`` goes over to another.
    """

    rulebook: Rulebook
    answering: Answering
    directory: Path


def load(settings: Settings) -> Loaded:
    """The rules of the settings, checked and warmed up.

    Raises RuleError with every fault, and `NotSignedError` where the mode does
    not allow them. Touches nothing that answers: it may run in a thread beside.
    """
    with garbage_waiting():
        directory = settings.rules_dir.resolve()
        rulebook = load_rulebook(directory, settings.locale)
        check_mode(settings.mode, rulebook)
        evaluated = in_service(rulebook, with_drafts=settings.evaluate_drafts)
        answering = Answering(Engine(evaluated), settings.base_url)
        answering.warm_up()
        # What is worked out when it is first asked for, no call shall wait for.
        _ = rulebook.digest
        keep_all_so_far()
    return Loaded(rulebook, answering, directory)
