import type { Evidence } from './evidence.ts';

/** Of several candidates those that were taken through the most stages, in their order. */
export function furthest<Climber extends { readonly evidence: readonly Evidence[] }>(
  climbers: readonly Climber[],
): readonly Climber[] {
  const most = climbers.reduce((length, { evidence }) => Math.max(length, evidence.length), 0);
  return climbers.filter(({ evidence }) => evidence.length === most);
}
