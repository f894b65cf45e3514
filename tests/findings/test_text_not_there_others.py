"""Whose it is: other people who are named beside the patient, and look-alikes."""

import pytest
from blind_score import WIDER
from told_now import now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


NOT_THERE = """
Cares for her husband who is confused
Her mum has MS with numb legs and she's worried sick about getting the same
His dad is incontinent and he changes him. Wants advice.
Maternal grandfather: pernicious anaemia and B12 deficiency.
All diabetic on his father's side.
"""
THERE = """
The driver, our patient, was confused at the scene => confusion
Our patient was hit by a man who was drunk, now slurring => slurred-speech
This lady was found by her friend, left arm weak => limb-weakness
The gentleman is confused. Pt has AF. => confusion
Mother found confused. Pt has AF => confusion
Daughter rang: dad confused and wandering, she is not coping => confusion
The lady in bed 4 is confused => confusion
Lady in bed 4 awake and confused, left face droops => confusion facial-weakness
One of her legs is weak => limb-weakness
Carer rang, one of her residents is slurring => slurred-speech
one of our residents is slurring and weak on left => slurred-speech limb-weakness
Resident is confused, carer at bedside well => confusion
Carer for husband, left arm numb since 8 => numbness
Main carer for her husband, she has a numb left arm => numbness
Cares for a brother with hemiplegia, now has back pain and numb saddle => numbness
Contact with a pupil who had fever, temp 39 today => fever
In contact with a man who had covid, short of breath => trouble-breathing
Bystander saw a man having a fit in the street => seizure
Caller witnessed a man having a seizure, upset => seizure
Daughter has a fever and a rash, drowsy => fever
Daughter has a fever so I cannot get her to school, now floppy and having a fit => \
seizure
Son has left arm weak so he cannot come => limb-weakness
Wife says she herself noticed his face droop => facial-weakness
Husband says he hurt himself and is confused => confusion
Son says dad is confused and not himself => confusion
Seizure at 9 was another long one => seizure
The fit was another of his usual => seizure
weak on his father's arrival, left side => limb-weakness
Paternal aunt has MS, he has numb legs => numbness
Maternal gran MS. Left leg numb today => numbness
Second fit today, this one 12 min => seizure
my friend is having a fit, this one just won't stop => seizure
Teacher says pupil was confused after a bump, our pupil is now fitting => confusion \
seizure
Pupil fitting, her own teacher called => seizure
Nan found in her own bed, confused => confusion
my dad is slurring, should I call 999? => slurred-speech
my dad has left arm weak, should i get him tested => limb-weakness
her husband says she is slurring => slurred-speech
Her son rang, she is slurring => slurred-speech
His wife says he is confused and his face droops => confusion facial-weakness
Her mum says she is slurring => slurred-speech
his mum is with him, he is fitting => seizure
Friend noticed his face drooping. Our patient is diabetic => facial-weakness diabetes
Stranger brought him in slurring. This lad only 19 => slurred-speech
A lady with left facial droop, our patient from Tuesday => facial-weakness
72 year old man with slurred speech. Our patient since 2010. => slurred-speech
Baby blue round the lips, mum well => cyanosis
Child having a seizure, mother our patient too => seizure
"""
# What a line names beside the finding.
BESIDE = {"fatigue", "cast-or-bandage", "neck-pain"}


@pytest.mark.parametrize("text", NOT_THERE.strip().splitlines())
def test_what_another_person_has_is_not_there(reader, text):
    """Nothing of it is the patient's now."""
    told = now(reader, text) - BESIDE
    assert told == set()


@pytest.mark.parametrize("line", THERE.strip().splitlines())
def test_what_may_be_the_patients_is_there(reader, line):
    """A line with the same words that tells of a present finding is read."""
    text, said = line.split(" => ")
    there = now(reader, text)

    assert set(said.split()) <= there | {WIDER.get(word, word) for word in there}
