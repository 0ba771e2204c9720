// The verdict first: how many answers of which kind, each sweep and model beside the others, then the sentences.

import * as Plot from "@observablehq/plot";
import type { Choice } from "../choice";
import type { BoostComparison, ModelVerdict, ReportDocument, ReportedSweep } from "../document";
import { distinct, h, missing, type Child } from "../dom";
import { figure } from "../figure";
import { named, names, range, verdictDots } from "../figures/marks";
import { boostText, count, interval, percent, probability, unitOf } from "../format";
import { scroller } from "../tables";
import { badge, legend, markOf, order } from "../verdicts";
import { chosen, section } from "./section";

const openSweeps = 3;

export function answer(choice: Choice): HTMLElement {
  const { verdicts, sweeps } = choice.document;
  return section("answer", "The answer",
    verdicts.length === 0
      ? missing("There is no verdict: no model has both boosted and unboosted trials that have ended.")
      : [tally(verdicts), sweeps.length > 1 ? overview(choice) : null, sentences(choice.document)],
    explanation(verdicts));
}

function tally(verdicts: readonly ModelVerdict[]): HTMLElement {
  return h("div", { class: "tally" },
    h("p", {}, verdicts.length === 1
      ? "For the one pair of sweep and model, its most promising boost:"
      : `For ${verdicts.length} pairs of sweep and model, the most promising boost of each:`),
    h("ul", {}, order
      .map(verdict => ({ verdict, number: verdicts.filter(item => item.verdict === verdict).length }))
      .filter(item => item.number > 0)
      .map(item => h("li", {}, h("strong", {}, item.number), " ", badge(item.verdict)))));
}

function overview(choice: Choice): HTMLElement {
  const { verdicts, sweeps, comparisons } = choice.document;
  const models = distinct(verdicts.map(verdict => verdict.model));
  const caption = "Verdict and gain of the most promising boost, by model and sweep";

  // Parts of one sweep file differ in their data sets alone, and these are the shorter names.
  const named = distinct(sweeps.map(sweep => sweep.dataset)).length === sweeps.length;
  return scroller(caption, h("table", { class: "overview" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Model"),
      sweeps.map(sweep => h("th", { scope: "col" }, named ? sweep.dataset : sweep.name)))),
    h("tbody", {}, models.map(model => h("tr", {},
      h("th", { scope: "row" }, model),
      sweeps.map(sweep => {
        const verdict = verdicts.find(item => item.sweep === sweep.id && item.model === model);
        const gain = verdict ? comparisons[verdict.best]?.gain ?? null : null;
        return h("td", {}, verdict
          ? [badge(verdict.verdict), h("span", { class: "gain" }, unitOf(sweep).gain(gain))]
          : h("span", { class: "missing" }, "not compared"));
      }))))));
}

function sentences(document: ReportDocument): Child[] {
  return document.sweeps.map((sweep, index) => {
    const own = document.verdicts.filter(verdict => verdict.sweep === sweep.id);
    const body = own.length === 0
      ? missing("No model of this sweep has both boosted and unboosted trials that have ended.")
      : h("ul", { class: "verdicts" }, own.map(verdict => h("li", { class: verdict.verdict },
        h("p", { class: "who" }, h("strong", {}, verdict.model), " ", badge(verdict.verdict)),
        h("p", {}, verdict.text))));
    return h("details", { class: "sweep", open: document.sweeps.length <= openSweeps || index === 0 },
      h("summary", {}, h("h3", {}, `${sweep.name}`),
        h("span", { class: "aside" }, ` ${own.length} ${own.length === 1 ? "model" : "models"}${state(sweep)}`)),
      body);
  });
}

function state(sweep: ReportedSweep): string {
  const pending = sweep.trials - sweep.completed - sweep.failed;
  const failed = sweep.failed > 0 ? `, ${count(sweep.failed)} failed ${sweep.failed === 1 ? "trial" : "trials"}` : "";
  return pending > 0 ? `${failed}, ${count(pending)} ${pending === 1 ? "trial" : "trials"} still to come: preliminary` : failed;
}

function explanation(verdicts: readonly ModelVerdict[]): HTMLElement {
  return h("details", { class: "help" }, h("summary", {}, "What the verdicts mean"),
    h("dl", {}, order.filter(verdict => verdicts.length === 0 || verdicts.some(item => item.verdict === verdict))
      .map(verdict => [h("dt", {}, badge(verdict)), h("dd", {}, markOf(verdict).meaning)])));
}

/** The most promising boost of each model of the chosen sweep, with its interval. */
export function promising(choice: Choice): HTMLElement {
  return chosen(choice, "gains", "How much, and how sure", () => {
    const best = choice.ofSweep(choice.document.verdicts)
      .map(verdict => choice.document.comparisons[verdict.best])
      .filter((comparison): comparison is BoostComparison => comparison?.gain != null);
    if (best.length === 0) {
      return [missing("No gain can be worked out for this sweep yet.")];
    }
    return [gains(choice, best)];
  });
}

function gains(choice: Choice, best: readonly BoostComparison[]): HTMLElement {
  const { unit, document } = choice;
  const name = (item: BoostComparison) =>
    `${item.model}: ${item.generator} ${boostText(item.boost, item.replaces)} of ${percent(item.fraction)}`;
  const scale = (value: number | null) => (value === null ? NaN : value * unit.factor);
  const rope = document.rope * unit.factor;
  const level = percent(document.level);
  return figure({
    title: `The most promising boost of each model on ${choice.sweep?.name}`,
    description: best.map(item => `${item.model}, ${item.generator} ${boostText(item.boost, item.replaces)}: gain `
      + `${unit.gain(item.gain)}, ${interval(item.low, item.high, unit.gain)}, ${markOf(item.verdict).word}.`).join(" "),
    note: `Lines are ${level} intervals of the gain over the model's own unboosted trials; an interval that holds 0 is no `
      + "evidence. The band is the region of practical equivalence: a gain within it makes no difference in practice.",
    legend: legend(best.map(item => item.verdict)),
    options: width => ({
      height: 60 + (width < 600 ? 52 : 34) * best.length,
      ...named(best.map(name), width),
      marginRight: 16,
      x: { label: unit.gainLabel, grid: true, ticks: width < 600 ? 4 : 9, domain: span(best, rope, scale) },
      y: { domain: best.map(name), axis: null },
      marks: [
        names(best.map(name), width),
        Plot.rectX([{}], { x1: -rope, x2: rope, fill: "var(--rope)" }),
        Plot.ruleX([0], { stroke: "var(--ink)", strokeWidth: 1.2 }),
        Plot.ruleY(best, {
          y: name, x1: d => scale(d.low), x2: d => scale(d.high), strokeWidth: 2, stroke: "var(--ink-2)",
          filter: d => d.low !== null,
        }),
        ...verdictDots(best, { x: d => scale(d.gain), y: name, r: 5.5 }),
      ],
    }),
    table: () => ({
      heads: ["Model", "Boost", "Fraction", "Gain", `${level} interval`, "P(helps)", "P(same)", "P(hurts)", "Verdict"],
      rows: best.map(item => [item.model, `${item.generator} ${boostText(item.boost, item.replaces)}`,
        percent(item.fraction), unit.gain(item.gain), interval(item.low, item.high, unit.gain),
        probability(item.probabilityHelps), probability(item.probabilitySame), probability(item.probabilityHurts),
        markOf(item.verdict).word]),
    }),
  });
}

function span(best: readonly BoostComparison[], rope: number, scale: (value: number | null) => number) {
  const ends = range([0, -rope, rope, ...best.flatMap(item => [scale(item.low), scale(item.high), scale(item.gain)])]);
  return ends ?? [-1, 1];
}
