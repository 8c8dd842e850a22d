// Tables whose lines can be chosen: sorted by their headings, walked by arrow keys, saved as a file.
"use strict";
function save(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
function saveTable(lines, lang, name) {
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  const text = lines.map((line) => line.map(cell).join(lang === "de" ? ";" : ",")).join("\r\n");
  save(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv;charset=utf-8" }), name);
}
// `records` are {key, cells}; `open` is called with the key and the row that was chosen. Returns what the page does with the table.
function listing(table, titles, records, { lang, sort, open }) {
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const [body] = table.tBodies;
  const rows = new Map(records.map(({ key, cells, fixed }) => [key, make("tr", { tabindex: "-1", ...(fixed ? { class: "fixed" } : {}) },
    ...cells.map((text, index) => (index ? make("td", {}, text) : make("th", { scope: "row" }, text))))]));
  const keys = new Map([...rows].map(([key, row]) => [row, key]));
  const fixed = new Set(records.filter((record) => record.fixed).map((record) => record.key));
  const shownRows = () => [...body.rows].filter((row) => !row.hidden);
  function enterAt(row) { // one row at a time is in the tab order; arrow keys move within the table
    for (const other of body.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    if (row) row.tabIndex = 0;
  }
  function show(isShown, isCurrent) {
    for (const [key, row] of rows) {
      row.hidden = !isShown(key);
      if (isCurrent(key)) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const shown = shownRows();
    if (!shown.some((row) => row.tabIndex === 0)) enterAt(shown[0]);
    return shown.length;
  }
  function sortBy(index, head) {
    const sense = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", sense > 0 ? "ascending" : "descending");
    const text = (row) => row.cells[index].textContent;
    body.append(...[...body.rows].sort((a, b) => sense * compare(text(a), text(b))));
    for (const mark of head.parentNode.querySelectorAll("[data-mark]")) mark.textContent = "";
    head.querySelector("[data-mark]").textContent = sense > 0 ? " ▲" : " ▼";
    enterAt(shownRows()[0]);
  }
  table.tHead.append(make("tr", {}, ...titles.map((title, index) => make("th", { scope: "col" },
    make("button", { type: "button", title: sort, click: (event) => sortBy(index, event.currentTarget.parentNode) }, title,
      make("span", { "data-mark": "", "aria-hidden": "true" }))))));
  body.append(...rows.values());
  const take = (row) => { enterAt(row); if (!fixed.has(keys.get(row))) open(keys.get(row), row); };
  body.addEventListener("click", (event) => { const row = event.target.closest("tr"); if (row) take(row); });
  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    const shown = shownRows();
    const goal = { ArrowDown: shown.indexOf(row) + 1, ArrowUp: shown.indexOf(row) - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); take(row); }
    else if (goal !== undefined) { event.preventDefault(); if (shown[goal]) { enterAt(shown[goal]); shown[goal].focus(); } }
  });
  return { show, lines: () => [titles, ...shownRows().map((row) => [...row.cells].map((cell) => cell.textContent))] };
}
