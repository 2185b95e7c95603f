// Charts, drawn with Observable Plot from the numbers that the page carries; the tables hold the same.
"use strict";

const INK = "#1b1b1b", TARGET = "#8a6100", ACTUAL = "#0b4a8f";

const DRAWN = {
  // What was delivered as a bar, and its target as a line across it, a row a metric and period.
  targets(rows) {
    const name = (row) => [row.metric, row.part, row.period].filter(Boolean).join(", ");
    const percent = (row) => (100 * row.actual) / row.target;
    return Plot.plot({
      marginLeft: 220, width: 720, height: 50 + 34 * rows.length,
      x: { label: "% of the target", grid: true, domain: [0, Math.max(110, ...rows.map(percent))] },
      y: { label: null },
      marks: [
        Plot.barX(rows, { y: name, x: percent, fill: ACTUAL, insetTop: 6, insetBottom: 6 }),
        Plot.text(rows, { y: name, x: percent, dx: -6, textAnchor: "end", fill: "white", text: (row) => `${percent(row).toFixed(1)} %` }),
        Plot.ruleX([100], { stroke: TARGET, strokeWidth: 2, strokeDasharray: "4 3" }),
      ],
    });
  },
};

document.querySelectorAll("[data-chart]").forEach((figure) => {
  const rows = JSON.parse(figure.querySelector("script").textContent);
  const draw = DRAWN[figure.dataset.chart];
  if (!draw || rows.length === 0) return;
  const plot = draw(rows);
  plot.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label")); // an image is one thing
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", figure.getAttribute("aria-label"));
  figure.append(plot);
  figure.hidden = false;
});
