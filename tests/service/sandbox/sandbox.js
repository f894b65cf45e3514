// A page that behaves as the public CDS Hooks sandbox does, mistakes included:
// services are kept by their URL, detail is rendered with raw HTML allowed, a
// reason is sent without its display, and only a card with a uuid is dismissed.
// The test brings `signedToken(url)`, and says what to do through `sandbox`.
import { marked } from './node_modules/marked/lib/marked.esm.js';

const services = new Map();
const part = (id) => document.getElementById(id);

function say(text) {
  part('state').textContent = text;
}

function made(name, text, where) {
  const element = document.createElement(name);
  element.textContent = text;
  where.append(element);
  return element;
}

async function asked(url, body) {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      Accept: 'application/json',
      ...(body && { 'Content-Type': 'application/json' }),
      Authorization: `Bearer ${await window.signedToken(url)}`,
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`refused with ${response.status}`);
  return response.json();
}

async function discover(base) {
  const found = await asked(`${base}/cds-services`);
  for (const service of found.services) {
    services.set(`${base}/cds-services/${service.id}`, service);
  }
  part('services').replaceChildren();
  for (const [url, service] of services) made('li', `${service.hook} at ${url}`, part('services'));
  say(`${services.size} services`);
}

async function open(hook, context, prefetch) {
  part('cards').replaceChildren();
  const called = [...services].filter(([, service]) => service.hook === hook);
  for (const [url] of called) {
    const hookInstance = crypto.randomUUID();
    const answer = await asked(url, { hookInstance, hook, context, prefetch });
    answer.cards.forEach((card) => show(card, url));
  }
  say(`${part('cards').children.length} cards of ${called.length} services`);
}

function show(card, url) {
  const article = document.createElement('article');
  article.className = card.indicator;
  made('h2', card.summary, article);
  const source = made('a', card.source.label, made('p', 'Source: ', article));
  source.href = card.source.url ?? '#';
  const detail = made('div', '', article);
  detail.className = 'detail';
  detail.innerHTML = marked.parse(card.detail ?? '', { gfm: true, breaks: true });
  for (const suggestion of card.suggestions ?? []) {
    made('button', suggestion.label, article).onclick = () => accept(card, suggestion, url);
  }
  for (const link of card.links ?? []) made('button', link.label, article).value = link.url;
  if (card.uuid) offerDismissal(card, article, url);
  part('cards').append(article);
}

function offerDismissal(card, article, url) {
  const reasons = made('select', '', article);
  for (const reason of card.overrideReasons ?? []) {
    made('option', reason.display, reasons).value = JSON.stringify(reason);
  }
  made('button', 'Dismiss', article).onclick = async () => {
    const { code, system } = JSON.parse(reasons.value);
    const overrideReason = { reason: { code, system } };
    await tell(card, { outcome: 'overridden', overrideReason }, url);
    article.remove();
    say('dismissed');
  };
}

async function accept(card, suggestion, url) {
  for (const action of suggestion.actions) {
    made('li', `${action.type}: ${action.description}`, part('orders'));
  }
  const acceptedSuggestions = [{ id: suggestion.uuid }];
  await tell(card, { outcome: 'accepted', acceptedSuggestions }, url);
  say('accepted');
}

async function tell(card, what, url) {
  const outcomeTimestamp = new Date().toISOString();
  await asked(`${url}/feedback`, { feedback: [{ card: card.uuid, outcomeTimestamp, ...what }] });
}

const failing = (work) => (...given) => work(...given).catch((error) => say(error.message));
window.sandbox = { discover: failing(discover), open: failing(open), show };
say('ready');
