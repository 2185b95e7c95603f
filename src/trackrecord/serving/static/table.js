// Tables that can be sorted by any column and taken away as CSV. Without this they are tables all the same.
"use strict";

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/* What stands in a cell, without what is folded up in it. */
function cellText(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("details, [aria-hidden]").forEach((each) => each.remove());
  return oneLine(copy.textContent);
}

/* A number as it is meant where the cell has one, else its text. */
function cellValue(cell) {
  if (cell.dataset.value !== undefined) return cell.dataset.value;
  const text = cellText(cell);
  return /^[-−]?[\d,]+(\.\d+)?( %)?$/.test(text) ? text.replaceAll(",", "").replace("−", "-").replace(" %", "") : text;
}

/* What a cell is sorted by. */
function sortValue(cell) {
  return cell.dataset.sort ?? cellValue(cell);
}

/* The number that a text is or, where sources differ ("12,900 / 13,342"), begins with; NaN for what is none. */
function asNumber(text) {
  const found = /^(-?[\d,]+(?:\.\d+)?(?:e[-+]?\d+)?)(?: \/ .*)?$/i.exec(text);
  return found ? Number(found[1].replaceAll(",", "")) : NaN;
}

function compared(a, b) {
  const difference = asNumber(a) - asNumber(b);
  if (!Number.isNaN(difference)) return difference;
  return a.localeCompare(b, document.documentElement.lang, { numeric: true });
}

function sortBy(table, column) {
  const head = table.tHead.rows[0].cells[column];
  const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", direction);
  const sign = direction === "ascending" ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map((row) => [sortValue(row.cells[column]), row]);
  rows.sort(([one], [other]) => {
    if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1); // what is empty stays last
    return sign * compared(one, other);
  });
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

/* The words behind a fact, each with its source. */
function words(cell) {
  return [...cell.querySelectorAll(".quote")].map((quote) => {
    const exact = quote.querySelector("mark");
    const from = oneLine(quote.querySelector("figcaption").textContent);
    return exact ? `“${oneLine(exact.textContent)}” (${from})` : from;
  }).join("; ");
}

/* A text as a field of CSV; one that a spreadsheet would take for a formula is marked as text. */
function field(text) {
  const isNumber = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function toCsv(table) {
  const hasFacts = table.querySelector("a.permalink") !== null;
  const lines = [...table.rows].map((row) => {
    const isHead = row.parentElement === table.tHead;
    const cells = [...row.cells].map((cell) => {
      if (cell.classList.contains("words")) return words(cell);
      return isHead ? cellText(cell) : cellValue(cell);
    });
    if (hasFacts) {
      const links = [...row.querySelectorAll("a.permalink")].map((link) => link.href);
      cells.push(isHead ? document.body.dataset.address : links.join(" "));
    }
    return cells.map(field).join(",");
  });
  return lines.join("\r\n") + "\r\n";
}

function offer(table, word) {
  const link = document.createElement("a");
  link.href = "#";
  link.textContent = word;
  link.addEventListener("click", () => {
    link.href = URL.createObjectURL(new Blob(["\ufeff", toCsv(table)], { type: "text/csv;charset=utf-8" }));
    const name = [document.title.split(" · ")[0], table.dataset.name].filter(Boolean).join(" ");
    link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
  });
  const place = document.createElement("p");
  place.className = "download";
  place.append(link);
  (table.closest(".wide") ?? table).after(place);
}

function sortable(table) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (table.rows.length < 3 || head.matches(".words")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sortBy(table, column));
    head.replaceChildren(button);
  });
}

function prepareAll() {
  document.querySelectorAll("table.sortable:not([data-ready]), table[data-name]:not([data-ready])").forEach((table) => {
    table.dataset.ready = "";
    if (table.classList.contains("sortable")) sortable(table);
    if (document.body.dataset.download) offer(table, document.body.dataset.download);
  });
}

prepareAll();
document.addEventListener("htmx:afterSettle", prepareAll);
