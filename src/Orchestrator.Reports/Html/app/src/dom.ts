// Elements without markup in strings: what a document says is always text, never HTML.

export type Child = Node | string | number | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/** An element with attributes ("on…" adds a listener; null and false leave an attribute out) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

export function append(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(parent, child);
    } else if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Puts children in the place of all that an element holds. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

let last = 0;

/** An id that no other element of the page has. */
export function fresh(stem: string): string {
  last += 1;
  return `${stem}-${last}`;
}

/** A labelled choice; where there is nothing to choose it is disabled, not hidden. */
export function select(
  label: string,
  options: readonly { value: string; text: string }[],
  chosen: string,
  changed: (value: string) => void,
): HTMLLabelElement {
  const list = h("select", { onchange: event => changed((event.target as HTMLSelectElement).value) });
  for (const option of options) {
    list.append(h("option", { value: option.value, selected: option.value === chosen }, option.text));
  }
  list.disabled = options.length < 2;
  return h("label", { class: "choice" }, h("span", {}, label), list);
}

/** A sentence in the place of a part that has nothing to show. */
export function missing(...text: Child[]): HTMLElement {
  return h("p", { class: "missing" }, ...text);
}

/** The values of a list, each once, in the order they come. */
export function distinct<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}
