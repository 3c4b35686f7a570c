"use strict";
// Searching and opening samples; the page is complete without it.
(() => {
  const samples = [...document.querySelectorAll(".sample")];
  const groups = [...document.querySelectorAll(".group")];
  const tools = document.querySelector(".tools");

  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "Search samples";
  search.setAttribute("aria-label", search.placeholder);
  search.addEventListener("input", () => {
    const wanted = search.value.toLowerCase();
    samples.forEach((sample) => { sample.hidden = !sample.textContent.toLowerCase().includes(wanted); });
    groups.forEach((group) => { group.hidden = !group.querySelector(".sample:not([hidden])"); });
  });

  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close all";
  close.addEventListener("click", () => samples.forEach((sample) => { sample.open = false; }));

  tools.append(search, close);
  tools.hidden = false;
})();
