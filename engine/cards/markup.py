"""Text for GitHub Markdown that stays text, whatever it holds.

EHRs render `detail` as Markdown, some with raw HTML allowed, so everything
that comes from a record leaves as HTML entities.
"""

import re

from engine.when import Interval

_ACTIVE = re.compile(r"[^\w ,.;:/()%'\-]|[_\n\r]")
_LINK_START = re.compile(r"(?i)\b(https?|ftp|mailto|www)(?=[:.])")


def escaped(text: str) -> str:
    """A text in which no Markdown and no HTML is left to interpret.

    Every character that is not a letter, a digit or plain punctuation becomes
    a numeric entity; a bare link is broken so that it is not made clickable.
    """
    plain = " ".join(text.split())
    inert = _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", plain)
    return _LINK_START.sub(lambda found: f"{found[1]}&#8203;", inert)


def day(time: Interval) -> str:
    """A time as a clinician reads it: 20 Nov 2026 14:30, or only the part known.

    An interval of a day or longer is shown as the day, month or year it is.
    """
    start, length = time.start, time.length.total_seconds()
    if length < 3600:
        return start.strftime("%d %b %Y %H:%M UTC")
    if length < 86_400 * 1.5:
        return start.strftime("%d %b %Y")
    if length < 86_400 * 32:
        return start.strftime("%b %Y")
    return start.strftime("%Y")
