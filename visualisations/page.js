// The page of a network: picture, search, filters, details and table over the same records. No text of the graph is ever parsed as markup.
"use strict";
(() => {
  const read = (id) => JSON.parse(at(id).textContent);
  const words = read("words");
  const data = read("data");
  const lang = document.documentElement.lang;
  const nodes = new Map(data.records.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.records.edges.map((edge) => [edge.id, edge]));
  const statuses = new Map(data.legend.status.map((status) => [status.key, status]));
  const tiesOf = new Map([...nodes.keys()].map((id) => [id, []]));
  for (const edge of edges.values()) for (const end of new Set([edge.source, edge.target])) tiesOf.get(end).push(edge);
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const number = (value) => new Intl.NumberFormat(lang).format(value);

  // What the reader has chosen; all but `hover`, `origin` and `piece` stands in the address.
  const state = { query: "", selected: "", scope: "", hidden: new Set(), marked: false, hover: "", origin: null, piece: "" };

  const button = (text, click, attributes = {}) => make("button", { type: "button", click, ...attributes }, text);
  const say = (text) => { at("live").textContent = text; };
  const label = (id) => nodes.get(id).label;
  const arrow = (edge) => (edge.directed ? "→" : "–");
  const sentence = (edge) => `${label(edge.source)} ${arrow(edge)} ${label(edge.target)}: ${edge.kind_label} (${statuses.get(edge.status).label})`;
  const ties = (count) => `${number(count)} ${count === 1 ? words.one_tie : words.many_ties}`;

  // ---- which nodes and edges are shown -------------------------------------------------------------------------------

  const places = new Map(data.scopes.map((scope) => [scope.key, new Map(Object.entries(scope.places))]));
  const inScope = (scopes) => !state.scope || scopes.includes(state.scope);
  const nodeShown = (id) => !state.hidden.has(`group:${nodes.get(id).group}`) && (!state.scope || places.get(state.scope).has(id));
  const nodeMarked = (node) => node.marked && inScope(node.scopes);
  const edgeShown = (edge) =>
    !state.hidden.has(`status:${edge.status}`) && !state.hidden.has(`kind:${edge.kind}`) && (!state.marked || edge.marked) &&
    inScope(edge.scopes) && nodeShown(edge.source) && nodeShown(edge.target);

  // ---- search ----------------------------------------------------------------------------------------------------------

  const find = finder(nodes);
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
  // `piece` is the evidence that a line of the list means: it stands first.
  function select(id, { from = null, travel = false, piece = "" } = {}) {
    state.selected = exists(id) ? id : "";
    state.piece = piece;
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
  const sign = (record) => (record.marked ? [make("span", { class: "sign", role: "img", "aria-label": words.marked }, `${SIGN} `)] : []);
  const heading = (...content) => make("h2", { tabindex: "-1" }, ...content);

  // Where a reader may go from a node or a passage; a page for itself leads nowhere else.
  const linksOf = (id) => data.links[id] || [];
  const further = (id) => (linksOf(id).length ? [make("ul", { class: "further" }, ...linksOf(id).map(([text, href, target]) => make("li", {}, make("a", { href, target }, text))))] : []);

  function nodeDetails(node) {
    const shown = tiesOf.get(node.id).filter(edgeShown);
    const others = node.names.filter((name) => name !== node.label);
    const line = (edge) => {
      const [sense, other] = edge.source === node.id ? [edge.directed ? "→" : "–", edge.target] : [edge.directed ? "←" : "–", edge.source];
      return make("li", { class: "tie" }, ...sign(edge), goTo(edge.id, `${edge.kind_label} (${statuses.get(edge.status).label}) ${sense} ${label(other)}`));
    };
    return [
      heading(...sign(node), node.label),
      ...(node.kind_label ? [make("p", { class: "quiet" }, node.kind_label)] : []),
      ...further(node.id),
      ...(node.text ? [make("p", {}, node.text)] : []),
      ...(others.length ? [make("p", {}, `${words.names}: ${others.join("; ")}`)] : []),
      ...(node.facts.length ? [factList(node.facts)] : []),
      ...(node.evidence.length ? [make("h3", {}, words.alone), pieces(node.evidence)] : []),
      make("h3", {}, `${words.ties} (${number(shown.length)})`),
      shown.length ? make("ul", {}, ...shown.map(line)) : make("p", {}, words.no_ties),
    ];
  }

  const factList = (facts) => make("dl", {}, ...facts.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)]));
  function pieces(evidence) {
    const order = [...evidence].sort((a, b) => Number(b.id === state.piece) - Number(a.id === state.piece));
    return make("ul", evidence.some((piece) => piece.side) ? { class: "beside" } : {}, ...(state.piece ? order : evidence).map(evidenceItem));
  }
  function evidenceItem(piece) {
    return make("li", piece.title ? { class: "piece" } : {},
      ...(piece.title ? [make("h4", {}, piece.title)] : []),
      ...(piece.text ? [make("p", {}, piece.text)] : []),
      ...(piece.facts && piece.facts.length ? [factList(piece.facts)] : []),
      ...(piece.claimed_by ? [make("p", { class: "quiet" }, `${words.claimed_by}: ${piece.claimed_by}`)] : []),
      make("ul", {}, ...(piece.passages || []).map((passage) => passageItem(passage, words, linksOf(passage.iri)[0]))));
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
      factList(facts),
      make("h3", {}, words.evidence),
      edge.evidence.length ? pieces(edge.evidence) : make("p", {}, words.no_evidence),
    ];
  }

  // ---- legend and filters --------------------------------------------------------------------------------------------

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
    .map((p) => [p.source && `${p.source}:`, p.section, lineSpan(p.lines, words.short_line, words.short_line)].filter(Boolean).join(" ")))].join("; ");
  const columns = [
    [words.source, (edge) => label(edge.source)],
    [words.kind, (edge) => `${arrow(edge)} ${edge.kind_label}`],
    [words.target, (edge) => label(edge.target)],
    [words.status, (edge) => statuses.get(edge.status).label],
    ...([...edges.values()].some((edge) => edge.weight !== 1) ? [[words.weight, (edge) => number(edge.weight)]] : []),
    ...([...edges.values()].some((edge) => edge.marked) ? [[words.marked, (edge) => (edge.marked ? `${SIGN} ${words.yes}` : words.no)]] : []),
    [words.passages, cite],
  ];
  const tieTable = listing(at("ties"), columns.map(([title]) => title),
    [...edges.values()].map((edge) => ({ key: edge.id, cells: columns.map(([, text]) => text(edge)) })),
    { lang, sort: words.sort, open: (id, row) => select(id, { from: row, travel: true }) });
  at("csv").addEventListener("click", () => saveTable(tieTable.lines(), lang, `${data.name}.csv`));

  // A second table, where the view has one: a line selects a node, or the first edge or node with the evidence that it names.
  const list = data.listing ? data.listing.rows : [];
  const bearer = new Map();
  for (const record of [...edges.values(), ...nodes.values()]) for (const piece of record.evidence) if (piece.id && !bearer.has(piece.id)) bearer.set(piece.id, record.id);
  const targets = list.map((row) => (exists(row.target) ? row.target : bearer.get(row.target) || ""));
  const listTable = data.listing && listing(at("listed"), data.listing.columns,
    list.map((row, index) => ({ key: String(index), cells: row.cells, fixed: !targets[index] })),
    { lang, sort: words.sort, open: (index, row) => select(targets[index], { from: row, travel: true, piece: list[index].target }) });
  if (listTable) at("list-csv").addEventListener("click", () => saveTable(listTable.lines(), lang, `${data.name}-list.csv`));

  function showTables() {
    const shown = tieTable.show((id) => edgeShown(edges.get(id)), (id) => id === state.selected);
    at("count").textContent = `${number(shown)} ${words.of} ${ties(edges.size)} ${words.shown}.`;
    if (!listTable) return;
    const listed = listTable.show((index) => inScope(list[index].scopes), (index) => targets[index] !== "" && targets[index] === state.selected && (!state.piece || state.piece === list[index].target));
    at("list-count").textContent = `${number(listed)} ${words.of} ${number(list.length)} ${words.shown}.`;
  }

  // ---- parts of the network ------------------------------------------------------------------------------------------

  const chooser = at("part");
  if (chooser) {
    chooser.append(...[{ key: "", label: data.parts.all }, ...data.scopes].map(({ key, label: text }) => make("option", { value: key }, text)));
    chooser.addEventListener("change", () => {
      state.scope = chooser.value;
      if (state.selected && !(edges.has(state.selected) ? edgeShown(edges.get(state.selected)) : nodeShown(state.selected))) state.selected = "";
      showDetails();
      refresh();
      if (picture) picture.place();
      say(`${chooser.selectedOptions[0].textContent}. ${at("count").textContent}`);
    });
  }

  // ---- the address ---------------------------------------------------------------------------------------------------

  function writeAddress() {
    const address = new URLSearchParams();
    if (state.query) address.set("q", state.query);
    if (state.selected) address.set("selected", state.selected);
    if (state.marked) address.set("marked", "1");
    for (const token of [...state.hidden].sort()) address.append("hide", token);
    if (state.scope !== data.start) address.set("part", state.scope || "all");
    // An empty fragment would be a jump to the top, also of a page in which this one is embedded.
    const wanted = String(address) ? `#${address}` : "";
    if (location.protocol !== "about:" && location.hash !== wanted) history.replaceState(null, "", wanted || location.href.split("#")[0]);
  }
  function readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    state.query = address.get("q") || "";
    state.selected = exists(address.get("selected")) ? address.get("selected") : "";
    state.marked = address.has("marked");
    state.hidden = new Set(address.getAll("hide"));
    const part = address.get("part") || data.start;
    state.scope = places.has(part) ? part : "";
    if (chooser) chooser.value = state.scope;
    at("search").value = state.query;
    showHits();
    tickFilters();
    showDetails();
    refresh();
  }
  addEventListener("hashchange", () => { readAddress(); if (picture) picture.place(); });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address holds the state, not an anchor
    at("table").focus();
  });

  function refresh() {
    showTables();
    if (picture) picture.soon();
    writeAddress();
  }

  let picture = null;
  showFilters();
  readAddress();
  if (nodes.size) picture = drawPicture({ data, words, state, nodes, edges, tiesOf, places, nodeShown, edgeShown, nodeMarked, found: () => (state.query && hits.length ? find(state.query).ids : null), select, linksOf });
})();
