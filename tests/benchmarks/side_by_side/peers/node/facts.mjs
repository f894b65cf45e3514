// The same six rules for json-rules-engine, over findings that Pinprick has read
// before: what the records say in clinic words is not this engine's work here.
import { Engine } from "json-rules-engine";

const DISTAL = ["feet", "toes", "lower-leg", "hands", "fingers"];
const DAY = 24;

export function ready({ groups }, threshold) {
  const engine = new Engine([], { allowUndefinedFacts: false });
  engine.addOperator("hasOne", (findings, asked) => findings.some((one) => fits(one, asked)));
  engine.addOperator("hasTwoAtOnePlace", (findings, { one, other }) =>
    findings.some(
      (first) =>
        fits(first, one) &&
        findings.some((second) => fits(second, other) && samePlace(first, second)),
    ),
  );
  engine.addOperator("latestIs", (measurements, asked) => latestIs(measurements, asked));
  for (const rule of rules(groups, threshold)) engine.addRule(rule);
  return engine;
}

export async function fired(engine, facts) {
  const { events } = await engine.run(facts);
  return events.map((event) => event.type);
}

function rules(groups, threshold) {
  const numb = (asked) => has({ what: ["numbness"], ...asked });
  const group = (name, asked) => has({ what: groups[name], ...asked });
  const distal = numb({ at: DISTAL, bothSides: true, since: 28 * DAY });
  const noNewDeficit = [
    { not: group("focal-neuro-sign", { within: 14 * DAY }) },
    { not: group("motor-weakness", { within: 28 * DAY }) },
  ];
  const disease = (what) => has({ what: [what] });
  const spreading = (asked) =>
    numb({ courses: ["spreading", "ascending"], within: 14 * DAY, ...asked });
  const changed = (asked) => ({
    one: { what: ["numbness"], within: 14 * DAY, ...asked },
    other: { what: groups["limb-colour-or-temperature-change"], within: 14 * DAY },
  });
  const weak = {
    one: { what: ["numbness"], at: ["limb"], notBoth: true, within: 14 * DAY },
    other: { what: groups["limb-weakness-or-pain"], within: 14 * DAY },
  };
  return [
    rule("urgent/sudden-face-numbness", numb({ at: ["face"], notBoth: true, within: DAY })),
    rule("urgent/sudden-numbness-dizziness", numb({ within: DAY }), {
      ...group("dizziness-or-imbalance", { within: 14 * DAY }),
    }),
    rule("urgent/spreading-numbness", {
      any: [spreading({ side: ["both"] }), spreading({ at: ["trunk", "saddle", "face"] })],
    }),
    rule("urgent/numbness-limb-colour-change", {
      any: [
        together(changed({ at: ["limb"], notBoth: true })),
        together(changed({ at: ["leg"], side: ["both"] })),
        {
          all: [
            { any: [disease("atrial-fibrillation"), disease("peripheral-arterial-disease")] },
            together(weak),
          ],
        },
        has({ what: ["limb-ischaemia"], within: 14 * DAY }),
      ],
    }),
    rule(
      "chronic/symmetric-neuropathy-diabetes",
      distal,
      { any: [disease("diabetes"), measured("hba1c", 6.5, 24)] },
      ...noNewDeficit,
    ),
    rule(
      "chronic/symmetric-neuropathy-alcohol",
      distal,
      { any: [disease("harmful-alcohol-use"), measured("audit-c", threshold, 12)] },
      ...noNewDeficit,
    ),
  ];
}

function rule(type, ...all) {
  return { conditions: { all }, event: { type } };
}

function has(value) {
  return { fact: "findings", operator: "hasOne", value };
}

function together(value) {
  return { fact: "findings", operator: "hasTwoAtOnePlace", value };
}

function measured(what, atLeast, months) {
  return {
    fact: "measurements",
    operator: "latestIs",
    value: { what, atLeast, within: (months * 365 * DAY) / 12 },
  };
}

function fits(finding, { what, at, side, notBoth, bothSides, courses, within, since }) {
  return (
    what.includes(finding.what) &&
    (!at || finding.sites.some((site) => at.includes(site))) &&
    (!side || side.includes(finding.side)) &&
    (!notBoth || finding.side !== "both") &&
    (!bothSides || finding.symmetric || finding.side === "both") &&
    (!courses || finding.courses.some((course) => courses.includes(course))) &&
    (within === undefined || isBetween(finding.hours, 0, within)) &&
    (since === undefined || (finding.hours !== null && finding.hours >= since))
  );
}

function isBetween(hours, least, most) {
  return hours !== null && hours >= least && hours <= most;
}

function samePlace(one, other) {
  const limb = ["arm", "leg"].some((l) => one.sites.includes(l) && other.sites.includes(l));
  const sides = new Set([one.side, other.side]);
  return limb && !(sides.has("left") && sides.has("right"));
}

function latestIs(measurements, { what, atLeast, within }) {
  const known = measurements.filter(
    (one) => one.what === what && isBetween(one.hours, 0, within),
  );
  const latest = known.sort((one, other) => one.hours - other.hours)[0];
  return latest !== undefined && latest.value !== null && latest.value >= atLeast;
}
