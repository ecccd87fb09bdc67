import { afterAll, describe, expect, test } from 'vitest';

import type { Reality } from '../../../src/ports/reality.ts';
import type { Outcome } from '../../../src/index.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';
import { sluice } from '../../faces/cli/command-line.ts';
import { openConfined } from './confined.ts';
import { judge } from './judge.ts';

const opened: Reality[] = [];
afterAll(() => Promise.all(opened.map((reality) => reality.close())));

/** How far a number is from 0, as only the property says of numbers below. */
const specWith = (properties: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    intent: 'How far a number is from 0.',
    function: { name: 'far', params: [{ name: 'x', type: 'number' }], returns: 'number' },
    examples: [0, 1, 2, 3.5].map((x) => ({ args: [x], result: x })),
    properties,
  });

async function open(properties: Readonly<Record<string, string>>): Promise<Reality> {
  const reality = await openConfined(specWith(properties), true);
  opened.push(reality);
  return reality;
}

const far = (body: string): string => `export function far(x: number): number { return ${body}; }`;

describe('`properties` of a specification that is data', () => {
  test('must hold on the inputs of the examples and on those near them', async () => {
    const reality = await open({ even: '(f, x) => f(x) === f(-x)', whole: '() => true' });
    const [right, wrong] = await judge(reality, 'properties', far('Math.abs(x)'), far('x'));
    expect(right).toMatchObject({ verdict: 'passed', passed: 2, total: 2 });
    expect(wrong).toMatchObject({
      verdict: 'failed',
      passed: 1,
      feedback: expect.stringMatching(/^The property "even" does not hold for \(/) as string,
    });
    const stage = reality.stages.find(({ name }) => name === 'properties');
    expect([stage?.hard, stage?.audience]).toEqual([true, 'everyone']);
  });

  test('that are no predicates are told with their mend, before anything is spent', async () => {
    await expect(openConfined(specWith({ odd: 'f(x) >' }), true)).rejects.toMatchObject({
      fault: 'input',
      message: expect.stringMatching(/the property "odd" cannot be used/) as string,
    });
  });

  test('that take longer than most programs cost nobody who has them', async () => {
    const slow = `(f, x) => { let n = 0; for (let i = 0; i < 5000; i++) n += i % 2; return n === 2500 && f(x) === f(-x); }`;
    const spec = writtenSpec(specWith({ slow }));
    const run = ['solve', spec, '--candidates', '20000', '--seed', '1', '--json'];
    const { code, out } = await sluice(temporaryFolder(), run);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Outcome).shortlist[0]?.source).toMatch(/Math\.abs\(x\)/);
  });

  test('judge what the grammar model writes as well', async () => {
    const spec = writtenSpec(specWith({ even: '(f, x) => f(x) === f(-x)' }));
    const run = ['solve', spec, '--candidates', '20000', '--seed', '1', '--json'];
    const { code, out } = await sluice(temporaryFolder(), run);
    const { shortlist } = JSON.parse(out) as Outcome;
    expect(code).toBe(0);
    const stages = shortlist.flatMap(({ evidence }) => evidence.map(({ stage }) => stage));
    expect(stages).toContain('properties');
    for (const { source } of shortlist) expect(source).not.toMatch(/return x;/);
  });
});
