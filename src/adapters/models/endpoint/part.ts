import type { CompletionRequest } from '../../../ports/completions.ts';
import type { Usage } from './price.ts';
import type { Provider } from './provider.ts';

/** Part of a request: as many samples as the server gives at once. */
export interface Part {
  readonly messages: CompletionRequest['messages'];
  readonly outputTokensMost: number;
  readonly samples: number;
  readonly seed: number;
  readonly sharedLetters?: number;
  readonly isWhole?: (text: string) => boolean;
}

/** What is sent for it. */
export function bodyOf(
  part: Part,
  model: string,
  { takesSeed, lengthParameter }: Provider,
  stream: boolean,
): string {
  return JSON.stringify({
    model,
    messages: part.messages,
    [lengthParameter]: part.outputTokensMost,
    ...(part.samples === 1 ? {} : { n: part.samples }),
    ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    ...(takesSeed ? { seed: part.seed % 2 ** 31 } : {}),
  });
}

/**
 * Tokens of a text, at the most: no tokenizer makes more of it than it has bytes. In English it is
 * a fourth; in other scripts or of signs nearly all.
 */
export const tokensMostOf = (text: string): number => Buffer.byteLength(text);

/** What a message costs beside its text. */
const tokensPerMessage = 8;

/** What a request may take, at the most. */
export function mostOf(part: Part): Usage {
  const output = part.samples * part.outputTokensMost;
  const input = tokensIn(part);
  return { input, output, cached: 0, kept: input, isEstimate: true };
}

/** What the server has to read, at the most. */
function tokensIn({ messages }: Part): number {
  return messages.reduce((sum, { content }) => sum + tokensMostOf(content) + tokensPerMessage, 0);
}
