// A long table that stays fluid: filtered by words and choices, sorted by any column, one page of rows at a time.

import { distinct, fill, fresh, h, select, type Child } from "./dom";
import { count } from "./format";
import { scroller } from "./tables";

export interface Column<T> {
  readonly name: string;
  /** What the column sorts by. */
  readonly key: (item: T) => number | string | null;
  readonly cell: (item: T) => Child;
  /** The words of a choice that keeps only the rows with that value. */
  readonly choice?: (item: T) => string;
  readonly number?: boolean;
}

const pageSizes = [25, 50, 100, 200];

export function listing<T>(id: string, caption: string, what: string, items: readonly T[], columns: readonly Column<T>[]): HTMLElement {
  return new Listing(id, caption, what, items, columns).element;
}

class Listing<T> {
  readonly element: HTMLElement;
  private readonly words: string[];
  private readonly chosen = new Map<Column<T>, string>();
  private readonly body = h("tbody", {});
  private readonly heads: HTMLTableCellElement[];
  private readonly status = h("p", { class: "status", role: "status", "aria-live": "polite" });
  private readonly where = h("span", { class: "where" });
  private readonly back: HTMLButtonElement;
  private readonly forth: HTMLButtonElement;
  private text = "";
  private sorted: Column<T> | null = null;
  private descending = false;
  private page = 0;
  private size = 25;
  private shown: number[] = [];

  constructor(
    id: string,
    caption: string,
    private readonly what: string,
    private readonly items: readonly T[],
    private readonly columns: readonly Column<T>[],
  ) {
    this.words = items.map(item => columns.map(column => textOf(column.cell(item))).join("\n").toLowerCase());
    this.heads = columns.map(column => this.head(column));
    this.back = this.turn("Previous page", -1);
    this.forth = this.turn("Next page", 1);
    const pages = h("div", { class: "pages", role: "group", "aria-label": `Pages of ${what}` },
      this.back, this.where, this.forth,
      select("Rows a page", pageSizes.map(size => ({ value: String(size), text: String(size) })), String(this.size), value => {
        this.size = Number(value);
        this.page = 0;
        this.draw();
      }));
    this.element = h("div", { class: "listing", id },
      this.filters(), this.status,
      scroller(caption, h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, this.heads)), this.body)),
      pages);
    this.apply();
  }

  private filters(): HTMLElement {
    const search = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: event => {
      this.text = (event.target as HTMLInputElement).value.trim().toLowerCase();
      this.apply();
    } });
    return h("div", { class: "choices", role: "search", "aria-label": `Filter ${this.what}` },
      h("label", { class: "choice" }, h("span", {}, "Contains"), search),
      this.columns.filter(column => column.choice).map(column => {
        const values = distinct(this.items.map(column.choice!));
        return values.length < 2 ? null : select(column.name,
          [{ value: "-1", text: "all" }, ...values.map((value, index) => ({ value: String(index), text: value }))], "-1",
          index => {
            const value = values[Number(index)];
            if (value === undefined) {
              this.chosen.delete(column);
            } else {
              this.chosen.set(column, value);
            }
            this.apply();
          });
      }));
  }

  private head(column: Column<T>): HTMLTableCellElement {
    const id = fresh("sort");
    return h("th", { scope: "col", class: column.number ? "number" : null },
      h("button", { type: "button", id, class: "sort", onclick: () => {
        this.descending = this.sorted === column && !this.descending;
        this.sorted = column;
        this.apply();
      } }, column.name, h("span", { class: "direction", "aria-hidden": "true" })));
  }

  private turn(label: string, by: number): HTMLButtonElement {
    return h("button", { type: "button", onclick: () => {
      this.page += by;
      this.draw();
    } }, label);
  }

  private apply(): void {
    this.shown = [];
    const words = this.text.split(/\s+/).filter(word => word !== "");
    for (let index = 0; index < this.items.length; index++) {
      const item = this.items[index]!;
      const line = this.words[index]!;
      if (words.every(word => line.includes(word))
        && [...this.chosen].every(([column, value]) => column.choice!(item) === value)) {
        this.shown.push(index);
      }
    }
    this.sort();
    this.page = 0;
    this.draw();
  }

  private sort(): void {
    const column = this.sorted;
    this.heads.forEach((head, index) => {
      const own = this.columns[index] === column;
      if (own) {
        head.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
      head.querySelector(".direction")!.textContent = own ? (this.descending ? " ▼" : " ▲") : "";
    });
    if (column === null) {
      return;
    }
    const keys = this.items.map(column.key);
    const sign = this.descending ? -1 : 1;
    this.shown.sort((a, b) => {
      const left = keys[a] ?? null;
      const right = keys[b] ?? null;
      if (left === null || right === null) {
        return left === right ? a - b : left === null ? 1 : -1;
      }
      return (left < right ? -sign : left > right ? sign : 0) || a - b;
    });
  }

  private draw(): void {
    const pages = Math.max(1, Math.ceil(this.shown.length / this.size));
    this.page = Math.min(Math.max(this.page, 0), pages - 1);
    const from = this.page * this.size;
    const slice = this.shown.slice(from, from + this.size);
    fill(this.body, slice.length > 0
      ? slice.map(index => h("tr", {}, this.columns.map((column, place) => this.cell(column, place, this.items[index]!))))
      : h("tr", {}, h("td", { colspan: this.columns.length, class: "missing" }, `No ${this.what} match the filter.`)));
    this.status.textContent = this.shown.length === this.items.length
      ? `${count(this.items.length)} ${this.what}`
      : `${count(this.shown.length)} of ${count(this.items.length)} ${this.what}`;
    this.where.textContent = `Page ${count(this.page + 1)} of ${count(pages)}`;
    this.back.disabled = this.page === 0;
    this.forth.disabled = this.page === pages - 1;
  }

  private cell(column: Column<T>, place: number, item: T): HTMLElement {
    return place === 0
      ? h("th", { scope: "row", class: column.number ? "number" : null }, column.cell(item))
      : h("td", { class: column.number ? "number" : null }, column.cell(item));
  }
}

function textOf(child: Child): string {
  return Array.isArray(child) ? child.map(textOf).join(" ")
    : child instanceof Node ? child.textContent ?? "" : child === null || child === undefined || child === false ? "" : String(child);
}
