// What a verdict is called and how it is marked: by a word and a shape first, by a colour only besides.

import type { Verdict } from "./document";
import { h } from "./dom";

export interface VerdictMark {
  readonly word: string;
  readonly meaning: string;
  readonly sign: string;
  readonly symbol: "triangle" | "square" | "circle" | "diamond" | "times" | "plus";
  readonly turned: boolean;
  readonly hollow: boolean;
  readonly color: string;
}

export const order: readonly Verdict[] = [
  "helps", "helps-like-control", "repairs-broken-baseline", "same", "no-evidence", "hurts", "too-few",
];

const marks: Record<Verdict, VerdictMark> = {
  "helps": {
    word: "Helps", sign: "▲", symbol: "triangle", turned: false, hollow: false, color: "var(--helps)",
    meaning: "better by more than noise, and neither a control nor a broken baseline explains it",
  },
  "helps-like-control": {
    word: "Helps like a control", sign: "△", symbol: "triangle", turned: false, hollow: true, color: "var(--caution)",
    meaning: "better by more than noise, but a control that brings no new information gains as much",
  },
  "repairs-broken-baseline": {
    word: "Repairs a broken baseline", sign: "◇", symbol: "diamond", turned: false, hollow: true,
    color: "var(--caution)", meaning: "better by more than noise, but over a baseline that is broken",
  },
  "same": {
    word: "Practically the same", sign: "■", symbol: "square", turned: false, hollow: false, color: "var(--same)",
    meaning: "the gain lies within the region of practical equivalence with probability 0.95 at least",
  },
  "no-evidence": {
    word: "No evidence", sign: "○", symbol: "circle", turned: false, hollow: true, color: "var(--unknown)",
    meaning: "no evidence either way",
  },
  "hurts": {
    word: "Hurts", sign: "▼", symbol: "triangle", turned: true, hollow: false, color: "var(--hurts)",
    meaning: "worse by more than noise",
  },
  "too-few": {
    word: "Too few runs", sign: "×", symbol: "times", turned: false, hollow: true, color: "var(--unknown)",
    meaning: "too few pairs of runs to say anything",
  },
};

export function markOf(verdict: Verdict): VerdictMark {
  return marks[verdict] ?? marks["no-evidence"];
}

/** The word with its shape, as a label. */
export function badge(verdict: Verdict): HTMLElement {
  const mark = markOf(verdict);
  return h("span", { class: `badge ${verdict}` },
    h("span", { class: "sign", "aria-hidden": "true" }, mark.sign), ` ${mark.word}`);
}

/** The shapes of the verdicts that a figure uses, in words. */
export function legend(used: Iterable<Verdict>): HTMLElement {
  const shown = new Set(used);
  return h("ul", { class: "legend" },
    order.filter(verdict => shown.has(verdict)).map(verdict => h("li", {}, badge(verdict))));
}
