import type { Draft } from '../../../domain/candidate.ts';
import type { Signature } from '../../../domain/function.ts';
import { parse } from './language/parse.ts';
import { printFunction } from './language/print.ts';
import { understood } from './model.ts';

/**
 * Whether the source is what the grammar model prints for its program, read anew: then it is pure
 * by construction, whoever has kept it. A record that says who wrote a source proves nothing.
 */
export function isOwnPrint(
  { source, program }: Pick<Draft, 'source' | 'program'>,
  signature: Signature,
): boolean {
  if (program === undefined) return false;
  try {
    const known = understood(signature);
    return printFunction(known, parse(program, known)) === source;
  } catch {
    return false;
  }
}
