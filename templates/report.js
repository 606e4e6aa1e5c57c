// What the page can do beyond being read: panels, jumping both ways, keys, filters, sorting, copying.
// Everything it works on is in the page already; text is only ever set as text.
"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("js", "see-inspector");

  const panels = all(".panel");
  const tabs = all(".tabs a");
  const chosen = one("#chosen");
  const narrow = matchMedia("(max-width: 999px)");
  const fields = { q: one("#filter"), rule: one("#filter-kind"), state: one("#filter-state"), section: one("#filter-section"), speaker: one("#filter-speaker"), metric: one("#filter-metric"), scope: one("#filter-scope"), basis: one("#filter-basis"), period: one("#filter-period") };
  let panel = null;
  let current = null;

  // -- panels and places ----------------------------------------------------------------------

  function open(id) {
    if (panel === id) return;
    panel = id;
    for (const each of panels) each.hidden = each.id !== id;
    one(".tools").classList.toggle("idle", !groups[id]);
    for (const tab of tabs) {
      if (tab.hash === "#" + id) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
    filter();
  }

  function see(pane) {
    root.classList.toggle("see-document", pane === "document");
    root.classList.toggle("see-inspector", pane !== "document");
    for (const button of all(".switch button")) button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
  }

  function reveal(target) {
    const inside = target.closest(".panel");
    if (inside) {
      open(inside.id);
      if (target.hidden) clear();
    }
    if (target.tagName === "DETAILS") target.open = true;
    see(target.closest(".document") ? "document" : "inspector");
    if (target.matches(".panel")) one(".tabs").parentElement.scrollTo(0, 0);
    else target.scrollIntoView({ block: target.matches(".f, tr") ? "center" : "start" });
  }

  // -- choosing: a card marks its figures in the text, a figure shows what it is ---------------

  function unchoose() {
    for (const mark of all(".f.on")) { mark.classList.remove("on"); delete mark.dataset.n; }
    if (current) current.classList.remove("current");
    current = null;
    chosen.hidden = true;
  }

  function chooseCard(card) {
    unchoose();
    current = card;
    card.classList.add("current");
    (card.dataset.figures || "").split(" ").filter(Boolean).forEach((figure, index) => {
      const mark = document.getElementById("t-" + figure);
      if (mark) { mark.classList.add("on"); mark.dataset.n = String(index + 1); }
    });
  }

  function chooseFigure(figure) {
    const mark = document.getElementById("t-" + figure);
    const row = document.getElementById("figure-" + figure);
    if (mark) mark.classList.add("on");
    if (!row) return;
    const cells = all("td", row);
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", unchoose);
    const words = document.createElement("div");
    const strong = document.createElement("strong");
    strong.textContent = cells[2].innerText.trim();
    words.append(strong, ` · ${cells[3].innerText} · ${cells[4].innerText} · ${cells[5].innerText || "no speaker"}, line ${cells[0].innerText}`);
    const links = document.createElement("div");
    for (const node of cells[6].childNodes) links.append(node.cloneNode(true));
    const more = document.createElement("a");
    more.href = "#" + row.id;
    more.textContent = "all fields";
    links.append(" ", more);
    const same = (other) => [3, 4].every((n) => other.cells[n].textContent === cells[n].textContent);
    const again = all("#figure-table tbody tr").filter((other) => other !== row && same(other));
    if (again.length) links.append(" · also");
    for (const other of again.slice(0, 8)) {
      const link = document.createElement("a");
      link.href = "#t-" + other.id.slice(7);
      link.textContent = `line ${other.cells[0].textContent}`;
      link.title = other.cells[1].textContent;
      links.append(" ", link);
    }
    chosen.replaceChildren(close, words, links);
    // Where one pane is seen at a time the box stands before both.
    if (narrow.matches) document.body.append(chosen);
    else one("#findings").before(chosen);
    chosen.hidden = false;
  }

  // -- the address: #anchor?filters ------------------------------------------------------------

  const fill = (wanted) => { for (const [name, field] of Object.entries(fields)) field.value = wanted.get(name) || ""; };

  function read() {
    const [anchor, query] = location.hash.slice(1).split("?");
    fill(new URLSearchParams(query || ""));
    follow(decodeURIComponent(anchor || ""));
  }

  function write(anchor) {
    const wanted = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) if (field.value) wanted.set(name, field.value);
    const query = wanted.toString();
    history.replaceState(null, "", "#" + (anchor || panel) + (query ? "?" + query : ""));
  }

  function follow(anchor) {
    const target = anchor ? document.getElementById(anchor) : null;
    if (!target || !target.closest("main")) { open("findings"); filter(); return; }
    if (target.matches(".document, .inspector")) { see(target.id); return; }
    if (!target.closest(".panel") && !panel) open("findings");
    reveal(target);
    filter();
    if (target.matches("[data-figures]")) {
      chooseCard(target);
    } else if (anchor.startsWith("t-")) {
      if (!current || !(current.dataset.figures || "").split(" ").includes(anchor.slice(2))) unchoose();
      chooseFigure(anchor.slice(2));
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && !event.metaKey && !event.ctrlKey) {
      const anchor = link.hash.slice(1);
      const target = document.getElementById(anchor);
      if (!target) return;
      // A link that asks for a filter sets it, and clears the others.
      if (link.dataset.q) fill(new URLSearchParams(link.dataset.q));
      event.preventDefault();
      // In the text on a phone only a finding is worth leaving the page for.
      if (narrow.matches && link.matches(".document .f") && !target.closest("#findings")) {
        unchoose();
        chooseFigure(link.id.slice(2));
        return;
      }
      history.pushState(null, "", "#" + anchor);
      write(anchor);
      follow(anchor);
      if (link.matches(".document .f")) { chooseFigure(link.id.slice(2)); }
      return;
    }
    const card = event.target.closest("[data-figures]");
    if (card && card !== current && !event.target.closest("button, summary, input, select")) chooseCard(card);
  });
  addEventListener("popstate", read);

  // Hovering shows what a mark says.
  one(".document").addEventListener("mouseover", (event) => {
    const mark = event.target.closest(".f[id]");
    if (!mark || mark.title) return;
    mark.title = [2, 3, 4].map((n) => document.getElementById("figure-" + mark.id.slice(2)).cells[n].textContent.trim()).join(" · ");
  });

  // -- filters ---------------------------------------------------------------------------------

  const groups = { findings: ".card[data-state]", checks: ".check", figures: "#figure-table tbody tr" };

  const rowsOf = (each) => each.tagName === "TR" ? [each] : each.dataset.figures.split(" ").map((id) => document.getElementById("figure-" + id)).filter(Boolean);

  const part = (row, name) => { const found = one(`[data-k=${name}]`, row.cells[3]); return found ? found.textContent : ""; };

  // What a row of the figures says of each field; a card is kept if one of its figures fits all of them.
  const said = {
    section: (row) => document.getElementById("t-" + row.id.slice(7)).closest(".part").dataset.section,
    speaker: (row) => row.cells[5].textContent,
    metric: (row) => row.cells[3].firstChild.textContent.replace(/, $/, "").trim(),
    scope: (row) => part(row, "scope"),
    basis: (row) => part(row, "basis"),
    period: (row) => row.cells[4].firstChild.textContent.trim(),
  };

  function whereabouts() {
    const wanted = Object.keys(said).filter((name) => fields[name].value);
    return wanted.length ? (row) => wanted.every((name) => said[name](row) === fields[name].value) : null;
  }

  for (const name of ["metric", "scope", "basis", "period"]) {
    for (const value of [...new Set(all("#figure-table tbody tr").map(said[name]))].filter(Boolean).sort()) fields[name].append(new Option(value, value));
  }

  function filter() {
    const words = fields.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (Object.values(fields).some((field) => field !== fields.q && field.value)) one("#more").open = true;
    const active = Object.values(fields).some((field) => field.value);
    one("#clear").hidden = !active;
    if (one("#glance")) one("#glance").hidden = active;
    let shown = 0;
    let total = 0;
    const selector = groups[panel];
    const some = whereabouts();
    for (const each of selector ? all(selector, document.getElementById(panel)) : []) {
      const text = words.length ? each.textContent.toLowerCase() : "";
      const state = fields.state.value;
      const keep =
        words.every((word) => text.includes(word)) &&
        (!some || rowsOf(each).some(some)) &&
        (!fields.rule.value || !("kind" in each.dataset) || each.dataset.kind === fields.rule.value) &&
        (!state || each.dataset.state === state || (state === "open" && each.dataset.state !== "waived") || (state === "consistent" && each.dataset.state === "ok"));
      each.hidden = !keep;
      total += 1;
      shown += keep ? 1 : 0;
    }
    one("#shown").textContent = active && selector ? `${shown} of ${total} ${panel} shown` : "";
  }

  function clear() {
    for (const field of Object.values(fields)) field.value = "";
    filter();
    write();
  }

  for (const field of Object.values(fields)) field.addEventListener("input", () => { filter(); write(); });
  one("#clear").addEventListener("click", clear);

  // -- keys ------------------------------------------------------------------------------------

  function step(by) {
    if (panel !== "checks") open("findings");
    const cards = all("[data-figures]", document.getElementById(panel)).filter((card) => !card.hidden);
    if (!cards.length) return;
    const at = cards.indexOf(current);
    const next = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(cards.length - 1, Math.max(0, at + by))];
    write(next.id);
    reveal(next);
    chooseCard(next);
    (next.tagName === "DETAILS" ? one("summary", next) : next).focus({ preventScroll: true });
    const first = one(".document .f.on");
    if (first && !narrow.matches) first.scrollIntoView({ block: "center" });
  }

  const help = one("#help");
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    o: () => see(root.classList.contains("see-document") ? "inspector" : "document"),
    "/": () => { see("inspector"); if (!groups[panel]) open("findings"); fields.q.focus(); },
    "?": () => help.showModal(),
    Enter: () => {
      const mark = current && document.getElementById("t-" + current.dataset.figures.split(" ")[0]);
      if (mark) { see("document"); mark.scrollIntoView({ block: "center" }); mark.focus({ preventScroll: true }); }
    },
    Escape: () => { if (current || !chosen.hidden) unchoose(); else clear(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (one("dialog[open]")) return;
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    // Enter on a link, a button or a summary is theirs.
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  one("#help-open").addEventListener("click", () => help.showModal());
  one("#help-close").addEventListener("click", () => help.close());
  for (const button of all(".switch button")) button.addEventListener("click", () => see(button.dataset.pane));

  // -- figures: sort and copy ------------------------------------------------------------------

  const table = one("#figure-table");
  const body = one("tbody", table);
  all("thead th", table).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => (column === 0 ? Number(row.cells[0].textContent) : column === 2 ? Number(row.dataset.v) : row.cells[column].textContent.trim());
      const order = (a, b) => (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0);
      const rows = [...body.rows].sort((a, b) => (down ? order(key(b), key(a)) : order(key(a), key(b))));
      body.replaceChildren(...rows);
    });
  });

  // -- the legend hides and shows marks ----------------------------------------------------------

  for (const word of all(".legend .f")) {
    const state = word.classList[1];
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.className = word.className;
    toggle.textContent = word.textContent;
    toggle.title = "Show or hide these marks";
    toggle.setAttribute("aria-pressed", "true");
    toggle.addEventListener("click", () => {
      const hidden = one("#document").classList.toggle("plain-" + state);
      toggle.setAttribute("aria-pressed", String(!hidden));
    });
    word.replaceWith(toggle);
  }

  // -- the data of this page, as the JSON report ------------------------------------------------

  const unpack = (value) => {
    if (Array.isArray(value)) return value.map(unpack);
    if (value === null || typeof value !== "object") return value;
    const keys = Object.keys(value).join();
    if (keys === "values,at") return value.at.map((place) => value.values[place]);
    if (keys !== "fields,columns") return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpack(part)]));
    const columns = value.columns.map(unpack);
    return columns[0].map((_, row) => Object.fromEntries(value.fields.map((field, n) => [field, columns[n][row]])));
  };
  const data = JSON.parse(one("#report-data").textContent);
  one("#save").parentElement.hidden = !data;
  one("#save").addEventListener("click", () => save(JSON.stringify(unpack(data), null, 2) + "\n", "application/json", "report.json"));

  // The columns of `checker figures --format csv`, and the state; of an excerpt, which has no data, the table.
  const columns = ["id", "line", "column", "text", "low", "high", "unit", "hedge", "measure", "comparison", "metric", "scope", "basis", "period", "status", "speaker", "section"];

  function csv() {
    // A spreadsheet must not take a name for a formula.
    const cell = (value) => {
      const text = String(value ?? "").replace(/\s+/g, " ").trim();
      return `"${(isNaN(text) ? text.replace(/^[-=+@]/, "'$&") : text).replace(/"/g, '""')}"`;
    };
    const rows = [...body.rows].filter((row) => !row.hidden);
    const known = new Map(data ? unpack(data.figures).map((figure) => [figure.id, figure]) : []);
    const state = (row) => one(".state", row).textContent;
    const lines = data
      ? [[...columns, "state"], ...rows.map((row) => [...columns.map((name) => known.get(row.id.slice(7))[name]), state(row)])]
      : [table.tHead.rows[0], ...rows].map((row) => [...row.cells].map((each) => each.textContent));
    return { count: rows.length, text: lines.map((line) => line.map(cell).join(",")).join("\n") + "\n" };
  }

  function save(text, type, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  one("#copy").addEventListener("click", async () => {
    const { count, text } = csv();
    try {
      await navigator.clipboard.writeText(text);
      one("#copied").textContent = `${count} figures copied`;
    } catch {
      one("#copied").textContent = "The browser does not allow copying from this page; save it instead.";
    }
  });
  one("#csv").addEventListener("click", () => save(csv().text, "text/csv", "figures.csv"));

  addEventListener("beforeprint", () => { for (const each of all("details:not(.suppress)")) each.open = true; });
  read();
})();
