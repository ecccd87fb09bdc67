import { expect, it } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { dialOf, type Recorded } from '../../src/dial/dial.ts';
import { dialPage } from '../../src/dial/page.ts';
import { recordOf, stepsOf } from './recorded.ts';

const speeds = [43, 250, 100_000, 1_000_000];

/** Answered in no time and judged in half a second: faster than fast changes nothing. */
const named = (id: string, model: string, right: number): Recorded => {
  const { header, events } = recordOf(id, stepsOf(60, 100, 500), right);
  return { header: { ...header, models: [model] }, events };
};

const pageOf = (...recorded: readonly Recorded[]): string =>
  dialPage(dialOf(recorded, speeds, seededRandom('page')));

const two = pageOf(named('r1', 'small', 3), named('r2', 'large', 40));

it('two runs are told apart by the names of their models, also where they change places', () => {
  const headings = [...two.matchAll(/<h2>(.*?)<\/h2>/gu)].map(([, text]) => text);
  expect(headings).toEqual(['Where the weaker overtakes', 'small', 'large']);
  expect(two).toContain('r1 (small) has the better chance');
  expect(two).toContain('are right than of r2 (large)');
});

it('where at no speed there is no interval of ratios', () => {
  expect(two).toContain('at no speed');
  expect(two).not.toContain('∞ to ∞');
});

it('curves that lie on each other are drawn once, and named together', () => {
  const [, legend] = /<p class="legend">(.*?)<\/p>/u.exec(two)!;
  const names = [...legend!.matchAll(/<\/i>(.*?)<\/span>/gu)].map(([, name]) => name);
  expect(names).toEqual(['43 tok/s', '250 tok/s, 100 k tok/s, 1 M tok/s']);
});
