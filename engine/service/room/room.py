"""What the pages of rules keep while a service runs, made once."""

from dataclasses import dataclass

from engine.rulebook.rulebook import Rulebook
from engine.service.answering import Answering
from engine.service.contract import AnsweringEngine, RulesInUse
from engine.service.releases import releases_beside
from engine.service.room.comparisons import Comparisons
from engine.service.room.reviews import Reviews
from engine.service.room.search import Search
from engine.service.room.spelling import Spelling
from engine.service.room.tallies import Tallies
from engine.service.room.versions import Versions
from engine.service.settings import Settings
from engine.store.database import Store


@dataclass(frozen=True, slots=True)
class Room:
    """What was worked out about the rules, and how their words are spelled."""

    reviews: Reviews
    versions: Versions
    tallies: Tallies
    spelling: Spelling
    search: Search
    comparisons: Comparisons

    def close(self) -> None:
        """Work out no more; what runs ends by itself."""
        self.reviews.close()
        self.tallies.close()
        self.comparisons.close()


def room_of(
    settings: Settings, rulebook: RulesInUse, engine: AnsweringEngine, store: Store
) -> Room:
    """The room of a service."""
    # The engine that answers has its lexicon in memory already.
    reader = engine.engine if isinstance(engine, Answering) else None
    others = (*settings.rules_versions, *releases_beside(settings.rules_dir))
    parts = rulebook.locale.spelling if isinstance(rulebook, Rulebook) else {}
    spelling = Spelling(parts)
    return Room(
        reviews=Reviews(rulebook, settings.rules_dir.parent, reader),
        versions=Versions(settings.rules_dir, others, settings.locale),
        tallies=Tallies(store),
        spelling=spelling,
        search=Search(rulebook, spelling),
        comparisons=Comparisons(settings, rulebook),
    )
