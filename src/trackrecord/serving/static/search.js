// Suggestions under the search box: a combobox with a list, as the ARIA Authoring Practices have it.
// htmx asks for them; this opens, walks and closes the list. Without it, the form searches.
"use strict";

(() => {
  const input = document.getElementById("q");
  const list = document.getElementById("suggestions");
  const status = document.getElementById("suggested");
  let active = -1;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll('[role="option"]')];

  function mark(index) {
    const all = options();
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    active = index;
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[index].id);
    all[index].scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function open() {
    const count = options().length;
    mark(-1);
    if (count === 0 || document.activeElement !== input) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function tell() {
    const count = options().length;
    const words = count ? input.dataset.suggested : input.dataset.unsuggested;
    status.textContent = input.value.trim() ? words.replace("{count}", count) : "";
  }

  // Keys that end the composition of a Hangul syllable are the input method's: not ours to act on.
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  input.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    const count = options().length;
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (count === 0) return;
      event.preventDefault();
      if (!isOpen) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.href);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });
  input.addEventListener("input", () => {
    if (!input.value.trim()) { list.replaceChildren(); close(); tell(); }
  });
  input.addEventListener("blur", () => setTimeout(close, 150)); // after a click on an option
  input.addEventListener("focus", open);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) location.assign(option.dataset.href);
  });
  // What was typed is emptied faster than an answer comes: then the answer is of nothing that is asked.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === list && !input.value.trim()) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === list) { open(); tell(); }
  });
})();
