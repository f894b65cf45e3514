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
      const asks = { site: known?.site !== false, side: known?.side !== false };
      for (const name of ["site", "side"]) fields(one)[name].closest("p").hidden = !asks[name];
      fields(one).symmetric.closest("label").hidden = !asks.side;
    }
    if (kind === "measure") fields(one)["measure-unit"].append(...(known?.units ?? []).map((unit) => new Option(unit.says, unit.unit)));
    one.places = [];
    one.addEventListener("focusin", () => pick(one));
    one.addEventListener("input", (event) => { if (event.target.dataset.field === "site") setSites(one, [event.target.value, ...one.places.slice(1)].filter(Boolean)); if (event.target.dataset.field === "amount" || event.target.dataset.field === "unit") sinceAmount(one); changed(one); });
    one.addEventListener("click", (event) => {
      if (event.target.dataset.began) { setBegan(one, event.target.dataset.began); changed(one); }
      if (event.target.dataset.also) { setSites(one, one.places.filter((site) => site !== event.target.dataset.also)); changed(one); fields(one).site.focus(); }
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
  // The outline is about the picked finding; one that has no place is never that.
  function pick(one) {
    const placeable = (other) => other?.dataset.kind === "finding" && words.finding.get(other.dataset.word)?.site !== false;
    const findings = [...list.children].filter(placeable);
    picked = placeable(one) ? one : picked?.isConnected ? picked : findings[0] ?? null;
    for (const other of list.children) other.classList.toggle("picked", other === picked);
    at("where-of").textContent = picked ? picked.querySelector(".what").textContent : "";
    onPick(picked ? placeOf(picked) : { sites: [], side: "" }, findings.filter((other) => other !== picked).map(placeOf));
  }
  const placeOf = (one) => ({ sites: one.places, side: fields(one).side.value });

  // The first place is in the list, the others are beside it.
  function setSites(one, sites) {
    one.places = [...new Set(sites)];
    fields(one).site.value = one.places[0] ?? "";
    const also = one.querySelector(".also");
    also.hidden = one.places.length < 2;
    also.querySelector(".chips").replaceChildren(...one.places.slice(1).map((site) => {
      const says = words.site.get(site)?.says ?? site;
      const chip = Object.assign(document.createElement("button"), { type: "button", textContent: `${says} ×` });
      chip.dataset.also = site;
      chip.setAttribute("aria-label", `Remove ${says}`);
      return chip;
    }));
  }

  const readers = {
    finding(one) {
      const f = fields(one);
      const gone = f.state.value === "resolved";
      return without({
        finding: one.dataset.word,
        is: gone || f.state.value === "present" ? "" : f.state.value,
        site: one.places.length > 1 ? [...one.places] : one.places[0] ?? "",
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
      const value = f.number.value === "" ? "" : `${f.number.value} ${f["measure-unit"].value}`;
      one.querySelector(".no-value").hidden = value !== "";
      return without({ measure: one.dataset.word, value, taken: f.taken.value.trim(), flag: f.flag.value });
    },
    drug(one) {
      const f = fields(one);
      return without({ drug: one.dataset.word, is: f.taking.value === "taken" ? "" : f.taking.value, started: f.started.value.trim(), stopped: f.stopped.value.trim() });
    },
  };
  const fillers = {
    finding(one, given) {
      const f = fields(one);
      setSites(one, [given.site ?? []].flat());
      f.side.value = given.side ?? "";
      // What is recorded is shown, whatever the word implies.
      for (const name of ["site", "side"]) if (given[name]) f[name].closest("p").hidden = false;
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
      const [number, ...unit] = (given.value ?? "").split(" ");
      f.number.value = number;
      if (number) f["measure-unit"].value = unit.join(" ");
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

  const OTHER = { left: "right", right: "left" };
  // What was said of an episode but for its place: entries alike in it belong together.
  const episode = (one) => { const { site, side, ...rest } = readers.finding(one); return JSON.stringify(rest); };
  const alike = (one) => [...list.children].filter((other) => other.dataset.kind === "finding" && other.places.length && episode(other) === episode(one));

  function setPlace(one, sites, side) {
    setSites(one, sites);
    fields(one).side.value = side;
  }
  function targetOf(site, side) {
    if (!picked.places.length) return picked;
    const together = [picked, ...alike(picked).filter((one) => one !== picked)];
    return together.find((one) => one.places.includes(site)) ?? together.find((one) => fields(one).side.value === side) ?? copied(picked);
  }
  function copied(one) {
    const row = made("finding", one.dataset.word);
    fillers.finding(row, { ...readers.finding(one), site: [], side: "" });
    one.after(row);
    return row;
  }
  // A part that is there is removed, or its other side is there as well.
  function toggled(one, site, side) {
    const was = fields(one).side.value;
    const now = was === side ? "" : was === "both" ? OTHER[side] : "both";
    const others = alike(one).filter((other) => other !== one);
    if (one.places.length === 1 && !now && others.length) return one.remove();
    if (one.places.length === 1) return setPlace(one, now ? [site] : [], now);
    setSites(one, one.places.filter((other) => other !== site));
    if (!now) return;
    const home = others.find((other) => fields(other).side.value === now) ?? copied(one);
    setPlace(home, [...home.places, site], now);
  }

  return {
    // What is asked of the service; a result is one only with its value.
    given() {
      return this.kept().filter((one) => !("measure" in one) || "value" in one);
    },
    // What the form holds, to be there after the page is loaded again.
    kept() {
      const told = [...list.children].map((one) => readers[one.dataset.kind](one));
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
    // A part of the body, pressed: added to the picked finding, or taken away.
    // One entry has one side, so what would differ becomes an entry of its own.
    place(site, side) {
      if (!picked) this.add("numbness", "finding");
      const target = targetOf(site, side);
      const f = fields(target);
      const sided = ["left", "right", "both"].includes(f.side.value);
      if (!target.places.length) setPlace(target, [site], side);
      else if (!target.places.includes(site)) setPlace(target, [...target.places, site], f.side.value);
      else if (sided) toggled(target, site, side);
      else f.side.value = side;
      pick(target.isConnected ? target : picked);
      onChange();
    },
    focus() { list.querySelector("select, input")?.focus(); },
  };
}
