"""An example of every code: what is wrong, and the same put right."""

from collections.abc import Mapping
from types import MappingProxyType

_FACE = "finding: numbness, site: face"

EXAMPLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "RF100": ("purpose: [not closed", "purpose: closed"),
        "RF101": ("version: 1\nversion: 2", "version: 2"),
        "RF102": ("{finding: numbness, sit: face}", f"{{{_FACE}}}"),
        "RF103": ("{id: E02, cite: NICE}", "{id: E02, cite: NICE, confirmed: true}"),
        "RF104": ("code: 0123", 'code: "0123"'),
        "RF105": ("rule: urgent/face  # in urgent/arm.yaml", "rule: urgent/arm"),
        "RF106": ("rule: stroke/face", "rule: urgent/face"),
        "RF107": ("summary: <140 characters>", "summary: Sudden face numbness."),
        "RF108": ("detail: Side {fase.side}.", "detail: Side {face.side}."),
        "RF109": ("onset: {within: 24 hrs}", "onset: {within: 24 hours}"),
        "RF110": ("why: &stroke A stroke", "why: A stroke"),
        "RF111": ("version: !int 1", "version: 1"),
        "RF112": ("<<: {site: face}", "site: face"),
        "RF113": ("\twhen:", "when:"),
        "RF114": ("---\nrule: urgent/arm", "rule: urgent/arm  # in its own file"),
        "RF115": ("# only a comment", "finding: numbness"),
        "RF116": ("title:", "title: Sudden numbness of the face"),
        "RF118": ("- {id: a, …}\n- {id: a, …}", "- {id: a, …}\n- {id: b, …}"),
        "RF119": ("same-place-as: nobody", "same-place-as: numb-limb"),
        "RF120": ("question: strokes", "question: stroke"),
        "RF121": ("rules/urgent/face.yml", "rules/urgent/face.yaml"),
        "RF122": ("? [a, b]\n: c", "a: c\nb: c"),
        "RF123": ("may-override: [done]", "may-override: [action-completed]"),
        "RF201": ("{finding: numness}", "{finding: numbness}"),
        "RF202": ("{group: focal-sign}", "{group: focal-neuro-sign}"),
        "RF203": ("site: fase", "site: face"),
        "RF204": ("{measure: a1c, …}", "{measure: hba1c, …}"),
        "RF205": ("codes: vs/numnes", "codes: vs/numbness"),
        "RF206": ("order: stroke", "order: referral-stroke-service"),
        "RF207": ("at-least: locale audit", "at-least: locale audit-c-positive"),
        "RF208": ("codes: []", 'codes: [{system: snomed, code: "…", display: …}]'),
        "RF209": ("- finding: pain\n- finding: pain", "- finding: pain"),
        "RF210": ("display: Numb", "display: Numbness (finding)"),
        "RF211": ("members: [face]", "members: [facial-weakness]"),
        "RF212": ("value-set: vs/arm  # in leg.yaml", "value-set: vs/leg"),
        "RF213": ("{site: face, within: [face]}", "{site: face, within: [head]}"),
        "RF215": ("- <the same code>\n- <the same code>", "- <the code>"),
        "RF216": ("text: [numb]\nlay: [asleep]", "text: [numb, asleep]\nlay: [asleep]"),
        "RF217": ("says: numbness", "finding: numbness\nsays: numbness"),
        "RF218": ("qualifier: fast", "qualifier: speed/sudden"),
        "RF219": ("{measure: hba1c, value: 7 mg}", "{measure: hba1c, value: 7.0 %}"),
        "RF220": ("{drug: metformine}", "{drug: metformin}"),
        "RF301": (
            "onset: {within: 24 hours, more-than: 2 days}",
            "onset: {within: 14 days, more-than: 2 days}",
        ),
        "RF302": (
            "all: [{age: {at-least: 65}}, {age: {at-most: 16}}]",
            "any: [{age: {at-least: 65}}, {age: {at-most: 16}}]",
        ),
        "RF303": (
            f"any:\n  - {{{_FACE}}}\n  - none: [{{{_FACE}}}]",
            f"{_FACE}",
        ),
        "RF304": (
            f"any:\n  - {{{_FACE}}}\n  - {{{_FACE}, side: left}}",
            f"{_FACE}",
        ),
        "RF305": (
            "# urgent/left-face asks less than urgent/face, of one question\n"
            f"{_FACE}, side: [left, right]",
            "# one rule\n" + _FACE,
        ),
        "RF306": (
            "# two rules that can fire together\n"
            "order: referral-stroke-service\norder: referral-stroke-clinic\n"
            "# with not-with: [referral-stroke-clinic] in orders.yaml",
            "order: referral-stroke-service  # in both",
        ),
        "RF307": ("side: left", "side: [left, right]"),
        "RF308": (
            "onset: {within: 24 hours}      # one rule\n"
            "onset: {more-than: 3 days}     # the next one",
            "onset: {within: 24 hours}\nonset: {more-than: 24 hours}",
        ),
        "RF331": (f"any: [{{{_FACE}}}]", _FACE),
        "RF332": ("any: [{all: [{any: [{all: […]}]}]}]", "group: focal-neuro-sign"),
        "RF333": ("at-least: 2\nof: [<seven items>]", "at-least: 2\nof: [<six items>]"),
        "RF334": ("at-least: 3\nof: [a, b]", "at-least: 2\nof: [a, b]"),
        "RF401": ("if-unknown: {ask: false}", "if-unknown: {ask: true}"),
        "RF402": (
            f"when: {{{_FACE}}}\nunless: [{{finding: numbness}}]",
            f"when: {{{_FACE}}}\nunless: [{{finding: dental-anaesthetic}}]",
        ),
        "RF403": ("side: [left, right]", "side: [left, right, not-recorded]"),
        "RF404": (
            "detail: A warm foot bath helps.",
            "detail: No hot foot baths while sensation is reduced.",
        ),
        "RF501": ("evidence: [E09]  # not listed below", "evidence: [E02]"),
        "RF502": ("{id: E99, …}", "{id: E02, …}"),
        "RF504": ("- {id: E02, …}\n- {id: E02, …}", "- {id: E02, …}"),
        "RF505": (f"{{{_FACE}}}", f"{{{_FACE}, evidence: [E02]}}"),
        "RF506": ("checked: 2024-01-31", "checked: 2026-11-01"),
        "RF507": (
            "cite: https://example.com/ng128",
            "cite: https://www.nice.org.uk/guidance/ng128",
        ),
        "RF601": ("expect: quiet  # in every case", "expect: fires  # in one of them"),
        "RF602": ("expect: fires  # in every case", "expect: quiet  # in one of them"),
        "RF603": ("expect: fires  # or quiet", "expect: asks  # in one case"),
        "RF604": (
            "- name: left face\n- name: left face",
            "- name: left\n- name: right",
        ),
        "RF605": (
            f"when: {{{_FACE}}}  # and no case is about another site",
            "- name: a numb arm is another rule\n"
            "  given: [{finding: numbness, site: arm}]\n  expect: quiet",
        ),
        "RF606": (
            "onset: {within: 24 hours}  # and only a case of 2 hours",
            "began: 24 hours ago  # fires\nbegan: 25 hours ago  # quiet",
        ),
        "RF607": ("expect: fires  # and it asks", "expect: asks"),
        "RF701": ("review-by: 2024-01-31", "review-by: 2027-11-01"),
        "RF702": ("known-false-alarms: []", "known-false-alarms: [Migraine]"),
        "RF703": ("sign-off-needs: {clinicians: 2}", "pinprick rules sign …"),
        "RF704": (
            "status: active\nchanges: [{version: 1, …}]",
            "status: active\nchanges: [{version: 1, status: shadow, …}, …]",
        ),
    }
)
