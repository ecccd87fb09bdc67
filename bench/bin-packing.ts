import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { openEngine, type Outcome, type OutcomeFinalist } from '../src/index.ts';

/** Each family with the excess that FunSearch published for it (Nature 625, 2024). */
const families = [
  { name: 'or', instances: 'OR3', published: 0.0311 },
  { name: 'weibull', instances: 'Weibull 5k', published: 0.0068 },
] as const;

interface SeedResult {
  readonly seed: number;
  /** Excess over the lower bound, as a share. */
  readonly train: number;
  readonly validate: number;
  readonly final: number;
  /** The same of all three on the published instances. */
  readonly finalOfThree: readonly number[];
  readonly candidatesPerSecond: number;
  readonly source: string;
}

/** What `solve` finds for online bin packing in a given time: one run of the engine a seed. */
export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: 'string', default: '60' },
      seeds: { type: 'string', default: '1,2,3,4,5' },
      families: { type: 'string', default: 'or,weibull' },
      json: { type: 'boolean', default: false },
    },
  });
  const seconds = Number(values.seconds);
  const seeds = values.seeds.split(',').map(Number);
  const results: Record<string, unknown> = {};
  for (const { name, instances, published } of families) {
    if (!values.families.split(',').includes(name)) continue;
    const runs: SeedResult[] = [];
    for (const seed of seeds) {
      const result = await solve(name, seconds, seed);
      if (!values.json) console.log(lineOf(name, result));
      runs.push(result);
    }
    const medians = {
      train: median(runs.map((run) => run.train)),
      validate: median(runs.map((run) => run.validate)),
      final: median(runs.map((run) => run.final)),
      candidatesPerSecond: median(runs.map((run) => run.candidatesPerSecond)),
    };
    if (!values.json) console.log(`${name}: median ${percent(medians.final)} on ${instances}\n`);
    results[name] = { instances, seconds, published, medians, runs };
  }
  if (values.json) console.log(JSON.stringify(results, undefined, 2));
}

/** In a home of its own: a run leaves a prior behind, which must not help the next seed. */
async function solve(name: string, seconds: number, seed: number): Promise<SeedResult> {
  const spec = fileURLToPath(new URL(`../examples/bin-packing/${name}.sluice.ts`, import.meta.url));
  const home = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const engine = await openEngine({ home });
  try {
    const options = { seed, budget: { seconds } };
    const outcome = await engine.solve(spec, options, ignore, new AbortController().signal);
    return resultOf(outcome, seconds, seed);
  } finally {
    await engine.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function resultOf(outcome: Outcome, seconds: number, seed: number): SeedResult {
  const [best] = outcome.shortlist;
  if (best?.score === undefined) throw new Error(`seed ${seed}: nothing survived`);
  return {
    seed,
    train: best.score.train ?? Number.NaN,
    validate: best.score.validate ?? Number.NaN,
    final: finalOf(best),
    finalOfThree: outcome.shortlist.map(finalOf),
    candidatesPerSecond: Math.round(
      outcome.counts.run / Math.min(seconds, outcome.elapsedMs / 1000),
    ),
    source: best.source,
  };
}

const ignore = (): void => undefined;

function finalOf({ score }: OutcomeFinalist): number {
  return score?.final ?? Number.NaN;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1]!;
}

const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;

function lineOf(name: string, result: SeedResult): string {
  const { seed, train, validate, final, finalOfThree, candidatesPerSecond } = result;
  return [
    `${name} seed ${seed}: train ${percent(train)}, validate ${percent(validate)}`,
    `final ${percent(final)} (the three: ${finalOfThree.map(percent).join(', ')})`,
    `${candidatesPerSecond} candidates/s`,
  ].join('; ');
}

if (import.meta.main) await main(process.argv.slice(2));
