import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { SluiceError } from '../../../domain/errors.ts';
import { ofLength, replyOf, type ReplySource } from './reply.ts';

/** Files that are replies already; any other file is source, and stands in a fence. */
const prose: ReadonlySet<string> = new Set(['.md', '.txt']);

/** Replies with the files of a folder (and of those in it), each as likely as the others. */
export function corpusReplies(folder: string, tokensLeast: number): ReplySource {
  const pool = filesIn(folder).map((file) => ofLength(replyOf(asReply(file)), tokensLeast));
  return {
    replies: (_prompt, count, random) =>
      Promise.resolve(Array.from({ length: count }, () => pool[random.below(pool.length)]!)),
  };
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
