// Columns that sort: by number where a cell has one, else by its words.
"use strict";
(() => {
  const table = document.querySelector("#reports");
  const body = table.tBodies[0];
  [...table.querySelectorAll("thead th")].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    const key = (row) => {
      const { dataset, textContent } = row.cells[column];
      return dataset.v === undefined ? textContent.trim().toLowerCase() : dataset.v;
    };
    const order = (a, b) => (a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a < b ? -1 : a > b ? 1 : 0);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.replaceChildren(...[...body.rows].sort((a, b) => (down ? order(key(b), key(a)) : order(key(a), key(b)))));
    });
  });
})();
