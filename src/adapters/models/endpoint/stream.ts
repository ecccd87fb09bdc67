import { StringDecoder } from 'node:string_decoder';

import { readChunk, type Answer } from './answer.ts';
import type { Part } from './part.ts';

/** How often one sample is looked at; a hostile one would have it done at each of its letters. */
const looksMost = 64;

/** An answer that arrives piece by piece, as server-sent events. */
export class StreamedAnswer {
  readonly #decoder = new StringDecoder('utf8');
  readonly #texts: string[] = [];
  #usage: Answer['usage'];
  #heardTokens = 0;
  /** The beginning of a line whose end has not arrived. */
  #line = '';

  take(bytes: Buffer): void {
    const lines = (this.#line + this.#decoder.write(bytes)).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) this.#takeEvent(line.slice(5));
  }

  #takeEvent(data: string): void {
    const { pieces, tokens, usage } = readChunk(data);
    this.#heardTokens += tokens;
    this.#usage = usage ?? this.#usage;
    for (const { index, text } of pieces) this.#texts[index] = (this.#texts[index] ?? '') + text;
  }

  get texts(): readonly string[] {
    return Array.from(this.#texts, (text) => text ?? '');
  }

  /** All that has arrived; a text that says what is wrong where nothing has. */
  answer(): Answer | string {
    if (this.#texts.length === 0) return 'a stream without choices';
    return { texts: this.texts, usage: this.#usage, heardTokens: this.#heardTokens };
  }
}

/**
 * Says, piece by piece, when every sample is whole, and the rest is worth not waiting for: `isSlow`
 * is told how many letters have come. One that comes fast is heard out, for its usage comes last.
 */
export function untilWhole(
  { samples, isWhole }: Pick<Part, 'samples' | 'isWhole'>,
  isSlow: (letters: number) => boolean,
): (bytes: Buffer) => boolean {
  const answer = new StreamedAnswer();
  const looks = Array.from({ length: samples }, () => 0);
  const whole = new Set<number>();
  return (bytes) => {
    answer.take(bytes);
    // Only a fence can make a reply whole.
    if (bytes.includes('`') || bytes.includes('~')) {
      for (const [index, text] of answer.texts.entries()) {
        if (index >= samples || whole.has(index) || looks[index]! >= looksMost) continue;
        looks[index]!++;
        if (isWhole?.(text) === true) whole.add(index);
      }
    }
    if (whole.size < samples) return false;
    return isSlow(answer.texts.reduce((sum, text) => sum + text.length, 0));
  };
}
