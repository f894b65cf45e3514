"""What hospitals call their tests, procedures and fields names no patient's disease.

The first lines are the displays of real records (`docs/reading.md` counts them).
"""

import pytest
from told_now import now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

NOT_THERE = """
Patient encounter status
Depression screening
Syphilis infection test
Human immunodeficiency virus antigen test
Streptococcus pneumoniae group B antigen test
Noninvasive colorectal cancer DNA and occult blood screening in Stool
Hypo Plastic Left Heart Syndrome
Not sure of desire to become pregnant
hepatitis A-test negatief
Tobacco status
Status: stable
Ambulatory status
Diabetes screening
"""
THERE = """
Status. Lorazepam 4mg given. => seizure
Status x 20 min, midazolam given => seizure
In status, RSI planned => seizure
? status, eyes deviated left => seizure
Still in status despite levetiracetam => seizure
Known HIV, antibody test repeated => hiv
Hepatitis B, core antibody positive => hepatitis
Diabetes, test strips requested => diabetes
Known diabetes, screening of the retina due => diabetes
Facial droop, FAST test positive => facial-weakness
Status on arrival, lorazepam x2 => seizure
EEG: status => seizure
Child status, IO in => seizure
6M status => seizure
Diabetes screening of the eyes due => diabetes
Type 1 diabetes urine test ketones => diabetes
Breast cancer testing HER2 => malignancy
Left arm numb, nerve tests requested => numbness
In a coma, GCS 3 => reduced-consciousness
Hypo this morning, BM 2.1 => hypoglycaemia
"""


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize("text", NOT_THERE.strip().splitlines())
def test_a_name_of_a_test_or_field_is_no_disease(reader: TextReader, text: str) -> None:
    assert not now(reader, text)


@pytest.mark.parametrize(
    ("text", "word"), [line.split(" => ") for line in THERE.strip().splitlines()]
)
def test_what_is_there_beside_a_test_is_read(
    reader: TextReader, text: str, word: str
) -> None:
    assert word in now(reader, text)
