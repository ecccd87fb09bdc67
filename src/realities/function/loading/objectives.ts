import type { Direction, Judgement } from '../../../domain/problem.ts';
import type { Objective } from '../../../ports/reality.ts';
import type { ObjectiveName, ObjectiveSpec } from '../spec.ts';

const usualWeights: Readonly<Record<ObjectiveName, number>> = {
  score: 1,
  heldOut: 1,
  size: 0.3,
  branches: 0.2,
  medianNs: 0.1,
  worstNs: 0.1,
};

/** The objectives that an author names, each with the direction and weight it usually has. */
export function objectivesOf(
  named: readonly (
    | ObjectiveName
    | {
        readonly name: ObjectiveName;
        readonly direction?: Direction | undefined;
        readonly weight?: number | undefined;
      }
  )[],
  judgement: Judgement,
): Objective[] {
  return named.map((each) => {
    const {
      name,
      direction,
      weight,
    }: ObjectiveSpec | { name: ObjectiveName; direction?: undefined; weight?: undefined } =
      typeof each === 'string' ? { name: each } : (each as ObjectiveSpec);
    return {
      name,
      direction: direction ?? usualDirection(name, judgement),
      weight: weight ?? usualWeights[name],
    };
  });
}

/**
 * What survivors are ranked by where the author names nothing. Speed is shown and can be given
 * weight on the page; it has none at first, so that the same seed gives the same order.
 */
export function usualObjectives(judgement: Judgement): Objective[] {
  const first = judgement.by === 'score' ? 'score' : 'heldOut';
  return objectivesOf([first, 'size', { name: 'medianNs', weight: 0 }], judgement);
}

function usualDirection(name: ObjectiveName, judgement: Judgement): Direction {
  if (name === 'heldOut') return 'maximise';
  return name === 'score' && judgement.by === 'score' ? judgement.direction : 'minimise';
}
