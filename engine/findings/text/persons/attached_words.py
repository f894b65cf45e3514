"""The words by which a finding is tied to somebody else (`attached`)."""

from engine.findings.text.wording.word_set import word_set

HARMED = word_set(
    """hit punched kicked bitten assaulted attacked scratched spat slapped grabbed
    struck shoved pushed headbutted butted thumped awake woken disturbed bit"""
)
HURT = word_set(
    "strained hurt pulled injured sprained twisted tweaked sore jarred wrenched"
)
HANDLING = word_set(
    "moving lifting restraining hoisting transferring turning catching holding rolling"
)
WITH = word_set("with who having who's w during was")
STAFF_HELD = word_set(
    "a an the his her another by male female old elderly intoxicated drunk"
)
NEEDLES = word_set("needlestick needle sharps splash splashed")
SOURCES = word_set("patient pt source donor")
DEAD = word_set("rip dead deceased died lifeless")
ALIVE = word_set("breathing alive pulse cpr ongoing form not but rosc")
MOURNING = word_set("bereavement bereaved widow widowed widower funeral grief grieving")
FINDING = word_set("found finds finding")
HELPERS = word_set(
    """babysitter childminder carer carers caregiver worker interpreter chaperone
    receptionist lift driver cleaner pa assistant"""
)
CANCELS = word_set(
    """cancel cancelled cancels cancelling rescheduled reschedule reschedules rebook
    rebooked postponed postpone dna dna'd"""
)
# What a helper stays at home with; a stroke of anybody at work is read.
OFF_WITH = word_set(
    """fever low-back-pain back-pain sciatica headache vertigo dizziness neck-pain
    limb-pain"""
)
MINE = word_set("my our the his her")
HIM = word_set("him her ambulance now still bringing here 999")
CANNOT = word_set("can't cannot cant couldn't unable")
HELPS = word_set("help assist transfer transfers care look")
FRIENDS = word_set(
    """neighbour neighbor friend colleague worker coworker workmate stranger bystander
    mate"""
)
CALLED = word_set("rang called phoned got drove took")
FOR = word_set("ambulance 999 111 911 for")
BIRTH = word_set("birth biological")
FOSTER = word_set("foster fostered adopted adoption adoptive")
BABIES = word_set("baby neonate newborn infant bub nbs")
WELL = word_set("well fine obs feeding pink : for normal")
SAME = word_set("so did does has had is")
WRONG = word_set("wrong error incorrect mistake")
FILES = word_set("notes patient pt file chart record records entry")
BELONGS = word_set("belongs meant intended relates")
CARE_ROLES = word_set("carer caregiver carers caller escort chaperone interpreter")
ITSELF = word_set("himself herself")
HAS = word_set("has is suffers gets had was")
NOW = word_set("now today currently still tonight pt patient i but ; .")
ATTACHED_WORDS = frozenset().union(
    *(HARMED, HURT, HANDLING, WITH, STAFF_HELD, NEEDLES, SOURCES, DEAD),
    *(MOURNING, FINDING, HELPERS, CANCELS, MINE, CANNOT, HELPS, FRIENDS),
    *(CALLED, FOR, BIRTH, BABIES, WELL - {":"}, SAME, WRONG, FILES, BELONGS),
    *(CARE_ROLES, ITSELF, HAS, FOSTER, HIM, ALIVE),
    word_set(
        """means maternal labour labor watching sneezed coughed rest everyone else all
        household family class camp treated nursed see chart re prf assisted helped
        donated told hers"""
    ),
)
