// Plain tables: a caption, headings with their scope, a frame that scrolls by keyboard where the page is narrow.

import { h, type Child } from "./dom";

export interface TableContent {
  readonly heads: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Child[])[];
}

const most = 200;

export function simpleTable(caption: string, content: TableContent): HTMLElement {
  const left = content.rows.length - most;
  return scroller(caption, h("table", {},
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, content.heads.map((head, index) =>
      h("th", { scope: "col", class: isNumber(content.rows[0]?.[index]) ? "number" : null }, head)))),
    h("tbody", {}, content.rows.slice(0, most).map(row => h("tr", {}, row.map((cell, index) =>
      index === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: isNumber(cell) ? "number" : null }, cell))))),
    left > 0 ? h("tfoot", {}, h("tr", {}, h("td", { colspan: content.heads.length }, `and ${left} more`))) : null));
}

/** A table may be wider than the page: it scrolls by itself, and by keyboard. */
export function scroller(label: string, table: HTMLElement): HTMLElement {
  return h("div", { class: "scroller", role: "region", "aria-label": label, tabindex: 0 }, table);
}

export function isNumber(cell: Child): boolean {
  return typeof cell === "number" || (typeof cell === "string" && /^[+−<]?\s?[\d–]/.test(cell));
}
