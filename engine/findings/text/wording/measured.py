"""Figures that a text gives, as the words that the lists know.

"4-/5" is a grade of power between two whole ones, "E4V5M6" a coma score, "T 38.5"
a temperature, "PVR 640 ml" what is left in the bladder.
"""

import re

# `clinical/knowledge.md`, EM-08: a residual of 200 ml and more makes it likelier;
# a smaller one excludes nothing; an empty bladder is written as a few ml.
LARGE_RESIDUAL_ML = 200
SMALL_RESIDUAL_ML = 50
HARMFUL_UNITS_A_WEEK = 30


def measured(match: re.Match[str]) -> tuple[str, ...]:  # noqa: PLR0911
    """The words of a figure that was written; none if it is another token."""
    match match.lastgroup:
        case "grade":
            return (match[0][0],)
        case "coma":
            return ("gcs", str(sum(int(one) for one in match[0] if one.isdigit())))
        case "residual":
            litres = match["litres"]
            left = round(float(litres) * 1000) if litres else int(match["left"])
            return _residual(left)
        case "drinks":
            return _units_a_week(int(match["units"]))
        case "lighter":
            return ("lost", "weight")
        case "heat":
            now = ("now",) if match[0][:3].lower() == "now" else ()
            return (*now, "temperature", match["degrees"])
        case "sided":  # "R5/5 L3/5"
            return (match[0].lower(),)
        case "lacking":  # "DP R+ L-"
            found = "palpable" if match[0][1] == "+" else "impalpable"
            return (match[0][0].lower(), found)
        case "compared":  # "R>L": both, if not alike
            return ("bilateral",)
        case _:
            return ()


def _units_a_week(units: int) -> tuple[str, ...]:
    """The least that `harmful-alcohol-use.yaml` lists stands for all that is more."""
    harmful = units >= HARMFUL_UNITS_A_WEEK
    return ("30", "units", "a", "week") if harmful else ("some", "units")


def _residual(millilitres: int) -> tuple[str, ...]:
    if millilitres >= LARGE_RESIDUAL_ML:
        return ("raised", "residual")
    return ("residual", "0ml") if millilitres <= SMALL_RESIDUAL_ML else ("residual",)
