"""The words by which a text tells of another party than its patient (`party`)."""

from engine.findings.text.persons.other_words import HUMANS, STATES
from engine.findings.text.wording.grammar import INFORMING, WORRYING
from engine.findings.text.wording.word_set import word_set

# Who is beside the patient by his very name: nobody opens a record as a "visitor".
BYSTANDERS = word_set(
    """visitor visitors bystander onlooker stranger roommate flatmate housemate
    neighbour neighbor colleague worker workmate coworker teammate classmate mate
    escort relative babysitter childminder chaperone comrade pal buddy friend"""
)
PARTIES = (
    HUMANS
    | BYSTANDERS
    | word_set("caregiver hca grandpa daddy granda mammy granddad pillion boyf officer")
)
BESIDE = word_set("next opposite other adjacent neighbouring another")
OPPOSITE_IS = word_set("who who's is has was had with her him bed bay ,")
OF_OTHERS = word_set("other second another next opposite previous last")
# What begins to tell of somebody else, or of now.
HALTS = word_set("; : . but new now today tonight currently still i i'm im we this our")
TELLING = (
    INFORMING - word_set("at here present seen carried took felt feels")
) | WORRYING
EVENTS = (
    STATES - word_set("is are was were has had have could can't cannot couldn't")
) | word_set(
    "trapped injured admitted sneezed coughing coughed vomiting vomited shouted"
)
LINKS = STATES | EVENTS | word_set("with who whose who's w being that")
SUBJECTS = {
    "he": "he",
    "he's": "he",
    "hes": "he",
    "she": "she",
    "she's": "she",
    "shes": "she",
}
OBJECTS = {"he": word_set("him his"), "she": word_set("her hers")}

# "I'm just here for my", "I only need my": what the writer wants for himself.
I_AM = word_set("i'm im am i")
COMES = word_set("in here ringing calling phoning writing messaging attending rang")
NEEDS = word_set("need want require wanted needed")
ONLY = word_set("only just simply merely")
SWABBED = word_set("swabbed tested vaccinated")
# What somebody comes with for himself beside another who is ill.
ERRANDS = word_set(
    """note smear birth pill contraception contraceptive refill prescription script
    implant depo bloods vaccine jab mc certificate mole a1c inr ear ears wax stitches
    sutures suture injection wart verruca"""
)
SLIGHT = word_set("nosebleed cut graze grazes bruise bruises scratch lip")
# "He only wants", "she came for", behind a pronoun that cannot be the other's.
COMES_FOR = frozenset(
    {(only, act) for only in ONLY for act in ("wants", "needs", "came", "here")}
    | {("has", only) for only in ONLY}
    | {
        (come, of)
        for come in ("here", "in", "came", "come", "attends", "attending", "booked")
        for of in ("for", "about", "re")
    }
)
# "Pt not affected", "this pt self extricated", "our pt drove her".
UNTOUCHED = frozenset({("not", "affected")})
SELF_DONE = frozenset({("self", "extricated"), ("moved", "to")})
MAKING_ROOM = ("moved", "to", "make")
UNHARMED = word_set("unaffected asymptomatic")
WELL = UNHARMED | word_set("comfortable unchanged well fine alright ok")
SLEEPLESS = frozenset(
    {("couldn't", "sleep"), ("no", "sleep"), ("didn't", "sleep"), ("not", "sleep")}
    | {("kept", "awake"), ("can't", "sleep"), ("woken", "by"), ("side", "room")}
)
DEEDS = word_set("drove assisted helped comforted")
THE_PATIENT = word_set("patient pt")
ABOUT = word_set("re for about :")
FORMS = word_set("form forms register")
CARING = word_set("care cares caring carer carers caregiver fmla")
# "Being seen separately", "separate chart opened".
GONE = frozenset(
    {("seen", "separately"), ("triaged", "separately")}
    | {("separate", thing) for thing in ("chart", "record", "prf", "file")}
    | {("separate", thing) for thing in ("booking", "card", "sheet", "appt")}
    | {("other", thing) for thing in ("prf", "chart")}
    | {("declined", "registration")}
)
# Of one told apart, or of a bystander: "is going with Medic 3", "refused transport".
GONE_WITH = frozenset(
    {(verb, "with") for verb in ("going", "gone", "went", "taken", "transported")}
    | {("own", "gp"), ("own", "doctor"), ("refused", "transport"), ("to", "ed")}
)
BRINGING = word_set(
    "brought bringing brings found told tells saw of by with per from via near to hit"
)
PARTY_WORDS = frozenset().union(
    *(PARTIES, BESIDE, OF_OTHERS, TELLING, EVENTS, LINKS, SUBJECTS, *OBJECTS.values()),
    *(I_AM, COMES, NEEDS, ONLY, SWABBED, WELL, DEEDS, THE_PATIENT, ERRANDS, SLIGHT),
    *(FORMS, CARING, BRINGING, HALTS - {";", ":", "."}, ABOUT - {":"}),
    *(*COMES_FOR, *UNTOUCHED, *SELF_DONE, *SLEEPLESS, *GONE, *GONE_WITH),
    word_set(
        """primary symptoms temperature also wants asks bed bay ambulance help 999 911
        urgent urgently back passenger worried hers separate contact tracing wee little
        youngest eldest this our twin rehousing make room weekly monthly taxi seat
        obs"""
    ),
)
