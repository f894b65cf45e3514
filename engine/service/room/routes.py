"""Every page of the room, in the order in which addresses are tried."""

from typing import Final

from fastapi import APIRouter

from engine.service.room import (
    compare,
    history,
    home,
    paper,
    rule,
    static_files,
    try_it,
)

# The page of a rule comes last: its address takes whatever stands after /rules/.
ROUTERS: Final[tuple[APIRouter, ...]] = (
    static_files.router,
    home.router,
    try_it.router,
    compare.router,
    history.router,
    paper.router,
    rule.router,
)
