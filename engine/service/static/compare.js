// "Compare": the proposal stays in this tab and in the memory of the service.
import { comparison, whenSignedOut } from "./kept.js";

const at = (id) => document.getElementById(id);
const text = at("text");
let files = [];
let chosenName = "";
let typing, checking, running = null;
// Signing in leaves the page. The tab remembers which comparison it showed, and
// what was typed, for whoever was signed in then; it is gone with the tab.
const who = () => document.querySelector(".who")?.textContent.trim() ?? "";

const base64 = (bytes) => {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(binary);
};

function proposal() {
  const typed = text.value.trim() ? [{ name: "pasted.yaml", text: text.value }] : [];
  return { files: [...files, ...typed], whole: at("whole").checked };
}

async function post(path, body, signal) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (response.ok) return response;
  fail(await issues(response));
  return null;
}
async function issues(response) {
  try {
    return (await response.json()).issue.map((one) => [one.details.text, one.diagnostics].filter(Boolean).join(". ")).join(" ");
  } catch {
    return `The service answered ${response.status}. Try again.`;
  }
}
function fail(why) {
  at("fault").textContent = why;
  at("fault").hidden = !why;
}
// Made by Jinja with every value escaped; no script in it would run (the policy).
function place(where, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  where.replaceChildren(template.content);
}

async function check() {
  checking?.abort();
  const mine = (checking = new AbortController());
  const sent = proposal();
  at("checked").replaceChildren();
  fail("");
  if (sent.files.length === 0) return;
  at("checked").textContent = "Checking …";
  try {
    const response = await post("/compare/check", sent, mine.signal);
    if (response) place(at("checked"), await response.text());
    else at("checked").replaceChildren();
  } catch (error) {
    if (error.name !== "AbortError") fail("The service cannot be reached. Is it running?");
  }
}
function soon() {
  clearTimeout(typing);
  typing = setTimeout(check, 500);
}

function busy(is) {
  at("go").disabled = is;
  at("cancel").hidden = !is;
  at("progress").hidden = !is;
  if (!is) at("step").textContent = "";
}

function keep() {
  try {
    comparison.keep({ name: running, who: who(), at: location.search, text: text.value, files: chosenName, whole: at("whole").checked });
  } catch {
    comparison.forget(); // too large for the tab: it is compared anew
  }
}

// A comparison that `begin` names, to its end. Whether it was shown; null if that
// is not known, for the service did not answer.
async function run(begin) {
  fail("");
  busy(true);
  try {
    const name = await begin();
    if (!name) return false;
    running = name;
    keep();
    return await follow(name);
  } catch {
    fail("The service cannot be reached. Is it running?");
    return null;
  } finally {
    busy(false);
  }
}
async function begun(path, sent) {
  const response = await post(path, sent);
  return response && (await response.json()).comparison;
}

async function restore() {
  const kept = comparison.kept();
  if (!kept) return false;
  const isTheirs = kept.who === "" || kept.who === who();
  if (!isTheirs) comparison.forget();
  if (!isTheirs || (location.search && location.search !== kept.at)) return false;
  text.value = kept.text;
  at("whole").checked = kept.whole;
  showChosen(kept.files, kept.files && `Compared before: ${kept.files}. Choose the files again to compare them anew.`);
  showResult();
  const isShown = await run(async () => kept.name);
  at("result-head").hidden = !isShown;
  if (isShown === false) comparison.forget();
  return true;
}
function compare() {
  clearTimeout(typing);
  const sent = proposal();
  if (sent.files.length === 0) return fail("There is nothing to compare: paste a rule file, or choose files.");
  run(async () => {
    const name = await begun("/compare/start", sent);
    if (name) {
      at("result").replaceChildren();
      showResult();
    }
    return name;
  });
}
async function again(button) {
  button.disabled = true;
  await run(() => begun(`/compare/${running}/again`, {}));
  button.disabled = false;
}

// What was pressed is far above what comes of it. The page is too short to scroll
// so far before results come; whoever scrolls by hand is left alone.
let isSettled = true;
function showResult() {
  at("result-head").hidden = false;
  at("result-head").focus({ preventScroll: true });
  isSettled = false;
  settle();
}
function settle() {
  if (isSettled) return;
  at("result-head").scrollIntoView();
  isSettled = at("result-head").getBoundingClientRect().top < 40;
}
for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(moved, () => { isSettled = true; }, { passive: true });

async function follow(name) {
  let before = "";
  for (let wait = 150; running === name; wait = Math.min(wait * 1.5, 1500)) {
    const response = await fetch(`/compare/${name}`);
    if (!response.ok) {
      fail(await issues(response));
      return false;
    }
    const html = await response.text();
    if (html !== before) place(at("result"), html);
    settle();
    before = html;
    const state = at("result").firstElementChild;
    at("step").textContent = state.dataset.done === "true" ? "" : `${state.dataset.step} …`;
    if (state.dataset.done === "true") return true;
    await new Promise((done) => setTimeout(done, wait));
  }
  return true;
}

async function take(list) {
  const chosen = [];
  for (const file of list) {
    const name = file.webkitRelativePath || file.name;
    if (!/\.(ya?ml|zip)$/.test(name) || /(^|\/)\./.test(name)) continue;
    chosen.push({ name, base64: base64(new Uint8Array(await file.arrayBuffer())) });
  }
  if (chosen.length === 0) return fail("None of these is a rule file: they end in .yaml, or in .zip.");
  files = chosen;
  text.value = "";
  const others = list.length - chosen.length;
  const left = others ? ` (${others} ${others === 1 ? "file that is no rule file was" : "files that are no rule files were"} left out)` : "";
  showChosen(chosen.length === 1 ? chosen[0].name : `${chosen.length} rule files${left}`);
  check();
  at("go").focus({ preventScroll: true });
  at("go").scrollIntoView({ block: "nearest" });
}
// Beside chosen files nothing is written: the box would push the button off the page.
function showChosen(name, says = name) {
  chosenName = name;
  at("chosen-files").textContent = says;
  at("chosen").hidden = !name;
  for (const id of ["written", "text-help"]) at(id).hidden = Boolean(name);
}

text.addEventListener("input", soon);
at("whole").addEventListener("change", check);
at("go").addEventListener("click", compare);
at("cancel").addEventListener("click", () => running && post(`/compare/${running}/cancel`, {}));
for (const id of ["files", "folder"]) at(id).addEventListener("change", (event) => take(event.target.files));
at("result").addEventListener("click", (event) => { if (event.target.id === "again") again(event.target); });
at("forget").addEventListener("click", () => { files = []; for (const id of ["files", "folder"]) at(id).value = ""; showChosen(""); check(); text.focus(); });
at("start").addEventListener("change", (event) => { comparison.forget(); if (event.target.value) location.assign(`/compare?rule=${encodeURIComponent(event.target.value)}`); });
document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  take(event.dataTransfer.files);
});
whenSignedOut(() => { running = null; location.replace("/compare"); });
restore().then((isShown) => { if (text.value.trim() && !isShown) check(); });
document.documentElement.dataset.ready = "true";
