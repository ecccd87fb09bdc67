import type { Expression } from '../language/expression.ts';
import { simplify } from '../language/simplify.ts';

/** Operators that with a literal beside them only scale or shift. */
const affine = new Set([
  'number.add',
  'number.subtract',
  'number.multiply',
  'integer.add',
  'integer.subtract',
  'integer.multiply',
]);
const negations = new Set(['number.negate', 'integer.negate']);

/** What is left of a program once outer factors and shifts are taken off: they will be fitted. */
export function coreOf(program: Expression): Expression {
  let core = simplify(program, { real: true });
  for (let inner = within(core); inner !== undefined; inner = within(core)) core = inner;
  return core;
}

function within(program: Expression): Expression | undefined {
  if (program.kind !== 'call') return undefined;
  const { id } = program.operator;
  const [first, second] = program.args;
  if (negations.has(id)) return first;
  if (affine.has(id) && first!.kind === 'literal') return second;
  const isAffine = affine.has(id) || id === 'number.divide';
  return isAffine && second!.kind === 'literal' ? first : undefined;
}
