// The picture of a network, drawn by vis-network. Faded: not in focus. Labels keep their size on the screen and are left out where there is no room, as on a map.
"use strict";
function drawPicture({ data, words, state, nodes, edges, tiesOf, places, nodeShown, edgeShown, nodeMarked, found, select, linksOf }) {
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
    const named = found();
    return named && { nodes: new Set(named), edges: new Set() };
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
  const motion = matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
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
