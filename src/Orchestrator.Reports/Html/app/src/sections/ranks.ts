// Generators ranked across data sets: the critical-difference diagram (Demšar 2006, figure 1).

import * as Plot from "@observablehq/plot";
import type { Choice } from "../choice";
import type { RankComparison } from "../document";
import { h, missing } from "../dom";
import { figure } from "../figure";
import { fixed, pValue, probability, significant } from "../format";
import { simpleTable } from "../tables";
import { section } from "./section";

export function ranks(choice: Choice): HTMLElement {
  const result = choice.document.ranks;
  if (result === null || result.entries.length === 0) {
    return section("ranks", "Across data sets", missing("There is no ranking: it takes at least two data sets, one sweep each, "
      + "that share generators, and this report has fewer."));
  }
  return section("ranks", "Across data sets", diagram(result),
    result.note === "" ? null : h("p", {}, result.note), pairs(result, gainForm(choice)));
}

function diagram(result: RankComparison): HTMLElement {
  const { entries } = result;
  const ends: [number, number] = [1, Math.max(entries.length, 2)];
  const half = Math.ceil(entries.length / 2);
  const groups = result.groups.filter(group => group.last > group.first);
  const bars = groups.map((group, index) => ({
    from: entries[group.first]!.meanRank, to: entries[group.last]!.meanRank, level: 0.55 + 0.42 * index,
  }));
  const under = 0.9 + 0.42 * groups.length;
  const lines = entries.map((entry, index) => ({
    ...entry,
    left: index < half,
    side: index < half ? ends[0] : ends[1],
    level: under + (index < half ? index : entries.length - 1 - index),
  }));
  const depth = under + half;
  const apart = groups.length === 0
    ? "Every pair of neighbours differs."
    : groups.map(group => `${entries[group.first]!.name} to ${entries[group.last]!.name} do not differ.`).join(" ");
  return figure({
    title: `Mean ranks of the generators over ${result.datasets.length} data sets`,
    description: `${entries.map(entry => `${entry.name}: ${fixed(entry.meanRank, 2)}.`).join(" ")} ${apart} Critical difference `
      + `${fixed(result.criticalDifference, 2)}.`,
    note: `Rank 1 is the best; "none" is no generator. Generators that a thick bar joins do not differ significantly (Nemenyi, `
      + `level 0.05). Friedman's test over all of them: p ${pValue(result.friedmanP)}. Data sets: ${result.datasets.join(", ")}.`,
    options: width => {
      const margin = Math.min(190, width * 0.34);
      return {
        height: 70 + 24 * depth,
        marginLeft: margin,
        marginRight: margin,
        marginTop: 56,
        marginBottom: 8,
        x: { domain: ends, axis: "top", label: null, ticks: ends[1] - 1, tickFormat: "d", insetLeft: 4, insetRight: 4 },
        y: { domain: [0, depth], reverse: true, axis: null },
        marks: [
          Plot.ruleY([0], { stroke: "var(--ink)" }),
          Plot.link([0], { x1: ends[0], x2: ends[0] + result.criticalDifference, y1: -1.7, y2: -1.7, stroke: "var(--ink)",
            strokeWidth: 2, markerStart: "dot", markerEnd: "dot" }),
          Plot.text([0], { x: ends[0], y: -1.7, dy: -9, textAnchor: "start", fill: "var(--ink)",
            text: () => `critical difference ${fixed(result.criticalDifference, 2)}` }),
          Plot.link(lines, { x1: "meanRank", x2: "meanRank", y1: 0, y2: "level", stroke: "var(--ink-2)" }),
          Plot.link(lines, { x1: "meanRank", x2: "side", y1: "level", y2: "level", stroke: "var(--ink-2)" }),
          Plot.dot(lines, { x: "meanRank", y: 0, fill: "var(--real)", r: 3.5 }),
          Plot.link(bars, { x1: "from", x2: "to", y1: "level", y2: "level", stroke: "var(--ink)", strokeWidth: 5,
            strokeLinecap: "round" }),
          ...[true, false].map(left => Plot.text(lines.filter(line => line.left === left), {
            x: "side", y: "level", dx: left ? -6 : 6, textAnchor: left ? "end" : "start", lineWidth: margin / 12,
            fill: "var(--ink)", textOverflow: "ellipsis", text: line => `${fixed(line.meanRank, 2)} ${line.name}`,
          } as Plot.TextOptions)),
        ],
      };
    },
    table: () => ({
      heads: ["Generator", "Mean rank", ...result.datasets],
      rows: entries.map(entry => [entry.name, fixed(entry.meanRank, 2),
        ...result.datasets.map((_, index) => significant(entry.scores[index] ?? null, 4))]),
    }),
  });
}

/** In points where all sweeps have one metric that is a share, else in its own unit. */
function gainForm(choice: Choice): (gain: number) => string {
  const { sweeps } = choice.document;
  const one = sweeps.every(sweep => sweep.metric === sweeps[0]!.metric);
  return one ? gain => choice.unit.gain(gain) : gain => significant(gain);
}

function pairs(result: RankComparison, form: (gain: number) => string): HTMLElement {
  if (result.pairs.length === 0) {
    return missing("No generator could be compared with none across the data sets.");
  }
  return simpleTable("Each generator against none, across the data sets", {
    heads: ["Generator", "Mean gain", "p (Wilcoxon)", "p (Holm)", "P(helps)", "P(same)", "P(hurts)"],
    rows: result.pairs.map(pair => [pair.name, form(pair.gain), pValue(pair.wilcoxonP), pValue(pair.adjustedP),
      probability(pair.probabilityHelps), probability(pair.probabilitySame), probability(pair.probabilityHurts)]),
  });
}
