"use strict";
(() => {
  const form = document.getElementById("filters");
  const fold = (text) => text.toLocaleLowerCase("da").normalize("NFC")
    .replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
  const items = Array.from(document.querySelectorAll("main article"),
    (element) => ({ element, text: fold(element.textContent) }));
  const parts = Array.from(document.querySelectorAll("main .part"));
  const choices = Array.from(form.querySelectorAll("select"));
  const search = document.getElementById("search");
  const fields = [search, ...choices];
  const count = document.getElementById("count");
  const unfold = document.getElementById("unfold");
  const folds = Array.from(document.querySelectorAll("details"));

  const inWords = (field) =>
    `${field.labels[0].firstChild.textContent.trim()}: ${(field.selectedOptions || [{ text: field.value }])[0].text}`;

  const show = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { element, text } of items) {
      const fits = words.every((word) => text.includes(word)) && choices.every((choice) =>
        !choice.value || element.dataset[choice.id].split(" ").includes(choice.value));
      element.hidden = !fits;
      left += fits ? 1 : 0;
    }
    for (const part of parts) {
      part.hidden = !part.querySelector("article:not([hidden])");
    }
    const chosen = fields.filter((field) => field.value.trim()).map(inWords);
    const shown = count.dataset.text.replace("{0}", left).replace("{1}", items.length);
    count.textContent = [shown, ...chosen].join(" · ");
  };

  // The address keeps what was chosen, so that it can be sent.
  const keep = () => {
    const chosen = fields.filter((field) => field.value).map((field) => [field.id, field.value]);
    const [address] = location.href.split("#");
    history.replaceState(null, "", chosen.length ? `${address}#${new URLSearchParams(chosen)}` : address);
  };

  const choose = (values) => {
    for (const field of fields) {
      field.value = values.get(field.id) || "";
      field.value = field.value || ""; // a word that is not offered leaves a choice empty
    }
    show();
  };

  const arrive = () => {
    const item = document.querySelector("article:target");
    if (item && item.hidden) {
      choose(new Map());
      item.scrollIntoView();
    } else if (!location.hash || location.hash.includes("=")) {
      choose(new URLSearchParams(location.hash.slice(1)));
    }
  };

  const open = (isOpen) => {
    for (const one of folds) {
      one.open = isOpen;
    }
    unfold.setAttribute("aria-pressed", String(isOpen));
  };

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { show(); keep(); }));
  unfold.addEventListener("click", () => open(unfold.getAttribute("aria-pressed") !== "true"));
  window.addEventListener("hashchange", arrive);
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = folds.filter((one) => !one.open);
    closed.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
  choose(new URLSearchParams(location.hash.slice(1)));
})();
