// Marks that several figures share.

import * as Plot from "@observablehq/plot";
import { order, markOf } from "../verdicts";
import type { Verdict } from "../document";

/** One set of dots for each verdict: its shape, turned and filled as its mark says. */
export function verdictDots<T extends { verdict: Verdict }>(
  items: readonly T[],
  options: Omit<Plot.DotOptions, "symbol" | "fill" | "stroke">,
): Plot.Markish[] {
  return order.filter(verdict => items.some(item => item.verdict === verdict)).map(verdict => {
    const mark = markOf(verdict);
    return Plot.dot(items.filter(item => item.verdict === verdict), {
      r: 4.5,
      ...options,
      symbol: mark.symbol,
      rotate: mark.turned ? 180 : 0,
      fill: mark.hollow ? "var(--surface)" : mark.color,
      stroke: mark.color,
      strokeWidth: 1.8,
    } as Plot.DotOptions);
  });
}

/** Labels beside points, moved up and down until none covers another. */
export function apart(options: Plot.TextOptions, height = 14): Plot.TextOptions {
  return Plot.initializer(options, (_data, facets, channels, scales) => {
    const x = channels.x?.value as number[] | undefined;
    const y = channels.y?.value as number[] | undefined;
    if (!x || !y) {
      return {};
    }
    const sx = scales.x as unknown as (value: number) => number;
    const sy = scales.y as unknown as (value: number) => number;
    const moved = Float64Array.from(y, value => sy(value));
    for (const facet of facets as unknown as ArrayLike<number>[]) {
      const placed: { x: number; y: number }[] = [];
      for (const index of Array.from(facet).sort((a, b) => moved[a]! - moved[b]!)) {
        const at = { x: sx(x[index]!), y: moved[index]! };
        for (const other of placed) {
          if (Math.abs(other.x - at.x) < 110 && at.y - other.y < height) {
            at.y = other.y + height;
          }
        }
        moved[index] = at.y;
        placed.push(at);
      }
    }
    return { channels: { y: { value: moved } } } as unknown as ReturnType<Plot.InitializerFunction>;
  }) as Plot.TextOptions;
}

/** Room to the left for names down the side, as much as they take and at most two fifths of the width. */
export function named(labels: readonly string[], width: number): { marginLeft: number } {
  const longest = Math.max(...labels.map(label => label.length));
  return { marginLeft: Math.min(7 * longest + 16, Math.max(80, width * 0.4)) };
}

/** The names down the side, in several lines where one is too narrow. */
export function names(labels: readonly string[], width: number): Plot.Markish {
  const { marginLeft } = named(labels, width);
  return Plot.axisY({ label: null, tickSize: 0, marginLeft, lineWidth: (marginLeft - 10) / 14.5 });
}

/** The least and the greatest of the values that there are, with some room; null where there is none. */
export function range(values: Iterable<number | null | undefined>, room = 0.06): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value !== null && value !== undefined && Number.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) {
    return null;
  }
  const margin = (high - low || Math.abs(high) || 1) * room;
  return [low - margin, high + margin];
}

/** A diagonal hatch that a figure can fill with; patterns are found by id in the whole page. */
export function hatch(id: string): () => SVGElement {
  return () => {
    const space = "http://www.w3.org/2000/svg";
    const pattern = document.createElementNS(space, "pattern");
    for (const [name, value] of Object.entries({
      id, width: "6", height: "6", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    })) {
      pattern.setAttribute(name, value);
    }
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", "M0,0V6");
    line.setAttribute("stroke", "var(--hatch)");
    line.setAttribute("stroke-width", "2.2");
    pattern.append(line);
    const defs = document.createElementNS(space, "defs");
    defs.append(pattern);
    return defs;
  };
}
