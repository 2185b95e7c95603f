// The search of a site of plain files: the names that hold what is asked for, at the beginning of a word first.
// Hangul is taken apart into its letters, so that a syllable that is not finished finds what it may become.
"use strict";

const MOST = 100;
const list = document.getElementById("names"), told = document.getElementById("names-told");

function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[\s\-_'’]+/g, " ").trim();
}

// The letters of a syllable as they are typed, alone, as those they are within a syllable.
function typed(text) {
  const LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  return folded(text).replace(/[ㄱ-ㅎ]/g, (letter) => String.fromCharCode(0x1100 + LEADS.indexOf(letter)));
}

function place(labels, asked) {
  let best = -1;
  for (const label of labels) {
    const name = folded(label);
    if (name === asked) return 3;
    if (name.startsWith(asked)) best = Math.max(best, 2);
    else if (name.includes(` ${asked}`)) best = Math.max(best, 1);
    else if (name.includes(asked)) best = Math.max(best, 0);
  }
  return best;
}

function show(names, text) {
  const asked = typed(text);
  const found = asked ? names.map(([label, path, labels, within]) => [place([label, ...labels], asked), label, path, within]).filter(([rank]) => rank >= 0) : [];
  found.sort((a, b) => b[0] - a[0] || a[1].length - b[1].length || a[1].localeCompare(b[1]));
  told.textContent = list.dataset.found.replace("{count}", found.length);
  list.replaceChildren(...found.slice(0, MOST).map(([, label, path, within]) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `${list.dataset.root}${path}/`;
    link.textContent = label;
    item.append(link);
    if (within) {
      const told = document.createElement("span");
      told.className = "soft";
      told.textContent = ` ${within}`;
      item.append(told);
    }
    return item;
  }));
}

fetch(list.dataset.names).then((answer) => answer.json()).then((names) => {
  const box = document.getElementById("q");
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  box.addEventListener("input", () => show(names, box.value));
  show(names, box.value);
});
