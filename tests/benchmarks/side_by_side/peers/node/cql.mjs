// The six rules in CQL, run by cql-execution over FHIR objects of cql-exec-fhir.
import cqlExecution from "cql-execution";
import cqlExecFhir from "cql-exec-fhir";
import { translated } from "./translate.mjs";

const { CodeService, DateTime, Executor, Library, Repository } = cqlExecution;

export function ready(words, threshold) {
  const parts = { FHIRHelpers: translated("FHIRHelpers"), SixRules: translated("SixRules") };
  const library = new Library(parts.SixRules, new Repository(parts));
  const rules = Object.keys(library.expressions).filter((name) => name.includes("/"));
  return { library, codes: new CodeService(valueSets(words.lists)), rules, threshold };
}

// As the README of cql-exec-fhir shows it: a patient source for the bundle at hand.
export function newSource(prefetch) {
  return loaded(cqlExecFhir.PatientSource.FHIRv401(), bundleOf(prefetch));
}

// The same source for another bundle: the model of FHIR R4 in it is kept.
export function loaded(source, bundle) {
  source.reset();
  source.loadBundles([bundle]);
  return source;
}

export function bundleOf({ patient, conditions, observations }) {
  const entry = [{ resource: patient }, ...conditions.entry, ...observations.entry];
  return { resourceType: "Bundle", type: "collection", entry };
}

export async function fired({ library, codes, rules, threshold }, source, now) {
  const parameters = {
    Now: DateTime.fromJSDate(now, 0),
    "AUDIT-C positive": threshold,
  };
  const results = await new Executor(library, codes, parameters).exec(source);
  const [answers] = Object.values(results.patientResults);
  return rules.filter((rule) => answers[rule] === true);
}

function valueSets(lists) {
  const made = {};
  for (const [name, codes] of Object.entries(lists)) {
    made[`urn:pinprick:${name}`] = { "": codes.map((one) => ({ ...one, version: "" })) };
  }
  return made;
}
