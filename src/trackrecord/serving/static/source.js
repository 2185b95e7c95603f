// From a fact to its words and from words to their facts: the same links as without this, and what they lead to
// is marked. Fragments are those of the IRIs: #char=302,334 (RFC 5147), #cell=4,3 and #row=4 (RFC 7111).
"use strict";

const marks = [...document.querySelectorAll("mark[data-facts]")];
const ofFact = (mark, number) => mark.dataset.facts.split(" ").includes(number);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

function show(element) {
  element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

function light(chosen, numbers) {
  for (const mark of marks) mark.classList.toggle("on", chosen.includes(mark));
  for (const item of document.querySelectorAll("ol.facts > li")) {
    item.classList.toggle("on", numbers.includes(item.id.replace("fact-", "")));
  }
}

function follow() {
  const asked = decodeURIComponent(location.hash.slice(1));
  const fact = /^fact-(\d+)$/.exec(asked);
  if (fact) return light(marks.filter((mark) => ofFact(mark, fact[1])), [fact[1]]);
  const stretch = /^char=(\d+)(?:,(\d+))?/.exec(asked);
  if (stretch) {
    const start = Number(stretch[1]), end = Number(stretch[2] ?? start + 1);
    const within = [...document.querySelectorAll("[data-start]")].filter((each) => Number(each.dataset.start) < end && Number(each.dataset.end) > start);
    const chosen = within.filter((each) => marks.includes(each));
    light(chosen, chosen.length ? common(chosen) : []);
    if (within.length) show(within[0]);
    return;
  }
  const place = asked && document.getElementById(asked);
  if (!place) return light([], []);
  const inside = [...place.querySelectorAll("mark[data-facts]")];
  light(inside, inside.flatMap((mark) => mark.dataset.facts.split(" ")));
}

/* The facts that all of some stretches of words have behind them. */
function common(chosen) {
  const [first, ...others] = chosen.map((mark) => mark.dataset.facts.split(" "));
  return first.filter((number) => others.every((other) => other.includes(number)));
}

for (const mark of marks) {
  mark.addEventListener("click", () => {
    const numbers = mark.dataset.facts.split(" ");
    light(marks.filter((other) => numbers.some((number) => ofFact(other, number))), numbers);
    const item = document.getElementById(`fact-${numbers[0]}`);
    if (item) show(item);
  });
}
addEventListener("hashchange", follow);
follow();
