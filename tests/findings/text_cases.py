"""Sentences and what they say, in the shorthand of `shorthand`.

Order of a shorthand: absent / unsure / provisional / history / resolved,
finding, sites, side. Every line is a claim; "-" is nothing at all.
"""

from text_scope_cases import SCOPE

from engine.findings.text.finding import TextFinding

CASES = """
numbness of left face and arm => numbness arm+face left
numb L arm and leg => numbness arm+leg left
numb left face and right arm => numbness face left; numbness arm right
left face, right body numb => numbness face left; numbness half-body right
weakness and numbness of the left arm => limb-weakness arm left; numbness arm left
left arm numbness and weakness => numbness arm left; limb-weakness arm left
L arm numb, weak => numbness arm left; limb-weakness arm left
left arm numb and dizzy => numbness arm left; dizziness
dizzy and numb left arm => dizziness; numbness arm left
numb feet => numbness foot both
numb foot => numbness foot
hands and feet tingling => numbness foot+hand both
numb fingers => numbness fingers
numb fingers L hand => numbness fingers+hand left
numb toes of the right foot => numbness foot+toes right
numbness in hands and feet bilaterally => numbness foot+hand both
b/l leg numbness => numbness leg both
bilateral leg weakness => limb-weakness leg both
both legs weak => limb-weakness leg both
both numbness and weakness of right hand => numbness hand right; \
limb-weakness hand right
LLE numb => numbness leg left
numbness RUE => numbness arm right
numbness BLE => numbness leg both
numbness to UE and LE on the left => numbness arm+leg left
numbness face/arm/leg L => numbness arm+face+leg left
(L) arm numb => numbness arm left
L) arm numbness => numbness arm left
Lt arm numb => numbness arm left
left-sided numbness => numbness left
L-sided weakness => limb-weakness left
numbness of left side of body => numbness half-body left
tingling around the mouth and in fingers => numbness fingers+perioral
perioral tingling => numbness perioral
tongue and lips tingling => numbness lip+tongue
saddle numbness => numbness saddle
facial droop => facial-weakness face
left facial droop => facial-weakness face left
facial numbness => numbness face
left cheek numb => numbness cheek left
numbness left thigh => numbness thigh left
pins and needles in both hands => numbness hand both
p&n R hand => numbness hand right
no sensation in left leg => numbness leg left
cannot feel left foot => numbness foot left
can't feel his right hand => numbness hand right
lost feeling in both legs => numbness leg both
unable to feel fingers => numbness fingers
cannot pass urine => urinary-retention
can't walk => unable-to-walk
no pulse in right foot => absent-distal-pulse foot right
bilat leg numbness and cannot pass urine => numbness leg both; urinary-retention
left foot is numb, cold and pale => numbness foot left; cold-limb foot left; \
pallor foot left
cold hands => cold-limb hand both
heavy left leg => numbness leg left
heavy rain today => -
blue lips, numb foot => cyanosis lip; numbness foot
numb and cold left foot => numbness foot left; cold-limb foot left
wet and cold on arrival => -
vertigo and slurred speech => vertigo; slurred-speech
off balance with numb right face => gait-unsteady; numbness face right
nubmness of left arm => numbness arm left
numbnes L arm => numbness arm left
mumbness of face => numbness face
left arm weaknes => limb-weakness arm left
tinglin in both feet => numbness foot both
dizzines and vomiting => dizziness; vomiting
?stroke => provisional stroke
? TIA => provisional tia
possible stroke => provisional stroke
r/o CVA => provisional stroke
R/O stroke => provisional stroke
query TIA => provisional tia
stroke? => provisional stroke
might be a stroke => provisional stroke
cannot exclude stroke => provisional stroke
suspected TIA => provisional tia
concern for stroke => provisional stroke
left arm went dead => provisional numbness arm left
arm went to sleep overnight => provisional numbness arm
dead leg after knock to thigh playing football => -
kicked in thigh, dead leg => -
foot asleep, denies numbness => absent numbness; provisional numbness foot
denies numbness => absent numbness
no numbness => absent numbness
no left arm numbness => absent numbness arm left
no numbness or weakness => absent numbness; absent limb-weakness
denies any numbness/tingling => absent numbness
no numbness, tingling, or weakness => absent numbness; absent limb-weakness
denies numbness, weakness => absent numbness; absent limb-weakness
no numbness, weakness => absent numbness; unsure absent limb-weakness
numbness denied => absent numbness
numbness: no => absent numbness
Numbness? No. => absent numbness
numbness absent => absent numbness
weakness not present => absent limb-weakness
without numbness => absent numbness
never had numbness => absent numbness
not numb => absent numbness
isn't dizzy => absent dizziness
doesn't feel numb => absent numbness
no loss of sensation => absent numbness
neg for numbness => absent numbness
no evidence of stroke => absent stroke
stroke ruled out => absent stroke
stroke unlikely => unsure absent stroke
no facial droop, no slurred speech, left arm numb => absent facial-weakness face; \
absent slurred-speech; numbness arm left
numb arm without weakness => numbness arm; absent limb-weakness
No fever, c/o numbness in left arm => numbness arm left
no headache but numb left hand => absent headache; numbness hand left
no CP/SOB; numbness R leg => absent chest-pain; absent dyspnoea; numbness leg right
did not sleep well, numb left arm => numbness arm left
h/o stroke => history stroke
hx of TIA => history tia
previous stroke => history stroke
PMHx CVA => history stroke
s/p CVA => history stroke
no h/o stroke => absent stroke
PMH: diabetes. Now L arm weak. => unsure history diabetes; limb-weakness arm left
previous TIA, weakness R leg today => history tia; limb-weakness leg right
T2DM - numb feet => diabetes; numbness foot both
family history of stroke => -
FHx stroke, TIA => -
mother had stroke => -
father with MS => -
friend had numb arm last week => -
his partner has a numb hand => -
stroke in mother => -
wife says his arm is numb => numbness arm
son noticed left facial droop => facial-weakness face left
mother rang: child's L face numb => numbness face left
daughter reports numbness of left arm => numbness arm left
brought in by son with numb left arm => numbness arm left
lives with wife, numb left arm => numbness arm left
wife states that right hand is numb => numbness hand right
per husband, slurred speech => slurred-speech
father had stroke aged 60, pt has numb right hand => numbness hand right
return if numbness, weakness or dizziness => -
call if left arm numb, face droop => -
if numbness occurs stop => -
risk of stroke => -
may cause numbness => -
side effects include numbness => -
advised about numbness => -
watch for numbness or weakness => -
check for numbness => -
used numbing cream => -
applied numbing gel to gum => -
feels emotionally numb since husband died => -
numb with grief => -
comfortably numb => -
numbers of patients rising => -
gave me a number to call => -
left the house at 7 => -
he left work => -
right handed man with numb left hand => numbness hand left
put on left leg plaster => -
numb since he left home => numbness
numb lip after dental block => numbness lip; dental-anaesthetic
numbness has settled => resolved numbness
numbness now gone => resolved numbness
numbness not resolved => numbness
no longer numb => resolved numbness
numbness in a stocking distribution => numbness foot both
glove and stocking numbness => numbness foot+hand both
resolved left arm numbness => resolved numbness arm left
L arm numbness. Now resolved. => resolved numbness arm left
numbness L arm lasted 20 minutes, now gone => resolved numbness arm left
numbness and weakness of right leg, resolved => resolved numbness leg right; \
resolved limb-weakness leg right
weakness resolved but numbness persists => resolved limb-weakness; numbness
numbness partly resolved => numbness
Numbness.
 => numbness
Pain in left
foot and numb right hand => numbness hand right
MS pt w/ numb legs => multiple-sclerosis; numbness leg both
numbness ms => numbness
N/V, numbness face => vomiting; numbness face
L4/L5 disc, numbness left foot => numbness foot left
numb left hand and elbow fracture => numbness hand left
tetanus given, seen by GP, no concerns => -
chest pain => chest-pain
S/P FALL, L HAND NUMBNESS => numbness hand left
STROKE? L FACIAL DROOP => provisional stroke; facial-weakness face left
numbness, abdomen bloated => numbness
trunk rash, numbness => numbness
L arm pain and numbness => numbness arm left
altered sensation rt thigh after hip surgery => numbness thigh right
R ARM NUMBNESS => numbness arm right
L SIDED NUMBNESS/WEAKNESS => numbness left; limb-weakness left
numbness, mainly left hand => numbness hand left
"""


def cases() -> list[tuple[str, str]]:
    """Every sentence and its shorthand."""
    text = (CASES + SCOPE).replace("\\\n", "")
    found: list[tuple[str, str]] = []
    held = ""
    for line in text.strip().splitlines():
        held = f"{held}\n{line}" if held else line
        if "=>" in held:
            sentence, _, said = held.partition("=>")
            found.append((sentence.rstrip(" "), said.strip()))
            held = ""
    return found


def shorthand(said: TextFinding) -> str:
    """A finding in the order: how sure, what, where, which side."""
    words = (
        "" if said.certain else "unsure",
        "" if said.presence == "present" else said.presence,
        "" if said.state == "ongoing" else said.state,
        said.what,
        "+".join(sorted(said.sites)),
        said.side or "",
    )
    return " ".join(word for word in words if word)


def expected(said: str) -> set[str]:
    """The shorthands of one line, none for "-"."""
    return {part.strip() for part in said.split(";")} - {"-"}
