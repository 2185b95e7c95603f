// Charts, drawn with Observable Plot from the numbers that the page carries; the tables beside them hold the same.
// What a colour says is said by a shape or a word too.
"use strict";

const INK = "#1b1b1b", SOFT = "#595959", ACTUAL = "#0b4a8f", MISSED = "#9bb8d6", TARGET = "#1b1b1b";
const number = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
const style = { fontFamily: "system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif", fontSize: "13px", color: INK, background: "none" };
const LINES = ["#0b4a8f", "#a3420b", "#14632c", "#7a2a74", "#4d4d4d", "#8a6100"];
const SIGNS = [[d3.symbolCircle, "circle"], [d3.symbolSquare, "square"], [d3.symbolTriangle, "triangle"], [d3.symbolDiamond, "diamond"], [d3.symbolStar, "star"], [d3.symbolCross, "cross"]];
/* So many labels that they do not touch each other. */
const spaced = (labels, width, each) => labels.filter((_, i) => i % Math.ceil((labels.length * each) / width) === 0);

/* Which sign and colour is whose; Plot's own would bring a style that the server does not let in. */
function legend(names) {
  const list = document.createElement("ul");
  list.className = "legend";
  names.forEach((name, place) => {
    const item = document.createElement("li");
    const sign = d3.create("svg").attr("viewBox", "-8 -8 16 16").attr("aria-hidden", "true");
    sign.append("path").attr("fill", LINES[place]).attr("d", d3.symbol(SIGNS[place][0], 80)());
    item.append(sign.node(), name);
    list.append(item);
  });
  return list;
}

const DRAWN = {
  // What was delivered as a bar in percent of its target, which is the line at 100; a row a metric and period.
  targets(rows, words, width) {
    const named = rows.map((row, i) => ({ ...row, id: String(i), met: row.percent >= 100 }));
    const last = Math.max(110, ...rows.map((row) => Math.min(row.percent, 300)));
    return Plot.plot({
      style, width, marginLeft: 8, marginRight: 16, marginTop: 26, marginBottom: 40, height: 70 + 46 * rows.length,
      x: { label: words.axis, domain: [0, last], ticks: width < 500 ? 4 : 8, labelAnchor: "center", labelArrow: "none" },
      y: { axis: null, domain: named.map((row) => row.id), padding: 0.56 },
      marks: [
        Plot.gridX({ ticks: width < 500 ? 4 : 8 }),
        Plot.barX(named, { y: "id", x: (row) => Math.min(row.percent, last), fill: (row) => (row.met ? ACTUAL : MISSED), stroke: ACTUAL }),
        Plot.ruleX([100], { stroke: TARGET, strokeWidth: 2, strokeDasharray: "5 3" }),
        Plot.text([100], { x: (x) => x, frameAnchor: "top", dy: -18, text: () => words.target, fontWeight: 700 }),
        Plot.text(named, {
          y: "id", x: 0, textAnchor: "start", dy: -18, stroke: "white", strokeWidth: 4, fill: INK, paintOrder: "stroke",
          text: (row) => `${row.name}: ${number(row.percent)} % (${row.told})`,
        }),
      ],
    });
  },

  // One metric over the years: what was delivered as a bar, its target as a line across.
  series(rows, words, width) {
    const years = d3.range(Number(rows[0].year), Number(rows.at(-1).year) + 1).map(String);
    const isRoomy = Math.min(width, 120 + 90 * years.length) / years.length > 70;
    const top = Math.max(...rows.flatMap((row) => [row.actual ?? 0, row.target ?? 0]));
    return Plot.plot({
      style, width: Math.min(width, 120 + 90 * years.length), height: 230, marginLeft: 60, marginTop: 24, marginBottom: 32,
      x: { domain: years, label: null, padding: 0.35, ticks: spaced(years, width - 80, 42) },
      y: { label: null, grid: true, ticks: 4, domain: [0, top * 1.28], tickFormat: number },
      marks: [
        Plot.barY(rows.filter((row) => row.actual !== null), { x: "year", y: "actual", fill: ACTUAL }),
        Plot.tickY(rows.filter((row) => row.target !== null), { x: "year", y: "target", stroke: TARGET, strokeWidth: 3, insetLeft: -8, insetRight: -8 }),
        Plot.text(isRoomy ? rows : [], {
          x: "year", y: (row) => Math.max(row.actual ?? 0, row.target ?? 0), dy: -6, lineAnchor: "bottom", stroke: "white", strokeWidth: 4, fill: INK,
          text: (row) => [row.actual === null ? null : number(row.actual), row.target === null ? null : `${words.target} ${number(row.target)}`].filter(Boolean).join("\n"),
        }),
        Plot.ruleY([0]),
      ],
    });
  },

  // How many in each year.
  years(rows, words, width) {
    const years = rows.map((row) => row.year);
    return Plot.plot({
      style, width: Math.min(width, 80 + 60 * rows.length), height: 190, marginLeft: 34, marginTop: 20, marginBottom: 30,
      x: { domain: years, label: null, padding: 0.3, ticks: spaced(years, width - 40, 42) },
      y: { label: null, grid: true, ticks: Math.min(4, Math.max(...rows.map((row) => row.count))), tickFormat: "d" },
      marks: [
        Plot.barY(rows, { x: "year", y: "count", fill: ACTUAL }),
        Plot.text(rows.filter((row) => row.count > 0), { x: "year", y: "count", dy: -8, text: (row) => String(row.count) }),
        Plot.ruleY([0]),
      ],
    });
  },

  // Several things over the years: a line each, told apart by its sign as well as its colour.
  trend(rows, words, width) {
    const names = [...new Set(rows.map((row) => row.name))];
    const years = [...new Set(rows.map((row) => Number(row.year)))].sort((a, b) => a - b);
    const data = rows.map((row) => ({ ...row, year: Number(row.year) }));
    const plot = Plot.plot({
      style, width, height: 300, marginLeft: 62, marginRight: 16, marginTop: 24, marginBottom: 32,
      x: { label: null, tickFormat: "d", ticks: spaced(years, width - 100, 48) },
      y: { label: words.axis || null, grid: true, zero: true, tickFormat: number, ticks: 5, labelArrow: "none" },
      symbol: { domain: names, range: SIGNS.map(([, name]) => name) }, color: { domain: names, range: LINES },
      marks: [
        Plot.line(data, { x: "year", y: "value", z: "name", stroke: "name", strokeWidth: 2 }),
        Plot.dot(data, { x: "year", y: "value", symbol: "name", fill: "name", r: 5 }),
      ],
    });
    const drawn = document.createElement("div");
    drawn.append(legend(names), plot);
    return drawn;
  },

  // How the values of many lie: how many in each stretch.
  spread(values, words, width) {
    return Plot.plot({
      style, width: Math.min(width, 640), height: 220, marginLeft: 44, marginTop: 24, marginBottom: 42,
      x: { label: words.axis || null, tickFormat: number, ticks: width < 500 ? 4 : 8, labelAnchor: "center", labelArrow: "none" },
      y: { label: words.count, grid: true, ticks: 4, tickFormat: "d", labelArrow: "none" },
      marks: [Plot.rectY(values, Plot.binX({ y: "count" }, { x: (value) => value, fill: ACTUAL, inset: 0.5, thresholds: Math.min(20, Math.ceil(Math.sqrt(values.length)) + 2) })), Plot.ruleY([0])],
    });
  },
};

document.querySelectorAll("[data-chart]").forEach((figure) => {
  const { rows, words, label } = JSON.parse(figure.querySelector("script").textContent);
  const draw = DRAWN[figure.dataset.chart];
  if (!draw || rows.length === 0) return;
  figure.hidden = false;
  const plot = draw(rows, words, Math.max(280, Math.min(figure.clientWidth, 860)));
  const svg = plot.matches("svg") ? plot : plot.querySelector(":scope > svg");
  svg.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label")); // an image is one thing
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  figure.append(plot);
});
