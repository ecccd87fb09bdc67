import type { Found } from '../../ports/wording.ts';

/** A longer source is none that anybody asked for. */
export const sourceLettersMost = 50_000;

export function foundSource(source: string): Found {
  return source.length > sourceLettersMost
    ? { kind: 'none', reason: `more than ${sourceLettersMost} letters of source` }
    : { kind: 'source', source };
}

/** `wanted`: `a function larger` */
export function foundNone(reply: string, wanted: string): Found {
  const reason = reply.trim() === '' ? 'an empty reply' : `a reply without ${wanted}`;
  return { kind: 'none', reason };
}
