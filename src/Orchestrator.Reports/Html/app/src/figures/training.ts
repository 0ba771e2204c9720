// The losses of the generators over their epochs, and what the discriminator made of real and generated rows.

import * as Plot from "@observablehq/plot";
import type { GeneratorSummary } from "../document";
import { h, missing } from "../dom";
import { figure } from "../figure";
import { significant } from "../format";

interface Series {
  readonly name: string;
  readonly dash: string | undefined;
  readonly color: string;
  readonly values: readonly (number | null)[];
}

export function training(of: readonly GeneratorSummary[]): HTMLElement[] {
  const trained = of.filter(item => item.epochs.length > 0);
  const others = of.filter(item => item.epochs.length === 0).map(item => item.generator);
  const note = others.length > 0 ? [missing(`No epochs, so no losses: ${others.join(", ")}.`)] : [];
  if (trained.length === 0) {
    return note;
  }
  return [
    h("div", { class: "grid wide" }, trained.flatMap(item => [
      lines(item, "losses", "Loss", [
        { name: "generator", dash: undefined, color: "var(--synthetic)", values: item.generatorLoss },
        { name: "discriminator", dash: "5 3", color: "var(--real)", values: item.discriminatorLoss },
      ]),
      lines(item, "D(real) and D(fake)", "Discriminator's value", [
        { name: "D(real)", dash: "5 3", color: "var(--real)", values: item.realScore },
        { name: "D(fake)", dash: undefined, color: "var(--synthetic)", values: item.fakeScore },
      ]),
    ])),
    ...note,
  ];
}

function lines(item: GeneratorSummary, what: string, label: string, all: readonly Series[]): HTMLElement {
  const series = all.filter(one => one.values.some(value => value !== null));
  if (series.length === 0) {
    return missing(`${item.generator}: ${what} are not stored.`);
  }
  const points = series.flatMap(one => item.epochs.map((epoch, index) => ({
    epoch, value: one.values[index] ?? NaN, name: one.name,
  })));
  const ends = (values: readonly (number | null)[]) => `${significant(values[0] ?? null)} at the start, `
    + `${significant(values[values.length - 1] ?? null)} at the end`;
  return figure({
    title: `${item.generator}: ${what}, mean of ${item.fits} ${item.fits === 1 ? "fit" : "fits"}`,
    description: series.map(one => `${one.name}: ${ends(one.values)}.`).join(" "),
    legend: h("ul", { class: "legend" }, series.map(one => {
      const swatch = h("span", { class: one.dash ? "stroke dashed" : "stroke", "aria-hidden": "true" });
      swatch.style.borderTopColor = one.color;
      return h("li", {}, swatch, one.name);
    })),
    options: () => ({
      height: 220,
      marginLeft: 48,
      x: { label: "Epoch", ticks: 6 },
      y: { label, grid: true, ticks: 5 },
      marks: [
        ...series.map(one => Plot.line(points.filter(point => point.name === one.name), {
          x: "epoch", y: "value", stroke: one.color, strokeWidth: 1.8, strokeDasharray: one.dash,
        })),
        Plot.tip(points.filter(point => Number.isFinite(point.value)), Plot.pointer({
          x: "epoch", y: "value", title: point => `${point.name}\nepoch ${point.epoch}: ${significant(point.value)}`,
        })),
      ],
    }),
    table: () => ({
      heads: ["Epoch", ...series.map(one => one.name)],
      rows: item.epochs.map((epoch, index) => [epoch, ...series.map(one => significant(one.values[index] ?? null))]),
    }),
  });
}
