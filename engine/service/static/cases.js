// The cases of a rule, narrowed to those that failed or that answer one way.
const bar = document.getElementById("case-filter");
const rows = [...document.querySelectorAll("table.cases tbody tr")];
const fold = document.getElementById("all-cases");

function narrow(word) {
  for (const row of rows) row.hidden = !(word === "all" || row.dataset.answer === word || (word === "red" && "red" in row.dataset));
  for (const button of bar.querySelectorAll("button")) button.setAttribute("aria-pressed", button.dataset.word === word);
  const shown = rows.filter((row) => !row.hidden).length;
  document.getElementById("cases-shown").textContent = `${shown} of ${rows.length} cases shown`;
}
if (bar) {
  bar.hidden = false;
  bar.addEventListener("click", (event) => event.target.dataset.word && narrow(event.target.dataset.word));
}
// A link to the cases is a wish to see them.
const unfold = () => { if (fold && location.hash === "#cases") fold.open = true; };
addEventListener("hashchange", unfold);
unfold();
