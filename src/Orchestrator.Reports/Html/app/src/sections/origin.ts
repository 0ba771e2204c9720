// Where the numbers come from: the spec, the versions, the data and the command that runs it again.

import type { Choice } from "../choice";
import type { ReportedSweep } from "../document";
import { h, missing } from "../dom";
import { count, percent } from "../format";
import { section } from "./section";

export function origin(choice: Choice): HTMLElement {
  const { document } = choice;
  return section("origin", "Where the numbers come from",
    h("p", {}, `Written by ${document.program}. Intervals are those of ${percent(document.level)}. Gains within `
      + `±${document.rope} in the metric's own unit count as practically the same (0.01 is a point where the metric is a share).`),
    document.sweeps.length === 0 ? missing("The report names no sweep.") : document.sweeps.map(one));
}

function one(sweep: ReportedSweep): HTMLElement {
  const pending = sweep.trials - sweep.completed - sweep.failed;
  const split = sweep.singleSplit ? "one split for all trials" : "a split of its own for every seed";
  const facts: [string, string | HTMLElement][] = [
    ["Sweep", h("code", {}, sweep.id)],
    ["Data set", sweep.dataset],
    ["Content hash of the data", h("code", {}, sweep.datasetHash)],
    ["Metric", `${sweep.metric}, ${sweep.higherIsBetter ? "higher" : "lower"} is better`],
    ["Trials", `${count(sweep.trials)}: ${count(sweep.completed)} completed, ${count(sweep.failed)} failed, ${count(pending)} pending`],
    ["Test rows", sweep.testRows === 0 ? "not known: no trial has a result" : `${count(sweep.testRows)}, ${split}`],
    ["Algorithms", sweep.versions.length === 0 ? "none named" : sweep.versions.join(", ")],
  ];
  return h("article", { class: "origin" },
    h("h3", {}, sweep.name),
    h("dl", {}, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    h("h4", {}, "Run it again"),
    code(`Command that runs ${sweep.name} again`, sweep.command),
    h("details", {}, h("summary", {}, `Spec of ${sweep.name}, as written`),
      code(`Spec of ${sweep.name}`, sweep.specText)));
}

function code(label: string, text: string): HTMLElement {
  return h("pre", { tabindex: 0, role: "region", "aria-label": label }, h("code", {}, text));
}
