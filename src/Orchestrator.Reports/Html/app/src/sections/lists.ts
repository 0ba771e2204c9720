// Every comparison and every trial, to be filtered and sorted.

import type { Choice } from "../choice";
import type { BoostComparison, ReportedTrial } from "../document";
import { h, missing } from "../dom";
import { boostText, count, interval, pValue, percent, probability, unitOf, type Unit } from "../format";
import { listing } from "../listing";
import { badge, markOf, order } from "../verdicts";
import { section } from "./section";

export function comparisons(choice: Choice): HTMLElement {
  const { comparisons: items, level } = choice.document;
  if (items.length === 0) {
    return section("comparisons", "Every comparison", missing("Nothing can be compared yet: no boosted trial has ended beside an "
      + "unboosted one of the same seed."));
  }
  const { unit, name } = lookup(choice);
  const place = h("div", {});
  place.append(listing<BoostComparison>("comparison-table", "Each boosted configuration against its own unboosted trials",
    "comparisons", items, [
      { name: "Sweep", key: item => name(item.sweep), cell: item => name(item.sweep), choice: item => name(item.sweep) },
      { name: "Model", key: item => item.model, cell: item => item.model, choice: item => item.model },
      { name: "Generator", key: item => item.generator, cell: item => item.generator + (item.isControl ? " (control)" : ""),
        choice: item => item.generator },
      { name: "Fraction", key: item => item.fraction, cell: item => percent(item.fraction), choice: item => percent(item.fraction),
        number: true },
      { name: "Boost", key: item => item.boost, cell: item => boostText(item.boost, item.replaces),
        choice: item => boostText(item.boost, item.replaces), number: true },
      { name: "Verdict", key: item => order.indexOf(item.verdict), cell: item => badge(item.verdict),
        choice: item => markOf(item.verdict).word },
      { name: "Gain", key: item => item.gain, cell: item => unit(item.sweep).gain(item.gain), number: true },
      { name: `${percent(level)} interval`, key: item => item.low,
        cell: item => interval(item.low, item.high, unit(item.sweep).gain), number: true },
      { name: "p", key: item => item.p, cell: item => pValue(item.p), number: true },
      { name: "p (Holm)", key: item => item.adjustedP, cell: item => pValue(item.adjustedP), number: true },
      { name: "P(helps)", key: item => item.probabilityHelps, cell: item => probability(item.probabilityHelps), number: true },
      { name: "P(same)", key: item => item.probabilitySame, cell: item => probability(item.probabilitySame), number: true },
      { name: "P(hurts)", key: item => item.probabilityHurts, cell: item => probability(item.probabilityHurts), number: true },
      { name: "p (McNemar)", key: item => item.mcNemarP, cell: item => pValue(item.mcNemarP), number: true },
      { name: "Pairs", key: item => item.pairs,
        cell: item => (item.missingPairs > 0 ? `${item.pairs} (${item.missingPairs} missing)` : item.pairs), number: true },
      { name: "Seeds for half a point", key: item => item.seedsNeeded,
        cell: item => (item.seedsNeeded === null ? "–" : count(item.seedsNeeded)), number: true },
      { name: "Worth rows", key: item => item.worth?.rows ?? null,
        cell: item => (item.worth === null ? "–" : count(item.worth.rows)), number: true },
      { name: "Notes", key: item => item.notes.length, cell: item => item.notes.join(" ") },
    ]));
  return section("comparisons", "Every comparison", place);
}

export function trials(choice: Choice): HTMLElement {
  const { trials: items, trialsLeftOut: left } = choice.document;
  if (items.length === 0) {
    return section("trials", "Every trial", missing("No trial has ended yet."));
  }
  const { unit, name } = lookup(choice);
  return section("trials", "Every trial",
    left > 0 ? h("p", { class: "note" }, `${count(left)} further trials are not listed here; the export of the results has all.`) : null,
    listing<ReportedTrial>("trial-table", "The trials that have ended", "trials", items, [
      { name: "Trial", key: item => item.index, cell: item => item.index, number: true },
      { name: "Sweep", key: item => name(item.sweep), cell: item => name(item.sweep), choice: item => name(item.sweep) },
      { name: "Fraction", key: item => item.fraction, cell: item => percent(item.fraction), choice: item => percent(item.fraction),
        number: true },
      { name: "Generator", key: item => item.generator ?? "", cell: item => item.generator ?? "none",
        choice: item => item.generator ?? "none" },
      { name: "Boost", key: item => item.boost, cell: item => boostText(item.boost, item.replaces),
        choice: item => boostText(item.boost, item.replaces), number: true },
      { name: "Model", key: item => item.model, cell: item => item.model, choice: item => item.model },
      { name: "Seed", key: item => item.seed, cell: item => item.seed, number: true },
      { name: "Score", key: item => item.score, cell: item => unit(item.sweep).score(item.score), number: true },
      { name: "Outcome", key: item => item.error ?? "", cell: item => (item.error === null ? "completed" : `failed: ${item.error}`),
        choice: item => (item.error === null ? "completed" : "failed") },
    ]));
}

/** Names and units by the sweep's id. Sweeps of one name are told apart by their ids. */
function lookup(choice: Choice): { unit: (sweep: string) => Unit; name: (sweep: string) => string } {
  const { sweeps } = choice.document;
  const units = new Map(sweeps.map(sweep => [sweep.id, unitOf(sweep)]));
  const names = new Map(sweeps.map(sweep =>
    [sweep.id, sweeps.filter(other => other.name === sweep.name).length > 1 ? `${sweep.name} (${sweep.id})` : sweep.name]));
  const unknown = unitOf({ metric: "score", higherIsBetter: true });
  return { unit: sweep => units.get(sweep) ?? unknown, name: sweep => names.get(sweep) ?? sweep };
}
