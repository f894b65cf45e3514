"""What is told of functions, and what else denies, in the shorthand of text_cases."""

FUNCTIONS = """
sensation intact => absent numbness
sensation to light touch is grossly intact => absent numbness
left leg sensation intact, right leg numb => absent numbness leg left; \
numbness leg right
sensation in both hands and feet intact => absent numbness feet+hands both
sensation intact R, reduced L => absent numbness right; numbness left
sensation not normal over left foot => provisional numbness feet left
sensation almost normal in left foot => provisional numbness feet left
sensation intact except left little finger => provisional numbness fingers left
no focal neurology other than L facial droop => facial-weakness face left
neuro intact apart from numb L thumb => numbness fingers left
reflexes normal sensation reduced below T10 => absent hyperreflexia; \
absent reduced-reflexes; numbness
sensation reduced in left hand => numbness hands left
reduced light touch over left cheek => numbness cheek left
no altered sensation => absent numbness
lost normal feeling in feet => numbness feet both
sensation normal, but tingling in fingers => absent numbness; numbness fingers
numb face; sensation elsewhere normal => numbness face; absent numbness
Arm went dead, sensation intact in legs => provisional numbness arm; \
absent numbness leg both
power 5/5 throughout => absent limb-weakness
power R 5/5 L 4-/5 => absent limb-weakness right; limb-weakness left
Power: UL 5/5, LL 3/5 => absent limb-weakness arm; limb-weakness leg
LUE 4/5, LLE 3/5 => provisional limb-weakness arm left; \
provisional limb-weakness leg left
power absent => limb-weakness
strength equal but reduced => limb-weakness
power not normal in left arm => provisional limb-weakness arm left
power has not returned => limb-weakness
power of attorney is normal => -
tone, power, reflexes and sensation all normal => absent limb-weakness; \
absent hyperreflexia; absent reduced-reflexes; absent numbness
normal gait, speech and power => absent gait-unsteady; absent slurred-speech; \
absent limb-weakness
problem with speech, gait normal => aphasia; absent gait-unsteady
moving all four limbs normally => absent limb-weakness
not moving all four limbs => provisional limb-weakness
can move fingers with difficulty => -
can lift arm only to shoulder => -
no speech disturbance => absent aphasia
no vision loss => absent vision-loss
no presyncope or vertigo => absent dizziness; absent vertigo
speech normal until 0800 then slurred => slurred-speech
speech normal before => -
L arm numb, speech normal now => numbness arm left; \
provisional resolved slurred-speech
speech back to normal => provisional resolved slurred-speech
vision normal in R eye, lost in L => vision-loss
visual fields full, no diplopia => absent vision-loss; absent diplopia
face not symmetrical => facial-weakness face
foot warm and well perfused => absent cold-limb feet
L foot cold, R foot warm => cold-limb feet left; absent cold-limb feet right
foot not warm => provisional cold-limb feet
pulses present R, absent L => absent absent-distal-pulse right; \
absent-distal-pulse left
no foot pulses palpable => absent-distal-pulse
DP L not palpable => absent-distal-pulse left
pulse oximetry normal => -
alert and orientated => absent confusion; absent reduced-consciousness
was alert, now drowsy => reduced-consciousness
less alert than usual => reduced-consciousness
not orientated => provisional confusion
oriented to person only => confusion
no longer alert => provisional reduced-consciousness
GCS 15, moving all four limbs => absent reduced-consciousness; absent limb-weakness
E1V1M3 => reduced-consciousness
usually walks unaided, today can't stand => unable-to-walk
if sensation reduced return => -
wife's speech slurred => slurred-speech
wife's speech was slurred => -
check sensation normal in 2 hours => -
ensure pulses present => -
?sensation intact => -
power grossly normal? => -
feeling in right arm will come back like last time => numbness arm right
CN II-XII intact => absent facial-weakness face
"""

OTHERS = """
TIA 2019 with transient R arm numbness => tia; history numbness arm right
AF ablated 2016 => resolved atrial-fibrillation
driver of other car was drunk and confused => -
Dog's back leg is weak => -
dog bite left hand, fingers numb => numbness fingers+hands left
Worried about becoming diabetic => -
asks if tablets cause dizziness => -
R leg pain, cold, no pulses => cold-limb leg right; absent-distal-pulse; \
limb-pain leg right
Toes blackish => skin-discolouration toes
drinks 80 units/wk => provisional harmful-alcohol-use
drinks 10 units/wk => -
No further numbness => resolved numbness
no further spread of numbness => numbness
h/o DM with L facial numbness => history diabetes; numbness face left
one of my arms keeps going numb => numbness arm
numb hands R>L => numbness hands both
whole right side limp => provisional limb-weakness right
back pain => back-pain back
chest pain, left arm numb => chest-pain; numbness arm left
back pain radiating to left leg => back-pain back; radicular-pain leg left
pain down left leg => limb-pain leg left; radicular-pain leg left
shooting pain in left leg => limb-pain leg left; provisional radicular-pain leg left
denies leg pain/swelling => absent limb-pain leg; absent leg-swelling leg
Denies diplopia, vertigo => absent diplopia; absent vertigo
denies trauma, left arm weak since 8 => provisional limb-weakness arm left
no pain, numbness => unsure absent numbness
never had numbness before today => provisional numbness
no saddle anaesthesia => absent numbness saddle
hasn't had fits, dizziness or HA => absent seizure; absent dizziness; \
absent headache
no back pain, just this numb right foot => absent back-pain back; \
absent low-back-pain lower-back; numbness feet right
does not help numbness in feet => numbness feet both
legs went to sleep on the plane, fine now => provisional resolved numbness leg both
anemia => anaemia
infection of the gum => -
swollen face => -
afebrile L arm numb => absent fever; numbness arm left
T 36.7, R leg numb => absent fever; numbness leg right
T39.8, R leg numb => fever; numbness leg right
hot 38.3 => fever
temp 101.2 => fever
T8 level => -
lost 9 kg => weight-loss
eating and weight stable => absent weight-loss
↓ sensation left hand => numbness hands left
continent => absent urinary-incontinence; absent bowel-incontinence
not continent => urinary-incontinence
passing urine freely => absent urinary-retention
bladder ok => absent bladder-disturbance; absent urinary-incontinence; \
absent urinary-retention
bowels regular => absent bowel-disturbance; absent bowel-incontinence
saddle sensation normal => absent numbness saddle
normal anal tone => absent bowel-disturbance
erections fine => absent sexual-dysfunction
calves soft non tender => absent limb-pain calf both; absent leg-swelling calf both
breathing normally => absent trouble-breathing
neck supple => absent neck-pain neck; absent meningism
B12 412 - normal => absent b12-deficiency
headache built up gradually => headache; absent thunderclap-headache
sensory level at T8 => numbness; sensory-level
no sensory level => absent sensory-level
headache? "no" => absent headache
sciatica in the 90s => history sciatica leg
not complained of headache => absent headache
"""


def function_cases() -> list[tuple[str, str]]:
    """Pairs of a sentence and what it says."""
    lines = (FUNCTIONS + OTHERS).strip().splitlines()
    pairs = (line.split(" => ") for line in lines if line.strip())
    return [(sentence, said) for sentence, said in pairs]
