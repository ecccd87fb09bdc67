import { SluiceError } from '../../../../../domain/errors.ts';
import type { Operator } from '../operator.ts';
import { booleanOperators } from './boolean.ts';
import { integerOperators } from './integer.ts';
import { listOperators } from './list.ts';
import { numberOperators } from './number.ts';
import { textOperators } from './text.ts';

/** Every operator of the language. */
export const operators: readonly Operator[] = [
  ...numberOperators,
  ...integerOperators,
  ...booleanOperators,
  ...textOperators,
  ...listOperators,
];

function indexById(all: readonly Operator[]): ReadonlyMap<string, Operator> {
  const byId = new Map<string, Operator>();
  for (const operator of all) {
    if (byId.has(operator.id)) {
      throw new SluiceError({
        fault: 'internal',
        place: `operator ${operator.id}`,
        found: 'two operators with this id',
        wanted: 'ids that are unique, because ledgers and priors store them',
        mend: 'Rename the newer one.',
      });
    }
    byId.set(operator.id, operator);
  }
  return byId;
}

export const operatorById = indexById(operators);
