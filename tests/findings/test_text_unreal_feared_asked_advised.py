"""What is feared, asked, read, advised or any patient's risk; and what is there."""

import pytest
from told_now import now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


FEARED = {
    "Terrified of going blind like the girl in the film.": "vision-loss",
    "Scared of going blind like her gran did": "vision-loss",
    "Petrified of becoming incontinent after the op": "urinary-incontinence",
    "Dreading becoming confused, like her mother": "dizziness",
    "Anxious about losing his sight, eyes normal": "vision-loss",
    "Dizziness is what she fears on the boat trip": "dizziness",
    "Vertigo is what he dreads most": "vertigo",
}
ASKED = {}
ADVISED = {
    "Go to ER for any slurred speech": "slurred-speech",
    "To return with any confusion or new fits": "confusion",
    "To reattend were his arms to tingle.": "numbness",
}
ANYONES = {}
THERE = {
    "Scared, going blind in the left eye since this morning": "vision-loss",
    "Worried about losing vision, which has gone: blurred vision now": "vision-loss",
    "Terrified, left arm numb": "numbness",
    "Terrified of dying, left arm gone weak": "limb-weakness",
    "Scared of hospitals. Going numb down left side": "numbness",
    "Worried about his speech slurring": "slurred-speech",
    "Anxious about turning, vertigo on rolling over": "vertigo",
    "Dizziness is what he gets every morning": "dizziness",
    "Numb feet is what she came about, fears MS": "numbness",
    "Worried she will lose her job, left hand weak": "limb-weakness",
    "Worried it will be a stroke, face drooping": "facial-weakness",
    "Read on a forum that it might be MS, hands numb since May": "multiple-sclerosis",
    "read out that left arm was numb": "numbness",
    "Cannot read, says that vision is blurred": "vision-loss",
    "Read online about stroke because face is drooping": "facial-weakness",
    "Google says stroke, left arm numb": "stroke",
    "The internet says call 999 as speech slurred": "slurred-speech",
    "Is it true a stroke can make my arm numb?": "numbness",
    "Is it true? Face drooping now": "facial-weakness",
    "Is she always this confused?": "confusion",
    "Does he always slur his speech?": "slurred-speech",
    "Can people see her face drooping?": "facial-weakness",
    "Will someone see him, left arm weak?": "limb-weakness",
    "Can someone come, my husband's speech is slurred?": "slurred-speech",
    "Could I have my diabetes review?": "diabetes",
    "Could I have diabetes and this numb foot?": "numbness",
    "Do I have to wait, face drooping?": "facial-weakness",
    "lost his crossword as vision went blurred, is it a stroke?": "vision-loss",
    "Does anyone know why his left hand is numb?": "numbness",
    "Called 911 for facial droop and slurred speech": "facial-weakness",
    "Wife called 999 for his facial droop, slurred speech": "slurred-speech",
    "Call 999: facial droop, left arm weak": "limb-weakness",
    "Call 911 for any pain relief, left arm weak": "limb-weakness",
    "Call 999 for any further help; face drooping now": "facial-weakness",
    "Told to call for any weakness and is weak": "limb-weakness",
    "Told to return for any weakness; weak now": "limb-weakness",
    "Unable to come in for any appointment, numb feet": "numbness",
    "fingers pale, cold and numb, came back to ED": "numbness",
    "L fingers pale, cold or numb -> come back tomorrow": "numbness",
    "fingers cold or numb since noon -> come back": "numbness",
    "his fingers are cold or numb, come back to see him": "numbness",
    "Numb or weak hands, come back in a fortnight": "limb-weakness",
    "Unable to pass urine would be unusual for him": "urinary-retention",
    "unable to pass urine, this would be an emergency": "urinary-retention",
    "Any weakness would be new for her, left arm weak": "limb-weakness",
    "Only his left foot white and pulseless would justify it": "pallor",
    "White foot since 9 would justify blue lights": "pallor",
    "Had to stop driving at the first hint of double vision": "diplopia",
    "Stopped the drug at the first sign of double vision": "diplopia",
    "Called 999 at the first sign of facial droop": "facial-weakness",
    "took aspirin at the first sign of left arm weakness": "limb-weakness",
    "Some patients waiting; he feels dizzy": "dizziness",
    "Most people think she is confused": "confusion",
    "Like most people he gets headaches": "headache",
    "Some women in the waiting room saw her fitting": "seizure",
    "Discussed with stroke team: L arm weak, no bleeding on CT": "limb-weakness",
    "Explained: wound infection, scar tender, weak grip R": "limb-weakness",
    "Warned by GP: scar infection, confused, fever 39": "confusion",
    "Form: weak leg, numb saddle, retention": "limb-weakness",
    "Numb in a few fingers": "numbness",
    "Weak grip in some positions": "limb-weakness",
    "SE reviewed, numb feet, weak legs": "limb-weakness",
    "SE reviewed (both hands tingling, weak).": "numbness",
    "Topamax SE reviewed (none). Tingling, word-finding trouble.": "aphasia",
    "CT to exclude malignancy in any case": "malignancy",
    "Risk: bleeding on warfarin, headache since fall, confused": "confusion",
}


@pytest.mark.parametrize(
    ("text", "what"), [*(FEARED | ASKED | ADVISED | ANYONES).items()]
)
def test_what_is_only_spoken_of_is_not_there(reader, text, what):
    """Feared to come, asked or read in general, advised, or any patient's risk."""
    assert what not in now(reader, text)


@pytest.mark.parametrize(("text", "what"), THERE.items())
def test_what_is_told_beside_it_is_there(reader, text, what):
    """The same words, and a finding with a side, a time, a person or a clause."""
    assert what in now(reader, text)
