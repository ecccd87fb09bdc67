import type { Property } from '../domain/function.ts';
import type { Value } from '../domain/value.ts';
import { unitsAMillisecond, type FunctionSandbox, type Outcome } from '../ports/sandbox.ts';
import type { Clarified } from './clarify.ts';
import { likeliest } from './meaning.ts';
import type { Reading } from './reading.ts';

/** What one property of one program may spend on all inputs: what about 500 ms take. */
const fuelMost = 500 * unitsAMillisecond;
/** Only a backstop, in milliseconds of wall time: a busy machine must leave out nothing else. */
const limitMs = 10_000;

/** A property that programs of its reading have. */
export interface HeldProperty extends Property {
  /** Readings whose programs are otherwise, by their place. */
  readonly against: readonly number[];
}

/** A property that is asked of nobody, and why. */
export interface LeftOut extends Property {
  readonly why: string;
}

/** What programs say of the properties that models drafted. */
export interface JudgedProperties {
  /** What is kept, by the place of the reading. */
  readonly held: readonly (readonly HeldProperty[])[];
  readonly leftOut: readonly LeftOut[];
  /** Programs that have what is kept of each reading, by their place. */
  readonly agreeing: readonly (readonly number[])[];
}

export interface JudgedPrograms {
  readonly sources: readonly string[];
  /** Those that agree with each reading in all its cases, by their place. */
  readonly agreeing: readonly (readonly number[])[];
  /** The name under which they export the function. */
  readonly name: string;
  readonly inputs: readonly (readonly Value[])[];
}

/**
 * Runs every property on every program that agrees with a reading. A model that drafts a property
 * may be as wrong as one that drafts a program: it is kept where half of the programs that agree
 * with the cases of its reading, and at least one, have it on all inputs; programs that do not are
 * none of that reading's.
 */
export async function judgeProperties(
  readings: readonly Reading[],
  programs: JudgedPrograms,
  sandbox: FunctionSandbox,
  signal: AbortSignal,
): Promise<JudgedProperties> {
  const faults = await faultsOf(readings, programs, sandbox, signal);
  const leftOut = new Map<string, LeftOut>();
  const judged = readings.map(({ properties }, place) => {
    let left = programs.agreeing[place]!;
    const held: HeldProperty[] = [];
    for (const property of properties) {
      const has = left.filter((program) => faults(property, program) === undefined);
      if (has.length > 0 && 2 * has.length >= left.length) {
        left = has;
        const against = programs.agreeing.flatMap((others, other) =>
          other !== place &&
          others.length > 0 &&
          others.every((program) => faults(property, program) !== undefined)
            ? [other]
            : [],
        );
        held.push({ ...property, against });
      } else {
        const found = left.map((program) => faults(property, program));
        const why = found.find((fault) => fault !== undefined) ?? noProgram;
        leftOut.set(property.source, { ...property, why });
      }
    }
    return { held, left };
  });
  return {
    held: judged.map(({ held }) => held),
    leftOut: [...leftOut.values()],
    agreeing: judged.map(({ left }) => left),
  };
}

const noProgram = 'no program agrees with the cases of its reading';

/** Why a program lacks a property; `undefined` where it has it. */
type Faults = (property: Property, program: number) => string | undefined;

async function faultsOf(
  readings: readonly Reading[],
  { sources, agreeing, name, inputs }: JudgedPrograms,
  sandbox: FunctionSandbox,
  signal: AbortSignal,
): Promise<Faults> {
  const properties = readings.flatMap((reading) => reading.properties);
  const distinct = new Map(properties.map((property) => [property.source, property]));
  const pairs = [...new Set(agreeing.flat())].flatMap((program) =>
    [...distinct.values()].map((property) => ({ program, property })),
  );
  if (pairs.length === 0) return () => undefined;
  const trials = pairs.map(
    ({ program, property }) =>
      ({
        program: {
          kind: 'source',
          candidate: `program ${program}`,
          source: sources[program]!,
          name,
        },
        task: { kind: 'holds', properties: [property], inputs },
        limitMs,
        fuelMost,
      }) as const,
  );
  const outcomes = await Array.fromAsync(sandbox.run(trials, signal));
  const found = new Map(
    pairs.map(({ program, property }, index) => [
      `${program} ${property.source}`,
      faultIn(outcomes[index]!),
    ]),
  );
  return ({ source }, program) => found.get(`${program} ${source}`);
}

function faultIn(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'checked': {
      const [broken] = outcome.broken;
      return broken && `it does not hold for ${broken.counterexample}`;
    }
    case 'rejected':
      return outcome.reason;
    case 'timedOut':
      return 'programs come to no end with it';
    case 'crashed':
      return outcome.error;
    case 'returned':
    case 'scored':
    case 'timed':
      return 'it was not judged';
  }
}

/**
 * The properties of what is left, under names of their own. Where a person said of a call that it
 * does not matter, none is among them that tells apart what is left: it might decide that call.
 */
export function propertiesLeft(
  { held }: JudgedProperties,
  { meanings, indifferent }: Clarified,
): readonly HeldProperty[] {
  const left = new Set(meanings.flatMap(({ readings }) => readings));
  const behind = (likeliest(meanings)?.readings ?? []).flatMap((place) => held[place]!);
  const distinct = new Map(behind.map((property) => [property.source, property]));
  const names = new Set<string>();
  return [...distinct.values()]
    .filter(({ against }) => indifferent.length === 0 || !against.some((place) => left.has(place)))
    .map((property) => {
      let { name } = property;
      for (let other = 2; names.has(name); other++) name = `${property.name} (${other})`;
      names.add(name);
      return { ...property, name };
    });
}
