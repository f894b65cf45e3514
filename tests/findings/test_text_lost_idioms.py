"""What idioms, ends that are of something else, and unknown words once swallowed."""

import pytest
from told_now import now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

# An idiom of the lexicon stood at the same words.
IDIOMS = {
    "headache over both temples": "headache",
    "headache for the first time": "headache",
    "right headache with vomiting": "headache",
    "big headache since this morning and vomiting": "headache",
    "a headache to the left side": "headache",
    "main complaint is a headache": "headache",
    "her worst symptom is a headache": "headache",
    "lost vision of left eye": "vision-loss",
    "lost sight of right eye": "vision-loss",
    "confused about the day and time": "confusion",
    "confused about her surroundings": "confusion",
    "confused as to where he is": "confusion",
    "confusion about the time and place": "confusion",
    "head spinning with vomiting": "vertigo",
    "cold feet and no pulses": "cold-limb",
    "both cold feet with pain": "cold-limb",
    "a cold left foot": "cold-limb",
    "heavy cold leg": "cold-limb",
    "fits with tongue biting": "seizure",
    "fit in ambulance": "seizure",
    "fit for several minutes": "seizure",
    "fit to one side then drowsy": "seizure",
    "fitting of right arm": "seizure",
    "fitting his whole body": "seizure",
    "he can't talk now and face drooping": "aphasia",
    "can't speak to his wife just noises": "aphasia",
    "left leg weak for 2 days": "limb-weakness",
    "weakness over left side": "limb-weakness",
    "numb to it all, left arm numb to the elbow": "numbness",
}
# Something else is over, or was before.
ENDS = {
    "left leg numb since epidural wore off": "numbness",
    "legs weak after fever settled": "limb-weakness",
    "one off fall, left arm numb since": "numbness",
    "was back to normal at 8, left arm numb again at 9": "numbness",
    "normal again yesterday, weak left leg today": "limb-weakness",
    "complete relief of pain, numb foot": "numbness",
    "outgrown asthma, short of breath today": "trouble-breathing",
    "nothing since lunch, headache, left side weak": "headache",
    "feeling no longer present in left leg": "numbness",
    "power no longer there in legs": "limb-weakness",
    "pulse no longer present in left foot": "absent-distal-pulse",
    "brief generalised seizure": "seizure",
}
UNKNOWN = {
    "Can't feel or move either leg.": "limb-weakness",
    "unable to move or feel the left arm": "numbness",
    "R grip feeble 3/5": "limb-weakness",
    "NEW today: soils without warning. Denies leg weakness.": "bowel-incontinence",
    "Loses control of motions about twice weekly": "bowel-incontinence",
    "Floaters then loss of lower vision in L eye.": "vision-loss",
    "child limp and floppy": "limb-weakness",
    "Tip of tongue feels numb": "numbness",
}
# Idioms and things: no finding of anybody.
NOT_MEANT = {
    "This bill is a headache, who do i speak to": "headache",
    "Says the whole benefits business is one big headache.": "headache",
    "paperwork is a headache": "headache",
    "confused about which dose to take": "confusion",
    "confused by the letter from clinic": "confusion",
    "I apologise for the confusion over your appointment": "confusion",
    "got cold feet about the operation": "cold-limb",
    "Cold sore upper lip, wants aciclovir.": "cold-limb",
    "history fits with sciatica": "seizure",
    "fit for work from Monday": "seizure",
    "can you fit her in today": "seizure",
    "Coil fitting today": "seizure",
    "Tip of tongue feels numb": "aphasia",
    "tingling in both hands when hyperventilating, none now": "numbness",
    "numbness no longer present": "numbness",
    "arm weakness, has since completely settled": "limb-weakness",
}


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize(("text", "word"), {**IDIOMS, **ENDS, **UNKNOWN}.items())
def test_what_is_there_is_read(text: str, word: str, reader: TextReader) -> None:
    wider = {"foot-drop": "limb-weakness", "hemiparesis": "limb-weakness"}

    there = now(reader, text)

    assert word in there | {wider.get(one, one) for one in there}


@pytest.mark.parametrize(("text", "word"), NOT_MEANT.items())
def test_an_idiom_or_what_is_over_is_not(
    text: str, word: str, reader: TextReader
) -> None:
    assert word not in now(reader, text)
