// The values of every column, real beside generated: bars are real rows, ticks are generated ones.

import * as Plot from "@observablehq/plot";
import type { ColumnFidelity, GeneratorSummary } from "../document";
import { h, missing, select, type Child } from "../dom";
import { figure, show } from "../figure";
import { fixed } from "../format";

const page = 12;

export function columns(of: readonly GeneratorSummary[]): HTMLElement[] {
  const measured = of.filter(item => (item.quality?.columns.length ?? 0) > 0);
  if (measured.length === 0) {
    return [missing("The columns of the generated rows were not compared with the real ones for any generator.")];
  }
  const place = h("div", {});
  let chosen = measured[0]!;
  let worstFirst = true;
  const draw = (shown: number) => show(place, ...drawing(chosen, worstFirst, shown, draw));
  draw(page);
  return [
    h("p", { class: "note" }, "Bars: share of the real training rows. Ticks with a dot: share of the generated rows. The distance is 0 "
      + "where both are alike and 1 where they have nothing in common (Kolmogorov–Smirnov for numbers, total variation for levels)."),
    h("div", { class: "choices" },
      select("Generator", measured.map(item => ({ value: item.generator, text: item.generator })), chosen.generator, value => {
        chosen = measured.find(item => item.generator === value) ?? chosen;
        draw(page);
      }),
      select("Order", [{ value: "worst", text: "least alike first" }, { value: "data", text: "as in the data" }], "worst",
        value => {
          worstFirst = value === "worst";
          draw(page);
        })),
    place,
  ];
}

function drawing(of: GeneratorSummary, worstFirst: boolean, shown: number, more: (shown: number) => void): Child[] {
  const all = [...of.quality!.columns];
  if (worstFirst) {
    all.sort((a, b) => b.distance - a.distance);
  }
  const left = all.length - shown;
  return [
    h("div", { class: "grid small" }, all.slice(0, shown).map(column => one(of.generator, column))),
    left > 0
      ? h("p", {}, h("button", { type: "button", onclick: () => more(shown + page) }, left > page ? `Show ${page} of ${left} further columns` : `Show ${left} further columns`))
      : null,
  ];
}

function one(generator: string, column: ColumnFidelity): HTMLElement {
  const bins = column.bins.map((name, index) => ({
    name, index, real: (column.real[index] ?? 0) * 100, generated: (column.generated[index] ?? 0) * 100,
  }));
  if (bins.length === 0) {
    return missing(`${column.column}: no values.`);
  }
  const step = Math.ceil(bins.length / 5);
  return figure({
    title: `${column.column}, ${generator}: distance ${fixed(column.distance, 3)}`,
    description: bins.map(bin => `${bin.name}: real ${fixed(bin.real, 1)} %, generated ${fixed(bin.generated, 1)} %.`).join(" "),
    options: () => ({
      height: 170,
      marginLeft: 34,
      marginBottom: 34,
      x: {
        domain: bins.map(bin => bin.index),
        label: column.isNumeric ? "up to" : null,
        tickFormat: (index: number) => (index % step === 0 ? short(bins[index]?.name ?? "") : ""),
        padding: column.isNumeric ? 0.02 : 0.25,
      },
      y: { label: "% of rows", grid: true, ticks: 4 },
      marks: [
        Plot.barY(bins, { x: "index", y: "real", fill: "var(--real-fill)", stroke: "var(--real)" }),
        Plot.tickY(bins, { x: "index", y: "generated", stroke: "var(--synthetic)", strokeWidth: 3 }),
        Plot.dot(bins, { x: "index", y: "generated", fill: "var(--synthetic)", r: 3 }),
        Plot.ruleY([0], { stroke: "var(--ink)" }),
      ],
    }),
    table: () => ({
      heads: [column.isNumeric ? "Up to" : "Level", "Real", "Generated"],
      rows: bins.map(bin => [bin.name, `${fixed(bin.real, 1)} %`, `${fixed(bin.generated, 1)} %`]),
    }),
  });
}

function short(text: string): string {
  return text.length > 9 ? `${text.slice(0, 8)}…` : text;
}
