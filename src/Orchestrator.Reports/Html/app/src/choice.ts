// What the reader has chosen to look at: one sweep and one model of it. Sections draw themselves anew when it changes.

import type { ReportDocument, ReportedSweep } from "./document";
import { distinct } from "./dom";
import { unitOf, type Unit } from "./format";

export class Choice {
  private readonly listeners: (() => void)[] = [];
  private sweepId: string;
  private modelName: string;

  constructor(readonly document: ReportDocument) {
    const first = document.verdicts[0];
    this.sweepId = first?.sweep ?? document.sweeps[0]?.id ?? "";
    this.modelName = first?.model ?? this.models[0] ?? "";
  }

  get sweep(): ReportedSweep | undefined {
    return this.document.sweeps.find(sweep => sweep.id === this.sweepId);
  }

  get model(): string {
    return this.modelName;
  }

  /** The models of the chosen sweep that anything is known about, those with a verdict first. */
  get models(): string[] {
    const of = (items: readonly { sweep: string; model: string }[]) =>
      items.filter(item => item.sweep === this.sweepId).map(item => item.model);
    const { verdicts, comparisons, curves } = this.document;
    return distinct([...of(verdicts), ...of(comparisons), ...of(curves)]);
  }

  get unit(): Unit {
    return unitOf(this.sweep ?? { metric: "score", higherIsBetter: true });
  }

  set(sweep: string, model?: string): void {
    this.sweepId = sweep;
    const models = this.models;
    this.modelName = [model, this.modelName].find(name => name !== undefined && models.includes(name))
      ?? models[0] ?? "";
    this.listeners.forEach(listener => listener());
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The items of the chosen sweep. */
  ofSweep<T extends { sweep: string }>(items: readonly T[]): T[] {
    return items.filter(item => item.sweep === this.sweepId);
  }

  /** The items of the chosen sweep and model. */
  ofModel<T extends { sweep: string; model: string }>(items: readonly T[]): T[] {
    return items.filter(item => item.sweep === this.sweepId && item.model === this.modelName);
  }
}
