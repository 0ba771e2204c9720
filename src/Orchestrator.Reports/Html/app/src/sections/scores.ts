// Score by fraction and boost: each boosted mean with the interval of its gain, beside the unboosted reference and its own.

import * as Plot from "@observablehq/plot";
import type { Choice } from "../choice";
import type { BoostComparison, CurvePoint } from "../document";
import { distinct, h, missing } from "../dom";
import { figure } from "../figure";
import { range, verdictDots } from "../figures/marks";
import { boostText, interval, pValue, percent } from "../format";
import { legend, markOf } from "../verdicts";
import { chosen, subject } from "./section";

interface Boosted extends BoostComparison {
  readonly place: string;
  readonly share: string;
  readonly score: number;
  readonly from: number | null;
  readonly to: number | null;
}

interface Reference {
  readonly share: string;
  readonly rows: number;
  readonly score: number;
  readonly low: number | null;
  readonly high: number | null;
}

export function scores(choice: Choice): HTMLElement {
  return chosen(choice, "scores", "Scores by fraction and boost", () => {
    const own = choice.ofModel(choice.document.comparisons).filter(item => item.boosted !== null);
    if (own.length === 0) {
      return [missing(`There is no boosted score of ${subject(choice)}: no boosted trial has ended with a score.`)];
    }
    const references = referencesOf(choice, own);
    const boosted = own.map(item => place(choice, item));
    const domain = range([
      ...references.flatMap(item => [item.score, item.low, item.high]),
      ...boosted.flatMap(item => [item.score, item.from, item.to]),
    ]) ?? [0, 1];
    const generators = distinct(own.map(item => item.generator));
    return [
      h("p", { class: "note" }, `The dashed line is the mean of the unboosted trials at that fraction of the training rows, `
        + `the band its ${percent(choice.document.level)} interval. A mark is the mean of the boosted trials; its line is the `
        + `interval of the gain over the same seeds without boost. Where the line leaves out the dashed one, the gain is more `
        + `than noise before the correction for many comparisons; the shape of the mark says what is left after it.`),
      legend(boosted.map(item => item.verdict)),
      h("div", { class: "grid wide" }, generators.map(generator =>
        one(choice, generator, boosted.filter(item => item.generator === generator), references, domain))),
    ];
  });
}

function referencesOf(choice: Choice, own: readonly BoostComparison[]): Reference[] {
  const points = choice.ofModel(choice.document.curves)[0]?.points ?? [];
  const { factor } = choice.unit;
  const times = (value: number | null) => (value === null ? null : value * factor);
  return distinct(own.map(item => item.fraction)).sort((a, b) => a - b).flatMap(fraction => {
    const point: CurvePoint | undefined = points.find(item => item.fraction === fraction);
    const first = own.find(item => item.fraction === fraction && item.baseline !== null);
    const score = point?.score ?? first?.baseline ?? null;
    return score === null ? [] : [{
      share: percent(fraction), rows: point?.rows ?? first?.trainingRows ?? 0, score: score * factor,
      low: times(point?.low ?? null), high: times(point?.high ?? null),
    }];
  });
}

/** The gain's interval around the boosted mean, in the direction of the score. */
function place(choice: Choice, item: BoostComparison): Boosted {
  const { factor } = choice.unit;
  const direction = choice.sweep?.higherIsBetter === false ? -1 : 1;
  const at = (gain: number | null) => item.baseline === null || gain === null
    ? null
    : (item.baseline + direction * gain) * factor;
  const ends = [at(item.low), at(item.high)];
  return {
    ...item,
    place: boostText(item.boost, item.replaces),
    share: percent(item.fraction),
    score: item.boosted! * factor,
    from: direction > 0 ? ends[0]! : ends[1]!,
    to: direction > 0 ? ends[1]! : ends[0]!,
  };
}

function one(
  choice: Choice,
  generator: string,
  boosted: readonly Boosted[],
  references: readonly Reference[],
  domain: [number, number],
): HTMLElement {
  const { unit } = choice;
  const shares = references.map(item => item.share);
  const boosts = distinct([...boosted].sort((a, b) => Number(a.replaces) - Number(b.replaces) || a.boost - b.boost)
    .map(item => item.place));
  const longest = Math.max(...boosts.map(boost => boost.length));
  const turned = (width: number) => (width - 60) / (shares.length * boosts.length) < 9 * longest;
  const control = boosted.some(item => item.isControl) ? " (a control)" : "";
  return figure({
    title: `${generator}${control}: ${subject(choice)}`,
    description: boosted.map(item => `At ${item.share} of the rows, boost ${item.place}: ${unit.score(item.boosted)} against `
      + `${unit.score(item.baseline)} without, ${markOf(item.verdict).word}.`).join(" "),
    options: width => ({
      height: turned(width) ? 208 + 6 * longest : 230,
      marginBottom: turned(width) ? 24 + 6 * longest : 46,
      marginLeft: 44,
      marginTop: 34,
      fx: { domain: shares, label: "Share of the training rows", padding: 0.08 },
      x: { domain: boosts, label: turned(width) ? null : "Boost", tickRotate: turned(width) ? -60 : 0 },
      y: { domain, label: unit.scoreLabel, grid: true, ticks: 5 },
      marks: [
        Plot.frame({ stroke: "var(--rule)" }),
        Plot.rect(references, { fx: "share", y1: "low", y2: "high", fill: "var(--band)", filter: d => d.low !== null }),
        Plot.ruleY(references, { fx: "share", y: "score", stroke: "var(--ink)", strokeDasharray: "4 3" }),
        Plot.ruleX(boosted, {
          fx: "share", x: "place", y1: "from", y2: "to", stroke: "var(--ink-2)", strokeWidth: 1.8,
          filter: d => d.from !== null,
        }),
        ...verdictDots(boosted, { fx: "share", x: "place", y: "score" }),
        Plot.tip(boosted, Plot.pointer({
          fx: "share", x: "place", y: "score",
          title: d => `${generator} ${d.place} of ${d.share}\n${unit.score(d.boosted)} against ${unit.score(d.baseline)}\n`
            + `gain ${unit.gain(d.gain)} (${interval(d.low, d.high, unit.gain)})\n${markOf(d.verdict).word}`,
        })),
      ],
    }),
    table: () => ({
      heads: ["Fraction", "Rows", "Boost", "Unboosted", "Boosted", "Gain", "Interval of the gain", "p (Holm)", "Pairs", "Verdict"],
      rows: boosted.map(item => [item.share, item.trainingRows, item.place, unit.score(item.baseline),
        unit.score(item.boosted), unit.gain(item.gain), interval(item.low, item.high, unit.gain), pValue(item.adjustedP),
        item.pairs, markOf(item.verdict).word]),
    }),
  });
}
