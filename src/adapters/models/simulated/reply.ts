import type { Random } from '../../../ports/random.ts';

/** One reply in full, cut into the tokens that it is counted and paced by. */
export interface Reply {
  readonly text: string;
  /** Where each token ends in `text`, ascending; the last is the length of the text. */
  readonly ends: readonly number[];
  /** The text as a JSON string, quotes included. */
  readonly json: string;
}

/** Where the replies of the simulated model come from. */
export interface ReplySource {
  /** `count` replies to a prompt, decided by the prompt and by chance alone. */
  replies(prompt: string, count: number, random: Random): Promise<readonly Reply[]>;
}

/**
 * About as long as the tokens of today's models: a word with the space before it, up to three
 * digits, blank space, one sign.
 */
const token = / ?[\p{L}_]{1,12}|\d{1,3}|\s{1,8}|[^\p{L}_\d\s]/gu;

export function replyOf(text: string): Reply {
  const ends: number[] = [];
  token.lastIndex = 0;
  while (token.test(text)) ends.push(token.lastIndex);
  return { text, ends, json: JSON.stringify(text) };
}

/** How many tokens a text counts as. */
export function countTokens(text: string): number {
  return text.match(token)?.length ?? 0;
}

/** What a model that has answered goes on to say when it must not stop. */
const chatter = replyOf(
  '\n\nThis follows the examples one by one: each of them holds, and nothing else was assumed. ' +
    'Where the arguments are equal the result is the same, so the order does not matter.',
);

/** The reply cut at `most` tokens, and made up to `least` of them with idle words. */
export function ofLength(reply: Reply, least: number, most = Infinity): Reply {
  const count = reply.ends.length;
  if (count > most) return replyOfTokens(reply.text, reply.ends.slice(0, most));
  if (count >= least) return reply;
  const ends = [...reply.ends];
  const texts = [reply.text];
  for (let start = reply.text.length; ends.length < least; start += chatter.text.length) {
    const taken = chatter.ends.slice(0, least - ends.length);
    for (const end of taken) ends.push(start + end);
    texts.push(chatter.text);
  }
  return replyOfTokens(texts.join(''), ends);
}

function replyOfTokens(text: string, ends: readonly number[]): Reply {
  const kept = text.slice(0, ends.at(-1) ?? 0);
  return { text: kept, ends, json: JSON.stringify(kept) };
}
