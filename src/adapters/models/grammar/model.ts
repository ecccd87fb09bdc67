import { SluiceError } from '../../../domain/errors.ts';
import type { Signature, ValueSignature } from '../../../domain/function.ts';
import type { FunctionProblem, Problem } from '../../../domain/problem.ts';
import { isValueType, valueTypes, type ValueType } from '../../../domain/value.ts';
import type { Model, ModelSession, SessionOptions } from '../../../ports/model.ts';
import { ScoreSession } from './evolve/score-session.ts';
import { learn } from './prior-acceptance.ts';
import { priorFrom } from './prior.ts';
import { ExampleSession } from './example-session.ts';
import { FileSession } from './file/file-session.ts';

/**
 * The embedded model: no weights and no network, but a probabilistic grammar over a small typed
 * language, which it searches by the million programs a second.
 */
export const grammarModel: Model = {
  id: 'grammar',
  deterministic: true,
  prolific: true,

  remember(prior, finalists) {
    const programs = finalists.flatMap(({ program }) => (program === undefined ? [] : [program]));
    return learn(priorFrom(prior), programs);
  },

  async open(problem: Problem, options: SessionOptions): Promise<ModelSession> {
    switch (problem.kind) {
      case 'function':
        return openFunction(problem, options);
      case 'file':
        return new FileSession(problem, options.seed);
      default:
        throw beyondGrammar(problem);
    }
  },
};

async function openFunction(
  { signature: asked, examples, constants, judgement }: FunctionProblem,
  options: SessionOptions,
): Promise<ModelSession> {
  const signature = understood(asked);
  const learnt = priorFrom(options.prior);
  const prior = learnt === undefined ? {} : { prior: learnt };
  if (judgement.by === 'score') {
    return ScoreSession.open({ signature, constants, ...prior }, options);
  }
  const params = signature.params.map((parameter) => parameter.type);
  return ExampleSession.open(
    {
      params,
      result: signature.returns,
      examples,
      constants,
      tolerance: judgement.tolerance,
      ...prior,
    },
    signature,
    options,
  );
}

/** Other realities are for models that are asked in words. */
function beyondGrammar({ kind }: Pick<Problem, 'kind'>): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: '--model grammar',
    found: `a problem of the kind \`${kind}\``,
    wanted: 'a function, or a file whose numbers and lines can be varied',
    mend: 'Ask a language model with --model.',
  });
}

/** The signature in the types of the grammar, or an error that says which part is beyond it. */
export function understood({ name, params, returns }: Signature): ValueSignature {
  return {
    name,
    params: params.map((parameter, index) => ({
      name: parameter.name,
      type: valueTypeAt(`function.params[${index}].type`, parameter.type),
    })),
    returns: valueTypeAt('function.returns', returns),
  };
}

function valueTypeAt(place: string, type: string): ValueType {
  if (isValueType(type)) return type;
  throw new SluiceError({
    fault: 'input',
    place,
    found: `the type \`${type}\``,
    wanted: `one of ${valueTypes.join(', ')}, for the grammar model`,
    mend: 'Change the type, or ask a language model with --model.',
  });
}
