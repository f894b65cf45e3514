"""What is past and over, and what looks like it and goes on."""

import pytest
from blind_score import WIDER
from told_now import now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


NOT_THERE = """
Had a breast cancer at 44, signed off as cured by oncology in 2003. Ear wax.
Testicular cancer treated in 1998, signed off by oncology ten years later.
Drank a bottle of vodka a day in the nineties. Not a drop since 2004.
EtOH: was on a bottle of vodka a day. Dry since 2018, still goes to AA.
Sober eight years after heavy drinking, attends AA.
One febrile seizure at 18 mo, never again, now 41
Back pain better completely after physio, discharged.
Her toes went white skiing in January; thawed within the hour and never troubled her \
afterwards.
"""
THERE = """
Was vomiting and feverish at the weekend, that has passed, but still giddy on \
standing. => dizziness
the spinning has finished thank god but my right ankle has puffed up => leg-swelling
Confused post op, that has cleared: orientated x3 this am. Temp 38.2 though => fever
was dizzy on the lisinopril back in march, thats gone. now its puffy feet from the \
amlodipine, shoes wont tie => leg-swelling
He'd gone pale at lunch but that passed. What's left is a tingling round the mouth. \
=> numbness
numb left arm, it has passed to the right arm => numbness
headache this morning, it went numb on the left after => numbness
numb hand, that's gone numb up to the elbow => numbness
weak leg, it stopped me walking => limb-weakness
numb arm, it has not cleared => numbness
numb arm, it has nearly cleared => numbness
weak arm and vomiting, that has passed => limb-weakness
slurred speech, headache, that has passed => slurred-speech
left arm numb, that has passed but back again now => numbness
numb arm, it cleared then came back => numbness
seizure, it stopped after 5 min => seizure
Having a seizure. It has stopped now. => seizure
left arm weak. They stopped the car => limb-weakness
numb arm, went straight away to A&E => numbness
Tingling hand went completely numb => numbness
arm weak for over 20 min => limb-weakness
slurring for over 20 min => slurred-speech
numb legs. They went from under me => numbness
vertigo, it passed for now but I feel it coming => vertigo
headache since 8, the vomiting has stopped => headache
Left arm numb, the headache has passed => numbness
face drooped, mum thought it had passed but it hasn't => facial-weakness
can't pee, catheter out, it has stopped draining => urinary-retention
dizzy, if it has passed by noon he can go => dizziness
leg swollen, it has gone up to the thigh => leg-swelling
Hx breast ca 2001 cured. Neck ache from new pillow. => neck-pain
heavy drinker, not a drop of urine since 2am => urinary-retention harmful-alcohol-use
not a drop since 0200, bladder full => urinary-retention
Drinks a bottle of vodka a day, trying to stop, dry for 2 weeks => harmful-alcohol-use
sober for 3 days after years of heavy drinking => harmful-alcohol-use
breast cancer 2001 not cured => malignancy
prostate ca 2019, treated, never cleared => malignancy
Lung ca 2022, signed off work => malignancy
Incontinent until 9 this morning then retention => urinary-retention
Numb until 2 years ago and again since => numbness
"""
# What a line names beside the finding.
BESIDE = {"tia", "posture-or-pressure", "vegan-diet", "cold-exposure"}


@pytest.mark.parametrize("text", NOT_THERE.strip().splitlines())
def test_what_is_over_is_not_there(reader, text):
    """Nothing of it is the patient's now."""
    told = now(reader, text) - BESIDE
    assert told == set()


@pytest.mark.parametrize("line", THERE.strip().splitlines())
def test_what_goes_on_is_there(reader, line):
    """A line with the same words that tells of a present finding is read."""
    text, said = line.split(" => ")
    there = now(reader, text)

    assert set(said.split()) <= there | {WIDER.get(word, word) for word in there}
