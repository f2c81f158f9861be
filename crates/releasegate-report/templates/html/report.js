"use strict";
(() => {
  const form = document.getElementById("filter");
  if (form) {
    const items = Array.from(document.querySelectorAll("[data-verdict]"));
    const groups = document.querySelectorAll(".group");
    const texts = new Map();
    const text = (item) => {
      if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
      return texts.get(item);
    };
    const fields = Array.from(form.querySelectorAll("select"));
    const filter = () => {
      const wanted = fields.filter((field) => field.value !== "");
      const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        const fits =
          wanted.every((field) => item.dataset[field.name] === field.value) &&
          words.every((word) => text(item).includes(word));
        item.hidden = !fits;
        if (fits) shown += 1;
      }
      for (const group of groups) {
        group.hidden = !group.querySelector("[data-verdict]:not([hidden])");
      }
      form.elements.count.value = `${shown} of ${items.length} shown`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    // A browser may have kept what was chosen before.
    filter();
  }

  // Paper cannot be opened. Thousands of releases would take a browser minutes and hundreds of pages.
  const most = 200;
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed = closed.filter((details) => !details.closest("[hidden]"));
    if (closed.length > most) closed = [];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  // A link to a finding opens it, also when a filter hides it.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || target.tagName !== "DETAILS") return;
    target.hidden = false;
    const group = target.closest(".group");
    if (group) group.hidden = false;
    target.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
