"""Every page of the room, in the order in which addresses are tried."""

from typing import Final

from fastapi import APIRouter

from engine.service.room import (
    compare,
    history,
    home,
    paper,
    rule,
    sign,
    static_files,
    try_it,
)
from engine.service.room.login import pages as login
from engine.service.room.numbers import pages as numbers

# What whoever signs in needs before.
OPEN: Final[tuple[APIRouter, ...]] = (static_files.router, login.router)
# The page of a rule comes last: its address takes whatever stands after /rules/.
ROUTERS: Final[tuple[APIRouter, ...]] = (
    home.router,
    try_it.router,
    compare.router,
    history.router,
    paper.router,
    sign.router,
    numbers.router,
    rule.router,
)
