// Which rules fire on each of many calls, for a check of the rules:
//
//     node check.mjs cql|facts WORDS.json CALLS.json
import { readFileSync } from "node:fs";
import * as cql from "./cql.mjs";
import * as facts from "./facts.mjs";

const [kind, file, callsFile] = process.argv.slice(2);
const words = JSON.parse(readFileSync(file, "utf8"));
const rules = { cql, facts }[kind].ready(words, words.auditC);
const calls = JSON.parse(readFileSync(callsFile, "utf8"));
const ask = { cql: askCql, facts: (call) => facts.fired(rules, call.facts) }[kind];

let source;
const fired = [];
for (const call of calls) fired.push(await ask(call));
console.log(JSON.stringify(fired));

// One source for all: each new one reads the whole model of FHIR R4 again.
function askCql(call) {
  source ??= cql.newSource(call.prefetch);
  const patient = cql.loaded(source, cql.bundleOf(call.prefetch));
  return cql.fired(rules, patient, new Date(call.now));
}
