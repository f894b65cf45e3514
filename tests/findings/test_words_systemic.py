"""Words of circulation, metabolism, poisons, systemic disease and self-care."""

from datetime import UTC

import pytest
from finding_records import ago, coded, condition, gathered, reader

from engine.findings.text.finding import TextFinding

# finding | a text that says it | a text that denies it, or a look-alike ("- " before)
WORDS = """
leg-swelling | left calf swollen and painful | no ankle oedema
pain-out-of-proportion | R forearm pain out of proportion | no pain on passive stretch
limb-injury | broke left wrist yesterday | - no injury to the leg
cast-or-bandage | left leg in a cast, toes tingling | - cast iron pan
limb-surgery | s/p ORIF L wrist, thumb numb | - seen by orthopaedics
long-lie | long lie overnight | no long lie
deep-vein-thrombosis | ?DVT left leg | - DVT prophylaxis given
claudication | calf pain on walking | no claudication
foot-ulcer | ulcer on left big toe | - mouth ulcers
gangrene | gangrene of right second toe | - avascular necrosis of hip
foot-infection | cellulitis right foot | no infection of foot
tearing-pain | tearing chest pain through to back | no tearing chest pain
chest-pain | chest pain since noon | denies chest pain
pulse-difference | BP difference between arms | no radio-radial delay
cold-exposure | out in the cold, fingers numb | no cold exposure
frostbite | frostbite to toes | no frostbite
hypothermia | hypothermic on arrival | not hypothermic
chilblains | chilblains on toes | no chilblains
cold-triggered-colour-change | fingers go white in the cold | no color change with cold
cramp | cramps in calves | - abdominal cramps
tetany | carpopedal spasm | no tetany
stridor | stridor at rest | no stridor
long-qt | QTc prolonged | no QT prolongation
neck-gland-surgery | thyroidectomy last week | no previous thyroid surgery
hypocalcaemia | low calcium | no hypocalcaemia
hypomagnesaemia | hypomagnesemia | no low magnesium
hypokalaemia | potassium low | no hypokalaemia
iron-deficiency | iron deficiency anaemia | not iron deficient
zinc-deficiency | low zinc | no zinc deficiency
folate-deficiency | folate deficient | no folate deficiency
anaemia | anaemic | not anaemic
tinnitus | ringing in the ears | no tinnitus
metallic-taste | metallic taste in mouth | no metallic taste
muscle-twitching | muscle twitching in arms | no fasciculations
toxin-exposure | bitten by a snake | - shellfish allergy
overdose | took an overdose of paracetamol | denies overdose
kidney-disease | ESRD on dialysis | - AKI last week
hypothyroidism | underactive thyroid | no hypothyroidism
lupus | known SLE | - lupus anticoagulant positive
sjogren | Sjögren's | no Sjogrens
sarcoidosis | sarcoid | no sarcoidosis
coeliac-disease | celiac disease | - coeliac screen sent
vasculitis | known GCA | no vasculitis
rheumatoid-arthritis | rheumatoid arthritis | - sats 98% RA
purpura | purpuric rash on legs | no purpura
weight-loss | unintentional weight loss | - intentional weight loss
night-sweats | night sweats for a month | denies fever or night sweats
hiv | HIV positive | HIV negative
leprosy | leprosy treated 2010 | no leprosy
syphilis | tertiary syphilis | - syphilis serology sent
hepatitis | hep B carrier | - hep B vaccine given
lyme-disease | ?Lyme disease | - Lyme serology negative
tick-bite | bitten by a tick in June | denies tick exposure
erythema-migrans | bullseye rash on thigh | no erythema migrans
shingles | shingles T5 on left | - shingles vaccine last year
rash | vesicles on left chest | no rash
malignancy | breast cancer 2015 | - mother had breast cancer
bone-metastasis | mets to spine | no bony metastases
myeloma | multiple myeloma | no myeloma
monoclonal-gammopathy | MGUS | no paraprotein
amyloidosis | AL amyloidosis | no amyloid
autonomic-failure | postural drop | no postural hypotension
immunosuppression | immunosuppressed on methotrexate | not immunosuppressed
injecting-drug-use | IVDU | - injects insulin
fibromyalgia | fibromyalgia | no fibromyalgia
widespread-pain | pain all over | no widespread pain
low-mood | feels depressed | denies low mood
suicidal-thoughts | suicidal ideation | no thoughts of self harm
fatigue | no energy | denies fatigue
panic-or-hyperventilation | panic attack, hands tingling | not hyperventilating
fast-breathing | breathing fast | no tachypnoea
pre-eclampsia | pre-eclampsia | no pre-eclampsia
hypertension | HTN | - pulmonary hypertension
posture-or-pressure | slept on left arm, hand numb | - slept well
relieved-by-moving | numb hand, better after shaking | - not relieved by moving
tight-clothing | tight jeans, thigh numb | no tight clothing
exertion | numb feet after running | - exercise makes it worse
rewarmed | numb fingers, normal after warming | not back to normal after rewarming
"""
CLAIMS = [[cell.strip() for cell in row.split("|")] for row in WORDS.split("\n") if row]

# A code, and what a Condition with it says.
CODED = """
leg-swelling snomed 449614009 leg
leg-swelling snomed 80068009 limb
limb-injury snomed 31978002 lower-leg
limb-injury icd S52.501A forearm
limb-injury icd S92.301A feet
limb-surgery snomed 47534009 hands
deep-vein-thrombosis snomed 404223003
deep-vein-thrombosis icd I82.409
claudication snomed 63491006
foot-ulcer snomed 95345008 feet
foot-ulcer icd L97.521 feet
gangrene snomed 195303005 feet
gangrene icd I96
foot-infection icd L03.031 feet
chest-pain snomed 29857009
cold-exposure icd X31.XXXA
frostbite snomed 370977006
hypothermia icd T68.XXXA
chilblains snomed 37869000
cramp snomed 55300003
tetany icd R29.0
stridor icd R06.1
long-qt icd I45.81
neck-gland-surgery snomed 53304009
hypocalcaemia snomed 5291005
hypomagnesaemia icd E83.42
hypokalaemia snomed 43339004
iron-deficiency snomed 87522002
zinc-deficiency icd E60
folate-deficiency snomed 190633005
anaemia snomed 271737000
tinnitus icd H93.11
muscle-twitching icd R25.3
toxin-exposure snomed 17383000
toxin-exposure icd T61.01XA
kidney-disease snomed 709044004
kidney-disease icd N18.6
hypothyroidism snomed 40930008
lupus snomed 55464009
sjogren snomed 83901003
sarcoidosis icd D86.9
coeliac-disease snomed 396331005
vasculitis snomed 400130008
rheumatoid-arthritis icd M05.79
purpura icd D69.2
weight-loss snomed 89362005
hiv snomed 86406008
leprosy snomed 81004002
syphilis icd A52.10
hepatitis icd B18.1
lyme-disease icd A69.22
tick-bite snomed 95898004
shingles icd B02.9
rash snomed 271807003
malignancy snomed 266987004
malignancy icd C50.911
bone-metastasis snomed 94222008
myeloma snomed 109989006
monoclonal-gammopathy icd D47.2
amyloidosis snomed 17602002
autonomic-failure icd I95.1
immunosuppression snomed 370391006
injecting-drug-use snomed 226034001
fibromyalgia icd M79.7
low-mood snomed 366979004
low-mood icd F32.A
suicidal-thoughts icd R45.851
fatigue snomed 84229001
panic-or-hyperventilation snomed 68978004
fast-breathing icd R06.82
pre-eclampsia snomed 398254007
hypertension icd I10
"""
RECORDED = [[*row.split(), ""][:4] for row in CODED.split("\n") if row]


def read(text: str) -> list[TextFinding]:
    return list(reader().read(text, ago(hours=1), UTC))


def presences(text: str, word: str) -> set[str]:
    return {said.presence for said in read(text) if said.what == word}


@pytest.mark.parametrize(("word", "text", "denial"), CLAIMS)
def test_a_text_that_says_it_is_read(word: str, text: str, denial: str) -> None:
    found = presences(text, word)

    assert found in ({"present"}, {"provisional"})


@pytest.mark.parametrize(("word", "text", "denial"), CLAIMS)
def test_a_denial_is_absent_and_a_look_alike_nothing(
    word: str, text: str, denial: str
) -> None:
    is_look_alike = denial.startswith("- ")

    found = presences(denial.removeprefix("- "), word)

    assert found == (set() if is_look_alike else {"absent"})


@pytest.mark.parametrize(("word", "system", "code", "site"), RECORDED)
def test_a_coded_condition_says_it(
    word: str, system: str, code: str, site: str
) -> None:
    found = gathered(condition(coded(code, "", system))).findings

    said = [one for one in found if one.what == word]
    assert [(one.presence, set(one.sites)) for one in said] == [
        ("present", {site} if site else set())
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("C79.51", {"malignancy", "bone-metastasis"}),
        ("C90.00", {"malignancy", "myeloma"}),
        ("D52.9", {"anaemia", "folate-deficiency"}),
        ("E11.621", {"diabetes", "foot-ulcer"}),
        ("I12.0", {"hypertension", "kidney-disease"}),
    ],
)
def test_a_code_that_says_two_things_says_both(code: str, words: set[str]) -> None:
    found = gathered(condition(coded(code, "", "icd"))).findings

    assert {one.what for one in found} == words


@pytest.mark.parametrize(
    ("text", "word", "sites", "side"),
    [
        ("fractured right tibia, toes numb", "limb-injury", {"lower-leg"}, "right"),
        ("left leg swollen and numb", "numbness", {"leg"}, "left"),
        ("pain L forearm on passive extension", "limb-injury", None, None),
        ("R heel ulcer infected", "foot-infection", {"feet"}, "right"),
        ("numb left arm and chest pain", "numbness", {"arm"}, "left"),
        ("numb left arm and chest pain", "chest-pain", set(), None),
    ],
)
def test_the_body_part_goes_to_the_finding_it_stands_with(
    text: str, word: str, sites: set[str] | None, side: str | None
) -> None:
    found = [(set(one.sites), one.side) for one in read(text) if one.what == word]

    assert found == ([] if sites is None else [(sites, side)])


@pytest.mark.parametrize(
    "text",
    [
        "split lip",
        "vehicle hit kerb",
        "spelling mistakes",
        "camping trip",
        "low mood and numb",
        "B positive blood group",
        "lupus anticoagulant, rheumatoid factor",
        "ST depression on ECG",
        "worse on moving",
        "pain clinic, cancer screening up to date",
        "acute kidney injury",
    ],
)
def test_a_look_alike_says_nothing(text: str) -> None:
    assert read(text) == []
