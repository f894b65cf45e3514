"""The words by which a finding is tied to somebody else (`attached`)."""

from engine.findings.text.wording.word_set import word_set

WHO_IS = frozenset({("who", "was"), ("who", "had"), ("who", "is"), ("who", "has")})
NEEDLES = word_set("needlestick sharps splash splashed")
SOURCES = word_set("patient pt donor")
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
# What keeps a helper from lifting.
WORN = word_set("low-back-pain back-pain sciatica carpal-tunnel")
MY_APPOINTMENT = frozenset({("my", "appointment"), ("my", "appt")})
MINE = word_set("my our the his her")
HIM = word_set("him her ambulance now still bringing here 999")
CANNOT = word_set("can't cannot cant couldn't unable")
FRIENDS = word_set(
    """neighbour neighbor friend colleague worker coworker workmate stranger bystander
    mate"""
)
BIRTH = word_set("birth biological")
FOSTER = word_set("foster fostered adopted adoption adoptive")
BABIES = word_set("baby neonate newborn infant bub nbs")
TREATED = word_set("bloods abx lochia mag sats pn ctg postnatal sepsis")
SAME = word_set("so did does has had is")
WRONG = word_set("wrong error incorrect mistake")
FILES = word_set("notes patient pt file chart record records entry")
BELONGS = word_set("belongs meant intended relates")
CARE_ROLES = word_set("carer caregiver carers caller escort chaperone interpreter")
HAS = word_set("has is suffers gets had was")
NOW = word_set("now today currently still tonight pt patient i but ; .")
ATTACHED_WORDS = frozenset().union(
    *(*WHO_IS, NEEDLES, SOURCES, MOURNING),
    *(FINDING, HELPERS, CANCELS, MINE, CANNOT, FRIENDS, BIRTH, BABIES, TREATED),
    *(SAME, WRONG, FILES, BELONGS, CARE_ROLES, HAS, FOSTER, HIM, ALIVE),
    word_set(
        """means help assist transfer lift maternal rest household family class see
        chart re prf assisted helped donated told hers rip died himself herself having
        during source temperature sat next appointment appt off"""
    ),
)
