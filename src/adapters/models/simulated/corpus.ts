import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { SluiceError } from '../../../domain/errors.ts';
import type { Random } from '../../../ports/random.ts';
import { ofLength, replyOf, type Reply, type ReplySource } from './reply.ts';

/** Files that are replies already; any other file is source, and stands in a fence. */
const prose: ReadonlySet<string> = new Set(['.md', '.txt']);

/** Where this stands in a file each reply has an integer of its own, the same throughout. */
const ofItsOwn = '{{integer}}';
const integersMost = 1_000_000_000;

/** Files that answer whoever asks what words may mean, and nobody else. */
const ofReadings = '.readings.json';

/** What the question is known by: the form in which it wants its answer. */
const asksForReadings = /^\{"readings": \[/mu;

/**
 * Replies with the files of a folder (and of those in it), each as likely as the others: those that
 * end in `.readings.json` where readings of words are asked for, any other elsewhere. Where it has
 * none that fits, `otherwise` replies.
 */
export function corpusReplies(
  folder: string,
  tokensLeast: number,
  otherwise: ReplySource,
): ReplySource {
  const pool = (files: readonly string[]): readonly Making[] =>
    files.map((file) => making(asReply(file), tokensLeast));
  const files = filesIn(folder);
  const readings = pool(files.filter((file) => file.endsWith(ofReadings)));
  const others = pool(files.filter((file) => !file.endsWith(ofReadings)));
  return {
    replies: async (prompt, count, random) => {
      const fitting = asksForReadings.test(prompt) ? readings : others;
      if (fitting.length === 0) return await otherwise.replies(prompt, count, random);
      return Array.from({ length: count }, () => fitting[random.below(fitting.length)]!(random));
    },
  };
}

/** Makes a reply of one file. */
type Making = (random: Random) => Reply;

function making(text: string, tokensLeast: number): Making {
  const replyFor = (said: string): Reply => ofLength(replyOf(said), tokensLeast);
  if (text.includes(ofItsOwn)) {
    return (random) => replyFor(text.replaceAll(ofItsOwn, String(random.below(integersMost))));
  }
  const reply = replyFor(text);
  return () => reply;
}

/** Sorted, so that equal folders give equal replies on every machine. */
function filesIn(folder: string): string[] {
  let files: string[];
  try {
    files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch (error) {
    throw noCorpus(folder, error instanceof Error ? error.message : 'nothing', error);
  }
  if (files.length === 0) throw noCorpus(folder, 'no files');
  return files;
}

function asReply(file: string): string {
  const text = readFileSync(file, 'utf8');
  const extension = extname(file);
  if (prose.has(extension)) return text;
  return `\`\`\`${extension.slice(1)}\n${text.trimEnd()}\n\`\`\`\n`;
}

function noCorpus(folder: string, found: string, cause?: unknown): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `--corpus ${folder}`,
    found,
    wanted: 'a folder of files, each of them a reply',
    mend: 'Name another folder, or leave --corpus out: replies then come from the grammar model.',
    cause,
  });
}
