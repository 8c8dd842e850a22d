// The sign of what is marked, and the samples of the legend: a shape for a group of nodes, a line for a status, a line on bright ground for what is marked.
"use strict";
const SIGN = "⚠\uFE0E";
function sample(facet, item) {
  const draw = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const corners = (count, turn, inner = 8) => Array.from({ length: count }, (_, i) => {
    const [angle, r] = [turn + (2 * Math.PI * i) / count, i % 2 ? inner : 8];
    return `${20 + r * Math.cos(angle)},${10 + r * Math.sin(angle)}`;
  }).join(" ");
  const UP = -Math.PI / 2;
  const shapes = {
    square: () => corners(4, Math.PI / 4), diamond: () => corners(4, UP), triangle: () => corners(3, UP),
    triangleDown: () => corners(3, -UP), hexagon: () => corners(6, 0), star: () => corners(10, UP, 3.5),
  };
  const svg = draw("svg", { viewBox: "0 0 40 20", "aria-hidden": "true" });
  const line = { x1: 1, y1: 10, x2: 39, y2: 10 };
  if (facet === "marked") svg.append(draw("line", { ...line, stroke: "#F0E442", "stroke-width": 10 }), draw("line", { ...line, stroke: "#1B1B1B", "stroke-width": 2 }));
  else if (facet === "status") svg.append(draw("line", { ...line, stroke: item.colour, "stroke-width": item.width, "stroke-dasharray": (item.dash || []).join(" ") }));
  else if (item.shape === "dot") svg.append(draw("circle", { cx: 20, cy: 10, r: 7.5, fill: item.colour, stroke: "#1B1B1B" }));
  else svg.append(draw("polygon", { points: shapes[item.shape](), fill: item.colour, stroke: "#1B1B1B" }));
  return svg;
}
