// Accept or dismiss findings, and take the decisions away as a suppression file. Nothing is stored:
// until it is exported a decision lives in this page alone, and the page says so.
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const decided = new Map();
  const bar = one("#decisions");
  const dialog = one("#export");
  const author = one("#export-author");
  const expires = one("#export-expires");
  let saved = true;

  // JSON strings are TOML strings, but for a lone surrogate and DEL, which TOML does not know.
  const quoted = (text) => JSON.stringify(text.replace(/\p{Cs}|\x7f/gu, "\ufffd"));

  function file() {
    const lines = [];
    for (const [card, { verdict, reason }] of decided) {
      const entry = ["[[suppress]]", `fingerprint = ${quoted(card.dataset.fingerprint)}`, `rule = ${quoted(card.dataset.kind)}`, `reason = ${quoted(reason)}`];
      if (author.value.trim()) entry.push(`author = ${quoted(author.value.trim())}`);
      if (expires.value) entry.push(`expires = ${expires.value}`);
      if (verdict === "dismissed") lines.push(...entry, "");
      else lines.push(`# accepted: ${card.dataset.kind} ${quoted(card.dataset.fingerprint)}${reason ? " " + quoted(reason) : ""}`, "");
    }
    return lines.join("\n");
  }

  function show() {
    const count = (verdict) => [...decided.values()].filter((each) => each.verdict === verdict).length;
    const text = `${count("accepted")} accepted, ${count("dismissed")} dismissed of ${document.querySelectorAll("[data-fingerprint]").length}`;
    bar.hidden = !decided.size;
    bar.classList.toggle("unsaved", !saved);
    one("p", bar).textContent = text + (saved ? ", exported" : ". Not saved: this page forgets them when it is closed.");
  }

  function settle(card, verdict) {
    const field = one(".decide input", card);
    const reason = field.value.trim();
    const missing = verdict === "dismissed" && !reason;
    field.toggleAttribute("aria-invalid", missing);
    one(".decide .small", card).textContent = missing ? "Say why it is fine." : "";
    if (missing) { field.focus(); return; }
    if (verdict) decided.set(card, { verdict, reason });
    else decided.delete(card);
    const line = one(`#glance a[href="#${card.id}"]`);
    for (const each of line ? [card, line.parentElement] : [card]) {
      each.classList.remove("accepted", "dismissed");
      if (verdict) each.classList.add(verdict);
    }
    const words = one(".decided", card);
    words.textContent = verdict ? (verdict === "accepted" ? "Accepted" : "Dismissed") + (reason ? ": " + reason : "") : "";
    one(".undo", card).hidden = !verdict;
    saved = !decided.size;
    show();
  }

  for (const card of document.querySelectorAll("[data-fingerprint]")) {
    const box = make("div", { className: "decide" });
    const field = make("input", { type: "text", placeholder: "Reason", autocomplete: "off", maxLength: 500 });
    field.setAttribute("aria-label", "Reason for the decision");
    const button = (text, verdict, className = "") => {
      const made = make("button", { type: "button", textContent: text, className });
      made.addEventListener("click", () => settle(card, verdict));
      return made;
    };
    const undo = button("Undo", "", "undo");
    undo.hidden = true;
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") settle(card, "dismissed"); });
    const said = make("strong", { className: "decided" });
    const hint = make("span", { className: "small" });
    hint.setAttribute("role", "status");
    box.append(said, field, button("Accept", "accepted"), button("Dismiss", "dismissed"), undo, hint);
    card.append(box);
  }

  document.addEventListener("keydown", (event) => {
    const card = one(".current[data-fingerprint]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]") || event.target.closest("input, select, textarea")) return;
    if (event.key === "a") settle(card, "accepted");
    if (event.key === "d") { event.preventDefault(); one(".decide input", card).focus(); }
  });

  const done = (words) => { saved = true; one("#exported").textContent = words; show(); };
  one("#export-open").addEventListener("click", () => {
    one("#export-text").value = file();
    one("#exported").textContent = "";
    dialog.showModal();
  });
  for (const field of [author, expires]) field.addEventListener("input", () => { one("#export-text").value = file(); });
  one("#export-save").addEventListener("click", () => {
    const link = make("a", { href: URL.createObjectURL(new Blob([file()], { type: "application/toml" })), download: "suppressions.toml" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    done("Handed to the browser as suppressions.toml.");
  });
  one("#export-copy").addEventListener("click", async () => {
    one("#export-text").select();
    try {
      await navigator.clipboard.writeText(file());
      done("Copied.");
    } catch {
      one("#exported").textContent = "The browser does not allow copying; the text is selected.";
    }
  });
  one("#export-close").addEventListener("click", () => dialog.close());
  addEventListener("beforeunload", (event) => { if (!saved) event.preventDefault(); });
})();
