// Small multiples of a comparison, drawn with Observable Plot: a chart a metric, a line and a sign a government.
"use strict";

// Colours that stay apart to colour-blind eyes (Okabe and Ito), darkened for white paper; signs tell without colour.
const COLOURS = ["#0b4a8f", "#a3420b", "#14632c", "#7a2a74", "#4d4d4d"];
const SIGNS = ["circle", "square", "triangle", "diamond", "star"];
const SIGN_SHAPES = [d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond, d3.symbolStar];

function multiple(rows, governments) {
  const colour = { domain: governments, range: COLOURS };
  const symbol = { domain: governments, range: SIGNS };
  const periods = [...new Set(rows.map((row) => row.period))].sort();
  const title = `${rows[0].metric}${rows[0].unit ? ` (${rows[0].unit})` : ""}`;
  const told = (row) => `${row.government}, ${row.period}: ${row.actual ?? "–"}${row.target == null ? "" : ` / ${row.target}`}`;
  const plot = Plot.plot({
    width: 340, height: 230, marginLeft: 64, marginBottom: 32, color: colour, symbol,
    x: { type: "point", domain: periods, label: null, padding: periods.length === 1 ? 0.5 : 0.3 },
    y: { label: null, grid: true, zero: true, nice: true, tickFormat: (d) => d.toLocaleString(document.documentElement.lang, { notation: "compact" }) },
    marks: [
      Plot.ruleY([0]),
      Plot.line(rows.filter((row) => row.actual != null), { x: "period", y: "actual", z: "government", stroke: "government" }),
      Plot.dot(rows.filter((row) => row.target != null), { x: "period", y: "target", z: null, stroke: "government", symbol: "times", r: 6, strokeWidth: 2, title: told }),
      Plot.dot(rows.filter((row) => row.actual != null), { x: "period", y: "actual", z: null, fill: "government", symbol: "government", r: 5, title: told }),
    ],
  });
  plot.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label")); // an image is one thing
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", rows.map(told).join("; "));
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = title;
  figure.append(caption, plot);
  return figure;
}

function legend(governments) {
  const list = document.createElement("ul");
  list.className = "legend";
  governments.forEach((government, place) => {
    const item = document.createElement("li");
    const sign = d3.create("svg").attr("viewBox", "-8 -8 16 16").attr("aria-hidden", "true");
    sign.append("path").attr("fill", COLOURS[place]).attr("d", d3.symbol(SIGN_SHAPES[place], 80)());
    item.append(sign.node(), government);
    list.append(item);
  });
  return list;
}

function drawComparison(root) {
  root.querySelectorAll('[data-chart="compared"]:not([data-drawn])').forEach((figure) => {
    const { rows } = JSON.parse(figure.querySelector("script").textContent);
    if (rows.length === 0) return;
    figure.dataset.drawn = "";
    const governments = [...new Set(rows.map((row) => row.government))];
    const grid = document.createElement("div");
    grid.className = "multiples";
    const metrics = [...new Set(rows.map((row) => `${row.metric}\n${row.unit}`))];
    metrics.forEach((key) => grid.append(multiple(rows.filter((row) => `${row.metric}\n${row.unit}` === key), governments)));
    figure.append(legend(governments), grid);
    figure.hidden = false;
    document.querySelectorAll('[data-for="compared"]').forEach((note) => { note.hidden = false; });
  });
}

drawComparison(document);
document.addEventListener("htmx:afterSettle", () => drawComparison(document));
