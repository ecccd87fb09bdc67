import type { DraftedSpec, DraftOptions, Engine } from '../../../compose.ts';
import { Interrupt } from '../interrupt.ts';
import { palette, type Terminal } from '../terminal.ts';
import { propertyQuestionLines } from './property-lines.ts';
import { askingLines } from './question-lines.ts';

/**
 * Makes a specification of words, and asks whoever sits at the terminal where they are unclear;
 * `undefined` where that was interrupted.
 */
export async function draftWords(
  engine: Engine,
  words: string,
  options: DraftOptions,
  terminal: Terminal,
): Promise<DraftedSpec | undefined> {
  const { err, ask } = terminal;
  const colour = palette(err.colours);
  const models = options.models ?? [];
  let isAsked = false;
  const asking = (): void => {
    isAsked = true;
    err.write(colour.quiet(`Asking ${models.join(', ')} what these words may mean …\n`));
  };
  const interrupt = new Interrupt(() => undefined);
  const { signal } = interrupt;
  try {
    const drafted = await engine.draft(
      words,
      ask === undefined
        ? { ...options, asking }
        : {
            ...options,
            asking,
            ask: async (question) => {
              err.write(`${askingLines(question, colour).join('\n')}\n`);
              return await ask('   > ', signal);
            },
            askProperties: async (put) => {
              err.write(`${propertyQuestionLines(put, colour).join('\n')}\n`);
              return await ask('   > ', signal);
            },
          },
      signal,
    );
    if (signal.aborted) return undefined;
    if (!isAsked)
      err.write(colour.quiet('What models said of these words before is used again.\n'));
    return drafted;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    interrupt.close();
  }
}
