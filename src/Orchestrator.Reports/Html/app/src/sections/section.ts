// A section of the page: a heading and a body that is drawn anew when the reader chooses another sweep or model.

import type { Choice } from "../choice";
import { h, type Child } from "../dom";
import { show } from "../figure";

/** A part of the page with a heading; its id is what the contents link to. */
export function section(id: string, title: string, ...body: Child[]): HTMLElement {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), ...body);
}

/** A section whose body depends on the choice. */
export function chosen(choice: Choice, id: string, title: string, body: () => Child[]): HTMLElement {
  const place = h("div", {}, ...body());
  choice.onChange(() => show(place, ...body()));
  return section(id, title, place);
}

/** The sweep and the model that a figure is of, for its title. */
export function subject(choice: Choice): string {
  return `${choice.model} on ${choice.sweep?.name ?? "the sweep"}`;
}
