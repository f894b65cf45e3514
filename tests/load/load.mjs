// Hook calls at a fixed rate, against a service on this machine.
//
//   node load.mjs BASE BODIES.json RATE SECONDS OUT.json
//
// Latencies are counted from when a call should have been sent, so that a
// service that stalls is not measured as a quick one.

import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import autocannon from "autocannon";

const [base, file, rate, seconds, out] = process.argv.slice(2);
const host = new URL(base).hostname;
if (!["127.0.0.1", "[::1]"].includes(host)) throw new Error("this machine only");

const bodies = JSON.parse(readFileSync(file, "utf8"));
const statuses = {};
const buckets = {};
let wrong = 0;
let turn = 0;

const run = autocannon({
  url: `${base}/cds-services/numbness-red-flags`,
  // Few, for all of them send at the same moment.
  connections: 4,
  overallRate: Number(rate),
  duration: Number(seconds),
  timeout: 20,
  requests: [
    {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      setupRequest: (request) => {
        const { body } = bodies[turn++ % bodies.length];
        return { ...request, body: JSON.stringify({ ...body, hookInstance: randomUUID() }) };
      },
      // An answer that holds no list of cards is as wrong as none.
      onResponse: (status, text) => {
        if (status !== 200 || !Array.isArray(JSON.parse(text).cards)) wrong += 1;
      },
    },
  ],
});
run.on("response", (_client, status, _bytes, milliseconds) => {
  statuses[status] = (statuses[status] ?? 0) + 1;
  const bucket = 2 ** (Math.ceil(Math.log2(Math.max(milliseconds, 1)) * 4) / 4);
  buckets[bucket.toFixed(2)] = (buckets[bucket.toFixed(2)] ?? 0) + 1;
});
const result = await run;
const { errors, timeouts, latency, requests, duration } = result;
writeFileSync(
  out,
  JSON.stringify(
    { rate: Number(rate), duration, sent: requests.sent, statuses, wrong, errors, timeouts, latency, buckets },
    null,
    2,
  ),
);
