
"use strict";
(() => {
  const form = document.getElementById("filters");
  const fold = (text) => text.toLocaleLowerCase("da").normalize("NFC")
    .replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
  const items = Array.from(document.querySelectorAll("main article"),
    (element) => ({ element, text: fold(element.textContent) }));
  const parts = Array.from(document.querySelectorAll("main .part")).reverse();
  const choices = Array.from(form.querySelectorAll("select"));
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const unfold = document.getElementById("unfold");
  const folds = Array.from(document.querySelectorAll("main details"));

  const show = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { element, text } of items) {
      const fits = words.every((word) => text.includes(word)) && choices.every((choice) =>
        !choice.value || (element.dataset[choice.id] || "").split(" ").includes(choice.value));
      element.hidden = !fits;
      left += fits ? 1 : 0;
    }
    for (const part of parts) {
      part.hidden = !part.querySelector("article:not([hidden])");
    }
    count.textContent = count.dataset.text.replace("{0}", left).replace("{1}", items.length);
  };

  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const item = target && target.closest("article");
    if (item && item.hidden) {
      form.reset();
      show();
      target.scrollIntoView();
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
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  unfold.addEventListener("click", () => open(unfold.getAttribute("aria-pressed") !== "true"));
  window.addEventListener("hashchange", arrive);
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = folds.filter((one) => !one.open);
    closed.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
  show();
  arrive();
})();
