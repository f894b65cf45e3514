// A CDS Hooks service around one of the two engines, on node's own HTTP server:
//
//     node server.mjs cql|facts PORT WORDS.json
//
// Answers a hook call with a card a rule. With `facts` the request carries, beside
// the prefetch, what Pinprick found in it; only that is looked at.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import * as cql from "./cql.mjs";
import * as facts from "./facts.mjs";

const [kind, port, file] = process.argv.slice(2);
const words = JSON.parse(readFileSync(file, "utf8"));
const ask = { cql: askCql, facts: askFacts }[kind]();

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const body = Buffer.concat(chunks).toString();
    send(response, 200, { cards: (await ask(JSON.parse(body))).map(card) });
  } catch (error) {
    send(response, 500, { error: String(error?.stack ?? error) });
  }
}).listen(Number(port), "127.0.0.1");

function askCql() {
  const rules = cql.ready(words, words.auditC);
  return (call) => cql.fired(rules, cql.newSource(call.prefetch), new Date());
}

function askFacts() {
  const rules = facts.ready(words, words.auditC);
  return (call) => facts.fired(rules, call.facts);
}

function card(rule) {
  return { summary: rule, indicator: "info", source: { label: rule } };
}

function send(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}
