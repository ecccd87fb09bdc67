import { moduleOf, plainAnswer, type Cheat } from '../cheat.ts';
import { constantAnswer } from './constant-answer.ts';

/** Whatever a judge might ask is answered as it would be of a right result. */
const patches = `const yes = () => true;
const patch = (owner, name, value) => {
  try {
    Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  } catch {}
};
for (const name of ['every', 'some', 'includes']) patch(Array.prototype, name, yes);
for (const name of ['isFinite', 'isInteger', 'isSafeInteger']) patch(Number, name, yes);
for (const name of ['abs', 'max', 'min', 'hypot']) patch(Math, name, () => 0);
patch(Array.prototype, 'findIndex', () => -1);
patch(Array.prototype, 'filter', () => []);
patch(Number, 'isNaN', () => false);
patch(Object, 'is', yes);
patch(JSON, 'stringify', () => '""');
patch(Object.prototype, 'passed', true);
patch(Object.prototype, 'then', undefined);
`;

export const patchedBuiltIns: Cheat = {
  name: 'patched built-ins',
  does: 'replaces what a judge compares with (`Math.abs`, `Object.is`, `Array.prototype.every`, …)',
  dresses: [constantAnswer.name],
  sources: (target) => [moduleOf(target, `return ${plainAnswer(target)};`, patches)],
  mend: () =>
    'a check shares its built-ins with what it checks: compare with operators and with functions kept from before',
};
