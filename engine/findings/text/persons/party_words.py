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
BESIDE = word_set("next opposite other adjacent neighbouring second another")
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
COMES = word_set(
    """in here ringing calling phoning writing messaging emailing contacting attending
    rang"""
)
NEEDS = word_set("need want require wanted needed")
ONLY = word_set("only just simply merely")
GETS = word_set("get have collect renew cancel swabbed tested")
# "He only wants", "she came for", behind a pronoun that cannot be the other's.
COMES_FOR = frozenset(
    {(only, act) for only in ONLY for act in ("wants", "needs", "has", "came", "here")}
    | {("has", only) for only in ONLY}
    | {(come, of) for come in ("here", "in") for of in ("for", "about", "re")}
    | {
        (come, of)
        for come in ("came", "come", "attends", "attending", "attended", "booked")
        for of in ("for", "about", "re", "today", "re")
    }
    | {("asks", "for"), ("asking", "for"), ("requests", "side"), ("requesting", "side")}
)
# "Pt not affected", "this pt self extricated", "our pt drove her".
UNTOUCHED = frozenset(
    {("not", "affected"), ("at", "baseline"), ("no", "change"), ("no", "injuries")}
    | {("no", "complaints"), ("self", "extricated"), ("refused", "care")}
    | {("no", "symptoms"), ("nil", "symptoms"), ("no", "injury"), ("not", "injured")}
    | {("in", "the"), ("moved", "to"), ("flying", "to")}
)
WELL = word_set(
    """unaffected uninjured unhurt asymptomatic comfortable unchanged well fine alright
    ok swabbed unharmed"""
)
SLEEPLESS = frozenset(
    {("couldn't", "sleep"), ("no", "sleep"), ("didn't", "sleep"), ("not", "sleep")}
    | {("kept", "awake"), ("can't", "sleep"), ("woken", "by"), ("contact", "tracing")}
    | {("wants", "rehousing"), ("side", "room")}
)
DEEDS = word_set("drove assisted helped gave witnessed comforted held caught")
THE_PATIENT = word_set("patient pt")
OWN_THINGS = word_set(
    """sick note letter appointment appt birth pill contraception contraceptive
    smear
    refill repeat prescription script meds medication mc certificate
    implant depo results bloods
    vaccine jab referral"""
)
ABOUT = word_set("re for about :")
BOOKS = word_set("book booked make made see arrange")
ITSELF = word_set("himself herself")
FORMS = word_set("form forms allowance register leave element")
CARING = word_set("care cares caring carer carers caregiver fmla")
# "Going with Medic 3", "being seen separately", "separate chart opened".
GONE = frozenset(
    {("seen", "separately"), ("triaged", "separately"), ("being", "seen")}
    | {("separate", thing) for thing in ("chart", "record", "notes", "prf", "file")}
    | {("separate", thing) for thing in ("booking", "card", "sheet", "appt")}
    | {("other", thing) for thing in ("crew", "prf", "chart", "ambulance", "unit")}
    | {(verb, by) for verb in ("going", "gone", "went") for by in ("with", "through")}
    | {(verb, by) for verb in ("taken", "transported") for by in ("by", "with")}
    | {("handed", "to"), ("handed", "over"), ("own", "gp"), ("own", "doctor")}
    | {("declined", "registration"), ("see", "her"), ("see", "his")}
    | {("sent", "to"), ("to", "ed"), ("by", "helicopter"), ("refused", "transport")}
)
BRINGING = word_set(
    "brought bringing brings found told tells saw of by with per from via near to hit"
)
PARTY_WORDS = frozenset().union(
    *(PARTIES, BESIDE, OF_OTHERS, TELLING, EVENTS, LINKS, SUBJECTS, *OBJECTS.values()),
    *(I_AM, COMES, NEEDS, ONLY, GETS, WELL, DEEDS, THE_PATIENT, OWN_THINGS, BOOKS),
    *(ITSELF, FORMS, CARING, BRINGING, HALTS - {";", ":", "."}, ABOUT - {":"}),
    *(*COMES_FOR, *UNTOUCHED, *SLEEPLESS, *GONE),
    word_set(
        """primary also wants asks bed bay cubicle told advised too could writing
        ambulance help 999 911 urgent urgently back passenger worried hers same fmla
        separate contact tracing vaccine
        prophylaxis swab swabs testing screening tamiflu wee little youngest eldest
        this our twin only"""
    ),
)
