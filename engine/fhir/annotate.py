"""R4B validation of relevant records: a note beside them, never a gate.

fhir.resources is imported on first use: it costs start-up, and a service
that does not annotate never pays for it. Plain `fhir.resources` is R5 and
rejected 77 of 77 vendor bundles; R4B is meant.
"""

from pydantic import BaseModel, ValidationError

from engine.fhir.found import Found
from engine.fhir.problems import plain, problem
from engine.fhir.record import Problem

_MOST_PATHS = 5


def annotate(item: Found) -> tuple[Problem, ...]:
    """The places where a record is not valid R4B, as one problem, or none."""
    faults = faults_of(item)
    if not faults:
        return ()
    return (
        problem(
            "not-valid-fhir",
            place=item.place,
            reference=item.reference,
            detail=f"Where: {_shortened(faults)}.",
            blocking=False,
        ),
    )


def faults_of(item: Found) -> tuple[str, ...]:
    """The paths of the fields that are not valid R4B, each once; no value."""
    try:
        _model(item.kind).model_validate(item.resource)
    except ValidationError as error:
        paths = [_path(one["loc"]) for one in error.errors(include_input=False)]
        return tuple(dict.fromkeys(paths))
    except Exception as error:
        # fhir.resources raises KeyError for an unknown type in `contained`.
        return (f"the validator stopped with {type(error).__name__}",)
    return ()


def _path(parts: tuple[int | str, ...]) -> str:
    named = [f"[{part}]" if isinstance(part, int) else plain(part) for part in parts]
    return ".".join(named).replace(".[", "[") or "the resource"


def _shortened(paths: tuple[str, ...]) -> str:
    more = len(paths) - _MOST_PATHS
    named = ", ".join(paths[:_MOST_PATHS])
    return f"{named} and {more} more" if more > 0 else named


def _model(kind: str) -> type[BaseModel]:
    from fhir.resources.R4B import get_fhir_model_class  # noqa: PLC0415

    model: type[BaseModel] = get_fhir_model_class(kind)
    return model
