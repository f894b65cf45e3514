"""What is listed as a risk, asked, explained or sold goes on being nobody's."""

import pytest
from told_now import denied, now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

NOBODYS = """
headache n
Numbness n, weakness n
numbness N / weakness N
Headache: n
seizures: n/a
Side effects explained: dizziness, headache, ankle swelling
Possible side effects incl dizziness and confusion discussed
Red flags explained: saddle numbness, incontinence, leg weakness
Safety netted re: leg weakness, numbness, retention
Risks explained incl facial weakness, numb lip
Risks inc foot drop and infection. Consent form signed
Consent: risks: headache, leg weakness
Explained risks including stroke and facial weakness
risk of stroke and facial weakness explained
Common side effects of this medicine: headache, dizziness, swollen ankles
Any numbness?
Any weakness or numbness?
Do you have any of these: seizures, dizziness, double vision?
Have you had any headaches, dizziness or fits?
Could this tablet give me headaches?
Do you get dizzy?
Told her legs will be numb and heavy for some hours
Spinal discussed: legs will feel heavy and numb
Your arm will be numb until tonight
Afraid she will go blind
You may feel dizzy after sedation
The drug can bring on dizziness
Explained that numbness may happen
Should the fingers turn blue, call us
Should she become confused, ring 999
To go to A&E were he to become confused
Cast advice: should fingers turn blue, cold or tingly, come back
Should fever exceed 101, hold the infusion
confused about his appointment date
confused about which dose to take
Confused as to which clinic to attend
Confused why my prescription was refused
confused by the letter from clinic
muddle with prescription
The parking is a real headache
paperwork is a headache
This form is a real headache
The whole benefits system is one big headache
Traffic was a headache
Return if weak, numb or confused
Watch for leg weakness, numbness
Call 999 if face droops, arm weak or speech slurred
Consented for block: numbness, weakness
High risk of falls, confusion
Leaflet on stroke given: facial droop, arm weakness
Can cause dizziness, headache and confusion
Voltarol gel for his wife bought
Numb-Gum teething gel bought
Requests more Numb gel, the teething stuff
Alcohol-free mouthwash bought
Ordered: Ice Cold gel
Purple bruise over hip
Bruise on shin purple, football
Bruise on shin, purple turning yellow
"""
DENIED = {
    "headache n": {"headache"},
    "Numbness n, weakness n": {"numbness", "limb-weakness"},
    "numbness N / weakness N": {"numbness", "limb-weakness"},
    "Headache: n": {"headache"},
    "fits N / dizziness Y": {"seizure"},
    "Chest pain N / Headache N / Fever Y": {"headache"},
    "numbness - nil / weakness - R hand": {"numbness"},
    "weakness: N / numbness: Y": {"limb-weakness"},
    "seizures: n/a": {"seizure"},
    "headache no / neck stiffness no": {"headache"},
}


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize("text", NOBODYS.strip().splitlines())
def test_what_is_nobodys_is_not_there(text: str, reader: TextReader) -> None:
    assert not now(reader, text) - {"limb-surgery", "stroke"}


@pytest.mark.parametrize(("text", "words"), DENIED.items())
def test_an_answer_denies(text: str, words: set[str], reader: TextReader) -> None:
    assert words <= denied(reader, text)
