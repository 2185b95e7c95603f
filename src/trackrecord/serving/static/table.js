// Tables that can be sorted by any column and taken away as CSV. Without this they are tables all the same.
"use strict";

function cellText(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("details").forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function compared(a, b) {
  const number = /^-?[\d,]+(\.\d+)?$/;
  if (number.test(a) && number.test(b)) {
    return Number(a.replaceAll(",", "")) - Number(b.replaceAll(",", ""));
  }
  return a.localeCompare(b, document.documentElement.lang, { numeric: true });
}

function sortBy(table, column) {
  const head = table.tHead.rows[0].cells[column];
  const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", direction);
  const rows = [...table.tBodies[0].rows];
  const sign = direction === "ascending" ? 1 : -1;
  rows.sort((a, b) => {
    const [one, other] = [cellText(a.cells[column]), cellText(b.cells[column])];
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

document.querySelectorAll("table.sortable").forEach(prepare);
