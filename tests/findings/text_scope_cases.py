"""More sentences for `text_cases`: how far a word reaches, and who speaks.

Whose site it is, where a denial or a history ends, and whose symptom.
"""

SCOPE = """
stroke alert: L face numb => stroke; numbness face left
r/o CVA L facial numbness 1h => provisional stroke; provisional numbness face left
DM L face numb x 1h => diabetes; numbness face left
DM c/o L foot numb => diabetes; numbness foot left
dizzy L face numb => dizziness; numbness face left
weakness L face numb => limb-weakness face left; numbness face left
weakness: left foot numb and cold => limb-weakness; numbness foot left; \
cold-limb foot left
weakness left foot numb cold => limb-weakness foot left; numbness foot left; \
cold-limb foot left
numb left arm weak right leg => numbness arm left; limb-weakness leg right
h/o DM left leg numb cold => history diabetes; numbness leg left; cold-limb leg left
stroke because face numb => stroke; numbness face
facial numbness - no => absent numbness face
facial numbness - no. Dizziness - yes. => absent numbness face; dizziness
neg facial numbness => absent numbness face
neg troponin, facial numbness => numbness face
negative CT head, left arm numb => numbness arm left
(-) CP, SOB, numbness => absent chest-pain; absent dyspnoea; absent numbness
numbness (-) => absent numbness
facial numbness, has gone => resolved numbness face
left arm has gone numb => numbness arm left
left foot numb and has gone cold => numbness foot left; cold-limb foot left
left arm numb and gone cold => numbness arm left; cold-limb arm left
left arm numb, power has gone => numbness arm left
sensation in left arm gone, face numb => numbness arm+face left
denies headache, left arm numbness or weakness => absent headache; \
absent numbness arm left; absent limb-weakness arm left
Denies headache, vomiting, left arm numbness => absent headache; \
absent vomiting; unsure absent numbness arm left
denies dizziness, facial numbness => absent dizziness; unsure absent numbness face
denies dizziness, left facial numbness => absent dizziness; \
provisional numbness face left
no fever, facial numbness => provisional numbness face
no headache, vomiting, face numb => absent headache; provisional vomiting; \
numbness face
denies headache, numb left face => absent headache; provisional numbness face left
denies headache, left arm numbness since 0900 => absent headache; numbness arm left
denies headache, left arm numbness noted => absent headache; numbness arm left
no headache, only facial numbness => absent headache; numbness face
denies headache and left arm numb => absent headache; numbness arm left
denies headache admits to facial numbness => absent headache; numbness face
not spreading numbness of leg => numbness leg
no worsening numbness => provisional numbness
h/o DM with L face numb => history diabetes; numbness face left
h/o CVA with left weakness => history stroke; unsure history limb-weakness left
s/p fall with left arm numbness => provisional numbness arm left
h/o HTN with left facial numbness => provisional numbness face left
FHx of HTN with left facial numbness => -
father with numb arm => -
son states mother has numb face => numbness face
daughter says her mother is numb on the left side => numbness left
caller states that her mother has a numb left arm => numbness arm left
mother says her friend has a numb face => -
patient says her husband has a numb arm => -
pt reports mother had stroke => -
pt says husband noticed left facial droop => facial-weakness face left
partner has numb arm => -
partner says his arm is numb => numbness arm
wife worried he has had a stroke => provisional stroke
thinks he had a stroke => provisional stroke
worried about stroke as left face is numb => provisional stroke; numbness face left
numb left face x 1 day then left arm x 1 hour => numbness face left; numbness arm left
numb arm x 2d, fell on left knee 1h ago => numbness arm
numb arm for 3 days, chest tight 1 hour => numbness arm
numb arm, pain in left foot => numbness arm
numbness, affecting left face => numbness face left
symptoms: numbness. side: left. site: face. => numbness face left
foreign language spoken, numb body left => numbness half-body left
woke up to find left arm numb => numbness arm left
husband rang - wife's face is numb => numbness face
"""
