// The list of rules narrows while somebody types; without this the form does it.
const form = document.getElementById("search");
const query = form.elements.q;
const urgency = form.elements.urgency;
const rows = [...document.querySelectorAll("tr[data-words]")];
const bodies = [...document.querySelectorAll("table.rules tbody")];

const plain = (text) => text.toLowerCase().replaceAll("-", " ").split(/\s+/).filter(Boolean);

function narrow() {
  const words = plain(query.value);
  let found = 0;
  for (const row of rows) {
    const there = ` ${row.dataset.words}`;
    const fits = words.every((word) => there.includes(` ${word}`));
    row.hidden = !fits || !["", row.dataset.urgency].includes(urgency.value);
    found += row.hidden ? 0 : 1;
  }
  for (const body of bodies) {
    body.hidden = !body.querySelector("tr[data-words]:not([hidden])");
    const link = document.querySelector(`.jump a[href="#${body.querySelector("th").id}"]`);
    if (link) link.hidden = body.hidden;
  }
  const all = found === rows.length;
  document.getElementById("found").textContent = all ? `${found} rules` : `${found} of ${rows.length} rules`;
  document.getElementById("none").hidden = found > 0;
}

// A list that the server has narrowed already lacks rows: there the form stays.
if (rows.length > 0 && !new URLSearchParams(location.search).get("q") && !urgency.value) {
  form.querySelector("button").hidden = true;
  query.addEventListener("input", narrow);
  urgency.addEventListener("change", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("tr[data-words]:not([hidden]) a")?.focus();
  });
  if (query.value) narrow();
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
