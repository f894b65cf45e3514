"""Who looks at a page: nobody that is known, until somebody signs in."""

from dataclasses import dataclass

from fastapi import Request


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who signed in; ``name`` is what every page shows at its top."""

    name: str


def visitor_of(request: Request) -> Visitor | None:
    """Who signed in, None for somebody who did not."""
    visitor = getattr(request.state, "visitor", None)
    return visitor if isinstance(visitor, Visitor) else None
