"""The words of grammar that are kept of a text, besides those of the lexicon."""

from typing import Final

from engine.findings.text.certainty.absence import ABSENCE_WORDS
from engine.findings.text.certainty.asserted import ASSERTED_WORDS
from engine.findings.text.certainty.in_fact import IN_FACT_WORDS
from engine.findings.text.certainty.listed import LISTED_WORDS
from engine.findings.text.certainty.present import PRESENT_WORDS
from engine.findings.text.certainty.restricted import RESTRICTED_WORDS
from engine.findings.text.certainty.twice import TWICE_WORDS
from engine.findings.text.certainty.unreached import UNREACHED_WORDS
from engine.findings.text.forms.run_on import RUN_ON_WORDS
from engine.findings.text.forms.together import TOGETHER_WORDS
from engine.findings.text.framing.alike import ALIKE_WORDS
from engine.findings.text.framing.ended import ENDED_WORDS
from engine.findings.text.framing.feared import FEARED_WORDS
from engine.findings.text.framing.joints import JOINT_WORDS
from engine.findings.text.framing.ordered import ORDERED_WORDS
from engine.findings.text.framing.period import PERIOD_WORDS
from engine.findings.text.framing.products import PRODUCT_WORDS
from engine.findings.text.framing.recurrence import RECURRENCE_WORDS
from engine.findings.text.framing.tested import TEST_WORDS
from engine.findings.text.framing.unreal import UNREAL_WORDS
from engine.findings.text.framing.wellbeing import WELLBEING_WORDS
from engine.findings.text.functions.elliptic import ELLIPTIC_WORDS
from engine.findings.text.functions.function_words import ALL_WORDS
from engine.findings.text.persons.caller_words import CALLER_LINE_WORDS
from engine.findings.text.persons.callers import CALLER_WORDS
from engine.findings.text.persons.deeds import DEED_WORDS
from engine.findings.text.persons.others import OTHER_WORDS
from engine.findings.text.persons.relatives import RELATIVE_WORDS
from engine.findings.text.persons.sober import SOBER_WORDS
from engine.findings.text.persons.subjects import SUBJECT_WORDS
from engine.findings.text.phrases.idioms import IDIOM_WORDS
from engine.findings.text.phrases.loose import LOOSE
from engine.findings.text.phrases.meaning import MEANING_WORDS
from engine.findings.text.phrases.no_ends import NO_END_WORDS
from engine.findings.text.wording import grammar

GRAMMAR_WORDS: Final = frozenset(
    (
        *grammar.PERSONS,
        *grammar.INFORMING,
        *grammar.WITH_PERSON,
        *grammar.POSSESSIVES,
        *grammar.PATIENTS_OF_CARERS,
        *grammar.BREAKS,
        *grammar.ASSERTING,
        *grammar.HEDGES,
        *grammar.JOINS,
        *grammar.SUBJECTS,
        *grammar.AFTER_PLACE,
        *grammar.FILLERS,
        *grammar.NOT_YET,
        *grammar.GOES_ON,
        *grammar.HYPOTHESIS,
        *grammar.RELATING,
        *grammar.EARLIER,
        *grammar.PAST_TOLD,
        *grammar.TREATED,
        *grammar.GOING_ON,
        *grammar.WAS_SO,
        *grammar.LIFE,
        *grammar.ASKING,
        *grammar.DEFINITE,
        *(word for pair in grammar.COME_TRUE for word in pair),
        *grammar.TRUE_UNTIL,
        *grammar.ADJECTIVES,
        *grammar.VERBS,
        *grammar.STARTERS,
        *grammar.DENYING,
        *grammar.WORRYING,
        *grammar.OPENERS,
        *grammar.NOT_SO,
        *grammar.GONE_BEFORE,
        *grammar.PRONOUNS,
        *grammar.PAST,
        *grammar.LABELS,
        *grammar.CALLERS,
        *grammar.RELATED,
        *grammar.JUNIORS,
        *grammar.SENIORS,
        *grammar.ANIMALS,
        *grammar.OF_ANIMALS,
        *grammar.FROM_ANIMAL,
        *grammar.OTHERS,
        *("other", "another", "at", "home", "so", "does", "like", "bad"),
        *LOOSE,
        *("know", "knows", "sure", "nope", "nah", "present", "currently"),
        *("blank", "completed", "answered", "filled", "unanswered"),
        *ALL_WORDS,
        *ALIKE_WORDS,
        *CALLER_WORDS,
        *CALLER_LINE_WORDS,
        *DEED_WORDS,
        *ELLIPTIC_WORDS,
        *ENDED_WORDS,
        *FEARED_WORDS,
        *ORDERED_WORDS,
        *WELLBEING_WORDS,
        *IDIOM_WORDS,
        *JOINT_WORDS,
        *LISTED_WORDS,
        *MEANING_WORDS,
        *IN_FACT_WORDS,
        *OTHER_WORDS,
        *PERIOD_WORDS,
        *PRESENT_WORDS,
        *PRODUCT_WORDS,
        *RECURRENCE_WORDS,
        *RELATIVE_WORDS,
        *RUN_ON_WORDS,
        *NO_END_WORDS,
        *SOBER_WORDS,
        *SUBJECT_WORDS,
        *TEST_WORDS,
        *TOGETHER_WORDS,
        *ABSENCE_WORDS,
        *ASSERTED_WORDS,
        *RESTRICTED_WORDS,
        *TWICE_WORDS,
        *UNREACHED_WORDS,
        *UNREAL_WORDS,
    )
)
