// The answer: parts of the page that the server has made and escaped.
const at = (id) => document.getElementById(id);

async function send(path, body, signal) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  const text = await response.text();
  if (response.ok) return { html: text };
  return { issues: issuesOf(text, response.status) };
}

function issuesOf(text, status) {
  try {
    return JSON.parse(text).issue.map((one) => [one.details.text, one.diagnostics].filter(Boolean).join(". "));
  } catch {
    return [`The service answered ${status}. Try again`];
  }
}

// Made by Jinja with every value escaped; no script in it would run (the policy).
function place(where, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  where.replaceChildren(template.content);
}

export function answering({ onTry, onLook }) {
  let latest = null, later = null, answered = Promise.resolve();
  const shown = at("shown"), fault = at("fault"), changes = at("changes");

  // What stands on the bar is not said twice: it goes where the answer is in sight.
  const sight = new IntersectionObserver(([seen]) => at("glance").parentElement.classList.toggle("seen", seen.isIntersecting), { rootMargin: "0px 0px -25% 0px" });
  sight.observe(shown.closest("section"));

  function fail(issues) {
    const list = document.createElement("ul");
    for (const text of issues) list.append(Object.assign(document.createElement("li"), { textContent: text }));
    const head = document.createElement("p");
    head.append(Object.assign(document.createElement("strong"), { textContent: "This cannot be answered." }));
    fault.replaceChildren(head, list);
    fault.hidden = false;
    at("glance").textContent = "This cannot be answered";
    clear();
  }
  function clear() {
    shown.replaceChildren();
    changes.replaceChildren();
  }
  // Whoever copies right after a change gets the answer to that change.
  async function settled() {
    let seen;
    do await (seen = answered);
    while (seen !== answered);
  }
  const ask = (body) => (answered = askOf(body));
  async function askOf(body) {
    latest?.abort();
    clearTimeout(later);
    const mine = (latest = new AbortController());
    shown.setAttribute("aria-busy", "true");
    try {
      const { html, issues } = await send("/try/answer", body, mine.signal);
      if (issues) return fail(issues);
      fault.hidden = true;
      keep(() => place(shown, html));
      filter();
      const said = shown.querySelector("[data-said]").dataset.said;
      at("said").textContent = said;
      at("glance").textContent = said;
      at("glance").className = shown.querySelector(".ehr")?.classList[1] ?? "";
      later = setTimeout(() => askForChanges(body, mine.signal), 150);
    } catch (error) {
      if (error.name !== "AbortError") fail(["The service cannot be reached. Is it running?"]);
    } finally {
      if (mine === latest) shown.removeAttribute("aria-busy");
    }
  }
  async function askForChanges(body, signal) {
    changes.setAttribute("aria-busy", "true");
    try {
      const { html, issues } = await send("/try/changes", body, signal);
      if (issues) changes.replaceChildren();
      else place(changes, html);
    } catch (error) {
      if (error.name !== "AbortError") changes.replaceChildren();
    } finally {
      changes.removeAttribute("aria-busy");
    }
  }
  // What was opened and filtered stays so in the next answer.
  function keep(replace) {
    const open = new Set([...shown.querySelectorAll("details[open][data-rule]")].map((one) => one.dataset.rule));
    const folded = ["quiet", "as-case", "why-card"].filter((name) => shown.querySelector(`details.${name}`)?.open);
    const filters = ["filter", "outcome", "question"].map((id) => [id, at(id)?.value ?? ""]);
    replace();
    for (const one of shown.querySelectorAll("details[data-rule]")) if (open.has(one.dataset.rule)) one.open = true;
    for (const name of folded) { const one = shown.querySelector(`details.${name}`); if (one) one.open = true; }
    for (const [id, value] of filters) if ([...at(id).options ?? [{ value }]].some((one) => one.value === value)) at(id).value = value;
    for (const one of shown.querySelectorAll(".script-only")) one.hidden = false;
  }
  function filter() {
    if (!at("filter")) return;
    const text = at("filter").value.trim().toLowerCase();
    const outcome = at("outcome").value, question = at("question").value;
    for (const one of shown.querySelectorAll("details[data-rule]")) {
      one.hidden = !one.dataset.words.includes(text) || (outcome && one.dataset.outcome !== outcome) || (question && one.dataset.question !== question);
    }
    if (text || outcome || question) shown.querySelector("details.quiet").open = true;
  }
  shown.addEventListener("input", (event) => { if (event.target.closest(".filters")) filter(); });
  shown.addEventListener("click", async (event) => {
    const look = event.target.closest("[data-look]");
    if (look) onLook(look.dataset.look);
    if (event.target.id === "copy") {
      await settled();
      if (!at("case-text")) return;
      await navigator.clipboard.writeText(at("case-text").textContent);
      at("copied").textContent = "Copied.";
    }
  });
  changes.addEventListener("click", (event) => {
    const button = event.target.closest("[data-given]");
    if (button) onTry(JSON.parse(button.dataset.given));
  });
  return { ask, clear: () => { latest?.abort(); fault.hidden = true; clear(); } };
}
