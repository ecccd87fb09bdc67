import type { FileProblem } from '../../../domain/problem.ts';
import type { Random } from '../../../ports/random.ts';
import { grammarModel } from '../grammar/model.ts';
import { ofLength, replyOf, type Reply } from './reply.ts';

/** A file that a prompt asks to improve, and the version of it that the prompt shows. */
export type WantedFile = Pick<FileProblem, 'path' | 'initial' | 'region'>;

/** How often a reply breaks off within the file. */
const brokenShare = 0.08;

/** The first block of code in a fence. */
const fenced = /^(`{3,})\w*\n([^]*?)\n\1$/mu;

const never = new AbortController().signal;

/** Reads which file a prompt asks for; `undefined` where it asks for none, or shows none. */
export function readFilePrompt(prompt: string): WantedFile | undefined {
  const asked = /^Improve the file (.+)\.$/mu.exec(prompt);
  const path = asked?.[1];
  const initial = asked === null ? undefined : fenced.exec(prompt.slice(asked.index))?.[2];
  if (path === undefined || initial === undefined) return undefined;
  const region = /lines between (\S+)-START and/u.exec(prompt)?.[1];
  return { path, initial, ...(region === undefined ? {} : { region }) };
}

/**
 * Replies with the file of the prompt, varied as the grammar model varies any file. It knows
 * nothing of what is wanted: that a search gets anywhere with it is the search's doing.
 */
export async function fileReplies(
  wanted: WantedFile,
  count: number,
  random: Random,
  tokensLeast: number,
): Promise<readonly Reply[]> {
  const problem: FileProblem = {
    kind: 'file',
    intent: '',
    ...wanted,
    judgement: { by: 'score', direction: 'maximise' },
  };
  const session = await grammarModel.open(problem, { seed: random.uint32(), workers: 1 });
  const asks = [{ island: 0, parents: [], count }];
  const replies: Reply[] = [];
  for await (const event of session.propose({ step: 1, asks }, never)) {
    if (event.kind !== 'draft') continue;
    const { source } = event.draft;
    const isBroken = random.float() < brokenShare;
    const said = isBroken ? source.slice(0, random.below(source.length + 1)) : source;
    replies.push(ofLength(replyOf(`\`\`\`\n${said.trimEnd()}\n\`\`\`\n`), tokensLeast));
  }
  await session.close();
  return replies;
}
