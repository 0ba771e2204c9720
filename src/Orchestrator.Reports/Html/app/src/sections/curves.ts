// How the score grows with real rows, and what a boost is worth in them.

import * as Plot from "@observablehq/plot";
import type { Choice } from "../choice";
import type { BoostComparison, LearningCurve } from "../document";
import { distinct, h, missing, select, type Child } from "../dom";
import { figure, show } from "../figure";
import { named, names, range, verdictDots } from "../figures/marks";
import { boostText, count, interval, percent } from "../format";
import { legend, markOf } from "../verdicts";
import { chosen, subject } from "./section";

export function curves(choice: Choice): HTMLElement {
  return chosen(choice, "worth", "Worth how many real rows", () => [learning(choice), worth(choice)]);
}

function learning(choice: Choice): Child {
  const curve = choice.ofModel(choice.document.curves)[0];
  if (!curve || curve.points.length === 0) {
    return missing(`There is no learning curve of ${subject(choice)}: no unboosted trial has ended with a score.`);
  }
  const verdict = choice.ofModel(choice.document.verdicts)[0];
  const best = verdict ? choice.document.comparisons[verdict.best] ?? null : null;
  return drawing(choice, curve, best?.boosted == null || best.worth === null ? null : best);
}

function drawing(choice: Choice, curve: LearningCurve, best: BoostComparison | null): HTMLElement {
  const { unit } = choice;
  const times = (value: number | null) => (value === null ? NaN : value * unit.factor);
  const points = curve.points.map(point => ({
    rows: point.rows, score: times(point.score), low: times(point.low), high: times(point.high),
    fitted: times(point.fitted),
  }));
  const boosted = best === null ? [] : [{
    rows: best.trainingRows, score: times(best.boosted), to: best.trainingRows + best.worth!.rows, verdict: best.verdict,
    label: `${best.generator} ${boostText(best.boost, best.replaces)}: worth ${rowsText(best.worth!.rows)}`,
  }];
  const ends = range([0, ...points.map(point => point.rows), ...boosted.map(item => item.to)], 0.04) ?? [0, 1];
  const majority = curve.majority === null ? [] : [times(curve.majority)];
  return figure({
    title: `Learning curve of ${subject(choice)} without boost`,
    description: curve.points.map(point => `${count(point.rows)} rows: ${unit.score(point.score)}.`).join(" ")
      + (boosted[0] ? ` ${boosted[0].label}.` : "")
      + (curve.majority === null ? "" : ` Majority class: ${unit.score(curve.majority)}.`),
    note: "Mean over the seeds and its interval; the thin line is the curve fitted through all points, which turns a gain into "
      + "rows. The arrow leads from the most promising boost to the real rows that would have done as much.",
    options: () => ({
      height: 320,
      marginLeft: 48,
      x: { label: "Real training rows", domain: [Math.max(0, ends[0]), ends[1]], grid: true },
      y: {
        label: unit.scoreLabel, grid: true,
        domain: range([...majority, ...points.flatMap(p => [p.score, p.low, p.high, p.fitted]), ...boosted.map(b => b.score)])
          ?? undefined,
      },
      marks: [
        Plot.ruleY(majority, { stroke: "var(--ink-2)", strokeDasharray: "2 4" }),
        Plot.text(majority, {
          frameAnchor: "right", y: d => d, dy: -8, text: () => "majority class", fill: "var(--ink-2)",
        }),
        Plot.line(points, { x: "rows", y: "fitted", stroke: "var(--ink-2)", strokeWidth: 1, curve: "monotone-x" }),
        Plot.line(points, { x: "rows", y: "score", stroke: "var(--real)", strokeWidth: 2 }),
        Plot.ruleX(points, { x: "rows", y1: "low", y2: "high", stroke: "var(--real)", filter: d => Number.isFinite(d.low) }),
        Plot.dot(points, { x: "rows", y: "score", fill: "var(--real)", r: 4 }),
        Plot.arrow(boosted, { x1: "rows", x2: "to", y1: "score", y2: "score", stroke: "var(--ink)", headLength: 8 }),
        ...verdictDots(boosted, { x: "rows", y: "score", r: 6 }),
        Plot.text(boosted, {
          x: d => (d.rows + d.to) / 2, y: "score", text: "label", dy: -14, fill: "var(--ink)", stroke: "var(--surface)",
          strokeWidth: 4, textAnchor: anchor(boosted[0], ends),
        }),
      ],
    }),
    table: () => ({
      heads: ["Rows", "Fraction", "Mean score", "Interval", "Seeds", "Fitted"],
      rows: curve.points.map(point => [count(point.rows), percent(point.fraction), unit.score(point.score),
        interval(point.low, point.high, unit.score), point.seeds, unit.score(point.fitted)]),
    }),
  });
}

/** The label stands to the side where there is room for it. */
function anchor(item: { rows: number; to: number } | undefined, ends: readonly [number, number]): "start" | "middle" | "end" {
  const share = item ? ((item.rows + item.to) / 2 - ends[0]) / (ends[1] - ends[0]) : 0.5;
  return share < 0.35 ? "start" : share > 0.65 ? "end" : "middle";
}

function rowsText(rows: number): string {
  return `${rows > 0 ? "+" : ""}${count(rows)} ${Math.abs(Math.round(rows)) === 1 ? "row" : "rows"}`;
}

function worth(choice: Choice): Child {
  const own = choice.ofModel(choice.document.comparisons).filter(item => item.worth !== null);
  if (own.length === 0) {
    return missing(`No boost of ${subject(choice)} can be expressed in real rows: its learning curve has too few fractions, or `
      + "is too flat, to tell how many rows a gain is worth.");
  }
  const fractions = distinct(own.map(item => item.fraction)).sort((a, b) => a - b);
  const place = h("div", {});
  const draw = (value: string) => show(place, byBoost(choice, own.filter(item => String(item.fraction) === value)));
  const start = String(fractions[0]);
  draw(start);
  return [
    h("div", { class: "choices" }, select("Share of the training rows",
      fractions.map(fraction => ({ value: String(fraction), text: percent(fraction) })), start, draw)),
    place,
  ];
}

function byBoost(choice: Choice, own: readonly BoostComparison[]): HTMLElement {
  const known = own.flatMap(item => [item.worth!.rows, item.worth!.low, item.worth!.high]);
  const ends = range([0, ...known], 0.1) ?? [-1, 1];
  const rows = own.map(item => ({
    ...item, label: `${item.generator} ${boostText(item.boost, item.replaces)}`,
    rows: item.worth!.rows, low: item.worth!.low ?? ends[0], high: item.worth!.high ?? ends[1],
  }));
  const open = [
    ...rows.filter(item => item.worth!.low === null).map(item => ({ label: item.label, at: ends[0], sign: "◂" })),
    ...rows.filter(item => item.worth!.high === null).map(item => ({ label: item.label, at: ends[1], sign: "▸" })),
  ];
  const shown = (value: number | null) => (value === null ? "beyond the curve" : count(value));
  return figure({
    title: `Extra real rows that would do as much as each boost, at ${percent(own[0]!.fraction)} of the rows: ${subject(choice)}`,
    description: own.map(item => `${item.generator} ${boostText(item.boost, item.replaces)}: ${rowsText(item.worth!.rows)}, `
      + `${interval(item.worth!.low, item.worth!.high, shown)}.`).join(" "),
    note: `The model was trained on ${count(own[0]!.trainingRows)} real rows here. Below 0 the boost costs as much as that many `
      + "rows bring. A small triangle at the end of a line: the interval goes on beyond what the learning curve covers.",
    legend: legend(own.map(item => item.verdict)),
    options: width => ({
      height: 64 + (width < 500 ? 32 : 24) * rows.length,
      ...named(rows.map(item => item.label), width),
      marginRight: 20,
      x: { label: "Extra real rows", grid: true, domain: ends },
      y: { domain: rows.map(item => item.label), axis: null },
      marks: [
        names(rows.map(item => item.label), width),
        Plot.ruleX([0], { stroke: "var(--ink)" }),
        Plot.ruleY(rows, { y: "label", x1: "low", x2: "high", stroke: "var(--ink-2)", strokeWidth: 1.8 }),
        Plot.text(open, { y: "label", x: "at", text: "sign", fill: "var(--ink-2)", fontSize: 14 }),
        ...verdictDots(rows, { y: "label", x: "rows" }),
      ],
    }),
    table: () => ({
      heads: ["Boost", "Extra real rows", "Interval", "What limits it", "Verdict"],
      rows: own.map(item => [`${item.generator} ${boostText(item.boost, item.replaces)}`, count(item.worth!.rows),
        interval(item.worth!.low, item.worth!.high, shown), item.worth!.note || "nothing", markOf(item.verdict).word]),
    }),
  });
}
