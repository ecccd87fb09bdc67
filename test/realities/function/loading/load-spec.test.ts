import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSpecModule } from '../../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { loadSpec } from '../../../../src/realities/function/loading/load-spec.ts';
import { loadTable } from '../../../../src/realities/function/loading/load-table.ts';
import { withExamples } from '../../../../src/realities/function/loading/with-examples.ts';
import { largerSpec } from '../../../fixtures/larger.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';

const folder = temporaryFolder();

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const sound = {
  ...largerSpec,
  examples: [
    { args: [1, 2], result: 2 },
    { args: [4, 3], result: 4 },
  ],
};
const load = (change: object) =>
  loadSpec(write('x.sluice.json', JSON.stringify({ ...sound, ...change })), readSpecModule);

describe('a specification in JSON', () => {
  test('becomes a problem that holds what is visible, and nothing else', async () => {
    const heldOut = [{ args: [5, 5], result: 5 }];
    const spec = await load({ heldOut, tolerance: 0.5 });
    expect(spec.problem).toEqual({
      kind: 'function',
      intent: sound.intent,
      signature: sound.function,
      examples: sound.examples,
      judgement: { by: 'equality', tolerance: 0.5 },
      constants: [],
    });
    expect(spec.heldOut).toEqual(heldOut);
    expect(spec.text).toBe(JSON.stringify({ ...sound, heldOut, tolerance: 0.5 }));
  });

  test('may start with a byte order mark, and declare any type that data can have', async () => {
    const text = JSON.stringify({
      intent: 'The first.',
      function: {
        name: 'first',
        params: [{ name: 'pairs', type: "readonly [number, 'a' | 'b'][]" }],
        returns: 'Array<number | null>',
      },
      examples: [{ args: [[[1, 'a']]], result: [1] }],
    });
    const spec = await loadSpec(write('y.sluice.json', `\uFEFF${text}`), readSpecModule);
    expect(spec.problem.examples).toHaveLength(1);
  });
});

describe('a specification in TypeScript', () => {
  test('says what of it is code, loads its own files, and keeps the text of all', async () => {
    write('helper.ts', 'export const limit: number = 7;\n');
    const path = write(
      'z.sluice.ts',
      `import { defineFunction, showValue } from 'sluice';
       import * as fc from 'fast-check';
       import { limit } from './helper.ts';
       export default defineFunction({
         intent: 'At most ' + showValue(limit),
         function: { name: 'atMost', params: [{ name: 'x', type: 'number' }], returns: 'number' },
         examples: [{ args: [-Infinity], result: -Infinity }, { args: [-0], result: -0 }],
         constants: [limit, Infinity],
         reference: (x) => Math.min(x, limit),
         properties: { small: { inputs: [fc.double()], holds: (f, x) => !(f(x) > limit) } },
         objectives: ['size', { name: 'medianNs', weight: 0.5 }],
       });`,
    );
    const spec = await loadSpec(path, readSpecModule);
    expect(spec.problem.intent).toBe('At most 7');
    expect(spec.problem.examples).toEqual([
      { args: [-Infinity], result: -Infinity },
      { args: [-0], result: -0 },
    ]);
    expect(spec.problem.constants).toEqual([7, Infinity]);
    expect(spec.has).toMatchObject({ reference: true, properties: true, score: false });
    expect(spec.objectives).toEqual([
      { name: 'size', direction: 'minimise', weight: 0.3 },
      { name: 'medianNs', direction: 'minimise', weight: 0.5 },
    ]);
    expect(spec.module).toMatchObject({ path, judges: true, lent: [] });
    expect(spec.module?.paths.all).toEqual([path, join(folder, 'helper.ts')]);
    expect(spec.text).toContain('atMost');
    expect(spec.text).toContain('export const limit: number = 7;');
  });

  test.each([
    ['nothing but data', '', false],
    ['modules to import', "imports: ['./helper.ts'],", true],
    ['a reference', 'reference: (x) => 2 * x,', true],
  ])('of %s is loaded where candidates run only if they need it', async (_, part, isRun) => {
    const path = write(
      'w.sluice.ts',
      `export default {
         intent: 'Twice.',
         function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
         examples: [{ args: [1], result: 2 }],
         heldOut: [{ args: [3], result: 6 }],
         ${part}
       };`,
    );
    expect((await loadSpec(path, readSpecModule)).module?.path).toBe(isRun ? path : undefined);
  });
});

const remarksOn = (lines: readonly string[]) =>
  loadTable(write('read.csv', lines.join('\n'))).remarks;

describe('a table', () => {
  test('is a specification: parameters named by the header, the last column the result', () => {
    const rows = Array.from(
      { length: 12 },
      (_, k) => `${k},${k / 2},${k % 2 === 0},ab${k},0${k},${k * 2}`,
    );
    const path = write(
      'prices.csv',
      `Count,"Unit price (EUR)",rush,name,zip,total\n${rows.join('\n')}\n`,
    );
    const { problem, heldOut } = loadTable(path);
    expect(problem.signature).toEqual({
      name: 'total',
      params: [
        { name: 'count', type: 'integer' },
        { name: 'unitPriceEUR', type: 'number' },
        { name: 'rush', type: 'boolean' },
        { name: 'name', type: 'string' },
        { name: 'zip', type: 'string' },
      ],
      returns: 'integer',
    });
    expect(problem.examples[0]).toEqual({ args: [0, 0, true, 'ab0', '00'], result: 0 });
    expect(heldOut).toHaveLength(3);
  });

  test('tells the types that it was read as, and which text looks like numbers', () => {
    expect(remarksOn(['id,Paid,n', '007,"1,200",1', '12,900,2', '13,950,3'])).toEqual([
      'Read as n(id: string, paid: string): integer.',
      '"id" is text, since "007" in row 2 is no plain number: write 1200 or 3.5 if numbers are meant.',
      '"Paid" is text, since "1,200" in row 2 is no plain number: write 1200 or 3.5 if numbers are meant.',
    ]);
    for (const odd of ['3,5', '€ 20', '12 %', '-0.5 €', "1'000"]) {
      expect(remarksOn(['a,b', `"${odd}",1`, '"7",2'])).toHaveLength(2);
    }
    for (const plain of ['12.05.2024', '2024-05-12', 'A7', '10:30', '1.2.3', '']) {
      expect(remarksOn(['a,b', `"${plain}",1`, '"x",2'])).toHaveLength(1);
    }
  });

  test('gives columns that are called like words of the language another name', () => {
    const path = write('classes.csv', 'class,Map,result\n1,2,3\n2,3,5\n');
    const { signature } = loadTable(path).problem;
    expect(signature.params.map(({ name }) => name)).toEqual(['classValue', 'map']);
  });

  test('may be separated by semicolons or tabs, and have its result anywhere', () => {
    for (const separator of [';', '\t']) {
      const path = write('t.csv', ['y,x', '1,2', '2,4'].join('\n').replaceAll(',', separator));
      const { problem } = loadTable(path, 'y');
      expect(problem.signature.name).toBe('y');
      expect(problem.examples).toEqual([
        { args: [2], result: 1 },
        { args: [4], result: 2 },
      ]);
    }
  });
});

describe('further examples', () => {
  test('are shown from now on, and held out no longer', async () => {
    const spec = await load({ heldOut: [{ args: [5, 5], result: 5 }] });
    const answer = { args: [5, 5], result: 5 };
    const { problem, heldOut } = withExamples(spec, [answer]);
    expect(problem.examples).toEqual([...sound.examples, answer]);
    expect(heldOut).toEqual([]);
  });

  test.each([
    ['of the wrong type', { args: [1, 'b'], result: 1 }, /"b"/],
    ['that contradict what is known', { args: [4, 3], result: 3 }, /says 4/],
  ])('%s are refused', async (_, example, found) => {
    const spec = await load({});
    expect(() => withExamples(spec, [example])).toThrow(found);
  });
});
