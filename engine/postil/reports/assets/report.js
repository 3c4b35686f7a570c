"use strict";
// Sorting, searching and opening; the page is complete without them.
(() => {
  const table = document.querySelector("table.rows");
  const bodies = [...table.tBodies];
  const heads = [...table.tHead.rows[0].cells];
  const order = new Intl.Collator(undefined, { numeric: true });

  const keyOf = (body, column) => body.rows[0].cells[column].textContent.trim();

  const compare = (a, b) => {
    const x = parseFloat(a), y = parseFloat(b);
    return isNaN(x) || isNaN(y) ? order.compare(a, b) : x - y;
  };

  const sortBy = (column, direction) => {
    const missing = (key) => key === "–";
    const sorted = bodies.map((body) => [keyOf(body, column), body]);
    sorted.sort(([a], [b]) =>
      missing(a) || missing(b)
        ? missing(a) - missing(b)
        : direction * (column === 0 ? order.compare(a, b) : compare(a, b)));
    table.append(...sorted.map(([, body]) => body));
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () =>
      sortBy(column, head.getAttribute("aria-sort") === "ascending" ? -1 : 1));
    head.replaceChildren(button);
  });

  const openAll = (open) => table.querySelectorAll("details").forEach((item) => { item.open = open; });

  const tools = document.querySelector(".tools");
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "Search ids, comments, findings";
  search.setAttribute("aria-label", search.placeholder);
  search.addEventListener("input", () => {
    const wanted = search.value.toLowerCase();
    bodies.forEach((body) => { body.hidden = !body.textContent.toLowerCase().includes(wanted); });
  });
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.textContent = "Open all";
  toggle.addEventListener("click", () => {
    const open = toggle.textContent === "Open all";
    openAll(open);
    toggle.textContent = open ? "Close all" : "Open all";
  });
  tools.append(search, toggle);
  tools.hidden = false;

  const openTarget = () => document.querySelector(":target details")?.setAttribute("open", "");
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => openAll(true));
  openTarget();
})();
