// Puts the report together: the verdict first, then what it rests on.

import { Choice } from "./choice";
import { read, type ReportDocument } from "./document";
import { append, h, select } from "./dom";
import { answer, promising } from "./sections/answer";
import { curves } from "./sections/curves";
import { generators } from "./sections/generators";
import { heat } from "./sections/heat";
import { comparisons, trials } from "./sections/lists";
import { origin } from "./sections/origin";
import { ranks } from "./sections/ranks";
import { scores } from "./sections/scores";
import { show } from "./figure";
import { count } from "./format";

const root = document.getElementById("report")!;
try {
  page(read(document.getElementById("document")!.textContent ?? ""));
} catch (error) {
  root.replaceChildren(h("main", { id: "main" }, h("h1", {}, "This report cannot be read"),
    h("p", { role: "alert" }, error instanceof Error ? error.message : String(error))));
  throw error;
}

function page(report: ReportDocument): void {
  const choice = new Choice(report);
  const sections = [
    answer(choice), promising(choice), scores(choice), heat(choice), curves(choice), ranks(choice), ...generators(choice),
    comparisons(choice), trials(choice), origin(choice),
  ];
  root.replaceChildren();
  append(root, [
    h("a", { class: "skip", href: "#main" }, "Skip to the answer"),
    header(report),
    h("nav", { "aria-label": "Contents" }, h("ul", {}, sections.map(section =>
      h("li", {}, h("a", { href: `#${section.id}` }, section.querySelector("h2")!.textContent))))),
    h("main", { id: "main", tabindex: -1 },
      sections[0]!, h("div", {}, bar(choice), sections.slice(1, -3)), sections.slice(-3)),
    h("footer", {}, h("p", {}, `${report.program}. This page holds everything it shows and asks for nothing from any network.`)),
  ]);
  addEventListener("beforeprint", () =>
    document.querySelectorAll<HTMLDetailsElement>("details.sweep, .origin details").forEach(part => (part.open = true)));
}

function header(report: ReportDocument): HTMLElement {
  const names = report.sweeps.map(sweep => sweep.name);
  const completed = report.sweeps.reduce((sum, sweep) => sum + sweep.completed, 0);
  return h("header", {},
    h("h1", {}, "Does synthetic data help?"),
    h("p", { class: "lede" }, names.length === 0 ? "No sweep." : names.length <= 4 ? names.join(", ") : `${names.length} sweeps`,
      ` · ${count(completed)} completed ${completed === 1 ? "trial" : "trials"}`));
}

/** What the figures show: the sweep, and the model. */
function bar(choice: Choice): HTMLElement {
  const place = h("div", { class: "choices bar", role: "group", "aria-label": "What the figures show" });
  const draw = () => {
    const focused = document.activeElement?.closest("[data-choice]")?.getAttribute("data-choice");
    const sweeps = select("Sweep", choice.document.sweeps.map(sweep => ({ value: sweep.id, text: sweep.name })),
      choice.sweep?.id ?? "", value => choice.set(value));
    const models = select("Model", choice.models.map(model => ({ value: model, text: model })), choice.model,
      value => choice.set(choice.sweep?.id ?? "", value));
    sweeps.dataset.choice = "sweep";
    models.dataset.choice = "model";
    show(place, sweeps, models);
    if (focused) {
      place.querySelector<HTMLElement>(`[data-choice="${focused}"] select`)?.focus();
    }
  };
  draw();
  choice.onChange(draw);
  return place;
}
