"""A lexicon like that of `rules/`, built by hand, for the tests of text."""

from engine.terminology.lexicon import Lexicon, lexicon
from engine.terminology.models import FindingWord, Qualifier, Site


def _finding(name, text, **more):
    return FindingWord(
        finding=name, says=name, look_in=("Condition",), text=tuple(text), **more
    )


def _whole(name, text, **more):
    return _finding(name, text, has_site=False, **more)


def _split(text):
    return [word.strip() for word in text.replace("\n", " ").split("|")]


FINDINGS = (
    _finding(
        "numbness",
        _split(
            """numb|numbness|numbed|tingling|tingle|tingly|pins and needles|paraesthesia
            |paresthesia|paraesthesiae|p&n|no sensation|no feeling|cannot feel
            |can't feel
            |cant feel|can not feel|unable to feel|lost feeling|lost sensation
            |loss of sensation|loss of feeling|sensory loss|reduced sensation
            |altered sensation|decreased sensation|dead|dead leg|dead arm|gone to sleep
            |went to sleep|asleep|numbing sensation|hypoaesthesia"""
        ),
        lay=(
            "dead",
            "dead leg",
            "dead arm",
            "gone to sleep",
            "went to sleep",
            "asleep",
        ),
        text_with_site=("heavy",),
    ),
    _finding(
        "facial-weakness",
        _split(
            """facial droop|face droop|facial weakness|facial palsy|face drooping
            |drooping face|droopy face|mouth droop|facial asymmetry|face drooped"""
        ),
        implied_site="face",
    ),
    _finding(
        "limb-weakness", _split("weakness|weak|can't lift|cannot move|can't move")
    ),
    _whole("dizziness", _split("dizzy|dizziness|lightheaded|giddy")),
    _whole("vertigo", _split("vertigo|room spinning|spinning")),
    _whole("ataxia", _split("ataxia|ataxic|incoordination")),
    _whole("gait-unsteady", _split("unsteady|unsteady gait|off balance|imbalance")),
    _whole("slurred-speech", _split("slurred speech|slurring|speech slurred")),
    _finding("cold-limb", _split("cold limb"), text_with_site=("cold", "cool")),
    _finding("pallor", _split("pallor"), text_with_site=("pale", "white")),
    _finding(
        "cyanosis", _split("cyanosis|cyanosed|cyanotic"), text_with_site=("blue",)
    ),
    _finding(
        "absent-distal-pulse",
        _split(
            "no pulse|no pulses|pulseless|absent pulse|absent pulses|no pedal pulse"
        ),
    ),
    _whole(
        "urinary-retention",
        _split(
            "cannot pass urine|can't pass urine|unable to pass urine|urinary retention"
        ),
    ),
    _whole("unable-to-walk", _split("cannot walk|can't walk|unable to walk")),
    _whole("diabetes", _split("diabetes|dm|t2dm|diabetic"), kind="diagnosis"),
    _whole("stroke", _split("stroke|cva"), kind="diagnosis"),
    _whole("tia", _split("tia|transient ischaemic attack"), kind="diagnosis"),
    _whole(
        "alcohol-dependence",
        _split("alcohol dependence|alcoholic|etoh dependence"),
        kind="diagnosis",
    ),
    _whole("multiple-sclerosis", _split("multiple sclerosis|MS"), kind="diagnosis"),
    _whole(
        "dental-anaesthetic",
        _split("dental block|dental anaesthetic|numbed by dentist|dental injection"),
        kind="exposure",
    ),
    _finding(
        "low-back-pain",
        _split("low back pain|lower back pain|lbp|back pain"),
        has_site=False,
    ),
    _whole("headache", _split("headache|ha")),
    _whole("vomiting", _split("vomiting|n/v")),
    _whole("chest-pain", _split("chest pain|cp")),
    _whole("dyspnoea", _split("sob|short of breath|shortness of breath")),
)


def _site(name, text, paired=False):
    return Site(site=name, says=name, text=tuple(_split(text)), paired=paired)


SITES = (
    _site("face", "face|facial|hemiface"),
    _site("cheek", "cheek|cheeks", paired=True),
    _site("lip", "lip|lips"),
    _site("perioral", "perioral|around the mouth|around mouth|mouth"),
    _site("tongue", "tongue"),
    _site(
        "arm",
        "arm|arms|upper limb|upper limbs|upper extremity|upper extremities|UE",
        paired=True,
    ),
    _site("hand", "hand|hands", paired=True),
    _site("fingers", "finger|fingers|fingertips"),
    _site(
        "leg",
        "leg|legs|lower limb|lower limbs|lower extremity|lower extremities|LE",
        paired=True,
    ),
    _site("thigh", "thigh|thighs", paired=True),
    _site("hip", "hip|hips", paired=True),
    _site("foot", "foot|feet", paired=True),
    _site("toes", "toe|toes"),
    _site("saddle", "saddle|saddle area|perineum|perineal|groin"),
    _site("trunk", "trunk|chest|abdomen"),
    _site("half-body", "body|side of body|side of the body"),
)


def _word(name, text):
    return Qualifier(qualifier=name, text=tuple(_split(text)))


QUALIFIERS = (
    _word(
        "side/left", "left|l|lt|left-sided|left side|l sided|left hand side|lhs|l side"
    ),
    _word(
        "side/right",
        "right|r|rt|right-sided|right side|r sided|right hand side|rhs|r side",
    ),
    _word("side/both", "both|both sides|bilateral|bilaterally|bilat|b/l|either side"),
    _word("side/midline", "midline"),
    _word("symmetry/symmetric", "symmetrical|symmetric|symmetrically"),
    _word("symmetry/asymmetric", "asymmetrical|asymmetric"),
    _word(
        "speed/sudden",
        """sudden|suddenly|sudden onset|abrupt|abruptly|acute|acute onset
        |out of the blue
        |without warning|all at once""",
    ),
    _word(
        "speed/gradual", "gradual|gradually|gradual onset|slowly|insidious|insidiously"
    ),
    _word("course/spreading", "spreading|spread|spreads|spread to|moving to"),
    _word(
        "course/ascending",
        "climbing up|climbing|moving up|creeping up|ascending|up to|up to the",
    ),
    _word("course/worsening", "worsening|worse|getting worse|progressive|worsened"),
    _word(
        "course/fluctuating",
        "fluctuating|intermittent|comes and goes|on and off|waxing and waning",
    ),
    _word("course/stable", "stable|unchanged|no change in|no change|the same"),
    _word("chronic/chronic", "chronic|long-standing|longstanding|residual|old|always"),
    _word("severity/mild", "mild|slight|slightly"),
    _word("severity/severe", "severe|severely"),
    _word(
        "state/resolved",
        """resolved|gone|now gone|settled|has settled|subsided|went away|gone away
        |back to normal|cleared|wore off|better now""",
    ),
    _word("injury/injury", "bruise|bruised|knock|knocked|kicked|banged|tackled"),
    _word("emotional/emotional", "emotionally|emotional|grief|depressed|empty inside"),
    _word(
        "ignore/ignore",
        """numbing cream|numbing gel|numbing spray|emotionally numb|comfortably numb
        |numb inside|right away|right now|right handed|left handed|all right|left home
        |left work|left the|left hospital|face to face|face mask|dead end|cold sore
        |cold symptoms|on the other hand|hand over|weak tea|dead line""",
    ),
    _word("spelling/spelling", "number|numbers|checks|linger|singer|racial|things"),
    _word("abbreviation/left lower limb", "LLE"),
    _word("abbreviation/right lower limb", "RLE"),
    _word("abbreviation/left upper limb", "LUE"),
    _word("abbreviation/right upper limb", "RUE"),
    _word("abbreviation/both lower limbs", "BLE"),
    _word("abbreviation/both feet", "stocking distribution"),
    _word("abbreviation/both hands and both feet", "glove and stocking"),
)


def hand_built_lexicon() -> Lexicon:
    return lexicon(FINDINGS, SITES, QUALIFIERS)
