// "Try it": what is entered stays in this tab, and is sent in the body of a POST.
import { bodyMap } from "./try-body.js";
import { answering } from "./try-answer.js";
import { loadWords, finder } from "./try-words.js";
import { form } from "./try-form.js";
import { patient as stored, whenSignedOut } from "./kept.js";

const at = (id) => document.getElementById(id);
const rule = at("rule");

for (const one of document.querySelectorAll(".script-only")) one.hidden = false;

const words = await loadWords();
const answer = answering({ onTry: (given) => { patient.fill(given); show("describe"); changed(); }, onLook: look });
const patient = form(words, { onChange: changed, onPick: (places, others) => body.mark(places, others) });
const body = bodyMap(at("body"), (site, side) => patient.place(site, side));

function changed() {
  stored.keep(patient.kept());
  ask();
}

function ask() {
  if (at("describe").hidden) return askOfRecords();
  answer.ask({ given: patient.given(), rule: rule.value });
}

function askOfRecords() {
  const records = at("records").value;
  if (!records.trim()) return answer.clear();
  const now = at("now").value;
  answer.ask({ records, now: now && `${now}Z`, patient: at("patient").value, rule: rule.value });
}

function show(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const mine = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", mine);
    tab.tabIndex = mine ? 0 : -1;
    at(tab.getAttribute("aria-controls")).hidden = !mine;
  }
}

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => { show(tab.getAttribute("aria-controls")); ask(); });
  tab.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = document.querySelector("[role=tab][tabindex='-1']");
    show(other.getAttribute("aria-controls"));
    other.focus();
    ask();
  });
}

finder(words, (word, kind) => patient.add(word, kind));
at("clear").addEventListener("click", () => { patient.fill([{ finding: "numbness" }]); changed(); patient.focus(); });

// A rule, its cases, and one of them to start from.
let cases = [];
async function look(name) {
  rule.value = name;
  await offerCases();
  ask();
  at("changes").scrollIntoView({ block: "start" });
}
async function offerCases() {
  cases = [];
  if (rule.value) {
    const response = await fetch(`/try/cases/${rule.value.split("/").map(encodeURIComponent).join("/")}`);
    if (response.ok) cases = await response.json();
  }
  const choices = cases.map((one, number) => new Option(`${one.name} (${one.expect})`, number));
  at("case").replaceChildren(new Option("choose a case", ""), ...choices);
  at("cases-row").hidden = cases.length === 0;
}
rule.addEventListener("change", async () => { await offerCases(); ask(); });
at("case").addEventListener("change", () => {
  const chosen = cases[at("case").value];
  if (!chosen) return;
  patient.fill(chosen.given);
  show("describe");
  changed();
});

// A link from the page of a rule names one of its cases by number; the patient
// in it is the rule file's own. The address forgets it: after a reload stands what
// was made of it.
function startFromCase() {
  const here = new URL(location.href);
  const number = Number(here.searchParams.get("case")) - 1;
  if (!cases[number]) return;
  at("case").value = number;
  patient.fill(cases[number].given);
  stored.keep(patient.kept());
  here.searchParams.delete("case");
  history.replaceState(null, "", here);
  show("describe");
}

// Records: pasted, dropped or chosen; what is read here is sent, never kept.
const box = at("records");
let typing;
async function take(file) {
  box.value = await file.text();
  show("paste");
  ask();
}
at("paste").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
at("file").addEventListener("change", (event) => event.target.files[0] && take(event.target.files[0]));
box.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(ask, 400); });
for (const id of ["now", "patient"]) at(id).addEventListener("change", ask);
document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const [file] = event.dataTransfer.files;
  if (file) take(file);
});

// What the form held before this page was loaded again, or a first statement.
const before = stored.kept();
patient.fill(Array.isArray(before) && before.length ? before : [{ finding: "numbness" }]);
whenSignedOut(() => location.replace("/try"));
show(box.value.trim() ? "paste" : "describe");
await offerCases();
startFromCase();
ask();
document.documentElement.dataset.ready = "true";
