// What an engine takes by itself, without HTTP and without parsing:
//
//     node alone.mjs cql|facts WORDS.json CALL.json SECONDS
//
// Prints one line of JSON: CPU milliseconds an evaluation, and which rules fired.
import { readFileSync } from "node:fs";
import * as cql from "./cql.mjs";
import * as facts from "./facts.mjs";

const [kind, file, call, seconds] = process.argv.slice(2);
const words = JSON.parse(readFileSync(file, "utf8"));
const sent = JSON.parse(readFileSync(call, "utf8"));
const evaluate = { cql: evaluateCql, facts: evaluateFacts }[kind]();

await during(Number(seconds) / 3); // warm: compiled code, filled caches
const [cpu, count, fired] = await during(Number(seconds));
console.log(JSON.stringify({ milliseconds: cpu / count, count, fired }));

function evaluateCql() {
  const rules = cql.ready(words, words.auditC);
  const source = cql.newSource(sent.prefetch);
  const bundle = cql.bundleOf(sent.prefetch);
  return () => cql.fired(rules, cql.loaded(source, bundle), new Date());
}

function evaluateFacts() {
  const rules = facts.ready(words, words.auditC);
  return () => facts.fired(rules, sent.facts);
}

async function during(seconds) {
  const began = performance.now();
  const before = process.cpuUsage();
  let count = 0;
  let fired;
  do {
    fired = await evaluate();
    count += 1;
  } while (performance.now() - began < seconds * 1000 || count < 3);
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, count, fired];
}
