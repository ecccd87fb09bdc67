import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { SluiceError } from '../domain/errors.ts';
import type { Example, ValueSignature } from '../domain/function.ts';
import { Purse } from '../domain/purse.ts';
import { draft, type Draft, type Drafter, type DraftingPorts } from '../intent/draft.ts';
import type { SpecDocument } from '../intent/settle.ts';
import type { Random } from '../ports/random.ts';
import type { FunctionSandbox } from '../ports/sandbox.ts';
import { budgetOf } from './budget-from.ts';
import { checkBudget } from './spendable.ts';
import { RecordedPurse } from '../search/recorded-purse.ts';
import { DraftingRecord, type RecordParts } from './drafting-record.ts';
import type { DraftOptions, MachineOptions } from './options.ts';
import { placeOf, WaitingDrafts } from './waiting-drafts.ts';

/** What drafting needs that an engine does not. */
export interface DraftingParts extends Pick<DraftingPorts, 'readSpec' | 'inputsNear'> {
  /** `undefined` for a model that is not asked in words. */
  readonly drafterNamed: (id: string) => Drafter | undefined;
  /** Throws where the machine gives less confinement than is asked for. */
  readonly openSandbox: (machine: MachineOptions) => Promise<FunctionSandbox>;
  readonly readAnswer: (text: string, signature: ValueSignature) => Example;
}

/** A specification that came out of words, in its file. */
export interface DraftedSpec extends Draft {
  /** Absolute. */
  readonly path: string;
}

interface Place extends RecordParts {
  readonly home: string;
  readonly anySeed: () => number;
  readonly random: (seed: number) => Random;
}

/** Makes a specification of an intent in words, and writes it into the home. */
export async function draftSpec(
  words: string,
  { drafterNamed, openSandbox, readAnswer, readSpec, inputsNear }: DraftingParts,
  { home, anySeed, random, ...parts }: Place,
  {
    models = [],
    budget,
    answers = [],
    ask,
    askProperties,
    asking,
    seed: wanted,
    ...machine
  }: DraftOptions,
  interrupt: AbortSignal,
): Promise<DraftedSpec> {
  const drafters = models.flatMap((id) => drafterNamed(id) ?? []);
  if (drafters.length === 0) throw noLanguageModel(words);
  const asked = drafters.map(({ model }) => model);
  const limits = budgetOf(budget, asked);
  checkBudget(limits, asked);
  const waiting = new WaitingDrafts(home, words, models);
  const before = answers.length === 0 ? undefined : waiting.read(wanted);
  if (before === undefined) {
    const capsDollars = limits.dollars !== undefined;
    await Promise.all(drafters.map(async ({ source }) => source.check?.({ capsDollars })));
  }
  const seed = wanted ?? before?.seed ?? anySeed();
  const sandbox = await openSandbox(machine);
  const record = new DraftingRecord(placeOf(home, words, models), parts);
  let isHanded = false;
  try {
    if (before === undefined) asking?.();
    // Whoever comes back with answers goes on with the budget; whoever asks anew has a new one.
    const { inputTokens, outputTokens, dollars } = record.cost;
    const spent =
      answers.length === 0 ? undefined : { tokens: inputTokens + outputTokens, dollars };
    const purse = new Purse(limits, spent);
    const allowance = new RecordedPurse(purse, record, 0);
    const chance = random(seed).fork('intent');
    const ports = { drafters, allowance, readSpec, inputsNear, sandbox, random: chance, seed };
    const decided = (signature: ValueSignature): Example[] =>
      answers.map((answer) => readAnswer(unnamed(answer), signature));
    const person = ask && { ask, askProperties };
    const made = await draft(words, ports, decided, person, interrupt, before?.heard);
    const drafted = { ...made.drafted, cost: record.cost };
    isHanded = made.isClear;
    if (made.isClear) waiting.remove();
    else waiting.write({ seed, heard: made.heard });
    return { ...made, drafted, path: written(made.spec, join(home, 'specs')) };
  } finally {
    // What is clear is solved by this process; anything else is for whoever comes back.
    if (!isHanded) record.release();
    await sandbox.close();
  }
}

/** The answer without the name of the function, which models may choose anew each time. */
const unnamed = (answer: string): string =>
  answer.replace(/^\s*[\p{ID_Start}$_][\p{ID_Continue}$]*\s*\((.*)\)\s*=>/su, '$1 =>');

/** Writes a specification under a name that no other one has, and answers its path. */
function written(spec: SpecDocument, folder: string): string {
  const text = `${JSON.stringify(spec, null, 2)}\n`;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 6);
  const path = join(
    folder,
    `${spec.function.name.replaceAll(/[^\w-]/gu, '_')}-${hash}.sluice.json`,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return path;
}

function noLanguageModel(words: string): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: 'sluice solve',
    found: `an intent in words, ${JSON.stringify(words)}, and no language model to read it`,
    wanted: 'a language model: `grammar` knows examples, and no words',
    mend:
      'Name one, such as --model http://127.0.0.1:8080/v1#my-model, ' +
      'or write down examples: sluice solve NAME.sluice.json.',
  });
}
