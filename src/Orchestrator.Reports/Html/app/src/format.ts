// Numbers as people read them. A minus is a minus sign; what is unknown is a dash, said as "unknown".

import type { ReportedSweep } from "./document";

const names = new Map([["roc-auc", "ROC AUC"], ["mse", "MSE"], ["mae", "MAE"], ["r2", "R²"]]);
const shares = new Set(["accuracy", "balanced-accuracy", "f1", "roc-auc"]);

/** How a sweep's scores and gains are written: shares in percent and points, anything else in its own unit. */
export interface Unit {
  readonly factor: number;
  readonly scoreLabel: string;
  readonly gainLabel: string;
  score(value: number | null): string;
  gain(value: number | null): string;
}

export function unitOf(sweep: Pick<ReportedSweep, "metric" | "higherIsBetter">): Unit {
  const name = sweep.metric.replace(/-/g, " ");
  const word = names.get(sweep.metric) ?? name.charAt(0).toUpperCase() + name.slice(1);
  if (shares.has(sweep.metric)) {
    return {
      factor: 100,
      scoreLabel: `${word} (%)`,
      gainLabel: "Gain (points)",
      score: value => (value === null ? "–" : `${fixed(value * 100, 1)}\u00a0%`),
      gain: value => (value === null ? "–" : signed(value * 100, 1)),
    };
  }
  const direction = sweep.higherIsBetter ? "" : ", lower is better";
  return {
    factor: 1,
    scoreLabel: word + direction,
    gainLabel: "Gain (positive is better)",
    score: value => significant(value),
    gain: value => (value === null ? "–" : (value > 0 ? "+" : "") + significant(value)),
  };
}

export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return (/^-0\.?0*$/.test(text) ? text.slice(1) : text).replace("-", "−");
}

export function signed(value: number, digits: number): string {
  const text = fixed(value, digits);
  return text.startsWith("−") || Number(text) === 0 ? text : `+${text}`;
}

export function significant(value: number | null, digits = 3): string {
  if (value === null || !Number.isFinite(value)) {
    return "–";
  }
  return (Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-4)
    ? value.toExponential(digits - 1)
    : String(Number(value.toPrecision(digits)))).replace(/-/g, "−");
}

export function probability(value: number | null): string {
  return value === null ? "–" : fixed(value, 2);
}

export function pValue(value: number | null): string {
  return value === null ? "–" : value < 0.001 ? "< 0.001" : fixed(value, 3);
}

export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US").replace("-", "−");
}

/** A fraction or a boost in percent: 0.05 is "5 %", 0.125 is "12.5 %". */
export function percent(value: number): string {
  return `${Number((value * 100).toPrecision(6))}\u00a0%`;
}

/** A boost as the report words it: "+20 %", "× 20 % alone" where the synthetic rows take the real ones' place. */
export function boostText(boost: number, replaces: boolean): string {
  return boost === 0 ? "none" : replaces ? `${percent(boost)}\u00a0instead` : `+${percent(boost)}`;
}

export function interval(low: number | null, high: number | null, form: (value: number | null) => string): string {
  return low === null && high === null ? "–" : `${form(low)} … ${form(high)}`;
}
