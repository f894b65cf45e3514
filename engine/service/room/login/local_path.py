"""Where somebody goes after signing in: a page of this service, nowhere else."""

import re
from typing import Final

HOME: Final = "/rules"
# One slash, then what our own addresses are made of: neither a second slash nor a
# backslash, which browsers take for the beginning of another host.
_LOCAL: Final = re.compile(r"/(?![/\\])[A-Za-z0-9._~/?&=%+-]{0,300}")


def local_path(sent: str) -> str:
    """The path as sent if it is one of ours, else the list of rules."""
    return sent if _LOCAL.fullmatch(sent) and "//" not in sent else HOME
