import type { Random } from '../../../ports/random.ts';
import { replyOf, type Reply } from './reply.ts';

/**
 * What may befall a request:
 * - `limited`: 429 although no bucket is empty;
 * - `error`: a status from 500 to 504;
 * - `cut`: the connection ends in the middle of the body;
 * - `stall`: no answer, ever;
 * - `malformed`: a body that is no JSON, or JSON of another shape;
 * - `empty`: replies without text;
 * - `garbage`: replies that hold no whole function.
 */
export const faultKinds = [
  'limited',
  'error',
  'cut',
  'stall',
  'malformed',
  'empty',
  'garbage',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The chance of each fault, from 0 to 1; their sum is at most 1. */
export type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

/** At most one fault a request. */
export function faultOf(rates: FaultRates, random: Random): FaultKind | undefined {
  let left = random.float();
  return faultKinds.find((kind) => {
    left -= rates[kind] ?? 0;
    return left < 0;
  });
}

const malformedBodies = [
  '',
  '{"id":"chatcmpl-1","choices":[{"index":0,"mess',
  '<html><body><h1>Bad gateway</h1></body></html>',
  'null',
  '[]',
  '{"choices":"none"}',
  '{"choices":[{"message":{"content":{"text":7}}},null,3]}',
];

export function malformedBody(random: Random): string {
  return malformedBodies[random.below(malformedBodies.length)]!;
}

/** What becomes of a reply in which something went wrong while it was written. */
export function garbled(reply: Reply, random: Random): Reply {
  const { text } = reply;
  const cut = random.below(text.length + 1);
  switch (random.below(5)) {
    case 0:
      return replyOf(text.slice(0, cut));
    case 1:
      return replyOf("I'm sorry, but I can't help with that.");
    case 2:
      return replyOf('```'.repeat(1 + random.below(200)));
    case 3:
      return replyOf(text.slice(cut) + text.slice(0, cut));
    default:
      return replyOf(Array.from({ length: 200 }, () => anyCharacter(random)).join(''));
  }
}

function anyCharacter(random: Random): string {
  return String.fromCharCode(random.below(4) === 0 ? random.below(0x1_0000) : random.below(128));
}
