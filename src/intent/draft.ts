import { addCost } from '../domain/cost.ts';
import type { Drafted } from '../domain/drafted.ts';
import type { Example, ValueSignature } from '../domain/function.ts';
import type { Cost } from '../domain/run.ts';
import { noCost } from '../domain/tally.ts';
import { conforms, type Value } from '../domain/value.ts';
import type { CompletionSource } from '../ports/completions.ts';
import type { Model } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { FunctionSandbox } from '../ports/sandbox.ts';
import { readingsOf, type Asked, type AskingPorts } from './ask-for-readings.ts';
import { clarify, type AskPerson, type Clarified, type Doubt } from './clarify.ts';
import { comparable, otherHeads } from './comparable.ts';
import { withAnswer } from './meaning.ts';
import { meaningsOf } from './meanings-of.ts';
import { answersOf } from './programs.ts';
import { casesOf, problemOf, type Reading } from './reading.ts';
import { keyOf, settle, type SpecDocument } from './settle.ts';

/** Programs that each model is asked for, a reading. */
const programsPerReading = 4;

/** Inputs that the readings are held against each other on, beside their own cases. */
const inputsCount = 200;

/** A language model, to be asked for readings and for programs. */
export interface Drafter {
  readonly source: CompletionSource;
  readonly model: Model;
}

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

interface Programs {
  readonly sources: readonly string[];
  readonly cost: Cost;
}

/**
 * Makes a specification of an intent in words: asks models for competing readings and for programs
 * to each, runs every program against all of them, and asks a person about the calls that tell the
 * readings apart best. `readDecided` reads what a person has decided before, once the head of the
 * function is known. `heard`: what models said of these words before; they are not asked again.
 */
export async function draft(
  words: string,
  ports: DraftingPorts,
  readDecided: (signature: ValueSignature) => readonly Example[],
  ask: AskPerson | undefined,
  signal: AbortSignal,
  heard: Heard | undefined,
): Promise<Draft> {
  const first = await round(words, ports, readDecided, ask, signal, { heard });
  if (first.clarified.meanings.length > 0) return draftOf(words, [first]);
  // A person wants what no reading says: models are told what, and asked once more.
  const { decided } = first.clarified;
  const second = await round(words, ports, () => decided, ask, signal, { told: decided });
  return draftOf(words, [first, second]);
}

/** Models asked once, and a person about what they said. */
interface Round {
  readonly heard: Heard;
  readonly readings: readonly Reading[];
  readonly doubt: Doubt;
  readonly clarified: Clarified;
  readonly cost: Cost;
}

async function round(
  words: string,
  ports: DraftingPorts,
  readDecided: (signature: ValueSignature) => readonly Example[],
  ask: AskPerson | undefined,
  signal: AbortSignal,
  { told = [], heard }: { readonly told?: readonly Example[]; readonly heard?: Heard | undefined },
): Promise<Round> {
  const asked = heard?.asked ?? (await readingsOf(words, told, ports, signal));
  const readings = comparable(asked.readings);
  const { signature } = readings[0]!;
  const decided = readDecided(signature).filter((example) => fits(example, signature));
  const programs = heard?.programs ?? (await programsFor(words, readings, ports, signal));
  const doubt = await doubtOf(readings, decided, programs.sources, ports, signal);
  const clarified = await clarify({ ...doubt, meanings: given(doubt, decided) }, ask);
  return {
    heard: { asked, programs },
    readings,
    doubt,
    clarified: { ...clarified, decided: [...decided, ...clarified.decided] },
    cost: addCost(asked.cost, programs.cost),
  };
}

/** In a second round the head may be another one. */
const fits = ({ args, result }: Example, { params, returns }: ValueSignature): boolean =>
  args.length === params.length &&
  params.every(({ type }, place) => conforms(args[place], type)) &&
  conforms(result, returns);

function draftOf(words: string, rounds: readonly Round[]): Draft {
  const { readings, doubt, clarified: all, heard } = rounds.at(-1)!;
  const { asked } = heard;
  const refused = rounds.flatMap((each) => each.heard.asked.refused);
  const open = all.unclear.filter(
    ({ args, answer }) => answer === undefined && !all.indifferent.includes(args),
  );
  return {
    spec: settle(words, readings, doubt, all),
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
      otherHeads: otherHeads(asked.readings, readings),
      isStranded: all.meanings.length === 0,
      cost: rounds.map(({ cost }) => cost).reduce(addCost),
    },
    isClear: open.length === 0,
    heard: rounds[0]!.heard,
  };
}

/** Programs for every reading, from every model. */
async function programsFor(
  words: string,
  readings: readonly Reading[],
  { drafters, allowance, seed }: DraftingPorts,
  signal: AbortSignal,
): Promise<Programs> {
  const sources = new Set<string>();
  let cost = noCost;
  const asks = readings.flatMap((reading) => drafters.map(({ model }) => ({ reading, model })));
  await Promise.all(
    asks.map(async ({ reading, model }) => {
      const session = await model.open(problemOf(words, reading), { seed, workers: 1, allowance });
      try {
        const ask = { island: 0, parents: [], count: programsPerReading };
        for await (const event of session.propose({ step: 0, asks: [ask] }, signal)) {
          if (event.kind === 'draft') sources.add(event.draft.source);
          if (event.kind === 'usage') cost = addCost(cost, event.cost);
        }
      } finally {
        await session.close();
      }
    }),
  );
  return { sources: [...sources].toSorted(), cost };
}

async function doubtOf(
  readings: readonly Reading[],
  decided: readonly Example[],
  sources: readonly string[],
  { inputsNear, sandbox, random }: DraftingPorts,
  signal: AbortSignal,
): Promise<Doubt> {
  const { signature } = readings[0]!;
  // The same inputs whatever was decided: a person who answers later answers the same questions.
  const near = inputsNear(signature, readings.flatMap(casesOf), random, inputsCount);
  const cases = [...readings.flatMap(casesOf), ...decided];
  const all = [...cases.map(({ args }) => args), ...near];
  const inputs = [...new Map(all.map((args) => [keyOf(args), args])).values()];
  const places = new Map(inputs.map((args, place) => [keyOf(args), place]));
  const programs = await answersOf(sources, signature, inputs, sandbox, signal);
  const meanings = meaningsOf(readings, programs, inputs.length, (args) => {
    return places.get(keyOf(args))!;
  });
  return { signature, inputs, meanings, means: readings.map(({ means }) => means) };
}

/** The meanings that agree with what was decided before. */
function given({ meanings, inputs }: Doubt, decided: readonly Example[]): Doubt['meanings'] {
  return decided.reduce((left, { args, result }) => {
    const place = inputs.findIndex((input) => keyOf(input) === keyOf(args));
    return withAnswer(left, place, result);
  }, meanings);
}
