import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { isOwnPrint } from '../../../../src/adapters/models/grammar/own-print.ts';
import type { Candidate } from '../../../../src/domain/candidate.ts';
import type { FunctionProblem } from '../../../../src/domain/problem.ts';
import { openEngine } from '../../../../src/index.ts';
import { loadSpec } from '../../../../src/realities/function/loading/load-spec.ts';
import { readSpecModule } from '../../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-own-print-'));
const engine = await openEngine({ home });

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

const never = new AbortController().signal;
const example = (name: string) => join(import.meta.dirname, '../../../../examples', name);

/** The candidates that a run of the grammar model leaves on record, and what it was asked. */
async function recorded(
  name: string,
): Promise<{ readonly candidates: Candidate[]; readonly problem: FunctionProblem }> {
  const path = example(name);
  const options = { seed: 3, budget: { candidates: 3000 } };
  const { run } = await engine.solve(path, options, () => undefined, never);
  const { events } = engine.ledger.read(run)!;
  const candidates = events.flatMap((event) =>
    event.kind === 'candidate' ? [event.candidate] : [],
  );
  return { candidates, problem: (await loadSpec(path, readSpecModule)).problem };
}

describe.each(['numbers/median3.sluice.json', 'scheduling/tardiness.sluice.ts'])(
  'of %s',
  (name) => {
    it('every recorded source is what its program prints, and a forged one is none', async () => {
      const { candidates, problem } = await recorded(name);
      expect(candidates.length).toBeGreaterThan(0);
      for (const candidate of candidates) {
        expect(isOwnPrint(candidate, problem.signature)).toBe(true);
        const forged = `${candidate.source}\nprocess.exit();\n`;
        expect(isOwnPrint({ ...candidate, source: forged }, problem.signature)).toBe(false);
        const { program: _, ...unproven } = candidate;
        expect(isOwnPrint(unproven, problem.signature)).toBe(false);
      }
    }, 600_000);
  },
);
