import { shareRight } from '../domain/nearness.ts';
import type { Survivor } from '../domain/survivor.ts';
import type { Direction } from '../domain/problem.ts';

/**
 * How good a candidate is, higher is better: its score, turned round where less is better;
 * without one the share of the cases that it got right, from 0 to 1.
 */
export function qualityOf(entry: Survivor, direction: Direction): number {
  const { score } = entry;
  if (score !== undefined) {
    if (Number.isNaN(score)) return -Infinity;
    return direction === 'minimise' ? -score : score;
  }
  return shareRight(entry.evidence.at(-1));
}

/** What parsimony prefers less of: the measured size, else the length of the source. */
export function sizeOf(entry: Survivor): number {
  return entry.measures['size'] ?? entry.candidate.source.length;
}
