// The editor of queries: colours behind the text, completion of terms, a button that stops. Without this script the form works as it stands.
"use strict";
(() => {
  const text = document.getElementById("text");
  const colours = document.getElementById("colours");
  const offers = document.getElementById("offers");
  const form = document.getElementById("ask");
  const stop = document.getElementById("stop");
  const state = document.getElementById("state");
  const terms = JSON.parse(document.getElementById("terms").textContent);
  const keywords = ["SELECT", "DISTINCT", "REDUCED", "WHERE", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "FROM", "NAMED", "GRAPH", "OPTIONAL", "UNION", "MINUS",
    "FILTER", "NOT", "EXISTS", "IN", "BIND", "AS", "VALUES", "ORDER", "GROUP", "BY", "HAVING", "ASC", "DESC", "LIMIT", "OFFSET", "COUNT", "SUM", "AVG", "MIN", "MAX",
    "SAMPLE", "GROUP_CONCAT", "SEPARATOR", "BOUND", "IF", "COALESCE", "REGEX", "STR", "LANG", "LANGMATCHES", "DATATYPE", "CONTAINS", "STRSTARTS", "STRENDS", "LCASE",
    "UCASE", "ISIRI", "ISLITERAL", "UNDEF"];
  const words = new Set(keywords);
  const token = /(#[^\n]*)|("""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(<[^<>"{}|^`\\\s]*>)|([?$]\w+)|([A-Za-z][\w-]*)?:([\w.%-]*)|([A-Za-z_]\w*)|(\d+(?:\.\d+)?)/g;

  function piece(kind, part) {
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = part;
    return span;
  }

  function colour() {
    const parts = [];
    let last = 0;
    for (const found of text.value.matchAll(token)) {
      const [whole, comment, string, iri, variable, prefix, name, word, number] = found;
      const kind = comment !== undefined ? "comment" : string !== undefined ? "string" : iri !== undefined ? "iri" : variable !== undefined ? "variable"
        : name !== undefined ? "term" : word !== undefined ? (words.has(word.toUpperCase()) ? "keyword" : "") : number !== undefined ? "string" : "";
      if (!kind) continue;
      parts.push(text.value.slice(last, found.index), piece(kind, whole));
      last = found.index + whole.length;
    }
    colours.replaceChildren(...parts, text.value.slice(last) + "\n");
    follow();
  }

  function follow() {
    colours.scrollTop = text.scrollTop;
    colours.scrollLeft = text.scrollLeft;
  }

  // Completion: the word before the cursor, found in short forms and in labels.
  let shown = [];
  let chosen = -1;

  function wordBefore() {
    return /[A-Za-zÀ-ÿ]*:?[\w-]*$/.exec(text.value.slice(0, text.selectionStart))[0];
  }

  function close() {
    offers.hidden = true;
    shown = [];
    chosen = -1;
    text.removeAttribute("aria-activedescendant");
    text.setAttribute("aria-expanded", "false");
  }

  function offer(asked) {
    const word = wordBefore().toLowerCase();
    const before = text.value.slice(0, text.selectionStart - word.length).split("\n").pop();
    if (/[?$]$/.test(before) || /(^|\s)#/.test(before)) return close(); // the name of a variable, or a comment
    if (!asked && word.replace(/^\w*:/, "").length < 2 && !/^(ce|cec):$/.test(word)) return close();
    const begin = terms.filter(([short]) => short.toLowerCase().startsWith(word) || short.toLowerCase().split(":")[1].startsWith(word));
    const inside = terms.filter((term) => !begin.includes(term) && (term[0] + " " + term[1]).toLowerCase().includes(word));
    const spoken = keywords.filter((one) => word && one.toLowerCase().startsWith(word) && one.toLowerCase() !== word).map((one) => [one, "", ""]);
    shown = [...spoken, ...begin, ...inside].slice(0, 12);
    if (!shown.length || (shown.length === 1 && shown[0][0].toLowerCase() === word)) return close();
    offers.replaceChildren(...shown.map(([short, label, kind], place) => {
      const line = document.createElement("li");
      line.id = `offer-${place}`;
      line.setAttribute("role", "option");
      line.append(piece("term", short), label ? ` ${label} ` : " ", piece("quiet", kind));
      line.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
      return line;
    }));
    const lines = text.value.slice(0, text.selectionStart).split("\n");
    const style = getComputedStyle(text);
    const height = parseFloat(style.lineHeight);
    const column = lines[lines.length - 1].length - word.length;
    offers.style.top = `${Math.min(lines.length * height + parseFloat(style.paddingTop) - text.scrollTop + 2, text.clientHeight)}px`;
    offers.style.left = `${Math.max(0, Math.min(column * parseFloat(style.fontSize) * 0.6 - text.scrollLeft, text.clientWidth - 260))}px`;
    offers.hidden = false;
    text.setAttribute("aria-expanded", "true");
    mark(0);
  }

  function mark(place) {
    chosen = (place + shown.length) % shown.length;
    [...offers.children].forEach((line, number) => line.setAttribute("aria-selected", String(number === chosen)));
    text.setAttribute("aria-activedescendant", `offer-${chosen}`);
    offers.children[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(place) {
    const end = text.selectionStart;
    text.setRangeText(shown[place][0], end - wordBefore().length, end, "end");
    close();
    colour();
    text.focus();
  }

  text.setAttribute("role", "combobox");
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", "offers");
  text.setAttribute("aria-expanded", "false");
  text.addEventListener("input", () => { colour(); offer(false); });
  text.addEventListener("scroll", follow);
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      offer(true);
    } else if (!offers.hidden) {
      // Tab leaves the field as everywhere; only Enter takes a suggestion.
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(chosen + (event.key === "ArrowDown" ? 1 : -1)); }
      else if (event.key === "Enter") { event.preventDefault(); take(chosen); }
      else if (event.key === "Escape") { event.preventDefault(); close(); }
      else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") close();
    }
  });

  // The answer comes as a page; to stop waiting for it closes the connection, upon which the server ends the query.
  function rest(said) {
    stop.hidden = true;
    state.textContent = said;
    document.getElementById("run").disabled = false;
  }
  form.addEventListener("submit", () => {
    close();
    stop.hidden = false;
    state.textContent = state.dataset.runs;
    document.getElementById("run").disabled = true;
  });
  stop.addEventListener("click", () => {
    window.stop();
    rest(state.dataset.stopped);
    text.focus();
  });
  window.addEventListener("pageshow", () => { rest(""); colour(); });

  // The cursor goes to the place of a mistake.
  if (text.dataset.line) {
    const before = text.value.split("\n").slice(0, Number(text.dataset.line) - 1).join("\n").length + (text.dataset.line > 1 ? 1 : 0);
    const place = before + Number(text.dataset.column) - 1;
    text.focus();
    text.setSelectionRange(place, place);
  }
  document.querySelector(".editor").classList.add("coloured");
  colour();
})();
