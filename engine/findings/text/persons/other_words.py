"""The words by which a finding is known as another person's (`others`, `apart`)."""

from engine.findings.text.wording.grammar import PERSONS
from engine.findings.text.wording.word_set import word_set

# Whom a record may speak of beside its patient, by sex, calling or part in it.
ROLES = word_set(
    """man woman lady gentleman gent chap bloke guy lad lass boy girl kid child baby
    infant pupil student teacher tutor interpreter translator receptionist driver
    passenger pedestrian cyclist motorist motorcyclist rider biker runner swimmer
    skier player teammate opponent boxer customer client guest visitor resident
    inmate prisoner cellmate stranger bystander mate pal buddy carer cleaner
    tourist donor candidate actor patient pt supervisor manager worker colleague
    assistant youth teenager person passer assailant attacker opponent trainee
    apprentice instructor coach referee sufferer casualty victim"""
)
PLURALS = word_set(
    """brothers sisters residents patients clients pupils students colleagues friends
    neighbours neighbors aunts uncles cousins nephews nieces siblings relatives
    relations workmates classmates housemates flatmates teammates mates customers
    guests visitors"""
)
# Whom a nurse or a carer may call the patient.
PATIENT_LIKE = word_set(
    """patient pt resident client child baby infant pupil student inmate prisoner
    casualty victim sufferer"""
)
# As whom a line may begin to tell of its patient: "elderly lady confused, pt alert".
ANYONE = PATIENT_LIKE | word_set(
    """man woman lady gentleman gent chap bloke guy lad lass boy girl kid youth teenager
    person worker student"""
)
HUMANS = ROLES | PLURALS | PERSONS
SORTS = word_set(
    """the a an another other older younger elderly old young little big last next
    previous second first her his my their own that whose late poor drunk two three
    both one late step half twin care teaching front seat school maternal paternal"""
)
STATES = word_set(
    """has had have is was were are got gets felt feels suffers suffered collapsed
    fainted turned went became lost developed started woke takes drinks drank lies
    fell keeps died struggles struggled complained complaining could can't cannot
    couldn't"""
)
# Words that begin to tell of somebody else, or of now.
ANEW = word_set(
    """he she i we they pt patient patient's pt's himself herself now today currently
    who's still because since but ; :"""
)
THE_PATIENT = word_set("patient pt patient's pt's")
ITSELF = word_set("himself herself")
ONLY = word_set("only just merely here needs : himself herself has")
WELL = word_set(
    """: is was well fine ok okay none nil asymptomatic unaffected unhurt healthy
    remains feels no denies symptoms symptom"""
)
UNHARMED = word_set(
    "well fine ok okay none nil asymptomatic unaffected unhurt healthy alright"
)
ACTED = word_set(
    """called rang phoned helped witnessed ate gave did saw attended performed
    assisted comforted"""
)
OWN_BUSINESS = word_set(
    """appointment appt smear results result risk blood bp bloods prescription repeat
    script vaccination vaccinations vaccine jab jabs flu review scan mammogram
    colonoscopy medication meds medicines tablets health check test tests symptoms"""
)
OWNERS = word_set("her his my for")
CARES = word_set("cares caring care carer caregiver looks looking nursing nurses minds")
CARED_FOR = word_set("for after to")
CARER_ACTS = word_set(
    """coping caring cares transfers lifts lifting hoists hoisting changes bathes feeds
    exhausted respite awake"""
)
MEETING = frozenset(
    {("contact", "with"), ("exposed", "to"), ("next", "to"), ("contact", "of")}
    | {("exposure", "to"), ("contact", "was"), ("alongside", "a")}
)
SEEING = word_set("saw witnessed watched seeing witnessing")
SHAKEN = word_set(
    """shaken upset distressed traumatised traumatized anxious flashbacks nightmares
    haunted shock"""
)
FAMILY_SIDE = word_set("father mother mum mam mom dad maternal paternal")
CALLING_OFF = word_set("cancels cancelled cancel cancelling rebook rebooks postpones")
NOT_ABLE = word_set("can't cannot cant couldn't unable won't")
COMING = word_set("come attend make bring get")
SAYING = word_set("says said saying speaking talking telling")
OF_WHOM = word_set("of about")
NOT_A_PERSON = word_set(
    """one of seizure fit attack episode turn spell stroke tia bout time day week
    hospital gp"""
)
DIFFERENT = frozenset({("someone", "else"), ("somebody", "else")})
OTHER_WORDS = frozenset().union(
    *(HUMANS, SORTS, STATES, ANEW - {";", ":"}, THE_PATIENT, ITSELF),
    *(ONLY - {":"}, WELL - {":"}, UNHARMED, ACTED, OWN_BUSINESS, OWNERS),
    *(CARES, CARED_FOR, CARER_ACTS, SEEING, SHAKEN, FAMILY_SIDE, CALLING_OFF),
    *(NOT_ABLE, COMING, SAYING, OF_WHOM, *MEETING, *DIFFERENT),
    word_set("this so mum own nothing different stress strain among relatives family"),
)
