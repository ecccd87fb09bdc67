import type { Counts } from './run.ts';

/** How a request ends that is under way when the search is over; servers say more behind it. */
export const cutOff = 'cut off';

/** Why nothing at all was judged, where models were still writing; `undefined` elsewhere. */
export function whyUnheard({ run, missing = {} }: Counts): string | undefined {
  const isCut = Object.keys(missing).some((reason) => reason.startsWith(cutOff));
  if (run > 0 || !isCut) return undefined;
  return 'No reply was whole when the time was over: a model as slow as this one needs more of it.';
}
