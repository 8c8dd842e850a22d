// Search: without regard to case, accents, umlauts, hyphens; similar names when nothing else is found.
"use strict";
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
// Returns a function that finds the ids of the nodes that a query means, and tells whether they are only near.
function finder(nodes) {
  const folded = new Map([...nodes.values()].map((node) => [node.id, [node.label, ...node.names].flatMap(fold)]));
  return (query) => {
    const wanted = fold(query).filter(Boolean);
    const best = (id, score) => Math.min(...folded.get(id).flatMap((name) => wanted.map((w) => score(w, name))));
    const exact = (w, name) => (name.startsWith(w) ? 0 : name.includes(w) ? 1 : w.split(" ").every((part) => name.includes(part)) ? 2 : Infinity);
    const similar = (w, name) => { const d = distance(w, name); return d <= Math.min(2, Math.floor(w.length / 4)) ? d : Infinity; };
    for (const score of [exact, similar]) {
      const found = wanted.length ? [...nodes.keys()].map((id) => [best(id, score), id]).filter(([s]) => s < Infinity) : [];
      if (found.length) return { ids: found.sort((a, b) => a[0] - b[0]).map(([, id]) => id), near: score === similar };
    }
    return { ids: [], near: false };
  };
}
