"""The little words between a function and what is said of it.

"Sensation to light touch is grossly intact": all that stands between
"sensation" and "intact" is of these.
"""

from engine.findings.text.wording.grammar import BREAKS, FILLERS, NOT_SO
from engine.findings.text.wording.word_set import word_set

LINKS = FILLERS | word_set(
    """to in of on at from for with and/or all both each be being been remains
    remained appears appeared seems seemed looks found noted grossly fully completely
    entirely perfectly totally otherwise still throughout everywhere also well
    clinically bilaterally today currently exam examination examined testing tested
    assessment my me i'm distal distally proximal proximally below above through
    across over down rest remaining side sides sided level own very pretty
    reasonably his her their him he she they has have everything he's she's it's
    both two four 4 2 one every across modalities modality : bit little rather"""
)
LIST_JOINS = word_set("and or nor / + plus also")
# "DP can't be felt", "pulse couldn't be found".
NEGATIONS = (NOT_SO - {"no", "without"}) | word_set(
    "not cannot can't cant couldn't couldnt unable wouldn't wouldnt"
)
# What is looked for with the hand or the probe: "unable to palpate L DP".
SOUGHT = word_set(
    """feel palpate find locate detect get obtain appreciate identify elicit hear
    record"""
)
NEARLY = word_set(
    """almost nearly mostly partially partly near less barely hardly scarcely until
    incompletely returning recovering"""
)
EARLIER = word_set(
    """until before previously baseline earlier yesterday initially when prior then
    premorbidly last ago"""
)
EARLIER_STATES = EARLIER | {"usually", "normally"}
EXCEPTIONS = frozenset(
    {("except",), ("bar",), ("excluding",), ("excepting",), ("save", "for")}
    | {("apart", "from"), ("other", "than"), ("aside", "from"), ("but", "for")}
)
IN_PART = word_set("only difficulty slightly just partially not unless poorly weakly")
# What one may know, or feel, while another is lost: "to person, not to time".
KNOWN_OF = word_set(
    """time times place places date dates day month year person people name self
    situation event surroundings"""
)
QUALITIES = KNOWN_OF | word_set(
    "pinprick pin pp vibration temperature light lt touch proprioception"
)
# "Droop on smiling" is there only when the face is used.
IN_USE = word_set(
    """smiling smile smiles smiled grimace grimaces grimacing effort movement moving
    moves exertion talking talks speaking speaks showing shows teeth raising raises
    walking walks standing stands stairs mobilising mobilizing tired blowing whistling
    lifting eating asked"""
)
UNEVEN = word_set(
    """asymmetrical asymmetric asymmetry uneven lopsided drooping droops drops weak
    weaker weakness sags sagging slurred slurs"""
)
WAS = word_set("was were been being")
TURNING = word_set("now then but today currently")
LOSING = word_set(
    "lost losing lose loses loss feel cannot lacks regain regained return"
)
LACKING = word_set("no without cannot can't cant couldn't couldnt unable nil not")
# "Absence of the left radial pulse".
LACKS = word_set("absence lack")
STOPPERS = (BREAKS - {"positive", "apart"}) | word_set(
    """; . if because should when who which that's who's denies denied denying c
    complains reports states feels"""
)
# Parts of a limb that are told apart with it: roots, upper and lower, nerves.
REGIONS = word_set(
    """rul lul rll lll ul ll uls lls ue le ues les ra la eye eyes proximal
    proximally distal distally upper lower above below radial median ulnar
    peroneal tibial sural od os c1 c2 c3 c4 c5 c6 c7 c8 t1 t2 t3 t4 t5 t6 t7
    t8 t9 t10 t11 t12 l1 l2 l3 l4 l5 s1 s2 s3 s4 s5 v1 v2 v3"""
)
# "Absent motor symptoms" are no motor function that is absent.
CHANGES = word_set(
    """deficit deficits change changes symptom symptoms sx sign signs loss losses
    problem problems issue issues disturbance disturbances involvement impairment
    abnormality abnormalities complaint complaints concern concerns disorder"""
)
GONE_OF = word_set("sensation feeling touch power strength grip pulse pulses movement")
ALL_WORDS = (
    LINKS
    | LIST_JOINS
    | NEGATIONS
    | NEARLY
    | EARLIER_STATES
    | LACKING
    | STOPPERS
    | IN_PART
    | WAS
    | TURNING
    | LOSING
    | REGIONS
    | CHANGES
    | GONE_OF
    | QUALITIES
    | IN_USE
    | UNEVEN
    | {"whilst", "while"}
    | {"feel", "palpate", "find", "locate", "detect"}
    | SOUGHT
    | LACKS
    | {word for phrase in EXCEPTIONS for word in phrase}
)
