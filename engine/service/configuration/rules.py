"""Settings: the rules, and what they may be used for."""

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from engine.service.configuration.reading import SEPARATED_BY_COMMAS, Group, set_to
from engine.service.discovery import HooksVersion
from engine.service.modes import Mode

_SHIPPED = Path(__file__).parents[3] / "rules"


class RulesSettings(Group):
    """The rules, and what they may be used for."""

    title: ClassVar[str] = "Rules"

    rules_dir: Path = set_to(_SHIPPED, "/srv/pinprick/rules")
    """The directory of rules. Without it, those that ship with Pinprick."""
    rules_versions: Annotated[tuple[Path, ...], *SEPARATED_BY_COMMAS] = set_to(
        (), "/srv/pinprick/rules-2025,/srv/pinprick/rules-2026"
    )
    """Further rule directories that the review room compares with, separated by
    commas."""
    rules_keeper: str = set_to(
        "", "the rules team, rules@hospital.example", max_length=200
    )
    """Who keeps the rules, as the review room names them to whoever approves a rule
    or asks for changes; an e-mail address in it begins a letter."""
    locale: str = set_to("uk", "us")
    """Whose thresholds and spelling are used: a file of `rules/locale`."""
    mode: Mode = set_to("evaluation", "production")
    """`production` refuses to start with an emergency rule that is not clinically
    signed; `evaluation` says on every card what is not signed."""
    evaluate_drafts: bool = set_to(False, "true")
    """Has draft rules evaluated and recorded like those in shadow; neither is ever
    shown on a card."""
    hooks_version: HooksVersion = set_to("2.0", "3.0")
    """The version of CDS Hooks that discovery follows; 3.0 adds the members of the
    ballot."""
    observation_categories: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[a-z][a-z-]{1,40}$")], ...],
        *SEPARATED_BY_COMMAS,
    ] = set_to((), "laboratory,vital-signs,exam")
    """Narrows the observations that discovery asks for, separated by commas. Only
    where every observation has a category: one without would never be sent."""
    replay_dir: Path | None = set_to(None, "/srv/pinprick/replay")
    """The directory that the last replay wrote: the room shows from its counts how
    often a rule fired and asked."""
