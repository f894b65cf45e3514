"""The words by which a caller's line is known (`caller_lines`)."""

from engine.findings.text.persons.callers import CALLED_FOR
from engine.findings.text.wording.grammar import BREAKS, INFORMING, PERSONS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD

CALLS = word_set(
    """rang rings ring ringing calling called call calls phoning phoned phones phone
    telephone telephoned tc message msg voicemail about caller 999 111 911 dtr
    line emergency ambulance"""
)
RANG = word_set("rang called phoned telephoned")
TELLERS = word_set("dtr caller carer teacher nurse operator informant")
# What may stand before the person in a line that somebody rings in.
LEADS = (
    CALLS
    | PERSONS
    | word_set(
        """t / c : , . - from its it's it is this re regarding on with for to check
        carer informant nurse teacher operator hi hello hiya the a an my our just here
        says said states reports concerned worried now and so but only that in law
        pt's patient's please help i i'm im think not me urgent as because cos
        hospital work home"""
    )
    | {TIME_WORD}
)
WHOSE = word_set("my our the her his a this")
# "My elderly mother", "my 4 year old son", but not "my late mother".
OF_SORT = word_set(
    """elderly poor little big best older younger old year yr yo month eldest youngest
    dear work"""
) | {TIME_WORD}
OPENING = BREAKS | word_set("; . : know that only and ,")
KIN = (CALLED_FOR - {"brother", "sister"}) | word_set(
    """mums grandson granddaughter stepdad stepmum stepson stepdaughter hubby missus
    fella spouse fiance fiancee"""
)
OTHERS = word_set("customer pupil client student passenger")
OTHER_PERSONS = PERSONS | word_set("family everyone everybody others")
# What only the family calls somebody: a clinician writes "mother".
AT_HOME = word_set("mum mom mam dad daddy nan nana nanna gran granny grandad grandpa")
NOT_KIN = word_set("i i'm im i've my me baby child")
PLURAL = word_set(
    """parents parent grandparents grandchildren nephews nieces cousins aunts uncles
    neighbours neighbors friends colleagues siblings"""
)
MAY_BE_PATIENT = (PERSONS | OTHERS) - PLURAL
IS_NOW = word_set(
    """is are has having can't cant cannot keeps looks won't wont isn't isnt suddenly
    he's she's hes shes"""
)
WHO = word_set("who whose")
WAS_TODAY = word_set("was were had went started developed became woke")
PAST = WAS_TODAY | word_set(
    """died when if used until gets suffers suffered always often weekly gave ended
    who whose also same"""
)
# "Went blind", "lost his vision" are of the past unless something says "now".
TOLD_AS_PAST = word_set("went lost fell had got became couldn't couldnt could")
SAME = word_set("same also too")
SAME_OR_PAST = SAME | {"last"}
# Of a friend's symptom it tells why somebody else came.
TELLS_WHY = SAME | word_set(
    """because so worried worry anxious scared contact exposed caught last diagnosed
    if was had were"""
)
OTHER_PATIENT = word_set(
    """pt pts px patient patients pt's patient's himself herself own attends attending
    fh fhx caring social exhausted stress stressed tearful"""
)
OF_OTHER_PATIENT = frozenset(
    {("here", "for"), ("here", "re"), ("came", "for"), ("seen", "for")}
    | {("carer", "for"), ("cares", "for"), ("caring", "for"), ("main", "carer")}
    | {("looks", "after"), ("looking", "after"), ("look", "after"), ("lives", "with")}
    | {("family", "history"), ("wants", "to"), ("i", "am"), ("next", "of")}
    | {(who, verb) for who in ("he", "she") for verb in ("asks", "wants")}
    | {("i", verb) for verb in ("have", "had", "feel", "felt", "get", "got", "need")}
)
TELLING = (INFORMING - word_set("at here present")) | CALLS | {":"}
# Of the call itself, no advice: "rang to let us know", "caller has consent".
OF_THE_CALL = word_set("know check consent")
AS_WELL = ("as", "well")
OF_PATIENT = frozenset({"pt's", "patient's"})
IN_LAW = ("in", "law")
# What a caller says is short; a long text is a record of somebody.
LONGEST = 250
FAR = 14
NEAR = 4
CALLER_LINE_WORDS = frozenset().union(
    *(
        OF_SORT - {TIME_WORD},
        LEADS - {":", ",", ".", "/", "-"},
        WHOSE,
        OTHERS,
        IS_NOW,
        PAST,
    ),
    *(
        TELLS_WHY,
        OTHER_PATIENT,
        TOLD_AS_PAST,
        OTHER_PERSONS,
        {"know", "next", "of"},
    ),
    *OF_OTHER_PATIENT,
)
