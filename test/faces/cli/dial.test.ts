import { existsSync, readFileSync } from 'node:fs';

import { afterAll, expect, it } from 'vitest';

import type { Dial } from '../../../src/dial/dial.ts';
import { inWords, priced, right, wrong } from '../../engine/priced.ts';
import { sluice } from './command-line.ts';

const at = await priced([...wrong(200), ...Array.from({ length: 20 }, () => inWords(right))]);

afterAll(() => at.close());

it('a recorded run is projected as JSON, as text and as a page', async () => {
  const { run, contest } = await at.solve({ budget: { candidates: 96, tokens: 1e7 }, control: 1 });
  const home = { SLUICE_HOME: at.home };
  const told = await sluice('/', ['dial', run, '--speeds', '10,1e6', '--json'], home);
  const { runs, page } = JSON.parse(told.out) as Dial & { page: string };
  const [dialled] = runs;
  expect(dialled!.measured.controlSamples).toBe(contest!.control.proposed);
  expect(dialled!.measured.right).toBe(contest!.control.right);
  expect(dialled!.measured.dollarsPerSample).toBeGreaterThan(0);
  const [slow, fast] = dialled!.speeds;
  expect(slow!.msPerSample).toBeGreaterThan(fast!.msPerSample);
  expect(dialled!.curve.at(-1)!.chance).toBe(contest!.control.right > 0 ? 1 : 0);
  expect(existsSync(page)).toBe(true);
  expect(readFileSync(page, 'utf8')).toContain('projected');
  const { out } = await sluice('/', ['dial', run, run], home);
  expect(out).toContain('projected');
  expect(out).toContain('level with');
});
