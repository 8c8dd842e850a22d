// The page of a board: click or Enter on a cell or line shows its evidence. No text of the graph is ever parsed as markup.
"use strict";
(() => {
  const words = JSON.parse(at("words").textContent);
  const data = JSON.parse(at("data").textContent);
  const lang = document.documentElement.lang;
  const cells = data.groups.flatMap((group) => group.rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, row: row.label }))));
  const records = new Map([...cells, ...data.lines, ...data.pairs].map((record) => [record.key, record]));
  const buttons = [...document.querySelectorAll("button.cell")];

  const label = (value) => data.legend[value].label;

  const passages = (list) => make("ul", {}, ...list.map((one) => passageItem(one, words, (data.links[one.iri] || [])[0])));
  const piece = (one) => make("li", {}, make("strong", {}, one.head), ...(one.text ? [make("p", {}, one.text)] : []), passages(one.passages));
  const pieces = (list, empty) => (list.length ? make("ul", {}, ...list.map(piece)) : make("p", {}, empty));
  const part = (title, ...content) => [make("h3", {}, title), ...content];

  function cellDetails(cell) {
    const voices = Object.entries(cell.voices).map(([voice, value]) => make("li", {}, `${voice}: ${label(value)}`));
    return [
      make("h2", { tabindex: "-1" }, `${cell.column}: ${cell.row}`),
      make("p", {}, make("strong", {}, label(cell.value)), ...(cell.reason ? [`. ${words.reason}: ${cell.reason}`] : [])),
      ...(voices.length ? [make("ul", {}, ...voices)] : []),
      ...(cell.rule ? [make("p", { class: "rule" }, cell.rule)] : []),
      ...(cell.ideal ? part(words.ideal, make("p", {}, cell.ideal)) : []),
      ...part(words.said, pieces(cell.pieces, words.silent)),
    ];
  }
  function lineDetails(line) {
    return [
      make("h2", { tabindex: "-1" }, `${line.cluster}: ${line.text}`),
      make("p", {}, make("strong", {}, label(line.value))),
      make("p", {}, `${words.topic}: ${line.topic}. ${words.addressees}: ${line.addressees.join("; ")}.`),
      passages(line.passages),
      ...part(words.became, pieces(line.pieces, words.not_assessed)),
      ...part(words.successors, line.successors.length
        ? make("ul", {}, ...line.successors.map((one) => make("li", {}, one.text, passages(one.passages)))) : make("p", {}, words.no_successor)),
    ];
  }

  function pairDetails(pair) {
    const thing = (one) => make("li", {}, make("strong", {}, one.label), passages(one.passages));
    const sides = pair.sides.map((side, index) => make("div", {},
      make("h4", {}, index < 2 ? `${words.chapter} ${side.head}` : side.head), pieces(side.said, words.says_nothing)));
    return [
      make("h2", { tabindex: "-1" }, pair.label),
      make("p", {}, make("strong", {}, label(pair.value))),
      ...part(`${words.reciprocity}: ${pair.outcome}`, make("div", { class: "beside" }, ...sides)),
      ...part(words.shared, ...(pair.shared.length ? pair.shared.flatMap((group) => [
        make("h4", {}, `${group.label} (${group.things.length})`), make("ul", {}, ...group.things.map(thing))]) : [make("p", {}, words.nothing_shared)])),
    ];
  }

  function select(key, focus) {
    const record = records.get(key);
    if (!record) return;
    at("details").replaceChildren(...(record.column ? cellDetails(record) : record.shared ? pairDetails(record) : lineDetails(record)));
    for (const element of document.querySelectorAll("[data-key]")) {
      if (element.dataset.key === key) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    }
    at("live").textContent = at("details").querySelector("h2").textContent;
    if (location.protocol !== "about:") history.replaceState(null, "", `#${new URLSearchParams({ selected: key })}`);
    if (focus) at("details").querySelector("h2").focus();
  }
  document.addEventListener("click", (event) => {
    const element = event.target.closest("[data-key]");
    if (element) select(element.dataset.key, matchMedia("(max-width: 70rem)").matches || event.detail === 0);
  });

  // One stop of the Tab key for the whole matrix; arrow keys go from cell to cell.
  const width = data.columns.length || 1;
  const reach = (index) => buttons.forEach((button, i) => button.setAttribute("tabindex", i === index ? "0" : "-1"));
  if (buttons.length) reach(0);
  at("board").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: width, ArrowUp: -width }[event.key];
    const now = buttons.indexOf(document.activeElement);
    if (!step || now < 0 || !buttons[now + step]) return;
    event.preventDefault();
    reach(now + step);
    buttons[now + step].focus();
  });

  // Ratings by perspective, where there are any.
  const voices = [...new Set(cells.flatMap((cell) => Object.keys(cell.voices)))].sort(new Intl.Collator(lang).compare);
  function show(voice) {
    for (const button of buttons) {
      const record = records.get(button.dataset.key);
      const value = voice ? record.voices[voice] || "" : record.value;
      const mark = data.legend[value] || { letter: "", colour: "#ffffff", ink: "#1b1b1b", label: "" };
      button.textContent = mark.letter;
      button.dataset.value = value;
      button.title = mark.label;
      button.style.background = mark.colour;
      button.style.color = mark.ink;
      button.setAttribute("aria-label", `${record.row}, ${record.column}: ${mark.label}`);
    }
  }
  if (voices.length) {
    at("voices").hidden = false;
    at("voices").append(...["", ...voices].map((voice) => make("label", {},
      make("input", { type: "radio", name: "voice", value: voice, ...(voice ? {} : { checked: "" }), change: () => show(voice) }), voice || words.all)));
  }

  at("csv").addEventListener("click", () => {
    const things = (pair, key) => pair.shared.filter((group) => group.key === key).flatMap((group) => group.things.map((one) => one.label)).join(" | ");
    const rows = data.pairs.length
      ? [[words.pair, words.field, words.reciprocity, ...data.dimensions.map((one) => one.label)], ...data.pairs.map((pair) => [pair.label, label(pair.value), pair.outcome, ...data.dimensions.map((one) => things(pair, one.key))])]
      : data.lines.length
        ? [[words.cluster, words.earlier, words.status, words.later], ...data.lines.map((line) => [line.cluster, line.text, label(line.value), line.successors.map((one) => one.text).join(" | ")])]
        : [["", ...data.columns], ...data.groups.flatMap((group) => group.rows.map((row) => [row.label, ...row.cells.map((cell) => label(cell.value))]))];
    saveTable(rows, lang, `${data.name}.csv`);
  });
  if (data.pairs.length) quadrants(data, words, (text) => { at("live").textContent = text; });

  const wanted = () => select(new URLSearchParams(location.hash.slice(1)).get("selected") || "", false);
  addEventListener("hashchange", wanted);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    at("details").focus();
  });
  wanted();
})();
