import * as fc from 'fast-check';
import { format } from 'prettier';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse } from '../../../../../src/adapters/models/grammar/language/parse.ts';
import { printFunction } from '../../../../../src/adapters/models/grammar/language/print.ts';
import { simplify } from '../../../../../src/adapters/models/grammar/language/simplify.ts';
import type { ValueSignature } from '../../../../../src/domain/function.ts';
import type { ValueType } from '../../../../../src/domain/value.ts';
import { samples, scalarSamples } from './arbitrary.ts';

const compilerOptions: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts'],
  types: [],
  noEmit: true,
};

/** What the compiler says about some sources, each a module of its own. */
function complaints(sources: readonly string[]): readonly string[] {
  const byName = new Map(sources.map((source, index) => [`/candidate-${index}.ts`, source]));
  const files = ts.createCompilerHost(compilerOptions);
  const host: ts.CompilerHost = {
    ...files,
    getSourceFile: (name, version) => {
      const source = byName.get(name);
      return source === undefined
        ? files.getSourceFile(name, version)
        : ts.createSourceFile(name, source, version);
    },
  };
  const program = ts.createProgram([...byName.keys()], compilerOptions, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, file }) =>
      [ts.flattenDiagnosticMessageText(messageText, '\n'), file?.text].join('\n'),
    );
}

test('simplified programs type-check under strict and noUncheckedIndexedAccess', () => {
  const programs = [samples, scalarSamples].flatMap((arbitrary) =>
    fc.sample(arbitrary, { numRuns: 150, seed: 1 }),
  );
  const sources = programs.map(({ signature, body }) => printFunction(signature, simplify(body)));
  expect(complaints(sources)).toEqual([]);
});

const signature = (returns: ValueType, ...params: readonly string[]): ValueSignature => ({
  name: 'found',
  params: params.map((param) => {
    const [name, type] = param.split(': ') as [string, ValueType];
    return { name, type };
  }),
  returns,
});

interface Golden {
  readonly signature: ValueSignature;
  readonly program: string;
  readonly printed: string;
}

const goldens: readonly Golden[] = [
  {
    signature: signature('number', 'a: number', 'b: number', 'c: number'),
    program: '(number.max (number.min p0 p1) (number.min (number.max p0 p1) p2))',
    printed: `export function found(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(c, Math.max(a, b)));
}
`,
  },
  {
    signature: signature('number', 'item: number', 'remaining: number', 'capacity: number'),
    program:
      '(number.if (number.equal p1 p0) 1000 (number.if (number.less (number.subtract p1 p0) 3) (number.negate (number.square (number.subtract p1 p0))) (number.divide (number.subtract p1 p0) p2)))',
    printed: `export function found(item: number, remaining: number, capacity: number): number {
  const gap = remaining - item;
  if (item === remaining) return 1000;
  return gap < 3 ? -(gap ** 2) : gap / capacity;
}
`,
  },
  {
    signature: signature('string', 'name: string'),
    program:
      '(text.concat (text.concat (text.toUpperCase (text.charAt p0 0)) ". ") (text.piece (text.trim p0) " " -1))',
    printed: `export function found(name: string): string {
  return name.charAt(0).toUpperCase() + '. ' + (name.trim().split(' ').at(-1) ?? '');
}
`,
  },
  {
    signature: signature('integer', 'items: integer[]', 'least: integer'),
    program:
      '(integer[].sum (integer[].map.integer (integer[].filter p0 (λ1 (integer.lessOrEqual p1 v0))) (λ1 (integer.multiply v0 v0))))',
    printed: `export function found(items: number[], least: number): number {
  return items
    .filter((x) => x >= least)
    .map((x) => x * x)
    .reduce((sum, item) => sum + item, 0);
}
`,
  },
  {
    signature: signature('integer', 'x: integer'),
    program: '(integer.bitAnd (integer.shiftRightUnsigned (integer.bitXor p0 1431655765) 1) 65535)',
    printed: `export function found(x: number): number {
  return ((x ^ 0x55555555) >>> 1) & 0xffff;
}
`,
  },
  {
    signature: signature('number', 'price: number', 'isMember: boolean'),
    program:
      '(number.if (boolean.and (number.less 100 p0) p1) (number.multiply p0 0.8) (number.if p1 (number.multiply p0 0.9) p0))',
    printed: `export function found(price: number, isMember: boolean): number {
  if (isMember && price > 100) return 0.8 * price;
  return isMember ? 0.9 * price : price;
}
`,
  },
  {
    signature: signature('integer', 'a: integer', 'b: integer'),
    program: '(integer.modulo (integer.add p0 (integer.divide p1 2)) (integer.subtract p1 -1))',
    printed: `export function found(a: number, b: number): number {
  return b + 1 === 0 ? 0 : (a + Math.trunc(b / 2)) % (b + 1);
}
`,
  },
  {
    signature: signature('number', 'dischargeArea: number', 'pipeLength: number'),
    program:
      '(number.divide (number.max p1 3.5) (number.multiply p0 (number.exp (number.max p0 (number.max (number.sqrt p1) (number.multiply 7 p0))))))',
    printed: `export function found(dischargeArea: number, pipeLength: number): number {
  return (
    Math.max(pipeLength, 3.5) /
    (dischargeArea * Math.exp(Math.max(Math.sqrt(pipeLength), 7 * dischargeArea, dischargeArea)))
  );
}
`,
  },
  {
    signature: signature('number', 'dischargeAreaOfThePipe: number', 'pipeLength: number'),
    program:
      '(number.divide (number.max p1 3.5) (number.multiply (number.square (number.add p0 (number.sqrt p1))) (number.exp (number.max p0 (number.multiply 7 p1)))))',
    printed: `export function found(dischargeAreaOfThePipe: number, pipeLength: number): number {
  return (
    Math.max(pipeLength, 3.5) /
    ((dischargeAreaOfThePipe + Math.sqrt(pipeLength)) ** 2 *
      Math.exp(Math.max(dischargeAreaOfThePipe, 7 * pipeLength)))
  );
}
`,
  },
];

test.for(goldens)('$program is printed as a person would write it', async (golden) => {
  const printed = `${printFunction(golden.signature, simplify(parse(golden.program, golden.signature)))}\n`;
  expect(printed).toBe(golden.printed);
  const options = { parser: 'typescript', singleQuote: true, printWidth: 100 };
  expect(await format(printed, options)).toBe(printed);
});

test('golden programs type-check', () => {
  expect(complaints(goldens.map(({ printed }) => printed))).toEqual([]);
});
