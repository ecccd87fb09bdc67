import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { SluiceError } from '../../../domain/errors.ts';
import type { Price } from './price.ts';

const dollars = z.number().nonnegative();
const schema = z.record(
  z.string(),
  z.strictObject({
    input: dollars,
    output: dollars,
    cachedInput: dollars.optional(),
    keptInput: dollars.optional(),
  }),
);

/**
 * Reads the user's own prices, in dollars for a million tokens, by the model's name:
 * `{"gpt-oss-120b": {"input": 0.35, "output": 0.75}}`. None where there is no such file.
 */
export function readPrices(path: string): Readonly<Record<string, Price>> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new SluiceError({
      fault: 'environment',
      place: path,
      found: `a file of prices that cannot be read: ${(error as Error).message}`,
      wanted: 'one that can, or none',
      mend: 'Give yourself the right to read it: a budget of dollars holds by what it says.',
      cause: error,
    });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const place = issue === undefined ? '' : `, at ${issue.path.map(String).join('.')}`;
    throw new SluiceError({
      fault: 'input',
      place: `${path}${place}`,
      found: issue?.message ?? 'no JSON',
      wanted: 'the dollars that a million tokens cost, by the name of the model',
      mend: 'Such as {"gpt-oss-120b": {"input": 0.35, "output": 0.75, "cachedInput": 0.1}}.',
      cause: error,
    });
  }
}
