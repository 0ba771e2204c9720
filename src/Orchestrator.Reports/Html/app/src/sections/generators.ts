// How the generators were trained and what their rows look like, at one fraction of the chosen sweep.

import type { Choice } from "../choice";
import type { GeneratorSummary } from "../document";
import { distinct, h, missing, select } from "../dom";
import { show } from "../figure";
import { percent } from "../format";
import { training } from "../figures/training";
import { columns } from "../figures/columns";
import { trade } from "../figures/trade";
import { quality } from "../figures/quality";
import { section } from "./section";

/** The sections of the generators share one fraction, the highest unless the reader takes another. */
export function generators(choice: Choice): HTMLElement[] {
  let fraction = Number.NaN;
  const bar = h("div", { class: "choices" });
  const parts: [HTMLElement, (of: readonly GeneratorSummary[]) => HTMLElement[]][] = [
    [h("div", {}), of => quality(of)],
    [h("div", {}), of => trade(of)],
    [h("div", {}), of => columns(of)],
    [h("div", {}), of => training(of)],
  ];
  const draw = () => {
    const own = choice.ofSweep(choice.document.generators);
    const fractions = distinct(own.map(item => item.fraction)).sort((a, b) => a - b);
    if (!fractions.includes(fraction)) {
      fraction = fractions[fractions.length - 1] ?? Number.NaN;
    }
    bar.replaceChildren(select("Generators fitted on", fractions.map(value => ({
      value: String(value), text: `${percent(value)} of the training rows`,
    })), String(fraction), value => {
      fraction = Number(value);
      draw();
      bar.querySelector("select")?.focus();
    }));
    const of = own.filter(item => item.fraction === fraction);
    for (const [place, body] of parts) {
      show(place, ...(of.length > 0 ? body(of) : [missing("Nothing is stored of any generator of this sweep: either it has no "
        + "generator, or no fit has ended.")]));
    }
  };
  draw();
  choice.onChange(draw);
  return [
    section("quality", "Quality and privacy of the generated rows", bar, parts[0]![0]),
    section("trade", "Utility against privacy", parts[1]![0]),
    section("columns", "Real against synthetic columns", parts[2]![0]),
    section("training", "Training of the generators", parts[3]![0]),
  ];
}
