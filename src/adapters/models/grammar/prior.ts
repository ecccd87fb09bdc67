/**
 * What earlier runs have taught: how often each operator stood in what survived, decayed. Plain
 * JSON, small, and part of the record of every run that started from it.
 */
export interface Prior {
  /** How many programs it was learnt from, each run's counting less than the next one's. */
  readonly programs: number;
  /** By the id of the operator. */
  readonly uses: Readonly<Record<string, number>>;
}

const noPrior: Prior = { programs: 0, uses: {} };

/** What a run's evidence is worth one run later. */
const decay = 0.9;

/** Evidence from that many programs counts as much as none at all. */
const doubtPrograms = 20;

/** However little an operator was used it keeps this share of its weight, and gains at most as much. */
const factorLeast = 0.5;
const factorMost = 2;

/** Learns from the programs that a run handed over, in the text form of `keyOf`. */
export function remember(prior: Prior | undefined, programs: readonly string[]): Prior {
  const before = prior ?? noPrior;
  const uses: Record<string, number> = {};
  for (const [id, count] of Object.entries(before.uses)) {
    const left = count * decay;
    if (left > 0.01) uses[id] = left;
  }
  for (const program of programs) {
    for (const [, id] of program.matchAll(/\(([\w.[\]]+) /g)) uses[id!] = (uses[id!] ?? 0) + 1;
  }
  return { programs: before.programs * decay + programs.length, uses };
}

/**
 * What to multiply the weight of an operator by, from 0.5 to 2: operators that survivors used more
 * often than the average of those they used gain, others lose, the more the more was learnt.
 */
export function factorOf(prior: Prior | undefined, operator: string): number {
  if (prior === undefined || prior.programs === 0) return 1;
  const counts = Object.values(prior.uses);
  const average = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  const trust = prior.programs / (prior.programs + doubtPrograms);
  const ratio = (prior.uses[operator] ?? 0) / Math.max(average, Number.MIN_VALUE);
  return Math.min(factorMost, Math.max(factorLeast, 1 + trust * (ratio - 1)));
}

/** Reads a prior that was stored; `undefined` for anything else. */
export function priorFrom(stored: unknown): Prior | undefined {
  const { programs, uses } = (stored ?? {}) as { programs?: unknown; uses?: unknown };
  if (typeof programs !== 'number' || !Number.isFinite(programs)) return undefined;
  if (typeof uses !== 'object' || uses === null) return undefined;
  const counts = Object.entries(uses).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0,
  );
  return { programs, uses: Object.fromEntries(counts) };
}
