"""The marks, figures and words that a text is taken apart into, as one pattern.

Most texts hold no box, no grade of power and no temperature, and a search for them
at every letter takes longer than all else of a text. So each form says by what it
is known, and a text is searched only for the forms that can stand in it.
"""

import re
from enum import Flag
from functools import cache
from typing import TypeAlias

Forms: TypeAlias = re.Pattern[str]

# "? A: yes", "? Caller: yeah"
_SPEAKER = (
    r"(?:(?:a|ans|answer|caller|pt|patient|px|mum|mother|dad|father|wife|husband|son"
    r"|daughter|dtr|carer|relative|nok)\s?[:.]\s?)?[\x22\u201c']?"
)
# "No" that belongs to what follows it: "? No evidence of", "? no longer".
_NO_WHAT = (
    "evidence|signs?|history|hx|h/o|obvious|visible|new|recent|reported|complaints?"
    "|findings?|features|indication|problems?|issues?|trouble|difficulty|previous|prior"
    "|past|current|active|other|known|definite|clear|significant|associated|more"
    "|further|longer|one|change|improvement|better|worse|idea|urine|water|wee"
)
_ANSWERS = (
    "no|nope|nah|nil|none|denies|denied|yes|yeah|yep|yup|yea|yh|aye|y|n|unfortunately"
    "|(?:i'm )?afraid so|definitely|sometimes|occasionally|slight(?:ly)?|since"
    "|only|just|maybe|possibly|(?:i )?think so|a (?:bit|little)"
    r"|(?:left(?! unanswered| blank| empty)|right|both"
    r"|in (?:the|his|her|my|both|left|right))(?![^.?\n]{0,40}\?)"
    "|(?:i|he|she|it|they) (?:do|does|has|have|is|did)"
)


class _Cue(Flag):
    """What a text must hold for a form to stand in it."""

    NONE = 0
    SIGN = 1  # anything but letters, figures, blanks and common stops
    QUESTION = 2
    FIGURE = 4  # a figure of two digits, a nought, a grade, or a measure's name


_SIGN = re.compile(r"[^\w\s.,;:!?'\x22]|\.\.\.")
_FIGURE = re.compile(
    r"\d\d|0\s|/\s?5|E[1-4]\s?V|lost\s|pvr|residual|bladder", re.IGNORECASE
)

# What each is known by, and its pattern; in this order: the first that fits is the one.
FORMS: tuple[tuple[_Cue, str], ...] = (
    # A box that is not ticked says nothing, one with N denies what follows.
    (_Cue.SIGN, r"(?P<ticked>\[\s?[x\u2713\u2714y]\s?\]|[\u2611\u2612\u2714])"),
    (_Cue.SIGN, r"(?P<crossed>\[\s?n\s?\])"),
    (_Cue.SIGN, r"(?P<unticked>\[\s?\]|\[_{1,3}\]|\u2610)"),
    (_Cue.SIGN, r"(?P<without>\bw/o\b)|(?P<with>\bw/)"),
    (_Cue.SIGN, r"(?P<lettered>\(\s?(?:n|no|y|yes)\s?\))"),
    (_Cue.SIGN, r"(?P<yes>\(\s?\+\s?\)|\+ve\b|(?<![\w+])\+(?=[a-z]))"),
    # "calf pain \u2212, SOB \u2212": a minus sign that ends it, no dash
    (_Cue.SIGN, r"(?P<no>\(\s?-\s?\)|(?<=\w)\s\u2212(?=[ \t]*(?:[,.;)/]|\Z)))"),
    (_Cue.SIGN, r"(?P<minus>-ve\b)"),
    # "Speech normal? No its slurred": the answer denies nothing of its own words.
    (
        _Cue.QUESTION,
        rf"(?P<refused>\?\s{{0,3}}{_SPEAKER}(?:also\s(?=nope\b|no\s*(?:[.,;\n]|$)))?"
        rf"(?:no|nope|nah|n)\b(?!\s?(?:/|(?:{_NO_WHAT})\b)))",
    ),
    (_Cue.QUESTION, rf"(?P<answer>\?\s{{0,3}}{_SPEAKER}(?=(?:{_ANSWERS})\b))"),
    # "Facial numbness - no"
    (
        _Cue.SIGN,
        r"(?P<answered>\s[-\u2013\u2014]{1,2}\s?"
        r"(?=(?:n|no|nil|none|negative|absent|denie[ds])\s?(?:[.,;\n/]|$|\d{1,2}[.)]\s)))",
    ),
    # "0 slurring, 0 drift"
    (
        _Cue.FIGURE,
        r"(?P<nought>(?:(?<=^)|(?<=[\n;,.]\s)|(?<=[\n;,]))0\s(?=[a-z]{3}))",
    ),
    (_Cue.SIGN, r"(?P<bar>\|)"),
    (_Cue.QUESTION, r"(?P<query>(?<!\w)\?{1,3}\s?(?=[a-z]))"),
    # A temperature keeps its whole degrees, a loss of weight its meaning.
    (
        _Cue.FIGURE,
        # "Lips pink, no temp: 38.6" reads it, whatever the no was to mean.
        r"(?P<heat>(?:(?:\bno\s(?=temp(?:erature)?\s?[:=]))?"
        r"\b(?:t|temp|temperature)\s?(?:[:=]|is|was|of)?\s?"
        r"|\bhot\s(?=\d\d\.\d)|\bnow\s(?=3[5-9]\.\d\b)"
        r"|\bthermometer\s(?:said|says|reads?|showed|shows)\s"
        r"|\b(?=[34]\d\.\d\s(?:here|now|on\sarrival|at\shome|tympanic|oral|axillary)\b)"
        # "103.4 rectally", "38.4 under the arm", "she's 104 on the ear thermometer"
        r"|(?<!sats\s)(?<!spo2\s)(?<!hr\s)(?<!rr\s)(?<!pulse\s)\b(?:s?he'?s\s)?"
        # Not "sats 97 rectal 39.5": only with a decimal is it no other reading.
        r"(?=(?:(?:3[4-7]|9[6-9])\.\d|(?:3[89]|4[0-2]|10[0-5])(?:\.\d)?)\s?[fc]?\s"
        r"(?:rectal(?:ly)?|orally|axillary|tympanic(?:ally)?|temporal(?:ly)?"
        r"|under\s(?:the\s|his\s|her\s)?(?:arm|armpit|tongue)\b"
        r"|(?:in|by|on)\s(?:the\s|his\s|her\s)?(?:ear|forehead)\b))"
        r"|(?:(?<=child\s)|(?<=baby\s)|(?<=toddler\s)|(?<=son\s)|(?<=daughter\s))"
        r"is\s(?=(?:38|39|40|41)\.\d(?!\s?(?:kg|kilo|st|cm|w|y)))"
        r"|\bspik(?:ed|ing|es)\s(?:a\s|at\s|to\s|of\s)?(?=3[89]|4[0-2])"
        r"|\bs?he'?s\s(?=(?:38|39|40|41)\.\d(?!\s?(?:kg|kilo|st|cm|w|y)))"
        # By itself between two stops, with one decimal: "headache, 39.7, puking"
        r"|(?:(?<=^)|(?<=[,;.]\s)|(?<=just\s)|(?<=still\s)|(?<=she's\s)|(?<=he's\s)|(?<=at\s))"
        r"(?=(?:38|39|4[01])\.\d(?:\s?[,;.](?!\d)|\s?$|\s(?:and|with)\b|\s?c\b)))"
        r"(?P<degrees>3[4-9]|4[0-2]|9[6-9]|10[0-5])(?:\.\d+)?\b)",
    ),
    (
        _Cue.FIGURE,
        r"(?P<lighter>\blost\s(?:\w+\s)?\d+(?:\.\d+)?\s?"
        r"(?:st|stones?|kgs?|kilos?|lbs?|pounds)\b)",
    ),
    (_Cue.SIGN, r"(?P<lowered>\u2193+)|(?P<raised>\u2191+)"),
    # What is left in the bladder is a residual with its size.
    (
        _Cue.FIGURE,
        r"(?P<residual>\b(?:pvr|(?:post[- ]?void\s)?residual(?:\svolume)?"
        r"|bladder\sscan(?:ned)?)"
        r"\s?(?:of|is|was|:|=)?\s?(?:(?P<litres>\d\.\d{1,2})\s?l(?:it(?:re|er)s?)?\b"
        r"|(?P<left>\d{1,4})(?![.,]?\d|\s?l)\s?(?:mls?|cc)?\b))",
    ),
    (
        _Cue.FIGURE,
        r"(?P<drinks>\b(?P<units>\d{2,3})\+?\s?(?:u|units?|beers?|(?:st(?:an)?d(?:ard)?\s)?drinks?)"
        r"\s?(?:/|per|a|each|every)"
        r"\s?(?:wk|week|w)\b)",
    ),
    (_Cue.FIGURE, r"(?P<coma>\bE[1-4]\s?V[1-5]\s?M[1-6]\b)"),
    (_Cue.SIGN, r"(?P<compared>\b[rl]\s?[<>]{1,2}\s?[rl]\b)"),
    # "4-/5", "4+/5" are grades of power between two whole ones
    (_Cue.FIGURE, r"(?P<grade>(?:\b|(?<=\b[rl]))[0-5][-+](?=\s?/\s?5\b))"),
    (_Cue.FIGURE, r"(?P<sided>\b[rl](?=[0-5][-+]?\s?/\s?5\b))"),
    (
        _Cue.SIGN,
        r"(?P<lacking>\b[rl](?:-(?=\s*(?:[,.;\n)/]|$|[rl][-+]))|\+(?=\s*[rl][-+])))",
    ),
    (_Cue.QUESTION, r"(?P<asked>\?)"),
    # "B12 412 - normal" is told of the B12
    (
        _Cue.SIGN,
        r"(?P<joined>(?<=\w)[-\u2010\u2011](?=\w)"
        r"|(?<=\d)\s[-\u2013]\s(?=normal\s*(?:[.,;\n]|$)))",
    ),
    (_Cue.SIGN, r"(?P<apart>[-\u2013\u2014]{1,3}>?|[()\[\]]|\.{3})"),
    (_Cue.NONE, r"(?P<word>\w+(?:'\w+){0,2}|&)|(?P<line>\n)|(?P<mark>[.,;:!/+])"),
)


def forms_in(text: str) -> Forms:
    """What takes a text apart; the name of the group that fitted is the kind."""
    cues = _Cue.QUESTION if "?" in text else _Cue.NONE
    if _SIGN.search(text):
        cues |= _Cue.SIGN
    if _FIGURE.search(text):
        cues |= _Cue.FIGURE
    return _pattern(cues)


@cache
def _pattern(cues: _Cue) -> Forms:
    chosen = (form for cue, form in FORMS if cue in cues)
    return re.compile("|".join(chosen), re.IGNORECASE)
