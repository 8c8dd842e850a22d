// The page of a network: picture, search, filters, details and table over the same records. No text of the graph is ever parsed as markup.
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const at = (id) => document.getElementById(id);
  const words = read("words");
  const data = read("data");
  const lang = document.documentElement.lang;
  const nodes = new Map(data.records.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.records.edges.map((edge) => [edge.id, edge]));
  const statuses = new Map(data.legend.status.map((status) => [status.key, status]));
  const tiesOf = new Map([...nodes.keys()].map((id) => [id, []]));
  for (const edge of edges.values()) for (const end of new Set([edge.source, edge.target])) tiesOf.get(end).push(edge);
  const SIGN = "⚠\uFE0E";
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const number = (value) => new Intl.NumberFormat(lang).format(value);

  // What the reader has chosen; all but `hover` and `origin` stands in the address.
  const state = { query: "", selected: "", hidden: new Set(), marked: false, hover: "", origin: null };

  const button = (text, click, attributes = {}) => make("button", { type: "button", click, ...attributes }, text);
  const say = (text) => { at("live").textContent = text; };
  const label = (id) => nodes.get(id).label;
  const arrow = (edge) => (edge.directed ? "→" : "–");
  const sentence = (edge) => `${label(edge.source)} ${arrow(edge)} ${label(edge.target)}: ${edge.kind_label} (${statuses.get(edge.status).label})`;
  const ties = (count) => `${number(count)} ${count === 1 ? words.one_tie : words.many_ties}`;

  // ---- which nodes and edges are shown -------------------------------------------------------------------------------

  const nodeShown = (id) => !state.hidden.has(`group:${nodes.get(id).group}`);
  const edgeShown = (edge) =>
    !state.hidden.has(`status:${edge.status}`) && !state.hidden.has(`kind:${edge.kind}`) && (!state.marked || edge.marked) &&
    nodeShown(edge.source) && nodeShown(edge.target);

  // ---- search: without regard to case, accents, umlauts, hyphens; similar names when nothing else is found ---------------

  const UMLAUTS = { ä: "ae", ö: "oe", ü: "ue" };
  function fold(text) {
    const lower = text.normalize("NFC").toLowerCase().replace(/ß/g, "ss");
    const spellings = [lower, lower.replace(/[äöü]/g, (letter) => UMLAUTS[letter])];
    return [...new Set(spellings.map((s) => s.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()))];
  }
  function distance(query, text) { // fewest edits that turn the query into some part of the text (Sellers 1980)
    let row = new Array(text.length + 1).fill(0);
    for (let i = 1; i <= query.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= text.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (query[i - 1] === text[j - 1] ? 0 : 1));
      row = next;
    }
    return Math.min(...row);
  }
  const folded = new Map([...nodes.values()].map((node) => [node.id, [node.label, ...node.names].flatMap(fold)]));
  function find(query) {
    const wanted = fold(query).filter(Boolean);
    const best = (id, score) => Math.min(...folded.get(id).flatMap((name) => wanted.map((w) => score(w, name))));
    const exact = (w, name) => (name.startsWith(w) ? 0 : name.includes(w) ? 1 : w.split(" ").every((part) => name.includes(part)) ? 2 : Infinity);
    const similar = (w, name) => { const d = distance(w, name); return d <= Math.min(2, Math.floor(w.length / 4)) ? d : Infinity; };
    for (const score of [exact, similar]) {
      const found = wanted.length ? [...nodes.keys()].map((id) => [best(id, score), id]).filter(([s]) => s < Infinity) : [];
      if (found.length) return { ids: found.sort((a, b) => a[0] - b[0]).map(([, id]) => id), near: score === similar };
    }
    return { ids: [], near: false };
  }

  let hits = [];
  let active = -1;
  function showHits() {
    const result = find(state.query);
    hits = result.ids.slice(0, 30);
    active = -1;
    at("hits").replaceChildren(...hits.map((id, index) => make("li",
      { role: "option", id: `hit-${index}`, "aria-selected": "false", click: () => takeHit(index) },
      label(id), make("span", { class: "quiet" }, nodes.get(id).kind_label))));
    at("search-hint").textContent = !state.query ? words.search_hint : !result.ids.length ? words.no_hit
      : `${result.near ? `${words.near}: ` : ""}${number(result.ids.length)} ${result.ids.length === 1 ? words.hit : words.hits}. ${words.search_hint}`;
  }
  function openHits(open) {
    at("hits").hidden = !open || !hits.length;
    at("search").setAttribute("aria-expanded", String(!at("hits").hidden));
    if (!open) activate(-1);
  }
  function activate(index) {
    active = index;
    [...at("hits").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) at("search").removeAttribute("aria-activedescendant");
    else {
      at("search").setAttribute("aria-activedescendant", `hit-${index}`);
      at("hits").children[index].scrollIntoView({ block: "nearest" });
    }
  }
  function takeHit(index) {
    const id = hits[index];
    openHits(false);
    select(id, { from: at("search"), travel: true });
  }
  at("search").addEventListener("input", (event) => {
    state.query = event.target.value.trim();
    showHits();
    openHits(true);
    say(state.query ? at("search-hint").textContent : "");
    refresh();
  });
  at("search").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      event.preventDefault();
      openHits(true);
      activate((active + step + hits.length + (active < 0 && step < 0 ? 1 : 0)) % hits.length);
    } else if (event.key === "Enter" && hits.length) {
      takeHit(Math.max(active, 0));
    } else if (event.key === "Escape") {
      openHits(false);
    }
  });

  // ---- selection and details -----------------------------------------------------------------------------------------

  const exists = (id) => nodes.has(id) || edges.has(id);
  // `from` is where the reader came from and may go back to; without it (a click in the picture) the focus stays where it is.
  function select(id, { from = null, travel = false } = {}) {
    state.selected = exists(id) ? id : "";
    if (from && !at("details").contains(from)) state.origin = from;
    showDetails();
    say(!state.selected ? words.cleared : `${words.selected}: ${edges.has(id) ? sentence(edges.get(id)) : `${label(id)}. ${ties(tiesOf.get(id).filter(edgeShown).length)}`}`);
    if (from) at("details").querySelector("h2").focus();
    refresh();
    if (travel && picture) picture.travel(nodes.has(id) ? [id] : [edges.get(id).source, edges.get(id).target]);
  }
  function goBack() {
    const place = state.origin && state.origin.isConnected && !state.origin.hidden ? state.origin : at("search");
    place.focus();
  }
  function showDetails() {
    const id = state.selected;
    const parts = nodes.has(id) ? nodeDetails(nodes.get(id)) : edges.has(id) ? edgeDetails(edges.get(id)) : [];
    at("details").replaceChildren(...(parts.length ? parts : [make("h2", { tabindex: "-1" }, words.details), make("p", {}, words.nothing)]));
    if (parts.length) {
      const clear = button(words.clear, () => { select(""); goBack(); });
      at("details").append(make("div", { class: "tools" }, ...(state.origin ? [button(words.back, goBack)] : []), clear));
    }
  }
  const goTo = (id, text) => button(text, (event) => select(id, { from: event.currentTarget, travel: true }), { class: "link" });
  const sign = (edge) => (edge.marked ? [make("span", { class: "sign", role: "img", "aria-label": words.marked }, `${SIGN} `)] : []);
  const heading = (...content) => make("h2", { tabindex: "-1" }, ...content);

  function nodeDetails(node) {
    const shown = tiesOf.get(node.id).filter(edgeShown);
    const others = node.names.filter((name) => name !== node.label);
    const line = (edge) => {
      const [sense, other] = edge.source === node.id ? [edge.directed ? "→" : "–", edge.target] : [edge.directed ? "←" : "–", edge.source];
      return make("li", { class: "tie" }, ...sign(edge), goTo(edge.id, `${edge.kind_label} (${statuses.get(edge.status).label}) ${sense} ${label(other)}`));
    };
    return [
      heading(node.label),
      ...(node.kind_label ? [make("p", { class: "quiet" }, node.kind_label)] : []),
      ...(node.text ? [make("p", {}, node.text)] : []),
      ...(others.length ? [make("p", {}, `${words.names}: ${others.join("; ")}`)] : []),
      make("h3", {}, `${words.ties} (${number(shown.length)})`),
      shown.length ? make("ul", {}, ...shown.map(line)) : make("p", {}, words.no_ties),
    ];
  }

  function lineSpan(lines, one, many) {
    if (!lines || !lines.length) return "";
    const [first, last] = [lines[0], lines[lines.length - 1]];
    return first === last ? `${one} ${first}` : `${many} ${first}–${last}`;
  }
  function passageItem(passage) {
    const place = [passage.section && `${words.section} ${passage.section}`, passage.row && `${words.row} „${passage.row}“`, lineSpan(passage.lines, words.line, words.lines)];
    return make("li", {}, make("strong", {}, place.filter(Boolean).join(", ")), ...(passage.text ? [make("br"), passage.text] : []));
  }
  function evidenceItem(piece) {
    return make("li", {},
      ...(piece.text ? [make("p", {}, piece.text)] : []),
      ...(piece.claimed_by ? [make("p", { class: "quiet" }, `${words.claimed_by}: ${piece.claimed_by}`)] : []),
      make("ul", {}, ...(piece.passages || []).map(passageItem)));
  }
  function edgeDetails(edge) {
    const facts = [
      [words.kind, edge.kind_label],
      [words.status, statuses.get(edge.status).label],
      ...(edge.label && edge.label !== edge.kind_label ? [[words.label, edge.label]] : []),
      ...(edge.weight !== 1 ? [[words.weight, number(edge.weight)]] : []),
      ...(edge.marked ? [[words.marked, words.yes]] : []),
      ...(edge.note ? [[words.note, edge.note]] : []),
    ];
    return [
      heading(...sign(edge), goTo(edge.source, label(edge.source)), ` ${arrow(edge)} `, goTo(edge.target, label(edge.target))),
      make("dl", {}, ...facts.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)])),
      make("h3", {}, words.evidence),
      edge.evidence.length ? make("ul", {}, ...edge.evidence.map(evidenceItem)) : make("p", {}, words.no_evidence),
    ];
  }

  // ---- legend and filters --------------------------------------------------------------------------------------------

  const SVG = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const corners = (count, turn, inner = 8) => Array.from({ length: count }, (_, i) => {
    const [angle, r] = [turn + (2 * Math.PI * i) / count, i % 2 ? inner : 8];
    return `${20 + r * Math.cos(angle)},${10 + r * Math.sin(angle)}`;
  }).join(" ");
  const UP = -Math.PI / 2;
  const SHAPES = {
    square: () => corners(4, Math.PI / 4), diamond: () => corners(4, UP), triangle: () => corners(3, UP),
    triangleDown: () => corners(3, -UP), hexagon: () => corners(6, 0), star: () => corners(10, UP, 3.5),
  };
  function sample(facet, item) {
    const svg = SVG("svg", { viewBox: "0 0 40 20", "aria-hidden": "true" });
    const line = { x1: 1, y1: 10, x2: 39, y2: 10 };
    if (facet === "marked") svg.append(SVG("line", { ...line, stroke: "#F0E442", "stroke-width": 10 }), SVG("line", { ...line, stroke: "#1B1B1B", "stroke-width": 2 }));
    else if (facet === "status") svg.append(SVG("line", { ...line, stroke: item.colour, "stroke-width": item.width, "stroke-dasharray": (item.dash || []).join(" ") }));
    else if (item.shape === "dot") svg.append(SVG("circle", { cx: 20, cy: 10, r: 7.5, fill: item.colour, stroke: "#1B1B1B" }));
    else svg.append(SVG("polygon", { points: SHAPES[item.shape](), fill: item.colour, stroke: "#1B1B1B" }));
    return svg;
  }
  const count = (records, facet) => records.reduce((sum, record) => sum.set(record[facet], (sum.get(record[facet]) || 0) + 1), new Map());
  function showFilters() {
    const kinds = [...new Map([...edges.values()].map((edge) => [edge.kind, { key: edge.kind, label: edge.kind_label }])).values()];
    // Where each kind has a style of its own, the kinds are the legend already.
    const same = [...edges.values()].every((edge) => edge.kind === edge.status);
    const facets = [
      [same ? "kind" : "status", data.legend.status, [...edges.values()]],
      ...(same ? [] : [["kind", kinds.sort((a, b) => compare(a.label, b.label)), [...edges.values()]]]),
      ["group", data.legend.group, [...nodes.values()]],
    ];
    const box = (attributes, change, picture_, text, total) => make("label", picture_ ? {} : { class: "plain" },
      make("input", { type: "checkbox", change, ...attributes }), ...(picture_ ? [picture_] : []), make("span", {}, text), make("span", { class: "quiet" }, number(total)));
    const marked = [...edges.values()].filter((edge) => edge.marked).length;
    const onlyMarked = make("fieldset", {}, make("legend", {}, words.marked), box({ "data-marked": "" },
      (event) => { state.marked = event.target.checked; filtersChanged(); }, sample("marked"), `${SIGN} ${words.marked_only}`, marked));
    at("filters").replaceChildren(...(marked ? [onlyMarked] : []), ...facets.map(([facet, items, records]) => {
      const totals = count(records, facet);
      return make("fieldset", {}, make("legend", {}, words[facet]), ...items.filter((item) => totals.has(item.key)).map((item) => {
        const token = `${facet}:${item.key}`;
        const change = (event) => { if (event.target.checked) state.hidden.delete(token); else state.hidden.add(token); filtersChanged(); };
        return box({ "data-token": token }, change, facet === "kind" && !same ? null : sample(same && facet === "kind" ? "status" : facet, item), item.label, totals.get(item.key));
      }));
    }).filter((fieldset) => fieldset.children.length > 1));
  }
  function tickFilters() {
    for (const input of at("filters").querySelectorAll("input")) {
      input.checked = input.dataset.token === undefined ? state.marked : !state.hidden.has(input.dataset.token);
    }
  }
  function filtersChanged() {
    tickFilters();
    if (nodes.has(state.selected) && !at("details").contains(document.activeElement)) showDetails();
    refresh();
    say(at("count").textContent);
  }
  at("reset").addEventListener("click", () => { state.hidden.clear(); state.marked = false; filtersChanged(); });

  // ---- table ---------------------------------------------------------------------------------------------------------

  const cite = (edge) => [...new Set(edge.evidence.flatMap((piece) => piece.passages || [])
    .map((p) => [p.section, lineSpan(p.lines, words.short_line, words.short_line)].filter(Boolean).join(" ")))].join("; ");
  const columns = [
    [words.source, (edge) => label(edge.source)],
    [words.kind, (edge) => `${arrow(edge)} ${edge.kind_label}`],
    [words.target, (edge) => label(edge.target)],
    [words.status, (edge) => statuses.get(edge.status).label],
    ...([...edges.values()].some((edge) => edge.weight !== 1) ? [[words.weight, (edge) => number(edge.weight)]] : []),
    [words.marked, (edge) => (edge.marked ? `${SIGN} ${words.yes}` : words.no)],
    [words.passages, cite],
  ];
  const body = document.querySelector("tbody");
  const rows = new Map([...edges.values()].map((edge) => [edge.id, make("tr", { tabindex: "-1", "data-edge": edge.id },
    ...columns.map(([, text], index) => (index ? make("td", {}, text(edge)) : make("th", { scope: "row" }, text(edge)))))]));
  const shownRows = () => [...body.rows].filter((row) => !row.hidden);
  function enterAt(row) { // one row at a time is in the tab order; arrow keys move within the table
    for (const other of body.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    if (row) row.tabIndex = 0;
  }
  function showTable() {
    for (const edge of edges.values()) {
      const row = rows.get(edge.id);
      row.hidden = !edgeShown(edge);
      if (edge.id === state.selected) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const shown = shownRows();
    if (!shown.some((row) => row.tabIndex === 0)) enterAt(shown[0]);
    at("count").textContent = `${number(shown.length)} ${words.of} ${ties(edges.size)} ${words.shown}.`;
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
  function buildTable() {
    document.querySelector("thead").append(make("tr", {}, ...columns.map(([title], index) => make("th", { scope: "col" },
      button(title, (event) => sortBy(index, event.currentTarget.parentNode), { title: words.sort })))));
    for (const control of document.querySelectorAll("thead button")) control.append(make("span", { "data-mark": "", "aria-hidden": "true" }));
    body.append(...rows.values());
    const open = (row) => { enterAt(row); select(row.dataset.edge, { from: row, travel: true }); };
    body.addEventListener("click", (event) => { const row = event.target.closest("tr"); if (row) open(row); });
    body.addEventListener("keydown", (event) => {
      const row = event.target.closest("tr");
      const shown = shownRows();
      const goal = { ArrowDown: shown.indexOf(row) + 1, ArrowUp: shown.indexOf(row) - 1, Home: 0, End: shown.length - 1 }[event.key];
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(row); }
      else if (goal !== undefined) { event.preventDefault(); if (shown[goal]) { enterAt(shown[goal]); shown[goal].focus(); } }
    });
  }

  // ---- files ---------------------------------------------------------------------------------------------------------

  function save(blob, name) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  // A cell that a spreadsheet would take for a formula gets an apostrophe in front.
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  at("csv").addEventListener("click", () => {
    const lines = [columns.map(([title]) => title), ...shownRows().map((row) => columns.map(([, text]) => text(edges.get(row.dataset.edge))))];
    const text = lines.map((line) => line.map(cell).join(lang === "de" ? ";" : ",")).join("\r\n");
    save(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv;charset=utf-8" }), `${data.name}.csv`);
  });

  // ---- picture -------------------------------------------------------------------------------------------------------

  // Faded: not in focus. Labels keep their size on the screen and are left out where there is no room, as on a map.
  function drawPicture() {
    const drawnNodes = new vis.DataSet(data.nodes);
    const drawnEdges = new vis.DataSet(data.edges);
    const network = new vis.Network(at("network"), { nodes: drawnNodes, edges: drawnEdges }, data.options);
    const canvas = at("network").querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", words.canvas);
    canvas.parentNode.tabIndex = -1;
    const pen = document.createElement("canvas").getContext("2d");
    const [FONT, LINE] = [12, 13]; // pixels on the screen
    pen.font = `${FONT}px system-ui, sans-serif`;
    const widths = new Map(data.nodes.map((node) => [node.id, node.label.split("\n").map((line) => pen.measureText(line).width)]));
    const byTies = [...data.nodes].sort((a, b) => b.size - a.size);
    const hubs = new Set(byTies.slice(0, 10).map((node) => node.id)); // named even where the name covers a smaller shape
    const last = new Map();
    const changed = (id, props) => {
      const text = JSON.stringify(props);
      if (last.get(id) === text) return [];
      last.set(id, text);
      return [{ id, ...props }];
    };

    function inFocus() {
      const id = state.hover || state.selected;
      if (edges.has(id)) return { nodes: new Set([edges.get(id).source, edges.get(id).target]), edges: new Set([id]) };
      if (nodes.has(id)) {
        const near = tiesOf.get(id).filter(edgeShown);
        return { nodes: new Set([id, ...near.flatMap((edge) => [edge.source, edge.target])]), edges: new Set(near.map((edge) => edge.id)) };
      }
      return state.query && hits.length ? { nodes: new Set(find(state.query).ids), edges: new Set() } : null;
    }
    function labelled(focus, zoom) { // node → +1 (name beneath) or -1 (above), if it fits: those in focus first, then those with most ties
      const taken = [];
      const rank = (node) => (node.id === state.hover || node.id === state.selected ? 0 : focus && focus.nodes.has(node.id) ? 1 : 2);
      const spots = network.getPositions([...nodes.keys()]); // without the names, hidden ones would be missing
      const order = byTies.filter((node) => nodeShown(node.id)).sort((a, b) => rank(a) - rank(b));
      const discs = order.map((node) => ({ x: spots[node.id].x * zoom, y: spots[node.id].y * zoom, r: node.size * Math.sqrt(Math.min(1, zoom)) }));
      const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
      const frames = discs.map((d) => [d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r]);
      const sides = new Map();
      order.forEach((node, index) => {
        const { x, y, r } = discs[index];
        const [half, high] = [Math.max(...widths.get(node.id)) / 2, LINE * widths.get(node.id).length];
        const box = (side) => (side > 0 ? [x - half, y + r + 2, x + half, y + r + 2 + high] : [x - half, y - r - 2 - high, x + half, y - r - 2]);
        const free = [1, -1].find((side) => !taken.some((t) => meet(t, box(side))) &&
          (hubs.has(node.id) || !frames.some((f, i) => i !== index && meet(f, box(side)))));
        const side = free || (rank(node) === 0 ? 1 : 0);
        if (side) { sides.set(node.id, side); taken.push(box(side)); }
      });
      return sides;
    }
    function draw() {
      const scale = network.getScale();
      const zoom = Math.min(1, scale);
      const focus = inFocus();
      const named = labelled(focus, scale);
      const tied = new Set([...edges.values()].filter(edgeShown).flatMap((edge) => [edge.source, edge.target]));
      drawnNodes.update(data.nodes.flatMap((node) => {
        const strong = focus ? focus.nodes.has(node.id) : tied.has(node.id) || !tiesOf.get(node.id).length;
        const above = named.get(node.id) < 0 ? -2 * node.size / Math.sqrt(zoom) - (LINE * widths.get(node.id).length + 6) / zoom : 0;
        return changed(node.id, {
          hidden: !nodeShown(node.id),
          opacity: strong ? 1 : 0.15,
          size: node.size / Math.sqrt(zoom),
          label: named.has(node.id) && (strong || !focus) ? node.label : "",
          borderWidth: (node.id === state.selected ? 2.5 : 1) / Math.sqrt(zoom),
          color: { background: node.color, border: "#1B1B1B" },
          font: { size: FONT / zoom, strokeWidth: 3 / zoom, strokeColor: "#ffffff", color: strong ? "#1B1B1B" : "#767676", vadjust: above },
        });
      }));
      drawnEdges.update(data.edges.flatMap((drawn) => {
        const edge = edges.get(drawn.id);
        const strong = !focus || focus.edges.has(edge.id);
        const told = edge.id === state.hover || edge.id === state.selected;
        return changed(edge.id, {
          hidden: !edgeShown(edge),
          color: { color: drawn.color, hover: drawn.color, highlight: drawn.color, opacity: strong ? 1 : 0.12 },
          width: (drawn.width + (edge.id === state.selected ? 2 : 0)) / Math.sqrt(zoom),
          label: [edge.marked && strong ? SIGN : "", told ? edge.label : ""].filter(Boolean).join(" ") || " ", // vis-network keeps the old label when the new one is empty
          font: { size: (edge.marked && !told ? 20 : 12) / zoom, color: edge.marked ? "#A33F00" : "#1B1B1B", strokeWidth: 4 / zoom, strokeColor: "#ffffff" },
          background: { enabled: edge.marked && strong, color: "#F0E442", size: (drawn.width + 7) / Math.sqrt(zoom), dashes: false },
        });
      }));
    }
    let waiting = 0;
    const soon = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(draw); };
    const motion = still ? false : { duration: 300, easingFunction: "easeInOutQuad" };
    function fit() {
      const spots = Object.values(network.getPositions([...nodes.keys()].filter(nodeShown)));
      const range = (axis) => [Math.min(...spots.map((spot) => spot[axis])), Math.max(...spots.map((spot) => spot[axis]))];
      const [[left, right], [top, bottom]] = spots.length ? [range("x"), range("y")] : [[0, 0], [0, 0]];
      const room = { x: canvas.clientWidth - 130, y: canvas.clientHeight - 90 }; // pixels, less the names at the rim
      const scale = Math.max(0.05, Math.min(1.2, room.x / (right - left || 1), room.y / (bottom - top || 1)));
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 10 / scale }, scale });
      draw();
    }
    const zoomBy = (factor) => { network.moveTo({ scale: network.getScale() * factor }); draw(); };
    const hover = (id) => { state.hover = id; at("network").style.cursor = id ? "pointer" : ""; soon(); };
    network.on("hoverNode", (event) => hover(event.node));
    network.on("hoverEdge", (event) => { if (!nodes.has(state.hover)) hover(event.edge); });
    network.on("blurNode", () => hover(""));
    network.on("blurEdge", () => { if (edges.has(state.hover)) hover(""); });
    network.on("click", (event) => {
      const id = event.nodes[0] || event.edges[0] || "";
      if (id || state.selected) select(id);
    });
    network.on("dragEnd", soon);
    network.on("zoom", soon);
    network.on("animationFinished", soon);
    network.on("resize", soon);
    // The wheel scrolls the page; with Ctrl (and by pinching) it zooms.
    at("network").addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, { capture: true });
    at("fit").addEventListener("click", fit);
    at("larger").addEventListener("click", () => zoomBy(1.3));
    at("smaller").addEventListener("click", () => zoomBy(1 / 1.3));
    at("png").addEventListener("click", () => {
      const copy = make("canvas", { width: canvas.width, height: canvas.height });
      const paper = copy.getContext("2d");
      paper.fillStyle = "#ffffff";
      paper.fillRect(0, 0, copy.width, copy.height);
      paper.drawImage(canvas, 0, 0);
      copy.toBlob((blob) => save(blob, `${data.name}.png`));
    });
    fit();
    const travel = (ids) => {
      const spots = Object.values(network.getPositions(ids));
      const middle = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
      network.moveTo({ position: { x: middle("x"), y: middle("y") }, scale: Math.max(network.getScale(), 0.8), animation: motion });
      soon();
    };
    return { soon, travel };
  }

  // ---- the address ---------------------------------------------------------------------------------------------------

  function writeAddress() {
    const address = new URLSearchParams();
    if (state.query) address.set("q", state.query);
    if (state.selected) address.set("selected", state.selected);
    if (state.marked) address.set("marked", "1");
    for (const token of [...state.hidden].sort()) address.append("hide", token);
    if (location.protocol !== "about:") history.replaceState(null, "", `#${address}`);
  }
  function readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    state.query = address.get("q") || "";
    state.selected = exists(address.get("selected")) ? address.get("selected") : "";
    state.marked = address.has("marked");
    state.hidden = new Set(address.getAll("hide"));
    at("search").value = state.query;
    showHits();
    tickFilters();
    showDetails();
    refresh();
  }
  addEventListener("hashchange", readAddress);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address holds the state, not an anchor
    at("table").focus();
  });

  function refresh() {
    showTable();
    if (picture) picture.soon();
    writeAddress();
  }

  let picture = null;
  showFilters();
  buildTable();
  readAddress();
  if (nodes.size) picture = drawPicture();
})();
