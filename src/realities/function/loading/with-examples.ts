import type { Example } from '../../../domain/function.ts';
import { checkAgreement, checkExamples, keyOf } from './check-examples.ts';
import { specError } from '../../reading/issue.ts';
import type { LoadedSpec } from './loaded-spec.ts';

/**
 * The specification with further examples, such as a person's answers to disagreements. Throws a
 * `SluiceError` where one does not fit the function or contradicts what is known. What is shown
 * from now on is held out no longer.
 */
export function withExamples(spec: LoadedSpec, further: readonly Example[]): LoadedSpec {
  const { problem, tolerance } = spec;
  const rules = { signature: problem.signature, tolerance, finite: false };
  const issues = checkExamples(further, 'answers', rules);
  if (issues.length > 0) throw specError('the answers', issues);
  const shown = new Set(further.map((example) => keyOf(example.args)));
  const known = [...problem.examples, ...spec.heldOut];
  const contradictions = checkAgreement([...known, ...further], [], tolerance);
  if (contradictions.length > 0) throw specError('the answers', contradictions);
  const examples = problem.examples.filter((example) => !shown.has(keyOf(example.args)));
  return {
    ...spec,
    problem: { ...problem, examples: [...examples, ...further] },
    heldOut: spec.heldOut.filter((example) => !shown.has(keyOf(example.args))),
  };
}
