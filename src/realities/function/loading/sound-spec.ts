import type { z } from 'zod';
import type { Example, Property, Signature } from '../../../domain/function.ts';
import type { Judgement } from '../../../domain/problem.ts';
import type { Value } from '../../../domain/value.ts';
import { checkAgreement, checkExamples, checkValue, type RawExample } from './check-examples.ts';
import { checkSignature } from './check-signature.ts';
import { holdOut } from './hold-out.ts';
import { show, type Issue } from '../../reading/issue.ts';
import type { LoadedSpec } from './loaded-spec.ts';
import { objectivesOf } from './objectives.ts';
import { issuesOf, jsonSpec, moduleSpec, type JsonSpec, type ModuleSpec } from './schema.ts';

const usualTolerance = 1e-9;

export type Soundness =
  { readonly spec: Omit<LoadedSpec, 'path' | 'text'> } | { readonly issues: readonly Issue[] };

/** Checks a specification written in JSON. */
export function soundJson(value: unknown): Soundness {
  const parsed = jsonSpec.safeParse(value, { reportInput: true });
  if (!parsed.success) return refused(value, parsed.error);
  const { properties, ...data } = parsed.data;
  // Whoever reads an object leaves this name out: a property must not go unjudged without a word.
  if (Object.hasOwn((value as JsonSpec).properties ?? {}, '__proto__')) {
    return { issues: [unusableName] };
  }
  return sound(data, true, propertiesOf(properties));
}

const unusableName: Issue = {
  place: 'properties.__proto__',
  found: 'a property of that name',
  wanted: 'any other name',
  mend: 'Rename it to what it says of the function.',
};

const propertiesOf = (sources: JsonSpec['properties'] = {}): Property[] =>
  Object.entries(sources).map(([name, source]) => ({ name, source }));

/** Checks the default export of a specification's module, its code replaced by symbols. */
export function soundModule(value: unknown): Soundness {
  const parsed = moduleSpec.safeParse(value, { reportInput: true });
  return parsed.success ? sound(parsed.data, false, []) : refused(value, parsed.error);
}

function refused(value: unknown, error: z.ZodError): Soundness {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { issues: issuesOf(error) };
  }
  const wanted = 'an object with `intent`, `function` and `examples`';
  return {
    issues: [{ place: '', found: show(value), wanted, mend: 'Write a specification there.' }],
  };
}

function sound(spec: ModuleSpec, finite: boolean, properties: readonly Property[]): Soundness {
  const signature: Signature = spec.function;
  const tolerance = spec.tolerance ?? usualTolerance;
  const examples = spec.examples ?? [];
  const listed = Array.isArray(spec.heldOut) ? spec.heldOut : [];
  const rules = { signature, tolerance, finite };
  const issues = [
    ...checkSignature(signature),
    ...checkNumbers(spec),
    ...checkSomethingJudges(spec),
    ...checkConstants(spec.constants ?? [], finite),
  ];
  if (issues.length === 0) {
    issues.push(
      ...checkExamples(examples, 'examples', rules),
      ...checkExamples(listed, 'heldOut', rules),
    );
  }
  if (issues.length > 0) return { issues };
  const agreed = checkAgreement(casesOf(examples), casesOf(listed), tolerance);
  return agreed.length > 0
    ? { issues: agreed }
    : { spec: { ...loaded(spec, tolerance), properties } };
}

function loaded(
  spec: ModuleSpec,
  tolerance: number,
): Omit<LoadedSpec, 'path' | 'text' | 'properties'> {
  const { heldOut } = spec;
  const divided = Array.isArray(heldOut)
    ? { visible: holdOut(casesOf(spec.examples ?? []), 0).visible, heldOut: casesOf(heldOut) }
    : holdOut(casesOf(spec.examples ?? []), heldOut);
  const judgement: Judgement =
    spec.score === undefined
      ? { by: 'equality', tolerance }
      : {
          by: 'score',
          direction: spec.score.direction,
          ...(spec.score.unit === undefined ? {} : { unit: spec.score.unit }),
        };
  return {
    problem: {
      kind: 'function',
      intent: spec.intent,
      signature: spec.function,
      examples: divided.visible,
      judgement,
      constants: (spec.constants ?? []) as readonly Value[],
    },
    heldOut: divided.heldOut,
    tolerance,
    ...(spec.score?.varies === undefined ? {} : { varies: spec.score.varies }),
    has: {
      score: spec.score !== undefined,
      reference: spec.reference !== undefined,
      aggregate: spec.score?.aggregate !== undefined,
      properties: Object.keys(spec.properties ?? {}).length > 0,
      imports: spec.imports ?? [],
      needs: spec.needs ?? [],
      baselines: Object.keys(spec.score?.baselines ?? {}),
      published: Object.keys(spec.score?.published ?? {}),
    },
    ...(spec.objectives === undefined
      ? {}
      : { objectives: objectivesOf(spec.objectives, judgement) }),
  };
}

const casesOf = (examples: readonly RawExample[]) => examples as readonly Example[];

function checkNumbers({ tolerance, heldOut }: ModuleSpec): Issue[] {
  const issues: Issue[] = [];
  if (tolerance !== undefined && !(tolerance >= 0 && tolerance < Infinity)) {
    issues.push({
      place: 'tolerance',
      found: show(tolerance),
      wanted: 'a number from 0 on',
      mend: 'Write how far two numbers may be apart and still be equal, such as 1e-9.',
    });
  }
  if (typeof heldOut === 'number' && !(heldOut >= 0 && heldOut <= 0.9)) {
    issues.push({
      place: 'heldOut',
      found: show(heldOut),
      wanted: 'a fraction from 0 to 0.9, or a list of examples',
      mend: 'Write 0.25 to keep a quarter of the examples apart.',
    });
  }
  return issues;
}

function checkSomethingJudges(spec: ModuleSpec): Issue[] {
  if (spec.score ?? spec.reference ?? spec.properties) return [];
  if (spec.examples !== undefined && spec.examples.length > 0) return [];
  return [
    {
      place: 'examples',
      found: show(spec.examples),
      wanted: 'at least one example',
      mend: 'Add {"args": […], "result": …}; a TypeScript specification may have a `score` instead.',
    },
  ];
}

function checkConstants(constants: readonly unknown[], finite: boolean): Issue[] {
  return constants.flatMap((constant, index) =>
    checkValue(constant, 'unknown', `constants[${index}]`, finite),
  );
}
