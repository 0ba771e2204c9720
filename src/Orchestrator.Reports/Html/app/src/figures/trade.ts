// What the generated rows are good for against what they give away.

import * as Plot from "@observablehq/plot";
import type { GeneratorQuality, GeneratorSummary } from "../document";
import { h, missing } from "../dom";
import { figure } from "../figure";
import { fixed, percent } from "../format";
import { apart, range } from "./marks";

interface Attack {
  readonly title: string;
  readonly label: string;
  readonly note: string;
  readonly of: (quality: GeneratorQuality) => number | null;
}

interface Point {
  readonly name: string;
  readonly utility: number;
  readonly risk: number;
}

const attacks: readonly Attack[] = [
  {
    title: "Utility against membership inference",
    label: "Membership-inference AUC",
    note: "To the right of 0.5 an attacker can tell which rows the generator was trained on.",
    of: quality => quality.membershipAuc,
  },
  {
    title: "Utility against closeness to the training rows",
    label: "Share closer to training than to held-out rows",
    note: "To the right of 0.5 the generated rows lie nearer to the training rows than chance would have it.",
    of: quality => quality.closerToTraining,
  },
];

export function trade(of: readonly GeneratorSummary[]): HTMLElement[] {
  return [
    h("p", { class: "note" }, "Utility is the score of a model trained on generated rows alone, as a share of its score when trained "
      + "on as many real rows. Best is top left: as useful as real rows, and no attack does better than chance."),
    h("div", { class: "grid wide" }, attacks.map(attack => drawing(of, attack))),
  ];
}

function drawing(of: readonly GeneratorSummary[], attack: Attack): HTMLElement {
  const points = of.flatMap(item => point(item, attack));
  if (points.length === 0) {
    return missing(`${attack.title}: not measured for any generator.`);
  }
  const x = range([0.5, ...points.map(item => item.risk)], 0.12)!;
  const y = range([1, ...points.map(item => item.utility)], 0.12)!;
  return figure({
    title: `${attack.title}, at ${percent(of[0]!.fraction)} of the rows`,
    description: points.map(item => `${item.name}: utility ${fixed(item.utility, 2)}, ${attack.label.toLowerCase()} `
      + `${fixed(item.risk, 2)}.`).join(" "),
    note: attack.note,
    options: () => ({
      height: 340,
      marginLeft: 48,
      marginRight: 16,
      x: { label: attack.label, domain: x, grid: true, ticks: 5 },
      y: { label: "Utility, share of that of real rows", domain: y, grid: true },
      marks: [
        Plot.ruleX([0.5], { stroke: "var(--ink)", strokeDasharray: "4 3" }),
        Plot.ruleY([1], { stroke: "var(--ink)", strokeDasharray: "4 3" }),
        ...[false, true].map(right => Plot.text(
          points.filter(item => (item.risk > (x[0] + x[1]) / 2) === right),
          apart({
            x: "risk", y: "utility", text: "name", dx: right ? -9 : 9, textAnchor: right ? "end" : "start",
            fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 4,
          }))),
        Plot.dot(points, { x: "risk", y: "utility", fill: "var(--synthetic)", r: 5 }),
      ],
    }),
    table: () => ({
      heads: ["Generator", "Utility, share of real", attack.label],
      rows: points.map(item => [item.name, fixed(item.utility, 3), fixed(item.risk, 3)]),
    }),
  });
}

function point(item: GeneratorSummary, attack: Attack): Point[] {
  const quality = item.quality;
  const risk = quality ? attack.of(quality) : null;
  if (!quality || risk === null || quality.syntheticUtility === null || !quality.realUtility) {
    return [];
  }
  return [{ name: item.generator, utility: quality.syntheticUtility / quality.realUtility, risk }];
}
