"""Text for GitHub Markdown that stays text, whatever it holds.

EHRs render `detail` as Markdown, some with raw HTML allowed, so everything
that comes from a record leaves as HTML entities.
"""

import re
import unicodedata

from engine.when import Interval

_ACTIVE = re.compile(r"[^\w ,.;:/()%'\-]|_|^-|^\d(?=\d*[.)])")
_LINK_START = re.compile(r"(?i)(https?|ftp|mailto|xmpp|www)(?=[:.])|(?<=&#64;)")
_BREAK = "&#8203;"
# Control and format characters: unseen, and some turn the reading direction.
_UNSEEN = {"Cc", "Cf", "Cs"}


def escaped(text: str) -> str:
    """A text in which no Markdown and no HTML is left to interpret.

    Every character that is not a letter, a digit or plain punctuation becomes
    a numeric entity, and so does what would begin a list; what cannot be seen
    is dropped; a bare link or address is broken so that it is not clickable.
    """
    plain = " ".join("".join(sign for sign in text if _is_seen(sign)).split())
    inert = _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", plain)
    return _LINK_START.sub(lambda found: f"{found[0]}{_BREAK}", inert)


def _is_seen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in _UNSEEN


def day(time: Interval) -> str:
    """A time as a clinician reads it: 20 Nov 2026 14:30, or only the part known.

    An interval of a day or longer is shown as the day, month or year it is,
    which its middle tells: east of Greenwich a day begins on the day before.
    """
    length = time.length.total_seconds()
    if length < 3600:
        return time.start.strftime("%d %b %Y %H:%M UTC")
    middle = time.start + time.length / 2
    if length < 86_400 * 1.5:
        return middle.strftime("%d %b %Y")
    return middle.strftime("%b %Y" if length < 86_400 * 32 else "%Y")
