// A figure: a chart of Observable Plot in a frame that names it, describes it and gives its numbers as a table.

import { plot, type PlotOptions } from "@observablehq/plot";
import { append, fill, fresh, h, type Child } from "./dom";
import { simpleTable, type TableContent } from "./tables";

export interface FigureContent {
  readonly title: string;
  /** What the figure shows in a sentence or two, for those who do not see it. */
  readonly description: string;
  /** Below the title: how to read it. */
  readonly note?: Child;
  readonly legend?: Child;
  readonly options: (width: number) => PlotOptions;
  readonly table: () => TableContent;
}

const redraw = new Map<Element, (width: number) => void>();
const observer = new ResizeObserver(entries => {
  for (const entry of entries) {
    redraw.get(entry.target)?.(entry.contentRect.width);
  }
});

/** Forgets the charts that were on the page and are no longer; those that are yet to come have no drawing. */
function forget(): void {
  for (const element of [...redraw.keys()]) {
    if (!element.isConnected && element.childElementCount > 0) {
      observer.unobserve(element);
      redraw.delete(element);
    }
  }
}

/** Draws the chart as wide as its place is, and again where that changes. */
export function figure(content: FigureContent): HTMLElement {
  const caption = fresh("caption");
  const frame = h("div", { class: "chart" });
  let drawn = 0;
  const draw = (width: number) => {
    const whole = Math.floor(width);
    if (whole > 0 && whole !== drawn) {
      drawn = whole;
      frame.replaceChildren(chart(content, whole));
    }
  };
  redraw.set(frame, draw);
  observer.observe(frame);
  return h("figure", { "aria-labelledby": caption },
    h("figcaption", { id: caption }, content.title),
    content.note ? h("p", { class: "note" }, content.note) : null,
    content.legend ?? null,
    frame,
    numbers(content.title, content.table));
}

function chart(content: FigureContent, width: number): Element {
  const options = content.options(width);
  const drawing = plot({
    marginBottom: 42,
    ...options,
    width,
    figure: false,
    style: { background: "transparent", color: "inherit", fontSize: "12px", fontFamily: "inherit", overflow: "visible" },
  });
  // The whole drawing has a name; names of its parts, which have no role, would be noise.
  drawing.querySelectorAll("g[aria-label]").forEach(part => part.removeAttribute("aria-label"));
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", content.title);
  drawing.setAttribute("aria-description", content.description);
  return drawing;
}

/** The numbers behind a figure, made when they are asked for. */
function numbers(title: string, table: () => TableContent): HTMLElement {
  const body = h("div", {});
  const details = h("details", { class: "numbers" },
    h("summary", {}, "Numbers of this figure", h("span", { class: "unseen" }, `: ${title}`)), body);
  details.addEventListener("toggle", () => {
    if (details.open && body.childElementCount === 0) {
      append(body, [simpleTable(title, table())]);
    }
  });
  return details;
}

/** Shows parts that depend on a choice, in place of what was there. */
export function show(parent: Element, ...children: Child[]): void {
  fill(parent, ...children);
  forget();
}
