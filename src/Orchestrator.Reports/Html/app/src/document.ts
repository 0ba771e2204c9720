// The report document as the program writes it. Numbers that JSON has no form for arrive as texts and are read as null.

export type Verdict =
  | "helps"
  | "helps-like-control"
  | "repairs-broken-baseline"
  | "same"
  | "hurts"
  | "no-evidence"
  | "too-few";

export interface ReportedSweep {
  id: string;
  name: string;
  dataset: string;
  datasetHash: string;
  specText: string;
  metric: string;
  higherIsBetter: boolean;
  trials: number;
  completed: number;
  failed: number;
  testRows: number;
  singleSplit: boolean;
  versions: string[];
  command: string;
}

export interface ModelVerdict {
  sweep: string;
  model: string;
  best: number;
  verdict: Verdict;
  text: string;
}

export interface RowsWorth {
  rows: number;
  low: number | null;
  high: number | null;
  note: string;
}

export interface BoostComparison {
  sweep: string;
  fraction: number;
  generator: string;
  isControl: boolean;
  boost: number;
  replaces: boolean;
  model: string;
  pairs: number;
  missingPairs: number;
  trainingRows: number;
  baseline: number | null;
  boosted: number | null;
  gain: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
  adjustedP: number | null;
  probabilityHelps: number | null;
  probabilitySame: number | null;
  probabilityHurts: number | null;
  mcNemarP: number | null;
  seedsNeeded: number | null;
  verdict: Verdict;
  notes: string[];
  worth: RowsWorth | null;
}

export interface CurvePoint {
  fraction: number;
  rows: number;
  score: number;
  low: number | null;
  high: number | null;
  seeds: number;
  fitted: number | null;
}

export interface LearningCurve {
  sweep: string;
  model: string;
  points: CurvePoint[];
  majority: number | null;
}

export interface RankEntry {
  name: string;
  meanRank: number;
  scores: number[];
}

export interface RankPair {
  name: string;
  gain: number;
  wilcoxonP: number | null;
  adjustedP: number | null;
  probabilityHelps: number;
  probabilitySame: number;
  probabilityHurts: number;
}

export interface RankComparison {
  datasets: string[];
  entries: RankEntry[];
  friedmanP: number | null;
  criticalDifference: number;
  groups: { first: number; last: number }[];
  pairs: RankPair[];
  note: string;
}

export interface ColumnFidelity {
  column: string;
  isNumeric: boolean;
  distance: number;
  bins: string[];
  real: number[];
  generated: number[];
}

export interface GeneratorQuality {
  trainingRows: number;
  generatedRows: number;
  holdoutRows: number;
  columns: ColumnFidelity[];
  correlationDifference: number | null;
  detectionAuc: number | null;
  syntheticUtility: number | null;
  realUtility: number | null;
  density: number | null;
  coverage: number | null;
  modesHit: number | null;
  copiedShare: number;
  repeatedShare: number;
  closestTraining: number | null;
  closestHoldout: number | null;
  closerToTraining: number | null;
  membershipAuc: number | null;
}

export interface GeneratorSummary {
  sweep: string;
  fraction: number;
  generator: string;
  fits: number;
  epochs: number[];
  generatorLoss: (number | null)[];
  discriminatorLoss: (number | null)[];
  realScore: (number | null)[];
  fakeScore: (number | null)[];
  quality: GeneratorQuality | null;
}

export interface ReportedTrial {
  sweep: string;
  index: number;
  fraction: number;
  generator: string | null;
  boost: number;
  replaces: boolean;
  model: string;
  seed: number;
  score: number | null;
  error: string | null;
}

export interface ReportDocument {
  formatVersion: number;
  program: string;
  level: number;
  rope: number;
  sweeps: ReportedSweep[];
  verdicts: ModelVerdict[];
  comparisons: BoostComparison[];
  curves: LearningCurve[];
  ranks: RankComparison | null;
  generators: GeneratorSummary[];
  trials: ReportedTrial[];
  trialsLeftOut: number;
}

const known = 1;

const texts = new Set([
  "id", "name", "dataset", "datasetHash", "specText", "metric", "versions", "command", "sweep", "model", "text",
  "generator", "verdict", "notes", "note", "datasets", "column", "bins", "program", "error",
]);

/** Reads the document that the page holds; a text in the place of a number ("NaN", "Infinity") becomes null. */
export function read(text: string): ReportDocument {
  const value = cleaned(JSON.parse(text), "") as ReportDocument;
  if (value.formatVersion > known) {
    throw new Error(`This report has form ${value.formatVersion}; this page reads up to ${known}.`);
  }
  return value;
}

function cleaned(value: unknown, name: string): unknown {
  if (typeof value === "string") {
    return texts.has(name) || !/^(NaN|-?Infinity)$/.test(value) ? value : null;
  }
  if (Array.isArray(value)) {
    return value.map(item => cleaned(item, name));
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item, key)]));
  }
  return value;
}
