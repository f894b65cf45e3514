// The list of rules narrows while somebody types; without this the form does it.
const form = document.getElementById("search");
const query = form.elements.q;
const urgency = form.elements.urgency;
const rows = [...document.querySelectorAll("tr[data-rule]")];
const byRule = new Map(rows.map((row) => [row.dataset.rule, row]));
const bodies = [...document.querySelectorAll("table.rules tbody")];
const table = document.querySelector("table.rules");
const everything = bodies.map((body) => ({ question: body.dataset.question, rules: [...body.querySelectorAll("tr[data-rule]")].map((row) => row.dataset.rule) }));
const said = document.getElementById("found");

// The questions and rules that were found, in their order; the rest is hidden. The
// rules may have been loaded anew since the page was made: of those it has no row.
function show(found) {
  const shown = new Set();
  for (const { question, rules } of found) {
    const body = bodies.find((one) => one.dataset.question === question);
    if (body) table.append(body);
    for (const rule of rules) {
      if (byRule.has(rule)) body?.append(byRule.get(rule));
      shown.add(rule);
    }
  }
  for (const row of rows) row.hidden = !shown.has(row.dataset.rule) || !["", row.dataset.urgency].includes(urgency.value);
  count();
  if ([...shown].some((rule) => !byRule.has(rule))) said.textContent += "; the rules have changed, reload the page";
}

function count() {
  for (const body of bodies) {
    const left = body.querySelectorAll("tr[data-rule]:not([hidden])").length;
    body.hidden = left === 0;
    const link = document.querySelector(`.jump a[href="#${body.querySelector("th").id}"]`);
    if (!link) continue;
    link.hidden = left === 0;
    link.querySelector(".count").textContent = left;
  }
  const found = rows.filter((row) => !row.hidden).length;
  const all = found === rows.length;
  said.textContent = all ? `${found} rules` : `${found} of ${rows.length} rules`;
  document.getElementById("none").hidden = found > 0;
}

// The server knows what words mean: "pins and needles" is numbness.
let asked = null;
let typing;
let last = everything;
// Whether what was found is shown: not where somebody has typed on meanwhile.
async function search() {
  clearTimeout(typing);
  asked?.abort();
  const mine = (asked = new AbortController());
  if (!query.value.trim()) last = everything;
  else {
    try {
      const response = await fetch(`/rules/found.json?${new URLSearchParams({ q: query.value })}`, { signal: mine.signal });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      last = await response.json();
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = "The search does not answer; try again";
      return false;
    }
  }
  show(last);
  return true;
}

// A list that the server has narrowed already lacks rows: there the form stays.
if (rows.length > 0 && !new URLSearchParams(location.search).get("q") && !urgency.value) {
  form.querySelector("button").hidden = true;
  query.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 150); });
  urgency.addEventListener("change", () => show(last));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await search()) document.querySelector("tr[data-rule]:not([hidden]) a")?.focus();
  });
  if (query.value) search();
}

// Cases that were still running when the page was made are asked for again.
const running = document.getElementById("running");
async function refresh(left) {
  const response = await fetch("/rules/cases.json", { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const { cases, done } = await response.json();
  for (const cell of document.querySelectorAll("[data-cases]")) {
    const ran = cases[cell.dataset.cases];
    if (!ran) continue;
    const word = document.createElement("span");
    word.className = ran.failed ? "bad-word" : "good-word";
    word.textContent = ran.says;
    cell.replaceChildren(word);
  }
  if (done) running.remove();
  else if (left > 0) setTimeout(() => refresh(left - 1), 1000);
}
if (running) setTimeout(() => refresh(60), 1000);
