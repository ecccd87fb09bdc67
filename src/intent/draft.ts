import { addCost } from '../domain/cost.ts';
import type { Drafted, DraftedProperty } from '../domain/drafted.ts';
import type { Example, ValueSignature } from '../domain/function.ts';
import type { Cost } from '../domain/run.ts';
import { conforms, type Value } from '../domain/value.ts';
import type { CompletionSource } from '../ports/completions.ts';
import type { Model } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { FunctionSandbox } from '../ports/sandbox.ts';
import { declined, type AskProperties } from './approve.ts';
import { programsFor, type Programs } from './ask-for-programs.ts';
import { readingsOf, type Asked, type AskingPorts } from './ask-for-readings.ts';
import { clarify, type AskPerson, type Clarified, type Doubt } from './clarify.ts';
import { comparable, otherHeads } from './comparable.ts';
import { withAnswer } from './meaning.ts';
import { agreeingWith, meaningsOf } from './meanings-of.ts';
import { answersOf } from './programs.ts';
import { judgeProperties, propertiesLeft, type JudgedProperties } from './properties.ts';
import { casesOf, type Reading } from './reading.ts';
import { keyOf, settle, type SpecDocument } from './settle.ts';

/** Inputs that the readings are held against each other on, beside their own cases. */
const inputsCount = 200;

export interface DraftingPorts extends AskingPorts {
  readonly drafters: readonly Drafter[];
  /** Inputs near the examples, none of them an example's. */
  readonly inputsNear: (
    signature: ValueSignature,
    examples: readonly Example[],
    random: Random,
    count: number,
  ) => readonly (readonly Value[])[];
  readonly sandbox: FunctionSandbox;
  readonly random: Random;
}

/** A language model, to be asked for readings and for programs. */
export interface Drafter {
  readonly source: CompletionSource;
  readonly model: Model;
}

/** Whoever sits there and answers. */
export interface Person {
  readonly ask: AskPerson;
  readonly askProperties?: AskProperties | undefined;
}

/** A specification made of words, and how that went. */
export interface Draft {
  readonly spec: SpecDocument;
  readonly drafted: Drafted;
  /** Whether nothing is left open that somebody should be asked. */
  readonly isClear: boolean;
  /** What models said when they were first asked. */
  readonly heard: Heard;
}

/** What models made of an intent: readings, and programs to each. Plain JSON. */
export interface Heard {
  readonly asked: Asked;
  readonly programs: Programs;
}

/**
 * Makes a specification of an intent in words: asks models for competing readings and for programs
 * to each, runs every program against all of them, and asks a person about the calls that tell the
 * readings apart best, and whether the properties of what is left are to hold. `readDecided` reads
 * what a person has decided before, once the head of the function is known. `heard`: what models
 * said of these words before; they are not asked again.
 */
export async function draft(
  words: string,
  ports: DraftingPorts,
  readDecided: (signature: ValueSignature) => readonly Example[],
  person: Person | undefined,
  signal: AbortSignal,
  heard: Heard | undefined,
): Promise<Draft> {
  const first = await round(words, ports, readDecided, person, signal, { heard });
  if (first.clarified.meanings.length > 0) return draftOf(words, [first], person);
  // A person wants what no reading says: models are told what, and asked once more.
  const { decided } = first.clarified;
  const second = await round(words, ports, () => decided, person, signal, { told: decided });
  return draftOf(words, [first, second], person);
}

/** Models asked once, and a person about what they said. */
interface Round {
  readonly heard: Heard;
  readonly readings: readonly Reading[];
  readonly doubt: Doubt;
  readonly judged: JudgedProperties;
  readonly clarified: Clarified;
  readonly cost: Cost;
}

async function round(
  words: string,
  ports: DraftingPorts,
  readDecided: (signature: ValueSignature) => readonly Example[],
  person: Person | undefined,
  signal: AbortSignal,
  { told = [], heard }: { readonly told?: readonly Example[]; readonly heard?: Heard | undefined },
): Promise<Round> {
  const asked = heard?.asked ?? (await readingsOf(words, told, ports, signal));
  const readings = comparable(asked.readings);
  const { signature } = readings[0]!;
  const decided = readDecided(signature).filter((example) => fits(example, signature));
  const programs = heard?.programs ?? (await programsFor(words, readings, ports, signal));
  const { doubt, judged } = await doubtOf(readings, decided, programs.sources, ports, signal);
  const clarified = await clarify({ ...doubt, meanings: given(doubt, decided) }, person?.ask);
  return {
    heard: { asked, programs },
    readings,
    doubt,
    judged,
    clarified: { ...clarified, decided: [...decided, ...clarified.decided] },
    cost: addCost(asked.cost, programs.cost),
  };
}

/** What is to hold, once a person has seen it; and what is not, with the reason. */
async function settledProperties(
  { judged, clarified, doubt }: Round,
  person: Person | undefined,
): Promise<readonly DraftedProperty[]> {
  const left = propertiesLeft(judged, clarified).map(({ name, source, against }) => {
    const unlike = against.map((place) => doubt.means[place] ?? '').filter((text) => text !== '');
    return { name, source, unlike: [...new Set(unlike)] };
  });
  const without = await declined(left, person?.askProperties);
  return [
    ...left.map((property, place) =>
      without.has(place) ? { ...property, leftOut: 'you said so' } : property,
    ),
    ...judged.leftOut.map(({ name, source, why }) => ({ name, source, unlike: [], leftOut: why })),
  ];
}

/** In a second round the head may be another one. */
const fits = ({ args, result }: Example, { params, returns }: ValueSignature): boolean =>
  args.length === params.length &&
  params.every(({ type }, place) => conforms(args[place], type)) &&
  conforms(result, returns);

async function draftOf(
  words: string,
  rounds: readonly Round[],
  person: Person | undefined,
): Promise<Draft> {
  const { readings, doubt, clarified: all, heard } = rounds.at(-1)!;
  const properties = await settledProperties(rounds.at(-1)!, person);
  const { asked } = heard;
  const refused = rounds.flatMap((each) => each.heard.asked.refused);
  const open = all.unclear.filter(
    ({ args, answer }) => answer === undefined && !all.indifferent.includes(args),
  );
  return {
    spec: settle(
      words,
      readings,
      doubt,
      all,
      properties.filter(({ leftOut }) => leftOut === undefined),
    ),
    drafted: {
      words,
      name: doubt.signature.name,
      meanings: doubt.meanings.length,
      unclear: rounds.flatMap(({ clarified }) => clarified.unclear),
      refused: Object.fromEntries(
        [...Map.groupBy(refused, (reason) => reason)].map(([reason, { length }]) => [
          reason,
          length,
        ]),
      ),
      properties,
      otherHeads: otherHeads(asked.readings, readings),
      isStranded: all.meanings.length === 0,
      cost: rounds.map(({ cost }) => cost).reduce(addCost),
    },
    isClear: open.length === 0,
    heard: rounds[0]!.heard,
  };
}

async function doubtOf(
  readings: readonly Reading[],
  decided: readonly Example[],
  sources: readonly string[],
  { inputsNear, sandbox, random }: DraftingPorts,
  signal: AbortSignal,
): Promise<{ readonly doubt: Doubt; readonly judged: JudgedProperties }> {
  const { signature } = readings[0]!;
  // The same inputs whatever was decided: a person who answers later answers the same questions.
  const near = inputsNear(signature, readings.flatMap(casesOf), random, inputsCount);
  const cases = [...readings.flatMap(casesOf), ...decided];
  const all = [...cases.map(({ args }) => args), ...near];
  const inputs = [...new Map(all.map((args) => [keyOf(args), args])).values()];
  const places = new Map(inputs.map((args, place) => [keyOf(args), place]));
  const programs = await answersOf(sources, signature, inputs, sandbox, signal);
  const placeOf = (args: readonly Value[]): number => places.get(keyOf(args))!;
  const { name } = signature;
  const agreeing = agreeingWith(readings, programs, placeOf);
  const judged = await judgeProperties(
    readings,
    { sources, agreeing, name, inputs },
    sandbox,
    signal,
  );
  const meanings = meaningsOf(readings, programs, judged.agreeing, inputs.length, placeOf);
  return {
    doubt: { signature, inputs, meanings, means: readings.map(({ means }) => means) },
    judged,
  };
}

/** The meanings that agree with what was decided before. */
function given({ meanings, inputs }: Doubt, decided: readonly Example[]): Doubt['meanings'] {
  return decided.reduce((left, { args, result }) => {
    const place = inputs.findIndex((input) => keyOf(input) === keyOf(args));
    return withAnswer(left, place, result);
  }, meanings);
}
