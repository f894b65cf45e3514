"""What the word files under `rules/` say, as frozen models.

A *finding* is a clinic word that a rule may use. It is bound to codes (value
sets) and to text (a lexicon); a *site* is a body part; a *group* is a list of
findings that a rule treats as one; an *order* is what a card may suggest.
`rule-format.md` sections 1 and 4 are the source of the shapes.
"""

from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

CodeSystem = Literal["snomed", "loinc", "icd-10-cm", "rxnorm", "ucum"]
ResourceKind = Literal[
    "Observation",
    "Condition",
    "Procedure",
    "Encounter",
    "MedicationRequest",
    "MedicationStatement",
    "MedicationAdministration",
]
FindingKind = Literal["symptom", "sign", "diagnosis", "history", "exposure"]
Side = Literal["left", "right", "both", "one", "midline"]
Sex = Literal["female", "male"]

SYSTEM_URIS: dict[CodeSystem, str] = {
    "snomed": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
    "icd-10-cm": "http://hl7.org/fhir/sid/icd-10-cm",
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "ucum": "http://unitsofmeasure.org",
}


class Words(BaseModel):
    """The base of every model read from a file under `rules/`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


T = TypeVar("T")
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_listed), Field(min_length=1)]


class Code(Words):
    """One code of a code system, with the display of the verified table."""

    system: CodeSystem
    code: str
    display: str


class ValueSet(Words):
    """Word -> codes. The `codes` list holds nothing but `Code` mappings."""

    value_set: str
    title: str
    version: str
    codes: tuple[Code, ...] = Field(min_length=1)


class Binding(Words):
    """A value set whose codes also say where, on which side or how severe.

    "Numbness of face" is numbness, and the face.
    """

    use: str
    site: str | None = None
    side: Side | None = None
    severity: str | None = None
    course: str | None = None


def _binding(value: object) -> object:
    return {"use": value} if isinstance(value, str) else value


Bindings = Annotated[
    tuple[Annotated[Binding, BeforeValidator(_binding)], ...],
    BeforeValidator(_listed),
]


class FindingWord(Words):
    """A clinic word and the records it is found in.

    ``kind`` decides how long a statement is current: a symptom Observation
    for 7 days, a diagnosis (Condition) until abated, signs and exposures for
    the window that a clause names.
    ``implied_site``, ``implied_side`` hold for every record of the word.
    ``new_is_sudden``: an onset within 24 hours with no speed recorded counts
    as sudden (numbness and focal deficits; `rule-format.md` section 2.8).
    ``lifelong``: who had it has it ("h/o diabetes"), so history counts as now.
    ``has_site`` is False for a finding of the whole person (dizziness,
    diabetes): a body part beside it in a text is not its own.
    ``text`` are words that mean the finding wherever they stand;
    ``text_with_site`` mean it only beside a body part ("cold", "dead");
    ``text_with_limb`` only where the nearest body part is of a limb ("pain").
    ``lay`` are those of either list that may mean something else ("asleep"):
    they are read as provisional (`knowledge.md` 6.15).
    ``text_absent`` are words that say it is not there ("GCS 15"),
    ``text_absent_with_site`` say so beside a body part ("warm").
    ``normal_of`` are functions ("sensation") that, called normal, deny it;
    ``impaired_of`` those that, called impaired or lost, are it; ``lost_of``
    those that are it only when lost (a weak pulse is no absent one). What
    calls a function so is listed under function/ of the qualifiers.
    """

    finding: str
    says: str
    kind: FindingKind = "symptom"
    look_in: OneOrMore[ResourceKind]
    codes: Bindings = ()
    text: tuple[str, ...] = ()
    text_with_site: tuple[str, ...] = ()
    text_with_limb: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    text_absent: tuple[str, ...] = ()
    text_absent_with_site: tuple[str, ...] = ()
    normal_of: tuple[str, ...] = ()
    impaired_of: tuple[str, ...] = ()
    lost_of: tuple[str, ...] = ()
    implied_site: str | None = None
    implied_side: Side | None = None
    new_is_sudden: bool = False
    has_site: bool = True
    lifelong: bool = False


class Group(Words):
    """Findings that one clause treats as one: any member will do."""

    group: str
    says: str
    members: tuple[str, ...] = Field(min_length=1)


class Adjusted(Words):
    """A measure that is worked out of two: calcium adjusted for albumin.

    ``of`` + ``slope`` x (``normal`` - ``for_``), each in its own unit, where
    both were taken within ``within`` hours of each other.
    """

    of: str
    for_: Annotated[str, Field(alias="for")]
    slope: Decimal
    normal: Decimal
    within: int


class MeasureWord(Words):
    """A number that a rule compares, with its unit and the ones it is sent in.

    ``units`` maps each accepted UCUM code to (factor, offset): value in
    ``unit`` = sent value x factor + offset. The source of a factor stands in
    ``source``. Another unit is converted by the UCUM library, mass and amount
    of substance with ``molar_mass`` (g/mol), unless ``table_only``: a score, or
    a scale that is not proportional.
    """

    measure: str
    says: str
    codes: OneOrMore[str] | tuple[()] = ()
    unit: str
    units: dict[str, tuple[Decimal, Decimal]]
    source: str
    molar_mass: Decimal | None = None
    table_only: bool = False
    adjusted: Adjusted | None = None


class DrugWord(Words):
    """A class of drugs that a rule asks for: "neurotoxic", "anticoagulant".

    ``codes`` are ingredients, none where no code is verified; ``text`` their
    names, which are found in the name of a product too ("oxaliplatin 5 MG/ML
    Injection"). A product whose name has one of ``not_with`` ("ophthalmic") is
    not meant.
    """

    drug: str
    says: str
    codes: OneOrMore[str] | tuple[()] = ()
    text: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()


class Site(Words):
    """A body part. ``within`` names the wider sites it belongs to.

    ``paired`` sites exist on both sides; a plural word in a text ("feet")
    without a side means both. A code may carry a side ("left thigh").
    """

    site: str
    says: str
    within: tuple[str, ...] = ()
    limb: Literal["upper", "lower"] | None = None
    paired: bool = False
    codes: Bindings = ()
    text: tuple[str, ...] = ()


class Qualifier(Words):
    """A word that qualifies a finding: a side, a speed, a course, a context.

    ``qualifier`` is `<axis>/<word>`, such as `speed/sudden`.
    """

    qualifier: str
    codes: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class Order(Words):
    """What a suggestion of a card orders: a FHIR ServiceRequest.

    The key is `coding`: in the files `code` is the code itself, never a mapping.
    ``not_with`` names orders that contradict it on one screen.
    """

    order: str
    says: str
    code: Annotated[Code, Field(alias="coding")]
    priority: Literal["routine", "urgent", "asap", "stat"]
    not_with: tuple[str, ...] = ()


class LocaleValue(Words):
    """A threshold that differs by country, with its source.

    ``by_sex`` where the cut differs by sex; otherwise ``value``.
    """

    unit: str
    value: Decimal | None = None
    by_sex: dict[Sex, Decimal] | None = None
    evidence: str


class Locale(Words):
    """The thresholds of one country.

    ``spelling`` maps parts of British words to those of the country, for what
    is only shown: no digest covers it.
    """

    locale: str
    title: str
    values: dict[str, LocaleValue]
    spelling: dict[str, str] = Field(default_factory=dict)
