import * as fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { compile } from '../../../../../src/adapters/models/grammar/language/compile.ts';
import { printFunction } from '../../../../../src/adapters/models/grammar/language/print.ts';
import type { Value } from '../../../../../src/domain/value.ts';
import { run, samples, scalarSamples } from './arbitrary.ts';

function load(source: string): (...args: Value[]) => Value {
  const { outputText } = ts.transpileModule(source.replace('export ', ''), {
    compilerOptions: { target: ts.ScriptTarget.ES2024 },
  });
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function(`${outputText}; return candidate;`)() as (...args: Value[]) => Value;
}

test('printed TypeScript means what the operators mean', () => {
  fc.assert(
    fc.property(fc.oneof(samples, scalarSamples), ({ signature, body, inputs }) => {
      const source = printFunction(signature, body);
      const candidate = load(source);
      for (const args of inputs) {
        const outcome = run(body, args);
        if (outcome.kind === 'result')
          expect(candidate(...args), source).toStrictEqual(outcome.result);
      }
    }),
    { numRuns: 500 },
  );
});

test('compiled programs mean what the operators mean', () => {
  fc.assert(
    fc.property(fc.oneof(samples, scalarSamples), ({ signature, body, inputs }) => {
      const candidate = compile(body, signature.params.length);
      for (const args of inputs) {
        const outcome = run(body, args);
        if (outcome.kind === 'result') expect(candidate(...args)).toStrictEqual(outcome.result);
      }
    }),
    { numRuns: 500 },
  );
});
