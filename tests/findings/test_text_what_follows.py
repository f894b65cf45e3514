"""What nurses write behind a sign, of the patient, his tests and his bed, ends no sign.

Each sentence is put behind each sign, and before it, with a full stop and with a comma.
"""

from itertools import product

import pytest
from told_now import now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

SIGNS = {
    "Left arm weak since 9": "limb-weakness",
    "Facial droop noted at 0800": "facial-weakness",
    "Numb saddle area and can't pass urine": "urinary-retention",
    "L foot cold and white": "cold-limb",
    "Confused, T 39": "confusion",
    "Speech slurred this morning": "slurred-speech",
    "Legs weak and tingling, spreading up": "limb-weakness",
    "Fit at 10am, still drowsy": "seizure",
    "Short of breath on lying flat": "trouble-breathing",
    "Double vision since noon": "diplopia",
}
SAID = """
Pt comfortable|Pt stable|Obs stable|Pt well in himself|No change overnight|Slept well
All well|Family happy|Pt happy with plan|Sat out in chair|Up and about|Mobilising well
Eating and drinking well|BNO|Bloods normal|CT head normal|ECG normal|MRI normal|NEWS 0
Obs all normal|BP normal|GCS 15|Pain free|No pain|Pain settled with paracetamol
Pain now gone|Nausea settled|Vomiting stopped|Rash gone|Temp down|BP settled
Bleeding stopped|Otherwise well|Fine otherwise|Well until today|Was fine yesterday
Normally fit and well|Usually independent|Previously well|No PMH|Nil else
No other symptoms|No concerns|No issues overnight|Uneventful night|Good night|Resting
Calm now|Less anxious now|Anxiety settled|Husband gone home|Gone to CT|Gone to theatre
Gone for scan|Back from theatre|Back on ward|Returned to ward|Moved to bed 4
Home tomorrow|Discharge planned|Dr informed|Seen by stroke team|Plan: CT
Continue to monitor|Handed over|IV fluids given|Analgesia given with good effect
BP improved|Sats improved|Feels better in himself|Better after breakfast|Looks well
Feels well|Feels ok|Feels fine in himself|Wife says he is fine otherwise|Son happy
Catheter draining well|Stopped warfarin|Has stopped smoking|Stopped at 10 for tea
It started at home|Came on suddenly|Woke with it|Worse today|No better|Unchanged
Ongoing|Comes and goes|Chest pain resolved|UTI resolved|Last one went away
Ambulance gone|Crew gone|Skin intact|Wound clean and dry|Cannula removed|Drain out
Tolerating diet|Settled in bed|Settled in chair|Pt settled|Pt settled in chair
Patient settled overnight|Settled on ward|Settled and comfortable|Settling in well
Much better in mood|Recovered well from surgery|Cleared by physio|Cleared for discharge
Anxious but settled|Signed off|Finished antibiotics|Completed course|Sorted meds
Fine|OK|Good|NAD|PMH nil
"""
EVERY = [one for line in SAID.strip().splitlines() for one in line.split("|")]


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize("said", EVERY)
def test_what_is_said_beside_a_sign_does_not_end_it(
    reader: TextReader, said: str
) -> None:
    texts = {
        one + parting + other: word
        for (sign, word), parting in product(SIGNS.items(), (". ", ", "))
        for one, other in ((sign, said), (said, sign))
    }

    lost = [text for text, word in texts.items() if word not in widened(reader, text)]

    assert not lost


def widened(reader: TextReader, text: str) -> set[str]:
    there = now(reader, text)
    weak = there & {"hemiparesis", "monoparesis", "paraparesis"}
    return there | ({"limb-weakness"} if weak else set())


@pytest.mark.parametrize(
    "text",
    [
        "Numb arm at 3. Settled with rest",
        "Numb arm at 3, now settled",
        "Numb lip, settled in 20 minutes",
        "numbness settled in the ambulance",
        "Tingling in both hands, gone now",
        "Left hand was numb, all gone for an hour",
        "Dizzy this morning. Resolved",
    ],
)
def test_what_the_sign_itself_did_ends_it(reader: TextReader, text: str) -> None:
    assert not now(reader, text)
