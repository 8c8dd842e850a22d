// A passage: where it stands, our paraphrase, and the lines of the source where their text was given.
"use strict";
function lineSpan(lines, one, many) {
  if (!lines || !lines.length) return "";
  const [first, last] = [lines[0], lines[lines.length - 1]];
  return first === last ? `${one} ${first}` : `${many} ${first}–${last}`;
}
function passageItem(passage, words, link) { // `link` is a text, an address and the frame in which it opens
  const place = [passage.source, passage.section && `${words.section} ${passage.section}`, passage.row && words.row.replace("…", passage.row), lineSpan(passage.lines, words.line, words.lines)];
  const cited = place.filter(Boolean).join(", ");
  return make("li", {}, link ? make("a", { href: link[1], target: link[2] }, cited) : make("strong", {}, cited),
    ...(passage.text ? [make("br"), passage.text] : []),
    ...(passage.original ? [make("p", { class: "original", lang: "de" }, make("span", { class: "quiet", lang: document.documentElement.lang }, `${words.original}: `), passage.original)] : []));
}
