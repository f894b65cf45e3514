"""Negation, history, other people, hypothesis and doubt, as ConText rules.

These are the little words of English, not of the clinic: the clinic's words
are the lexicon's. A rule is (category, direction, phrases). Written for this
project; medspaCy's own rules are not loaded, because they read "without
warning face went numb" as a face that is not numb.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from engine.findings.text.phrases.hypothesis import ADVICE, STUDY

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

_NOT = re.compile(r"\b(do|does|did|has|have|had) not\b")


class Trigger(NamedTuple):
    """A phrase that changes how sure, when or whose a finding is.

    ``reach`` limits it to so many words, None is the whole clause.
    """

    category: Category
    direction: Direction
    phrase: str
    reach: int | None = None


_FORWARD: dict[Category, str] = {
    "NEGATED": """zero|nothing to suggest|no suggestion of|no suspicion of|excludes|
        studies exclude|tests exclude|results exclude|
        findings exclude|rules out any|has ruled out|no|not|nil|none|never|without|w/o|
        denies|denied|
        denying|deny|
        neg|neg for|negative for|negative|free of|absence of|absent|nobody|no one has|
        nobody has|no evidence of|
        no signs of|no sign of|no history of|no hx of|no h/o|no past history of|
        no previous|no prior|nor|neither|isn't|isnt|hasn't|hasnt|
        doesn't|doesnt|didn't|didnt|wasn't|wasnt|aren't|arent|haven't|havent|
        hadn't|nothing|no complaints of|no c/o|does not complain of|
        doesn't complain of|denies any|denies history of|rules out|
        ruled out for|resolved without|: no|: none|: nil|: denies|
        : denied|: negative|: absent|neg :|
        negatives :|denies :|does not report|doesn't report|did not report|
        not reporting|not experiencing|
        don't|dont|doesnt|didnt|do not|does not|did not|do not have|
        have not|has not|had not|
        does not describe|does not endorse|not complaining of|not complained of|
        no reports of|no complaint of|
        no findings of|no features of|no indication of|no complaint|no problems with|
        no problem with|no issues with|no trouble with|no difficulty with|nil signs of|
        nil evidence of|does not have|doesn't have|
        never been diagnosed with|never diagnosed with|
        not aware of any|not aware of|not noticed any|hasn't noticed any|
        has not noticed any|haven't noticed any|
        not suffering from|does not suffer from|doesn't suffer from|
        does not get|doesn't get|don't get|do not get|
        not troubled by|not bothered by|clear of|no new or|
        no obvious|no visible|nil new|nil obvious|at no time|at no point|at no stage|
        absent :|absence :|negative :|pertinent negatives :|negatives|
        pertinent negatives|wasn't any|there is no|
        there was no|there are no|there's no|there isn't any|
        not got|not got any|has no|have no|with no|no current|no active|
        no reported|no complaints re|no complaints regarding|no recent|
        no hx|nil hx|nil hx of|nobody has noticed any|nobody noticed any|
        no one has noticed any|nobody has seen any|
        fails to show|failed to show|did not show|does not show|didn't show|
        negative incl|negative including|negative inc|denied any :|denies any :|
        denies the following :|denied the following :|denying the following :|no to :|
        negative for the following :|no pmh of|no past medical history of|: no hx|
        : no hx of|: no history of|: nil hx|: no pmh of|
        not experienced|has not experienced|have not experienced|
        had not experienced""",
    "ENDED": """no longer|no longer has|no longer have|no longer any|
        no longer gets|no longer feels|no longer suffers|not any more|no more|
        no further|used to be|used to have|used to get""",
    "UNLIKELY": """unlikely|unlikely to have|doubt|low suspicion for|low suspicion of|
        not suggestive of|
        not consistent with|not typical of|not in keeping with|
        against a diagnosis of""",
    "HISTORICAL": """in first pregnancy|in second pregnancy|
        in third pregnancy|
        after my first section|after her first section|h/o|hx of|hx|
        history of|pmh|pmhx|pmh of|phx|
        past medical history|
        past history|previous|previously|prior|previous history of|
        known history of|past medical history of|s/p|status post|in the past|
        had a previous|background of|phx of|pmhx of|prev|
        as a child|as a kid|as a toddler|as a baby|as a boy|as a girl|as a teenager|
        as a teen|as a student|as a youth|as a youngster|as a young man|
        as a young woman|as a young adult|in childhood|in infancy|in her teens|
        in his teens|in my teens|in her twenties|in his twenties|in my twenties|
        in her thirties|in his thirties|in my thirties|in her forties|
        in his forties|in my forties|in her fifties|in his fifties|in his youth|
        in her youth|in my youth|at school|at uni|at university|when younger|
        when she was younger|when he was younger|when i was younger|
        when she was little|when he was little|when i was little|
        when she was a child|when he was a child|when i was a child|
        when i was a kid|during her first pregnancy|during her last pregnancy|
        during her second pregnancy|in her first pregnancy|in her last pregnancy|
        in last pregnancy|in both pregnancies|in previous pregnancy|
        in a previous pregnancy|during previous pregnancy|when pregnant|
        when she was pregnant with|when i was pregnant with|years ago had|
        in the army|in the war|in a previous life|years back|decades ago|
        many years ago|some years ago|several years ago|once had|once got|
        formerly|former|last admission|at last admission|
        previous admission|on previous admission|during last admission|
        during a previous admission|in an earlier admission|
        at age|at the age of|once treated for|once treated|in high school|in college|
        in middle school|in grade school|in elementary school|in kindergarten|
        during basic training|in boot camp|in basic training|in the navy|
        in the marines|back in college|back in high school|when in college|
        when in high school|as a teen|as an infant|as a newborn|as an adolescent""",
    "HYPOTHETICAL": f"{ADVICE}|{STUDY}|unticked",
    "FAMILY": """
        fh|fhx|fh of|family history|family history of|family hx
        |family hx of|
        fam hx|fam hx of|fam history|fam history of|strong fam hx|
        strong family history of|
        strong family history|runs in the family|runs in family|family member|
        family members|family member has|
        looks after|looking after|cares for|caring for|carer for|carer to|
        carer of|cares for her|cares for his|in laws|
        mother in law|father in law|his carer has|her carer has|
        work colleague|workmate|co worker|coworker|housemate|a friend|her friend|
        his friend|my friend|best friend|school friend|
        a client|her client|his client|a customer|her pupil|a pupil|
        next patient|other patient|another patient|patient in the next bed|
        patient pt in next bed|pt in the next bed|pt 
        patient in next cubicle|patient pt in the next cubicle|
        in next cubicle|in the next cubicle|in next bed|patient in the next bay|
        lady in the next bed|
        lady in the next bay|man in the next bed|man in the next bay|
        lad in the next bay|lad in the next bed|in the next bay|in the next bed""",
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
        : negative|: absent|ruled out|has been ruled out|have been ruled out|
        has been excluded|have been excluded|was excluded|were excluded|excluded|
        never reported|not felt|
        not complained of|not experienced|not mentioned""",
    "UNLIKELY": """unlikely|is unlikely""",
    "HYPOTHETICAL": "boxunmarked",
    "POSSIBLE": """possible|suspected|questioned|not excluded|cannot be excluded|
        not ruled out|queried|to be ruled out|to be excluded|likely""",
    "HISTORICAL": """in the past|in childhood|as a child|previously
        |in the 50s|in the 60s|in the 70s|in the 80s|in the 90s|in the 1950s|
        in the 1960s|in the 1970s|in the 1980s|in the 1990s|on a previous occasion|
        at the time|at that time|back then|
        as a kid|as a toddler|as a baby|as a boy|as a girl|as a teenager|
        as a teen|as a student|as a youth|as a youngster|as a young man|
        as a young woman|as a young adult|in infancy|in her teens|
        in his teens|in my teens|in her twenties|in his twenties|in my twenties|
        in her thirties|in his thirties|in my thirties|in her forties|
        in his forties|in my forties|in his youth|in her youth|in my youth|
        at school|at uni|at university|when younger|when she was younger|
        when he was younger|when i was younger|when she was little|
        when he was little|when i was little|when she was a child|
        when he was a child|when i was a child|when i was a kid|
        until she was|until he was|until i was|years back|decades ago|
        many years ago|on that occasion|during that admission|
        during last admission|during a previous admission|last admission|
        during pregnancy years ago|in both pregnancies|in her first pregnancy|
        in her last pregnancy|in last pregnancy|during her last pregnancy|
        during her first pregnancy|when pregnant with|in the army|
        before the operation|until the operation|until her operation|
        until his operation|until the repair|until it was fixed|
        until it was repaired|until treated|until it was treated|
        until he retired|until she retired|on honeymoon|on the last admission|
        in high school|in college|in middle school|in grade school|
        during basic training|
        in boot camp|in basic training|in the navy|in the marines|
        when in college|when in high school|as an infant|as a newborn|
        as an adolescent|at age|at the age of|that winter|that summer|
        that spring|that autumn|that fall|that year|that season""",
}
_PSEUDO = """would give way|could give way|can give way|may give way|
        might give way|will give way|could give one|could give no|could only give|
        red flags nil|no red flags|nil red flags|red flags none|
        red flags : nil|red flags : none|unlikely to be|unlikely to|not sure|not only|
        not just|
        without warning|without any warning|no warning|with no warning|without cause|
        without obvious cause|without trauma|without injury|no change|no change in|
        no changes in|not changed|no improvement|no improvement in|no better|not better|
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
        likely from|likely positional|likely secondary to|
        not yet resolved|not fully resolved|no medical history|no pmh|
        no past medical history|no allergies|no known allergies|nil pmh|may 2|pmh nil|
        pmhx nil|pmh none|pmhx none|pmh : nil|pmh : none|pmh unremarkable|
        as if by|no time|no difference in|not had before|never had before|
        never happened before|no previous episodes|no reduction in|
        persists despite no|not been able to|no known cause|no known injury|
        no injury|no trauma|no fall|no known trauma|not normal|not right|
        nothing helps|nothing relieves|did not wake|didn't wake|not a new|
        not slept|not take|not taken|no meds|previously well|previously fit|
        previously healthy|previously fit and well|no history|no pain relief|
        not working|no one|did not notice her|did not notice his|
        did not notice that|did not notice the|didn't notice her|
        didn't notice his|didn't notice that|didn't notice the|didn't realise|
        did not realise|does not help|doesn't help|did not help|didn't help|
        don't help|do not help|does not relieve|doesn't relieve|did not relieve|
        didn't relieve|does not improve|doesn't improve|did not improve|
        didn't improve|did not resolve|does not resolve|doesn't resolve|
        didn't go|doesn't go|did not go|does not go|did not cause|
        does not explain|doesn't explain|does not know|doesn't know|
        did not know|didn't know|don't know|do not know|did not want|
        does not want|didn't want|doesn't want|do not want|don't want|
        does not change|doesn't change|did not change|did not stop|
        does not stop|does not clear|did not take|does not take|do not take|
        can get out|can get up|can get to|
        can get in|can get into|can get through|can get around|can get about|
        can get dressed|can get home|did not see|didn't see|did not attend|
        did not call|did not sleep|didn't sleep|did not hit|didn't hit|
        did not fall|didn't fall|does not use|do not drive|
        did not seek|does not remember|doesn't remember|
        did not tell|didn't tell|did not mention|does not like|
        not as|not so|not quite as|not nearly as|not quite so|not that|
        no let up|no let up in|no let-up|no let-up in|no respite|no respite from|
        no ease|no ease from|no easing|no easing of|no joy|no joy with|no abating|
        no abatement|no abatement of|no question|no question about it|
        no mistaking|no denying|no getting away from|
        without a doubt|without doubt|without question|without any doubt|
        no two ways about it|no lessening|no lessening of|no settling|
        no settling of|no break from|no escape from|no change with|
        no benefit|no benefit from|no effect|no effect on|not touched|
        not touching|no response to|no good|no use|not eased|not easing|
        not lifted|not lifting|not shifted|not shifting|not cleared|not clearing|
        not abated|not abating|not subsided|not subsiding|not stopped|not stopping|
        not let up|not letting up|not wearing off|not worn off|not going|
        give hx|gives hx|giving hx|give history|give a history|gives a history|
        give any history|give any hx|obtain hx|hx obtained|hx from|history from|
        history obtained|hx per|history per|hx limited|history limited|
        no pmh of note|no past medical history of note|: no longer|: no warning|
        : no change|: no improvement|: no relief|: no worse|: no better|: none before|
        : no let up|: no respite|: none like|
        hx unobtainable|hx given by|history given by|collateral hx|
        collateral history|hx via|history via|hx difficult|history difficult"""


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
    written = [" ".join(one.split()) for one in text.split("|") if one.strip()]
    return list(dict.fromkeys(form for one in written for form in _forms(one)))


def _forms(phrase: str) -> Iterator[str]:
    """A phrase as it may be written: "did not", "didn't" and "didnt"."""
    yield phrase
    shorter = _NOT.sub(lambda verb: f"{verb[1]}n't", phrase)
    yield shorter
    yield shorter.replace("n't", "nt")
