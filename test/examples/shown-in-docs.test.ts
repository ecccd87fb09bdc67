import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';

import { openEngine } from '../../src/index.ts';
import { loadCommand } from '../../src/realities/command/load-command.ts';
import { moduleSpec } from '../../src/realities/function/loading/schema.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const specPage = read('docs/spec.md');
const commandPage = read('docs/command.md');

const home = temporaryFolder();
symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
const engine = await openEngine({ home });
afterAll(() => engine.close());

interface Shown {
  readonly name: string;
  readonly body: string;
}

/** The files that a page shows: a name in backquotes, and the block under it. */
const filesOf = (page: string): Shown[] =>
  [
    ...page.matchAll(/`(?<name>[\w.-]+\.sluice\.(?:json|ts))`:\n\n```\w+\n(?<body>[\s\S]*?)```/g),
  ].map(({ groups }) => ({ name: groups!['name']!, body: groups!['body']! }));

const blocksOf = (page: string, language: string): string[] =>
  [...page.matchAll(/^```(?<language>\w+)\n(?<body>[\s\S]*?)^```/gm)]
    .filter(({ groups }) => groups!['language'] === language)
    .map(({ groups }) => groups!['body']!);

function laid(folder: string, { name, body }: Shown): string {
  mkdirSync(join(home, folder), { recursive: true });
  const path = join(home, folder, name);
  writeFileSync(path, body);
  return path;
}

/** The property that docs/spec.md shows, put into the specification shown above it. */
function withProperty(): Shown {
  const clamp = filesOf(specPage).find(({ name }) => name === 'clamp.sluice.json')!;
  const property = blocksOf(specPage, 'ts').find((block) => block.startsWith('properties:'))!;
  const keys = clamp.body.trim().replace(/^\{/, '').replace(/\}$/, ',');
  const imports = "import fc from 'fast-check';\nimport { defineFunction } from 'sluice';\n";
  return {
    name: 'clamp-with-property.sluice.ts',
    body: `${imports}export default defineFunction({${keys}${property}});\n`,
  };
}

/** The properties that are text there, put into the same. */
function withTexts(): Shown {
  const clamp = filesOf(specPage).find(({ name }) => name === 'clamp.sluice.json')!;
  const texts = blocksOf(specPage, 'json').find((block) => block.startsWith('"properties":'))!;
  return {
    name: 'clamp-with-texts.sluice.json',
    body: clamp.body.trim().replace(/\}$/, `,${texts}}`),
  };
}

const shown: readonly (readonly [page: string, file: Shown])[] = [
  ...filesOf(specPage).map((file) => ['docs', file] as const),
  ['docs', withProperty()],
  ['docs', withTexts()],
  ...filesOf(read('README.md')).map((file) => ['readme', file] as const),
];

describe('docs/spec.md', () => {
  it('tells every key of a specification, and of a score', () => {
    const keys = Object.keys(moduleSpec.shape).filter((key) => key !== 'function');
    const score = Object.keys(moduleSpec.shape.score.unwrap().shape);
    for (const key of [...keys, ...score]) expect(specPage).toContain(`\n| \`${key}\` `);
  });

  it('shows modules that compile under strict', () => {
    const paths = shown
      .filter(([, { name }]) => name.endsWith('.ts'))
      .map(([page, file]) => laid(page, file));
    expect(paths).toHaveLength(2);
    const program = ts.createProgram(paths, {
      strict: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      target: ts.ScriptTarget.ES2024,
      lib: ['lib.esnext.d.ts'],
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      paths: { sluice: [join(root, 'src/index.ts')] },
    });
    const wrong = paths.flatMap((path) =>
      program.getSemanticDiagnostics(program.getSourceFile(path)),
    );
    expect(
      wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    ).toEqual([]);
  });
});

describe('docs/command.md', () => {
  const beside = temporaryFolder();
  for (const name of ['pack.py', 'check.py', 'initial_program.py', 'evaluator.py', 'lint.py']) {
    writeFileSync(join(beside, name), '# EVOLVE-BLOCK-START\n# EVOLVE-BLOCK-END\n');
  }
  for (const name of ['quick.py', 'full.py']) writeFileSync(join(beside, name), '');
  const loaded = (document: unknown) =>
    loadCommand(document, join(beside, 'shown.sluice.json'), JSON.stringify(document));
  const whole = blocksOf(commandPage, 'json').filter((block) => block.startsWith('{'));

  it('shows specifications that load', () => {
    expect(whole.map((block) => loaded(JSON.parse(block)).problem.path)).toEqual([
      'pack.py',
      'initial_program.py',
    ]);
  });

  it('shows a cascade that loads', () => {
    const cascade = blocksOf(commandPage, 'json').find((block) => block.startsWith('"judge":'))!;
    const { judge } = JSON.parse(`{${cascade}}`) as { judge: unknown };
    const needs = ['lint.py', 'quick.py', 'full.py'];
    const document = { ...(JSON.parse(whole[0]!) as object), judge, needs };
    expect(loaded(document).judges).toHaveLength(3);
  });
});

describe.each(shown)('a file shown in the %s', (page, file) => {
  it(`${file.name} is solved as it stands`, async () => {
    const path = laid(page, file);
    const never = new AbortController().signal;
    // Where a score judges, a run ends by its budget alone.
    const candidates = file.body.includes('score: {') ? 3000 : 1_000_000;
    const { status, shortlist } = await engine.solve(
      path,
      { seed: 1, budget: { seconds: 120, candidates } },
      () => undefined,
      never,
    );
    expect(status).toBe('survived');
    const { evidence } = shortlist[0]!;
    for (const { stage, verdict } of evidence) expect([stage, verdict]).toEqual([stage, 'passed']);
    const isWithProperty = /"?properties"?: \{/u.test(file.body);
    expect(evidence.some(({ stage }) => stage === 'properties')).toBe(isWithProperty);
  });
});
