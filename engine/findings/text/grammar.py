"""Negation, history, other people, hypothesis and doubt, as ConText rules.

These are the little words of English, not of the clinic: the clinic's words
are the lexicon's. A rule is (category, direction, phrases). Written for this
project; medspaCy's own rules are not loaded, because they read "without
warning face went numb" as a face that is not numb.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

Category = Literal[
    "NEGATED",
    "UNLIKELY",
    "ENDED",
    "HISTORICAL",
    "FAMILY",
    "HYPOTHETICAL",
    "POSSIBLE",
    "PSEUDO",
]
Direction = Literal["FORWARD", "BACKWARD", "BIDIRECTIONAL", "PSEUDO"]


class Trigger(NamedTuple):
    """A phrase that changes how sure, when or whose a finding is.

    ``reach`` limits it to so many words, None is the whole clause.
    """

    category: Category
    direction: Direction
    phrase: str
    reach: int | None = None


_FORWARD: dict[Category, str] = {
    "NEGATED": """no|not|nil|none|never|without|w/o|denies|denied|denying|deny|
        neg|neg for|negative for|negative|free of|absence of|absent|no evidence of|
        no signs of|no sign of|no history of|no hx of|no h/o|no past history of|
        no previous|no prior|never had|nor|neither|isn't|isnt|hasn't|hasnt|
        doesn't|doesnt|didn't|didnt|wasn't|wasnt|aren't|arent|haven't|havent|
        hadn't|nothing|no complaints of|no c/o|does not complain of|
        doesn't complain of|denies any|denies history of|no known|rules out|
        ruled out for|has not had|resolved without|: no|: none|: nil|: denies|
        : denied|: negative|: absent|neg :|
        negatives :|denies :|does not report|doesn't report|did not report|
        not reporting|not experiencing|
        does not describe|does not endorse|not complaining of|no reports of""",
    "ENDED": "no longer|not any more|no more|used to be|used to have",
    "UNLIKELY": """unlikely|unlikely to have|doubt|low suspicion for
        |low suspicion of""",
    "HISTORICAL": """h/o|hx of|hx|history of|pmh|pmhx|pmh of|phx|past medical history|
        past history|previous|previously|prior|previous history of|
        known history of|past medical history of|s/p|status post|in the past|
        had a previous|background of|phx of|pmhx of|prev""",
    "HYPOTHETICAL": """if|in case|should he|should she|should they|should patient
        |should you|
        should the patient|should any|return for|return with|unless|risk of|
        risks of|prevent|prevents|to avoid|watch for|watch out for|look for|
        monitor for|monitoring for|observe for|warned about|warned of|warn about|
        advised about|may cause|can cause|could cause|might cause|side effects|
        side effect|counselled on|counselled about|counseled on|counseled about|
        educated on|educated about|education on|information on|leaflet on|
        leaflet about|safety net|safety netted|safety netting|red flags|
        assess for|check for|checked for|screen for|screening for|test for|
        come back if|call if|warning signs|signs such as|advice re|
        advice regarding|prophylaxis|when to|in the event of|
        warns of|warns about|leaflet says|leaflet lists|leaflet mentions|will make|
        would make|will cause|would cause""",
    "FAMILY": """fh|fhx|fh of|family history|family history of|family hx
        |family hx of""",
    "POSSIBLE": """possible|possibly|probable|probably|likely|suspected|suspect|
        suspecting|suspicion of|suspicious for|suspicious of|query|queried|r/o|
        rule out|to rule out|concern for|concerns for|concern about|
        concerned about|concerned re|concerning for|worried about|worried re|may|
        might|may be|might be|could be|may have|might have|could have|
        could represent|may represent|not sure if|not certain if|unsure if|
        uncertain if|vs|versus|differential|ddx|dd|consider|considering|
        cannot exclude|can't exclude|cannot rule out|can't rule out|maybe|
        perhaps|questionable|presumed|impression of|could it be|as if|
        not sure whether|unclear if|wonders if|wondering if|thinks he may have|
        thinks she may have""",
}
_BACKWARD: dict[Category, str] = {
    "NEGATED": """answeredno|denied|absent|negative|not present|not reported|
        not noted|not seen|not found|: no|: none|: nil|: denies|: denied|
        : negative|: absent|ruled out|excluded|never reported|not felt|
        not complained of""",
    "UNLIKELY": """unlikely|is unlikely""",
    "POSSIBLE": """possible|suspected|questioned|not excluded|cannot be excluded|
        not ruled out|queried|to be ruled out|to be excluded|likely""",
    "HISTORICAL": """in the past|in childhood|as a child|previously
        |on a previous occasion""",
}
_PSEUDO = """unlikely to be|unlikely to|not sure|not only|not just|
        without warning|without any warning|without obvious cause|without trauma|
        without injury|without cause|no change|no change in|no changes in|
        not changed|no improvement|no improvement in|no better|not better|
        not improving|not improved|not resolved|not resolving|not gone|no relief|
        no relief of|no relief from|not relieved|no worse|not getting better|
        no doubt|no cause for|no explanation for|no reason for|no clear cause for|
        not explained by|no trigger|no idea why|not known|not able to|can not|
        cannot|history of present|history of presenting|history of present illness|
        hx :|history :|gives history of|gives a history of|gave a history of|
        presents with history of|presented with history of|
        presenting with history of|with sudden history of|asked if|asks if|
        asking if|even if|prior to|without relief|not going away|not settling|
        not due to|not associated with|not settled|not responding|as likely|
        most likely due to|probably due to|possibly due to|likely due to|
        likely from|likely positional|likely secondary to|no further|
        not yet resolved|not fully resolved|no medical history|no pmh|
        no past medical history|no allergies|no known allergies|nil pmh|may 2|
        as if by|no time|no difference in|not had before|never had before|
        never happened before|no previous episodes|no reduction in|
        persists despite no|not been able to|no known cause|no known injury|
        no injury|no trauma|no fall|no known trauma|not normal|not right|
        nothing helps|nothing relieves|did not wake|didn't wake|not a new|
        not slept|not take|not taken|no meds|previously well|previously fit|
        previously healthy|previously fit and well|no history|no pain relief|
        not working|no one"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSONS = _words(
    """mother father mum mom mam dad brother sister son daughter wife husband partner
    friend uncle aunt aunty cousin grandmother grandfather grandma grandad granny
    parents parent sibling boyfriend girlfriend colleague neighbour neighbor
    flatmate roommate spouse fiance fiancee twin nephew niece grandson granddaughter"""
)
INFORMING = _words(
    """says said saying states stated stating reports reported reporting noticed
    notices noted notes saw sees thinks thought rang rings called calls phoned
    phones found finds concerned worried describes described witnessed heard drove
    brought took carried attended present here at tells told gave gives informs
    mentions mentioned confirms confirmed believes feels observed observes explains
    explained adds added"""
)
WITH_PERSON = _words("""with by to per from via at near for""")
POSSESSIVES = _words("""his her their my the pt's patient's a your and""")
PATIENTS_OF_CARERS = frozenset({"son", "daughter", "husband", "wife", "child"})

BREAKS = frozenset(
    {";", "but", "however", "though", "although", "except", "now", "currently"}
    | {
        "presently",
        "positive",
        "whereas",
        "yet",
        "apart",
        "nevertheless",
        "subsequently",
    }
)
ASSERTING = _words(
    """has reports reported c/o complains complaining presents presented presenting
    developed develops noticed woke feels states admits endorses describes had
    experiencing experienced suffering attended"""
)
HEDGES = _words("""not never nor n't no without denies denied doesn't didn't""")
CAUSES = frozenset({"after", "following", "post"})
AFTER_PLACE = _words(
    """mainly mostly only predominantly too well this that since when while worse
    today side sided region area distribution"""
)
JOINS = CAUSES | frozenset(
    {",", "and", "or", "nor", "+", "/", "plus", "with", "also", "then"}
)
EVEN_JOINS = frozenset({"and", "or", "nor", "+", "/", "plus", "also"})
FILLERS = _words(
    """any new obvious significant evidence of signs sign symptoms symptom complaints
    complaint reported further more other focal acute associated definite current a
    an the in his her to such as ongoing recent some feeling feel feels sensation
    been had have having is was are were on at or nor / known clear overt real major
    true c o which it that very also quite gone went turned turning become became looks
    looking felt getting gets"""
)
# Words that a finding is told with, not listed by: "left face numb".
ADJECTIVES = _words(
    """numb weak cold cool blue pale white dead asleep tingly tingles tingled dizzy
    heavy drooping drooped droopy paralysed paralyzed unsteady floppy useless woolly
    fuzzy prickly numbed buzzing"""
)
VERBS = _words(
    """is are was were started starts began begins noted noticed persists persisted
    persisting continues continued continuing came comes remains since ongoing
    worsening worse"""
)
STARTERS = _words("only just still")
DENYING = _words(
    """no nil without w/o denies denied denying deny neg negative nor
    neither"""
)
WEAKLY_DENYING = _words("no nil without w/o")
LOST = _words("feeling feel feels sensation")
LABELS = _words("side site location area laterality body : and , .")
CALLERS = _words("caller informant carer neighbour neighbor")
PAST = _words("hx history pmh pmhx phx previous prior prev background post")
RELATED = PERSONS | _words("family fh fhx")
WORRYING = _words(
    """worried worries worry worrying fears feared fearful afraid scared frightened
    anxious concerned thinks thought believes suspects wonders convinced"""
)
OPENERS = _words(
    """: c complains complaining presents presented presenting admits endorses
    because"""
)
NOT_SO = _words(
    """not non n't never no without isn't isnt hasn't hasnt didn't didnt doesn't doesnt
    wasn't wasnt aren't arent haven't havent don't dont"""
)
GONE_BEFORE = _words(
    """, . ; and but now since after again completely entirely totally fully by at in
    within today yesterday <time>"""
)
PRONOUNS = _words("he she they it this pt patient")
JUNIORS = _words(
    "son daughter grandson granddaughter child nephew niece brother sister"
)
SENIORS = _words(
    """mother father mum mom mam dad parent grandmother grandfather grandma grandad
    granny uncle aunt aunty brother sister"""
)
NOT_YET = _words(
    """not n't never no hasn't hasnt isn't isnt partially partly almost nearly mostly
    until incompletely yet without"""
)
ASKING = _words("can do does cause advice call ring return for with")
STILL_SO = _words("has have again now still since ongoing")
EARLIER = _words("earlier before but")
RELATING = _words("to in of on with from for over near around")
DEFINITE = _words("the his her my their")
COME_TRUE = frozenset({("it", "has"), ("it", "did"), ("this", "has"), ("it", "is")})
TRUE_UNTIL = _words(", . ; <time> now since today already happened and")
HYPOTHESIS = _words("""if should unless return risk when watch call""")
SUBJECTS = _words(
    """pt patient he she symptoms symptom all onset duration noted noticed first then
    approx about around last ongoing present completely fully already started began
    since came both each now they this it lkw lsw have has : , and feels then up to
    episode episodes lasted lasting for was is at has been gone time down history hx
    with woke well normal seen known but just only so far reports states says
    especially particularly affecting involving including extending radiating located
    constant constantly persistent gradually localised localized confined limited
    mainly mostly predominantly over across along"""
)
GOES_ON = _words(
    """started began onset since symptoms came noticed lkw lsw lasted first duration
    woke it this these they both resolved gone settled now spreading currently"""
)


def triggers() -> Iterator[Trigger]:
    """All phrases in writing; one that works both ways is given once."""
    forward = {(c, p) for c, text in _FORWARD.items() for p in _phrases(text)}
    backward = {(c, p) for c, text in _BACKWARD.items() for p in _phrases(text)}
    for category, phrase in sorted(forward | backward):
        if (category, phrase) not in backward:
            yield Trigger(category, "FORWARD", phrase)
        elif (category, phrase) not in forward:
            yield Trigger(category, "BACKWARD", phrase, reach=6)
        else:
            yield Trigger(category, "BIDIRECTIONAL", phrase)
    for phrase in _phrases(_PSEUDO):
        yield Trigger("PSEUDO", "PSEUDO", phrase)


def _phrases(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split("|") if phrase.strip()]
