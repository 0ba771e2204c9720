// The gain over fraction and boost as a map of colours; what may be noise is hatched.

import * as Plot from "@observablehq/plot";
import type { Choice } from "../choice";
import type { BoostComparison } from "../document";
import { distinct, fresh, h, missing } from "../dom";
import { figure } from "../figure";
import { hatch } from "../figures/marks";
import { boostText, interval, pValue, percent } from "../format";
import { markOf } from "../verdicts";
import { chosen, subject } from "./section";

const strongest = 52;

export function heat(choice: Choice): HTMLElement {
  return chosen(choice, "map", "Gain over fraction and boost", () => {
    const own = choice.ofModel(choice.document.comparisons).filter(item => item.gain !== null);
    if (own.length === 0) {
      return [missing(`No gain of ${subject(choice)} can be worked out: it takes boosted and unboosted trials with a score.`)];
    }
    const limit = Math.max(...own.map(item => Math.abs(item.gain!)), Number.EPSILON);
    const { unit } = choice;
    return [
      h("p", { class: "note" }, `${unit.gainLabel} over the unboosted trials, by generator. Hatched: not significant at `
        + `${fixedLevel(choice)} after Holm's correction over this model's comparisons, so it may be noise.`),
      scale(-limit, limit, unit.gain),
      h("div", { class: "grid" }, distinct(own.map(item => item.generator)).map(generator =>
        map(choice, generator, own.filter(item => item.generator === generator), limit))),
    ];
  });
}

function fixedLevel(choice: Choice): string {
  return String(Number((1 - choice.document.level).toPrecision(3)));
}

function color(gain: number, limit: number): string {
  const share = Math.round(strongest * Math.min(1, Math.abs(gain) / limit));
  return `color-mix(in srgb, var(${gain < 0 ? "--loss" : "--win"}) ${share}%, var(--surface))`;
}

function scale(low: number, high: number, form: (value: number | null) => string): HTMLElement {
  const steps = [-1, -0.5, 0, 0.5, 1].map(share => share * high);
  return h("ul", { class: "legend scale" },
    steps.map(step => {
      const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
      swatch.style.background = color(step, Math.max(high, -low));
      return h("li", {}, swatch, form(step));
    }),
    h("li", {}, h("span", { class: "swatch hatched", "aria-hidden": "true" }), "may be noise"));
}

function map(choice: Choice, generator: string, own: readonly BoostComparison[], limit: number): HTMLElement {
  const { unit } = choice;
  const alpha = 1 - choice.document.level;
  const noise = (item: BoostComparison) => item.adjustedP === null || item.adjustedP > alpha;
  const pattern = fresh("hatch");
  const x = (item: BoostComparison) => boostText(item.boost, item.replaces);
  const y = (item: BoostComparison) => percent(item.fraction);
  const fractions = distinct([...own].sort((a, b) => a.fraction - b.fraction).map(y));
  return figure({
    title: `${generator}: gain of ${subject(choice)}`,
    description: own.map(item => `${y(item)} of the rows, boost ${x(item)}: ${unit.gain(item.gain)}`
      + `${noise(item) ? ", may be noise" : ""}.`).join(" "),
    options: () => ({
      height: 70 + 38 * fractions.length,
      marginLeft: 72,
      marginBottom: 38,
      x: { label: "Boost", domain: distinct([...own].sort((a, b) => a.boost - b.boost).map(x)), padding: 0.04 },
      y: { label: "Share of rows", labelOffset: 68, domain: fractions, padding: 0.04 },
      marks: [
        hatch(pattern),
        Plot.cell(own, { x, y, fill: d => color(d.gain, limit), stroke: "var(--rule)", inset: 0.5 }),
        Plot.cell(own, { x, y, fill: `url(#${pattern})`, filter: noise, inset: 0.5 }),
        ...[true, false].map(strong => Plot.text(own.filter(item => noise(item) !== strong), {
          x, y, text: d => unit.gain(d.gain), fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 4,
          fontWeight: strong ? 700 : 400, fontSize: 12,
        })),
      ],
    }),
    table: () => ({
      heads: ["Fraction", "Boost", "Gain", "Interval", "p (Holm)", "Verdict"],
      rows: own.map(item => [y(item), x(item), unit.gain(item.gain), interval(item.low, item.high, unit.gain),
        pValue(item.adjustedP), markOf(item.verdict).word]),
    }),
  });
}
