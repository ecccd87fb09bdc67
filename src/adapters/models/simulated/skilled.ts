import { createHash } from 'node:crypto';

import type { Random } from '../../../ports/random.ts';
import { seededRandom } from '../../system/seeded-random.ts';
import { attemptsAt, type Attempts } from './attempts.ts';
import { ofLength, replyOf, type Reply, type ReplySource } from './reply.ts';
import { fileReplies, readFilePrompt } from './file-replies.ts';
import { errorIn, readPrompt, type ErrorKind } from './read-prompt.ts';

/** How good the simulated model is. It says nothing about any real one. */
export interface Skill {
  /**
   * The mean chance, over problems, that a reply is right, from 0 to 1. The chances themselves
   * have a heavy tail towards 0: most problems are out of reach of a weak model, a few are easy.
   */
  readonly mean: number;
  /** The same for every problem, instead. */
  readonly chance?: number | undefined;
  /** The chance that a repair is right, by what was wrong, for a problem within its reach. */
  readonly repair: Readonly<Record<ErrorKind, number>>;
  /** How many different wrong replies there are to one problem. */
  readonly distinct: number;
  /** The length of a reply, at the least, in tokens. */
  readonly tokensLeast: number;
}

/** Problems whose replies are kept ready. */
const problemsMost = 64;

/** What may be the matter with a wrong reply beside a wrong result, and how often. */
const mistakes: readonly (readonly [Exclude<ErrorKind, 'failed'>, number])[] = [
  ['rejected', 0.08],
  ['crashed', 0.08],
  ['timedOut', 0.02],
];

const refusal = replyOf('I can only write functions of numbers, booleans, texts and lists.');

/**
 * Replies made of programs of the grammar model: right ones that it found for the examples in the
 * prompt, and wrong ones that are variations of them. Where the prompt asks for a file: variations of
 * the one that it shows.
 */
export function skilledReplies(skill: Skill, seed: number): ReplySource {
  const pools = new Map<string, Promise<Pool>>();
  return {
    replies: async (prompt, count, random) => {
      const wanted = readPrompt(prompt);
      if (wanted === undefined) {
        const file = readFilePrompt(prompt);
        return file === undefined
          ? Array.from({ length: count }, () => refusal)
          : fileReplies(file, count, random, skill.tokensLeast);
      }
      const key = createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
      let pool = pools.get(key);
      if (pool === undefined) {
        pool = attemptsAt(wanted, skill.distinct, seed).then(
          (attempts) => new Pool(attempts, skill, seededRandom(`${seed} ${key}`)),
        );
        pools.set(key, pool);
        if (pools.size > problemsMost) pools.delete(pools.keys().next().value!);
      }
      const ready = await pool;
      const repairing = errorIn(prompt);
      return Array.from({ length: count }, () => ready.draw(repairing, random));
    },
  };
}

/** Everything that the model may say to one problem. */
class Pool {
  readonly #right: readonly Reply[];
  readonly #wrong: readonly Reply[];
  readonly #chance: number;
  readonly #repair: Skill['repair'];

  constructor({ right, wrong }: Attempts, skill: Skill, random: Random) {
    const { mean, chance, repair, tokensLeast } = skill;
    // With this exponent a uniform number becomes one of density p^(b - 1), b = mean / (1 - mean),
    // whose mean is `mean`: the power law at 0 that repeated sampling shows (arXiv 2502.17578).
    const drawn = mean >= 1 ? 1 : mean <= 0 ? 0 : random.float() ** ((1 - mean) / mean);
    this.#chance = chance ?? drawn;
    this.#repair = repair;
    const said = (source: string): Reply => ofLength(replyOf(inWords(source, random)), tokensLeast);
    this.#right = right.map(said);
    this.#wrong = wrong.map((source) => said(mistaken(source, random)));
  }

  draw(repairing: ErrorKind | undefined, random: Random): Reply {
    const chance =
      repairing === undefined || this.#chance === 0
        ? this.#chance
        : Math.max(this.#chance, this.#repair[repairing]);
    const isRight = random.float() < chance;
    const pool = isRight && this.#right.length > 0 ? this.#right : this.#wrong;
    return pool.length === 0 ? refusal : pool[random.below(pool.length)]!;
  }
}

function mistaken(source: string, random: Random): string {
  let left = random.float();
  const mistake = mistakes.find(([, share]) => (left -= share) < 0)?.[0];
  const body = source.indexOf('{\n') + 2;
  const inserted = (line: string): string =>
    `${source.slice(0, body)}  ${line}\n${source.slice(body)}`;
  switch (mistake) {
    case undefined:
      return source;
    case 'rejected':
      return source.slice(0, source.lastIndexOf('}'));
    case 'crashed':
      return inserted("throw new RangeError('out of range');");
    case 'timedOut':
      return inserted('for (let i = 0; i >= 0; i = (i + 1) % 8);');
  }
}

const before = ['', '', 'Here is the function:\n\n', 'The examples suggest this rule.\n\n'];
const labels = ['typescript', 'typescript', 'ts', ''];
const after = ['', '', '\nIt agrees with every example.\n'];

function inWords(source: string, random: Random): string {
  const any = (texts: readonly string[]): string => texts[random.below(texts.length)]!;
  return `${any(before)}\`\`\`${any(labels)}\n${source.trimEnd()}\n\`\`\`\n${any(after)}`;
}
