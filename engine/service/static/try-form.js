// The statements of the form, as the `given` of a case and back.
const at = (id) => document.getElementById(id);
const AGO = /^(\d{1,4}) (minute|hour|day|week|month|year)s? ago$/;
const without = (given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "" && value !== undefined && value !== null));

export function form(words, { onChange, onPick }) {
  const list = at("statements");
  let picked = null;
  const fields = (one) => Object.fromEntries([...one.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, field]));

  function made(kind, word) {
    const one = at(kind === "finding" ? "statement" : kind).content.firstElementChild.cloneNode(true);
    one.dataset.word = word;
    const known = words[kind].get(word);
    const says = known?.says ?? word;
    one.querySelector(".what").textContent = says;
    one.querySelector(".of").textContent = ` ${says}`;
    if (kind === "finding") {
      const { site } = fields(one);
      site.append(new Option("not recorded", ""), ...words.sites.map((place) => new Option(place.says, place.word)));
      // A finding of the whole person, or of one place, is asked for no place.
      for (const name of ["site", "side"]) fields(one)[name].closest("p").hidden = known?.site === false;
    }
    if (kind === "measure") fields(one)["measure-unit"].append(...(known?.units ?? []).map((unit) => new Option(unit.says, unit.unit)));
    one.addEventListener("focusin", () => pick(one));
    one.addEventListener("input", (event) => { if (event.target.dataset.field === "amount" || event.target.dataset.field === "unit") sinceAmount(one); changed(one); });
    one.addEventListener("click", (event) => {
      if (event.target.dataset.began) { setBegan(one, event.target.dataset.began); changed(one); }
      if (event.target.closest(".remove")) { one.remove(); if (picked === one) pick(list.querySelector("[data-kind=finding]")); onChange(); at("find").focus(); }
    });
    return one;
  }

  function setBegan(one, text) {
    one.dataset.began = text;
    const { amount, unit } = fields(one);
    const said = AGO.exec(text);
    amount.value = said ? said[1] : "";
    if (said) unit.value = `${said[2]}s`;
    for (const chip of one.querySelectorAll("[data-began]")) chip.setAttribute("aria-pressed", chip.dataset.began === text);
  }
  function sinceAmount(one) {
    const { amount, unit } = fields(one);
    const text = amount.value === "" ? "unknown" : `${amount.value} ${unit.value} ago`;
    one.dataset.began = text;
    for (const chip of one.querySelectorAll("[data-began]")) chip.setAttribute("aria-pressed", chip.dataset.began === text);
  }
  function changed(one) {
    pick(one);
    onChange();
  }
  function pick(one) {
    picked = one && one.dataset.kind === "finding" ? one : picked?.isConnected ? picked : null;
    for (const other of list.children) other.classList.toggle("picked", other === picked);
    at("where-of").textContent = picked ? picked.querySelector(".what").textContent : "";
    const place = picked ? fields(picked) : null;
    onPick({ site: place?.site.value ?? "", side: place?.side.value ?? "" });
  }

  const readers = {
    finding(one) {
      const f = fields(one);
      const gone = f.state.value === "resolved";
      return without({
        finding: one.dataset.word,
        is: gone || f.state.value === "present" ? "" : f.state.value,
        site: f.site.value,
        side: f.side.value,
        symmetric: f.symmetric.checked ? "yes" : "",
        began: one.dataset.began === "unknown" ? "" : one.dataset.began,
        recorded: f.recorded.value.trim(),
        ended: gone ? f.ended.value.trim() || "now" : "",
        lasted: f.lasted.value.trim(),
        speed: f.speed.value,
        chronic: f.chronic.checked ? "yes" : "",
        course: f.course.value ? [f.course.value] : "",
        severity: f.severity.value,
        episodes: f.episodes.value ? Number(f.episodes.value) : "",
      });
    },
    measure(one) {
      const f = fields(one);
      if (f.number.value === "") return null;
      return without({ measure: one.dataset.word, value: `${f.number.value} ${f["measure-unit"].value}`, taken: f.taken.value.trim(), flag: f.flag.value });
    },
    drug(one) {
      const f = fields(one);
      return without({ drug: one.dataset.word, is: f.taking.value === "taken" ? "" : f.taking.value, started: f.started.value.trim(), stopped: f.stopped.value.trim() });
    },
  };
  const fillers = {
    finding(one, given) {
      const f = fields(one);
      f.site.value = [given.site ?? ""].flat()[0];
      f.side.value = given.side ?? "";
      f.symmetric.checked = given.symmetric === "yes";
      f.chronic.checked = given.chronic === "yes";
      f.state.value = given.ended ? "resolved" : given.is ?? "present";
      f.course.value = [given.course ?? ""].flat()[0];
      for (const name of ["recorded", "ended", "lasted", "speed", "severity", "episodes"]) f[name].value = given[name] ?? "";
      setBegan(one, given.began ?? "unknown");
      if (["course", "severity", "ended", "lasted", "recorded", "episodes"].some((name) => given[name])) one.querySelector("details").open = true;
    },
    measure(one, given) {
      const f = fields(one);
      const [number, ...unit] = given.value.split(" ");
      f.number.value = number;
      f["measure-unit"].value = unit.join(" ");
      f.taken.value = given.taken ?? "";
      f.flag.value = given.flag ?? "";
    },
    drug(one, given) {
      const f = fields(one);
      f.taking.value = given.is ?? "taken";
      f.started.value = given.started ?? "";
      f.stopped.value = given.stopped ?? "";
    },
  };

  function person(given) {
    at("age").value = given?.age ?? "";
    at("sex").value = given?.sex ?? "";
  }
  for (const id of ["age", "sex", "pregnancy"]) at(id).addEventListener("input", onChange);

  return {
    given() {
      const told = [...list.children].map((one) => readers[one.dataset.kind](one)).filter(Boolean);
      const pregnant = at("pregnancy").value;
      if (pregnant) told.push(without({ finding: "pregnancy", is: pregnant === "present" ? "" : pregnant }));
      const who = without({ age: at("age").value === "" ? "" : Number(at("age").value), sex: at("sex").value });
      if (Object.keys(who).length) told.push(who);
      return told;
    },
    fill(given) {
      list.replaceChildren();
      picked = null;
      const plain = (one) => one.finding === "pregnancy" && Object.keys(one).every((name) => ["finding", "is"].includes(name));
      at("pregnancy").value = given.filter(plain).map((one) => one.is ?? "present")[0] ?? "";
      person(given.find((one) => "age" in one || "sex" in one));
      for (const one of given) {
        const kind = ["finding", "measure", "drug"].find((name) => name in one);
        if (!kind || plain(one)) continue;
        const row = made(kind, one[kind]);
        list.append(row);
        fillers[kind](row, one);
      }
      pick(list.querySelector("[data-kind=finding]"));
    },
    add(word, kind) {
      const row = made(kind, word);
      list.append(row);
      if (kind === "finding") fillers.finding(row, { finding: word });
      pick(row);
      row.querySelector(kind === "finding" ? "[data-began]" : "input, select").focus();
      onChange();
    },
    // A part of the body for the statement that is picked, or for a new one.
    place(site, side) {
      const open = picked && words.finding.get(picked.dataset.word)?.site !== false ? picked : null;
      if (!open) this.add("numbness", "finding");
      const f = fields(picked);
      const again = f.site.value === site;
      if (again && f.side.value === side) [f.site.value, f.side.value] = ["", ""];
      else {
        f.side.value = again && ["left", "right"].includes(f.side.value) ? "both" : side;
        f.site.value = site;
      }
      pick(picked);
      onChange();
    },
    focus() { list.querySelector("select, input")?.focus(); },
  };
}
