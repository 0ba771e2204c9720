// Every measure of every generator in one table.

import type { GeneratorQuality, GeneratorSummary } from "../document";
import { h, missing, type Child } from "../dom";
import { count, fixed, percent } from "../format";
import { scroller } from "../tables";

interface Measure {
  readonly name: string;
  readonly ideal: string;
  readonly of: (quality: GeneratorQuality) => number | null;
}

const measures: readonly (readonly [string, readonly Measure[]])[] = [
  ["Fidelity", [
    { name: "Mean column distance", ideal: "0", of: q => mean(q.columns.map(column => column.distance)) },
    { name: "Correlation difference", ideal: "0", of: q => q.correlationDifference },
    { name: "Detection AUC", ideal: "0.5", of: q => q.detectionAuc },
  ]],
  ["Utility", [
    { name: "Trained on synthetic", ideal: "as real", of: q => q.syntheticUtility },
    { name: "Trained on real", ideal: "", of: q => q.realUtility },
  ]],
  ["Diversity", [
    { name: "Density", ideal: "1", of: q => q.density },
    { name: "Coverage", ideal: "1", of: q => q.coverage },
    { name: "Real modes hit", ideal: "1", of: q => q.modesHit },
    { name: "Repeated rows", ideal: "0", of: q => q.repeatedShare },
  ]],
  ["Privacy", [
    { name: "Copied rows", ideal: "0", of: q => q.copiedShare },
    { name: "Closest training row", ideal: "as held out", of: q => q.closestTraining },
    { name: "Closest held-out row", ideal: "", of: q => q.closestHoldout },
    { name: "Closer to training", ideal: "0.5", of: q => q.closerToTraining },
    { name: "Membership AUC", ideal: "0.5", of: q => q.membershipAuc },
  ]],
];

export function quality(of: readonly GeneratorSummary[]): HTMLElement[] {
  const measured = of.filter(item => item.quality !== null);
  if (measured.length === 0) {
    return [missing("No quality was measured of these fits."), fits(of)];
  }
  const first = measured[0]!.quality!;
  const left = of.filter(item => item.quality === null).map(item => item.generator);
  return [
    h("p", { class: "note" }, `Means over the fits at ${percent(of[0]!.fraction)} of the training rows, measured on up to `
      + `${count(first.trainingRows)} training, ${count(first.generatedRows)} generated and ${count(first.holdoutRows)} held-out `
      + "rows. Below each measure stands what a perfect generator comes to."),
    table(measured),
    ...(left.length > 0 ? [missing(`Nothing was measured of ${left.join(", ")}.`)] : []),
  ];
}

function table(measured: readonly GeneratorSummary[]): HTMLElement {
  const caption = "Quality and privacy by generator";
  return scroller(caption, h("table", { class: "measures" },
    h("caption", {}, caption),
    h("thead", {},
      h("tr", {}, h("th", { scope: "col", rowspan: 2 }, "Generator"), h("th", { scope: "col", rowspan: 2 }, "Fits"),
        measures.map(([group, own]) => h("th", { scope: "colgroup", colspan: own.length, class: "group" }, group))),
      h("tr", {}, measures.flatMap(([, own]) => own.map(measure => h("th", { scope: "col" }, measure.name,
        measure.ideal ? h("span", { class: "ideal" }, `ideal: ${measure.ideal}`) : null))))),
    h("tbody", {}, measured.map(item => h("tr", {},
      h("th", { scope: "row" }, item.generator),
      number(item.fits),
      measures.flatMap(([, own]) => own.map(measure => number(shown(measure.of(item.quality!))))))))));
}

function fits(of: readonly GeneratorSummary[]): HTMLElement {
  const caption = "Fits of the generators";
  return scroller(caption, h("table", {}, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ["Generator", "Fits"].map(head => h("th", { scope: "col" }, head)))),
    h("tbody", {}, of.map(item => h("tr", {}, h("th", { scope: "row" }, item.generator), number(item.fits))))));
}

function number(value: Child): HTMLElement {
  return h("td", { class: "number" }, value);
}

function shown(value: number | null): string {
  return value === null ? "–" : fixed(value, 3);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
