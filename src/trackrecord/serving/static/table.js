// Tables that can be sorted by any column and taken away as CSV. Without this they are tables all the same.
"use strict";

function sortText(cell) {
  return cell.dataset.sort ?? cellText(cell);
}

function cellText(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("details").forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// The number that a text is or, where sources differ ("12,900 / 13,342"), begins with; NaN for what is none.
function asNumber(text) {
  const found = /^(-?[\d,]+(?:\.\d+)?)(?: \/ .*)?$/.exec(text);
  return found ? Number(found[1].replaceAll(",", "")) : NaN;
}

function compared(a, b) {
  const difference = asNumber(a) - asNumber(b);
  return Number.isNaN(difference) ? a.localeCompare(b, document.documentElement.lang, { numeric: true }) : difference;
}

function sortBy(table, column) {
  const head = table.tHead.rows[0].cells[column];
  const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", direction);
  const rows = [...table.tBodies[0].rows];
  const sign = direction === "ascending" ? 1 : -1;
  rows.sort((a, b) => {
    const [one, other] = [sortText(a.cells[column]), sortText(b.cells[column])];
    if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1); // what is empty stays last
    return sign * compared(one, other);
  });
  table.tBodies[0].append(...rows);
}

function toCsv(table) {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [...table.rows].map((row) => [...row.cells].map((cell) => quoted(cellText(cell))).join(",")).join("\r\n") + "\r\n";
}

function prepare(table) {
  table.dataset.ready = "";
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sortBy(table, column));
    head.replaceChildren(button);
  });
  const word = document.body.dataset.download;
  if (!word) return;
  const link = document.createElement("a");
  link.href = "#";
  link.textContent = word;
  link.addEventListener("click", () => {
    link.href = URL.createObjectURL(new Blob(["\ufeff", toCsv(table)], { type: "text/csv;charset=utf-8" }));
    link.download = `${document.title.split(" · ")[0]}.csv`;
  });
  const place = document.createElement("p");
  place.className = "download";
  place.append(link);
  (table.closest(".wide") ?? table).after(place);
}

function prepareAll() {
  document.querySelectorAll("table.sortable:not([data-ready])").forEach(prepare);
}

prepareAll();
document.addEventListener("htmx:afterSettle", prepareAll);
