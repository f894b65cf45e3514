// The words of the rules: loaded once, found by what clinicians call them.
export async function loadWords() {
  const response = await fetch("/try/words");
  if (!response.ok) throw new Error("the words of the rules did not load");
  const words = await response.json();
  const by = (list) => new Map(list.map((one) => [one.word, one]));
  return {
    ...words,
    finding: by(words.findings),
    measure: by(words.measures),
    drug: by(words.drugs),
    site: by(words.sites),
  };
}

const KINDS = { procedure: "procedure", diagnosis: "diagnosis", history: "history", exposure: "exposure" };

// A search box over findings, results and drugs; the common ones while it is empty.
export function finder(words, choose) {
  const input = document.getElementById("find");
  const list = document.getElementById("found");
  const said = document.getElementById("found-count");
  const entries = [
    ...words.findings.map((one) => ({ ...one, kind: "finding", note: KINDS[one.kind] ?? "", also: one.also })),
    ...words.measures.map((one) => ({ ...one, kind: "measure", note: "result", also: [] })),
    ...words.drugs.map((one) => ({ ...one, kind: "drug", note: "drug", also: one.names })),
  ];
  for (const one of entries) one.words = [one.says, one.word.replaceAll("-", " "), ...one.also].map((text) => text.toLowerCase());
  const common = words.common.map((word) => entries.find((one) => one.kind === "finding" && one.word === word));

  function rank(one, text) {
    const starts = one.words.findIndex((word) => word.startsWith(text));
    if (starts >= 0) return starts ? 1 : 0;
    if (one.words.some((word) => word.split(/[\s(]+/).some((part) => part.startsWith(text)))) return 2;
    return one.words.some((word) => word.includes(text)) ? 3 : 9;
  }
  function matches() {
    const text = input.value.trim().toLowerCase();
    if (!text) return common;
    return entries.map((one) => [rank(one, text), one]).filter(([at]) => at < 9)
      .sort((a, b) => a[0] - b[0]).slice(0, 10).map(([, one]) => one);
  }
  function draw() {
    const found = matches();
    list.replaceChildren(...found.map((one) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = one.note ? `${one.says} (${one.note})` : one.says;
      button.addEventListener("click", () => take(one));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
    said.textContent = input.value ? `${found.length} words found` : "";
  }
  function take(one) {
    input.value = "";
    draw();
    choose(one.word, one.kind);
  }
  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [first] = matches();
    if (input.value.trim() && first) take(first);
  });
  draw();
}
