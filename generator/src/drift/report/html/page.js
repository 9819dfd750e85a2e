"use strict";
(() => {
  const form = document.querySelector("form");
  const findings = [...document.querySelectorAll(".finding")];
  const sections = [...document.querySelectorAll("section")];
  const shown = document.getElementById("shown");

  const matches = (finding, words, wire, source) =>
    words.every((word) => finding.dataset.text.includes(word)) &&
    (wire === "" || finding.dataset.wire === wire) &&
    (source === "" || finding.dataset.source === source);

  const apply = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wire = form.elements.wire.value;
    const source = form.elements.source.value;
    let count = 0;
    for (const finding of findings) {
      finding.hidden = !matches(finding, words, wire, source);
      count += finding.hidden ? 0 : 1;
    }
    for (const section of sections) {
      section.hidden = section.querySelector(".finding:not([hidden])") === null;
    }
    shown.textContent = `${count} of ${findings.length}`;
  };

  const all = (open) => () => {
    for (const finding of findings) {
      if (!finding.hidden) finding.open = open;
    }
  };

  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.scrollIntoView();
    }
  };

  // `report.html?text=alert&wire=break` can be linked to.
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (["text", "wire", "source"].includes(name)) form.elements[name].value = value;
  }
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.elements.open.addEventListener("click", all(true));
  form.elements.close.addEventListener("click", all(false));
  addEventListener("hashchange", follow);
  apply();
  follow();
})();
