import * as fc from 'fast-check';
import type { Judged, PropertyCode } from '../../../ports/spec-module.ts';
import { errorText } from './failures.ts';

export interface Broken {
  readonly property: string;
  readonly counterexample: string;
}

export type CheckProperties = typeof checkProperties;

/** Checks each named property on `runs` generated inputs; a broken one comes with a shrunk input. */
export function checkProperties(
  properties: Readonly<Record<string, PropertyCode>>,
  candidate: Judged,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): { total: number; broken: Broken[] } {
  const broken: Broken[] = [];
  for (const [name, property] of Object.entries(properties)) {
    const arbitraries = property.inputs as readonly fc.Arbitrary<unknown>[];
    const details = fc.check(
      fc.property(fc.tuple(...arbitraries), (inputs) => property.holds(candidate, ...inputs)),
      { seed, numRuns: runs },
    );
    if (!details.failed) continue;
    const [inputs] = details.counterexample ?? [[]];
    const thrown = details.errorInstance;
    const why = thrown instanceof Error && !isPlainFalse(thrown) ? `: ${errorText(thrown)}` : '';
    broken.push({
      property: name,
      counterexample: `(${inputs.map((input) => fc.stringify(input)).join(', ')})${why}`,
    });
  }
  return { total: Object.keys(properties).length, broken };
}

/** What fast-check itself reports for a predicate that answered `false`. */
function isPlainFalse(error: Error): boolean {
  return error.message === 'Property failed by returning false';
}
