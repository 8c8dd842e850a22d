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

  function lineSpan(lines, one, many) {
    if (!lines || !lines.length) return "";
    const [first, last] = [lines[0], lines[lines.length - 1]];
    return first === last ? `${one} ${first}` : `${many} ${first}–${last}`;
  }
  function passageItem(passage) {
    const place = [passage.section && `${words.section} ${passage.section}`, passage.row && `${words.row} „${passage.row}“`, lineSpan(passage.lines, words.line, words.lines)];
    const [link] = linksOf(passage.iri);
    const cited = place.filter(Boolean).join(", ");
    return make("li", {}, link ? make("a", { href: link[1], target: link[2] }, cited) : make("strong", {}, cited), ...(passage.text ? [make("br"), passage.text] : []));
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
    const MANY = 60; // more signs than that hide the lines that bear them; the bright ground stays
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
      const signs = [...edges.values()].filter((edge) => edge.marked && edgeShown(edge)).length <= MANY;
      const tied = new Set([...edges.values()].filter(edgeShown).flatMap((edge) => [edge.source, edge.target]));
      drawnNodes.update(data.nodes.flatMap((node) => {
        const strong = focus ? focus.nodes.has(node.id) : tied.has(node.id) || !tiesOf.get(node.id).length;
        const above = named.get(node.id) < 0 ? -2 * node.size / Math.sqrt(zoom) - (LINE * widths.get(node.id).length + 6) / zoom : 0;
        return changed(node.id, {
          hidden: !nodeShown(node.id),
          opacity: strong ? 1 : 0.15,
          size: node.size / Math.sqrt(zoom),
          label: !named.has(node.id) || (focus && !strong) ? "" : nodeMarked(nodes.get(node.id)) ? node.label : node.label.replace(`${SIGN} `, ""),
          borderWidth: (node.id === state.selected ? 2.5 : nodeMarked(nodes.get(node.id)) ? 4 : 1) / Math.sqrt(zoom),
          color: { background: node.color, border: nodeMarked(nodes.get(node.id)) ? "#A33F00" : "#1B1B1B" },
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
          label: [edge.marked && strong && (signs || focus) ? SIGN : "", told ? edge.label : ""].filter(Boolean).join(" ") || " ", // vis-network keeps the old label when the new one is empty
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
      const room = { x: canvas.clientWidth - Math.min(180, canvas.clientWidth / 3), y: canvas.clientHeight - 90 }; // pixels, less the names at the rim
      const scale = Math.max(0.05, Math.min(1.3, room.x / (right - left || 1), room.y / (bottom - top || 1)));
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
    network.on("doubleClick", (event) => { // the last link leads furthest: into a community, or to more ties
      const link = linksOf(event.nodes[0]).at(-1);
      if (link) open(link[1], link[2]);
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
    function place() { // each part of the network has places of its own
      const spots = places.get(state.scope) || new Map(data.nodes.map((node) => [node.id, [node.x, node.y]]));
      drawnNodes.update([...spots].map(([id, [x, y]]) => ({ id, x, y })));
      fit();
    }
    place();
    const travel = (ids) => {
      const spots = Object.values(network.getPositions(ids));
      const middle = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
      network.moveTo({ position: { x: middle("x"), y: middle("y") }, scale: Math.max(network.getScale(), 0.8), animation: motion });
      soon();
    };
    return { place, soon, travel };
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
  if (nodes.size) picture = drawPicture();
})();
