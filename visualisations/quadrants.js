// The four fields: which shared things count, and how many make an overlap, is chosen by the reader, and the pairs move to their fields.
"use strict";
function quadrants(data, words, say) {
  const boxes = [...document.querySelectorAll("#counted [type=checkbox]")];
  const limit = document.querySelector("#least");
  const fields = new Map(data.quadrants.map((name) => [name, document.querySelector(`[data-quadrant="${name}"]`)]));
  const items = new Map([...document.querySelectorAll("[data-pair]")].map((item) => [item.dataset.pair, item]));
  const cells = new Map([...document.querySelectorAll("[data-field]")].map((cell) => [cell.dataset.field, cell]));
  const fieldOf = (shares, cooperates) => (shares ? (cooperates ? "coordinated_overlap" : "uncoordinated_overlap") : cooperates ? "complementary_cooperation" : "apart");
  function mark(value) {
    const { letter, colour, ink } = data.legend[value];
    return make("span", { class: "mark", style: `background: ${colour}; color: ${ink}`, "aria-hidden": "true" }, letter);
  }
  function show() {
    const least = Math.max(1, Number(limit.value) || 1);
    for (const place of document.querySelectorAll(".quadrants .least")) place.textContent = String(least);
    const counted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const sizes = new Map(data.pairs.map((pair) => [pair, pair.shared.filter((part) => counted.has(part.key)).reduce((sum, part) => sum + part.things.length, 0)]));
    for (const pair of [...data.pairs].sort((a, b) => sizes.get(b) - sizes.get(a))) {
      pair.value = fieldOf(sizes.get(pair) >= least, pair.cooperation);
      fields.get(pair.value).querySelector("ul").append(items.get(pair.key));
      items.get(pair.key).querySelector(".number").textContent = sizes.get(pair) ? `${sizes.get(pair)}` : "";
      items.get(pair.key).querySelector("button").setAttribute("aria-label", `${pair.label}. ${words.shared}: ${sizes.get(pair)}`);
      cells.get(pair.key).replaceChildren(mark(pair.value), ` ${data.legend[pair.value].label}`);
    }
    const numbers = data.quadrants.map((name) => {
      const number = fields.get(name).querySelectorAll("li").length;
      fields.get(name).querySelector(".number").textContent = String(number);
      fields.get(name).querySelector(".none").hidden = number > 0;
      return `${data.legend[name].label} ${number}`;
    });
    return `${words.moved}: ${numbers.join(", ")}`;
  }
  for (const box of [...boxes, limit]) box.addEventListener("change", () => say(show()));
  show();
}
