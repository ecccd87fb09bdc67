import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSpecModule } from '../../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { SluiceError } from '../../../../src/domain/errors.ts';
import { loadSpec } from '../../../../src/realities/function/loading/load-spec.ts';
import { loadTable } from '../../../../src/realities/function/loading/load-table.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';

const folder = temporaryFolder();

const params = [
  { name: 'a', type: 'number' },
  { name: 'b', type: 'number' },
];
const sound = {
  intent: 'The larger of two numbers.',
  function: { name: 'larger', params, returns: 'number' },
  examples: [
    { args: [1, 2], result: 2 },
    { args: [4, 3], result: 4 },
  ],
};

const json = (change: object) => JSON.stringify({ ...sound, ...change });
const signature = (change: object) => json({ function: { ...sound.function, ...change } });
const examples = (...list: unknown[]) => json({ examples: [...sound.examples, ...list] });

/** A specification in TypeScript with one more entry. */
const module = (entry: string, before = '') => `import { defineFunction } from 'sluice';
${before}
export default defineFunction({
  intent: 'The larger of two numbers.',
  function: { name: 'larger', params: [{ name: 'a', type: 'number' }, { name: 'b', type: 'number' }], returns: 'number' },
  ${entry}
});
`;
const oneExample = 'examples: [{ args: [1, 2], result: 2 }],';
const score = (change: string) =>
  module(`examples: [], score: {
    direction: 'maximise',
    instances: () => [1],
    evaluate: (candidate, instance) => candidate(instance, 1),
    baselines: {},
    ${change}
  },`);

type Malformed = readonly [string, string, string, RegExp, RegExp, RegExp];

/** A function and a parameter of a name that means something else already. */
function hiding(why: RegExp): (name: string) => readonly Malformed[] {
  return (name) => {
    const mend = new RegExp(`Try \`${name}Value\``);
    const second = { name, type: 'number' };
    const parameter = signature({ params: [params[0], second] });
    return [
      [
        `a function called ${name}`,
        'x.sluice.json',
        signature({ name }),
        /^function\.name/,
        why,
        mend,
      ],
      [
        `a parameter called ${name}`,
        'x.sluice.json',
        parameter,
        /^function\.params\[1\]\.name/,
        why,
        mend,
      ],
    ];
  };
}

/** What is wrong, the file, and what the error says: its place, what was found, the mend. */
// prettier-ignore
const malformed: readonly Malformed[] = [
  // Not JSON at all.
  ['an empty file', 'x.sluice.json', '', /x/, /an empty file/, /Write `intent`/],
  ['only blanks', 'x.sluice.json', ' \n\t', /x/, /an empty file/, /Write `intent`/],
  ['prose', 'x.sluice.json', 'the larger one', /^line 1, column 1 of x/, /`the`/, /Mend the JSON/],
  ['a trailing comma', 'x.sluice.json', '{\n  "a": [1,]\n}', /^line 2, column 10/, /a comma/, /Remove it/],
  ['a key without quotes', 'x.sluice.json', '{a: 1}', /^line 1, column 2/, /`a`/, /Mend/],
  ['single quotes', 'x.sluice.json', "{'a': 1}", /^line 1, column 2/, /`'a'`/, /Mend/],
  ['a comment', 'x.sluice.json', '{ // no\n}', /^line 1, column 3/, /`\/\/`/, /Mend/],
  ['NaN', 'x.sluice.json', '{"examples": [{"args": [NaN], "result": 1}]}', /^line 1, column 25/, /`NaN`/, /Mend/],
  ['-Infinity', 'x.sluice.json', '[\n-Infinity]', /^line 2, column 1/, /`-Infinity`/, /Mend/],
  ['a file that stops', 'x.sluice.json', '{"a": [1', /^line 1, column 9/, /the end of the file/, /Mend/],
  ['text that stops', 'x.sluice.json', '{"a": "b\n"}', /^line 1, column 7/, /text that does not/, /Mend/],
  ['two documents', 'x.sluice.json', '{} {}', /^line 1, column 4/, /`{`/, /Mend/],
  ['a key twice', 'x.sluice.json', '{"intent": "a",\n"intent": "b"}', /^line 2, column 1/, /"intent" a second time/, /Remove one/],
  ['nesting without end', 'x.sluice.json', '['.repeat(5000), /^line 1, column 2\d\d/, /`\[`/, /Mend/],
  // JSON that is no specification.
  ['a list', 'x.sluice.json', '[]', /^x/, /an empty list/, /Write a specification/],
  ['null', 'x.sluice.json', 'null', /^x/, /null/, /Write a specification/],
  ['nothing inside', 'x.sluice.json', '{}', /^intent of x/, /nothing/, /Add `intent`[^]*Also function/],
  ['a property that no object lists', 'x.sluice.json', json({ properties: { ['__proto__']: '() => true', other: '() => true' } }), /^properties\.__proto__/, /of that name/, /Rename it/],
  ['no intent', 'x.sluice.json', json({ intent: undefined }), /^intent/, /nothing/, /Add `intent`/],
  ['an empty intent', 'x.sluice.json', json({ intent: '  ' }), /^intent/, /""/, /Write words/],
  ['an intent that is a number', 'x.sluice.json', json({ intent: 7 }), /^intent/, /7/, /Write text/],
  ['no function', 'x.sluice.json', json({ function: undefined }), /^function/, /nothing/, /Add `function`/],
  ['a function that is text', 'x.sluice.json', json({ function: 'larger' }), /^function/, /"larger"/, /an object/],
  ['no parameters', 'x.sluice.json', signature({ params: undefined }), /^function\.params/, /nothing/, /Add `params`/],
  ['a parameter without type', 'x.sluice.json', signature({ params: [{ name: 'a' }] }), /^function\.params\[0\]\.type/, /nothing/, /Add `type`/],
  ['no return type', 'x.sluice.json', signature({ returns: undefined }), /^function\.returns/, /nothing/, /Add `returns`/],
  ['an unknown key', 'x.sluice.json', json({ exmaples: [] }), /^exmaples/, /unknown key/, /Did you mean `examples`/],
  ['an unknown key of a parameter', 'x.sluice.json', signature({ params: [{ name: 'a', typ: 'number', type: 'number' }] }), /^function\.params\[0\]\.typ/, /unknown key/, /Did you mean `type`/],
  ['an unknown key of an example', 'x.sluice.json', examples({ args: [1, 2], result: 2, results: 2 }), /^examples\[2\]\.results/, /unknown key/, /Did you mean `result`/],
  ['an unknown key that is like none', 'x.sluice.json', json({ author: 'me' }), /^author/, /unknown key/, /Remove it/],
  ['code in JSON', 'x.sluice.json', json({ score: {} }), /^score/, /`score` in JSON/, /in TypeScript/],
  ['a type with a slip', 'x.sluice.json', signature({ returns: 'nubmer' }), /^function\.returns/, /"nubmer"/, /Did you mean `number`/],
  ['a type of another language', 'x.sluice.json', signature({ params: [{ name: 'a', type: 'int' }] }), /^function\.params\[0\]\.type/, /"int"/, /Did you mean `integer`/],
  ['a type that is no data', 'x.sluice.json', signature({ returns: 'Date' }), /^function\.returns/, /`Date`/, /plain data/],
  ['a type that does not parse', 'x.sluice.json', signature({ returns: 'number[' }), /^function\.returns/, /"number\["/, /Write one/],
  ['a type that goes on as code', 'x.sluice.json', signature({ returns: 'number = 1' }), /^function\.returns/, /"number = 1"/, /Write one/],
  ['a name that is a reserved word', 'x.sluice.json', signature({ name: 'delete' }), /^function\.name/, /a reserved word/, /Try `deleteValue`/],
  ['a name with a blank', 'x.sluice.json', signature({ name: 'larger one' }), /^function\.name/, /"larger one"/, /Try `largerOne`/],
  ['a name that starts with a digit', 'x.sluice.json', signature({ name: '2nd' }), /^function\.name/, /"2nd"/, /Try `nd`/],
  ...['Array', 'Infinity', 'JSON', 'Math', 'NaN', 'Number', 'Object', 'Set', 'String', 'parseInt'].flatMap(hiding(/a global/)),
  ...['arguments', 'class', 'eval', 'let', 'return', 'undefined', 'yield'].flatMap(hiding(/a reserved word/)),
  ['a parameter that hides a global', 'x.sluice.json', signature({ params: [params[0], { name: 'Math', type: 'number' }] }), /^function\.params\[1\]\.name/, /a global/, /Try/],
  ['two parameters of one name', 'x.sluice.json', signature({ params: [params[0], params[0]] }), /^function\.params\[1\]\.name/, /function\.params\[0\]/, /Rename/],
  ['no examples', 'x.sluice.json', json({ examples: undefined }), /^examples/, /nothing/, /Add \{"args"/],
  ['an empty list of examples', 'x.sluice.json', json({ examples: [] }), /^examples/, /an empty list/, /Add \{"args"/],
  ['examples that are no list', 'x.sluice.json', json({ examples: {} }), /^examples/, /an object/, /Write a list/],
  ['an example that is a list', 'x.sluice.json', examples([1, 2, 2]), /^examples\[2\]/, /\[1, 2, 2\]/, /an object/],
  ['an example without arguments', 'x.sluice.json', examples({ result: 1 }), /^examples\[2\]\.args/, /nothing/, /Add `args`/],
  ['an example without result', 'x.sluice.json', examples({ args: [1, 1] }), /^examples\[2\]\.result/, /nothing/, /Add `result`/],
  ['an argument too few', 'x.sluice.json', examples({ args: [1], result: 1 }), /^examples\[2\]\.args/, /1 argument/, /one argument a parameter/],
  ['an argument too many', 'x.sluice.json', examples({ args: [1, 2, 3], result: 1 }), /^examples\[2\]\.args/, /3 arguments/, /one argument a parameter/],
  ['an argument of another type', 'x.sluice.json', examples({ args: [1, '2'], result: 2 }), /^examples\[2\]\.args\[1\]/, /"2"/, /Mend the value/],
  ['a result of another type', 'x.sluice.json', examples({ args: [1, 5], result: true }), /^examples\[2\]\.result/, /true/, /Mend the value/],
  ['null as an argument', 'x.sluice.json', examples({ args: [1, null], result: 1 }), /^examples\[2\]\.args\[1\]/, /null/, /Write such a value/],
  ['an object as an argument', 'x.sluice.json', examples({ args: [1, { x: 1 }], result: 1 }), /^examples\[2\]\.args\[1\]/, /an object/, /Write such a value/],
  ['a fraction for an integer', 'x.sluice.json', signature({ returns: 'integer' }).replace('"result":4', '"result":4.5'), /^examples\[1\]\.result/, /4\.5/, /Declare the type as `number`/],
  ['text in a list of numbers', 'x.sluice.json', JSON.stringify({ ...sound, function: { name: 'f', params: [{ name: 'list', type: 'number[]' }], returns: 'number' }, examples: [{ args: [[1, 2, 'x']], result: 1 }], }), /^examples\[0\]\.args\[0\]\[2\]/, /"x"/, /Mend the value/],
  ['a number for a list', 'x.sluice.json', JSON.stringify({ ...sound, function: { name: 'f', params: [{ name: 'list', type: 'number[]' }], returns: 'number' }, examples: [{ args: [1], result: 1 }], }), /^examples\[0\]\.args\[0\]/, /1/, /Mend the value/],
  ['a number beyond all doubles', 'x.sluice.json', examples({ args: [1, 2.5], result: 7 }).replace(':7', ':1e999'), /^examples\[2\]\.result/, /too large/, /Write a smaller number/],
  ['examples that contradict each other', 'x.sluice.json', examples({ args: [4, 3], result: 3 }), /^examples\[2\]/, /\(4, 3\) => 3, where examples\[1\] says 4/, /Remove one/],
  ['0 and -0 that contradict each other', 'x.sluice.json', json({ examples: [{ args: [0, 1], result: 1 }, { args: [-0, 1], result: 0 }], }), /^examples\[1\]/, /examples\[0\] says 1/, /Remove one/],
  ['a held-out case that contradicts an example', 'x.sluice.json', json({ heldOut: [{ args: [4, 3], result: 3 }] }), /^heldOut\[0\]/, /examples\[1\] says 4/, /Remove one/],
  ['a held-out case that is shown', 'x.sluice.json', json({ heldOut: [{ args: [4, 3], result: 4 }] }), /^heldOut\[0\]/, /examples\[1\] shows/, /Remove one/],
  ['a held-out fraction above 1', 'x.sluice.json', json({ heldOut: 3 }), /^heldOut/, /3/, /0\.25/],
  ['held-out words', 'x.sluice.json', json({ heldOut: 'some' }), /^heldOut/, /"some"/, /Write a number/],
  ['a held-out case with a slip', 'x.sluice.json', json({ heldOut: [{ args: [5, 6], reslut: 6 }] }), /^heldOut\[0\]\.reslut/, /unknown key/, /Did you mean `result`/],
  ['a negative tolerance', 'x.sluice.json', json({ tolerance: -1 }), /^tolerance/, /-1/, /1e-9/],
  ['a tolerance in words', 'x.sluice.json', json({ tolerance: 'small' }), /^tolerance/, /"small"/, /Write a number/],
  // Modules.
  ['a module that does not parse', 'x.sluice.ts', 'const a: number = ;\n', /^line 1/, /SyntaxError/, /Mend the module/],
  ['a module with an enum', 'x.sluice.ts', '\nenum A { B }\nexport default {}', /^x|^line 2/, /enum/, /Mend the module/],
  ['a module that throws', 'x.sluice.ts', "export {};\n\n  throw new Error('too late');", /^line 3, column 9/, /Error: too late/, /Mend the module/],
  ['a module that throws no error', 'x.sluice.ts', "throw 'a fit';\nexport {};", /^x/, /a fit/, /Mend the module/],
  ['a module that loops', 'x.sluice.ts', 'for (;;);\nexport {};', /^x/, /had not loaded after 1\.5 s/, /Mend the module/],
  ['a module that waits for ever', 'x.sluice.ts', 'await new Promise(() => {});\nexport default {};', /^x/, /waits for something|had not loaded/, /Mend the module/],
  ['a module that ends the process', 'x.sluice.ts', 'process.exit(4);\nexport default {};', /^x/, /code 4/, /Mend the module/],
  ['a case that asks for NaN', 'x.sluice.ts', module('examples: [{ args: [0, 0], result: NaN }],'), /^examples\[0\]\.result/, /NaN/, /Leave the case out/],
  ['a module that exports nothing', 'x.sluice.ts', 'const a = 1;', /^x/, /exports nothing/, /Mend the module/],
  ['a module with more data than crosses', 'x.sluice.ts', "export default { intent: 'x'.repeat(65 * 2 ** 20) };", /^x/, /more than 64 MiB of data/, /Mend the module/],
  ['a module with another export', 'x.sluice.ts', 'export const spec = {};', /^x/, /only `spec`/, /Mend the module/],
  ['a module that exports undefined', 'x.sluice.ts', 'export default undefined;', /^x/, /nothing/, /Write a specification/],
  ['a module that exports a function', 'x.sluice.ts', 'export default () => ({});', /^x/, /a function/, /Write a specification/],
  ['a module that imports what is not there', 'x.sluice.ts', "import { a } from './nowhere.ts';\nexport default a;", /^x/, /nowhere\.ts/, /Mend the module/],
  ['a module that imports an unknown package', 'x.sluice.ts', "import a from 'no-such-package-here';\nexport default a;", /^x/, /no-such-package-here/, /Mend the module/],
  ['a cyclic value', 'x.sluice.ts', module('examples: [{ args: [ring, 2], result: 2 }],', 'const ring: unknown[] = []; ring.push(ring);'), /^examples\[0\]\.args\[0\]\[0\]/, /a cycle/, /plain data/],
  ['a function as an argument', 'x.sluice.ts', module('examples: [{ args: [() => 1, 2], result: 2 }],'), /^examples\[0\]\.args\[0\]/, /a function/, /plain data/],
  ['a symbol as a result', 'x.sluice.ts', module("examples: [{ args: [1, 2], result: Symbol('x') }],"), /^examples\[0\]\.result/, /a symbol/, /plain data/],
  ['a bigint as a result', 'x.sluice.ts', module('examples: [{ args: [1, 2], result: 2n }],'), /^examples\[0\]\.result/, /the bigint 2/, /plain data/],
  ['a date as an argument', 'x.sluice.ts', module('examples: [{ args: [new Date(0), 2], result: 2 }],'), /^examples\[0\]\.args\[0\]/, /a Date/, /plain data/],
  ['an instance of a class as an example', 'x.sluice.ts', module('examples: [new Case()],', 'class Case { args = [1, 2]; result = 2; }'), /^examples\[0\]/, /a Case/, /an object/],
  ['undefined as a result', 'x.sluice.ts', module('examples: [{ args: [1, 2], result: undefined }],'), /^examples\[0\]\.result/, /nothing/, /Add `result`/],
  ['constants that are no data', 'x.sluice.ts', module(`${oneExample} constants: [1, /x/],`), /^constants\[1\]/, /a RegExp/, /plain data/],
  ['an unknown objective', 'x.sluice.ts', module(`${oneExample} objectives: ['sise'],`), /^objectives\[0\]/, /"sise"/, /Did you mean "size"/],
  ['a weight above 1', 'x.sluice.ts', module(`${oneExample} objectives: [{ name: 'size', weight: 3 }],`), /^objectives\[0\]\.weight/, /3/, /at most 1/],
  ['a reference that is no function', 'x.sluice.ts', module(`${oneExample} reference: 3,`), /^reference/, /3/, /a function/],
  ['a property without `holds`', 'x.sluice.ts', module(`${oneExample} properties: { symmetric: { inputs: [] } },`), /^properties\.symmetric\.holds/, /nothing/, /Add `holds`/],
  ['a score in the wrong direction', 'x.sluice.ts', score("direction: 'maximize',"), /^score\.direction/, /"maximize"/, /Did you mean "maximise"/],
  ['a score without instances', 'x.sluice.ts', score('instances: undefined,'), /^score\.instances/, /nothing/, /Add `instances`/],
  ['a baseline that is no function', 'x.sluice.ts', score("baselines: { best: 'best fit' },"), /^score\.baselines\.best/, /"best fit"/, /a function/],
  ['an unknown key of a score', 'x.sluice.ts', score('evalute: () => 1,'), /^score\.evalute/, /unknown key/, /Did you mean `evaluate`/],
];

describe('every malformed specification gives one clear error', () => {
  test.for(malformed)('%s', async ([, name, content, place, found, mend]) => {
    const error = await refusal(name, content);
    expect(error).toMatchObject({
      fault: 'input',
      place: expect.stringMatching(place),
      found: expect.stringMatching(found),
      mend: expect.stringMatching(mend),
    });
    expect(error.place).toContain(name);
    expect(error.message).not.toMatch(/(?<!")\bundefined\b|\[object|ZodError/);
  });
});

describe('every file that is none gives one clear error', () => {
  const near = join(folder, 'near');
  mkdirSync(near);
  writeFileSync(join(near, 'median.sluice.json'), json({}));
  mkdirSync(join(near, 'folder.sluice.json'));
  writeFileSync(join(near, 'huge.sluice.json'), Buffer.alloc(33 * 1024 * 1024, ' '));
  writeFileSync(join(near, 'spec.yaml'), 'intent: x');

  test.each([
    [
      'a missing file with a near name',
      'medain.sluice.json',
      /no such file/,
      /Did you mean median\.sluice\.json/,
    ],
    ['a missing file', 'other.sluice.json', /no such file/, /See whether/],
    ['a missing module', 'medain.sluice.ts', /no such file/, /Did you mean|See whether/],
    ['a missing folder', 'nowhere/x.sluice.json', /no such folder/, /See whether/],
    ['a folder', 'folder.sluice.json', /a folder/, /Name the specification/],
    ['a huge file', 'huge.sluice.json', /33 MB/, /Keep fewer/],
    ['an unknown extension', 'spec.yaml', /neither/, /Rename it/],
  ])('%s', async (_, name, found, mend) => {
    const error = await failure(() => loadSpec(join(near, name), readSpecModule));
    expect(error.fault).toBe('input');
    expect(error.found).toMatch(found);
    expect(error.mend).toMatch(mend);
  });
});

describe('every malformed table gives one clear error', () => {
  test.each([
    ['an empty table', '', /an empty file/, /Write/],
    ['a header alone', 'a,b\n', /a header without rows/, /at least one row/],
    ['a single column', 'a\n1\n', /a single column/, /commas/],
    ['a row that is too short', 'a,b\n1,2\n3\n', /line 3/i, /Mend the table/],
    ['a quote left open', 'a,b\n"1,2\n', /quote/i, /Mend the table/],
    ['two columns of one name', 'a,a,b\n1,2,3\n', /both be called `a`/, /Rename/],
    ['an empty cell', 'a,b\n1,2\n,3\n4,5\n', /an empty cell/, /Fill it/],
    ['rows that contradict each other', 'a,b\n1,2\n1,3\n', /where row 2 says 2/, /Remove one/],
  ])('%s', async (_, content, found, mend) => {
    const path = join(folder, 'table.csv');
    writeFileSync(path, content);
    const error = await failure(async () => loadTable(path));
    expect(error.fault).toBe('input');
    expect(error.found).toMatch(found);
    expect(error.mend).toMatch(mend);
  });

  test('a result column that is not there', async () => {
    const path = join(folder, 'prices.csv');
    writeFileSync(path, 'price,total\n1,2\n');
    const error = await failure(async () => loadTable(path, 'totla'));
    expect(error.mend).toBe('Did you mean "total"?');
  });
});

test('several faults come in one error, the first in full', async () => {
  const error = await refusal('x.sluice.json', json({ intent: 1, tolerance: 'a', extra: 2 }));
  expect(error.place).toBe('extra of x.sluice.json');
  expect(error.mend).toContain('Also tolerance: found "a"');
  expect(error.mend).toContain('Also intent: found 1');
});

let count = 0;

async function refusal(name: string, content: string): Promise<SluiceError> {
  const own = join(folder, String(count++));
  mkdirSync(own);
  writeFileSync(join(own, name), content);
  const limitMs = content.includes('for (;;)') ? 1500 : 30_000;
  return failure(() => loadSpec(join(own, name), (path) => readSpecModule(path, limitMs)));
}

async function failure(load: () => Promise<unknown>): Promise<SluiceError> {
  try {
    await load();
  } catch (error) {
    expect(error).toBeInstanceOf(SluiceError);
    return error as SluiceError;
  }
  throw new Error('it was accepted');
}
