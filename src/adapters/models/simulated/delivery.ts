import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import type { Random } from '../../../ports/random.ts';
import { ChunkWriter, completionBody, type Answer } from './chat.ts';
import { malformedBody, type FaultKind } from './faults.ts';
import { head, send } from './http.ts';
import type { Pace } from './pace.ts';

/** An answer on its way: what it says, when, and what goes wrong with it. */
export interface Delivery {
  readonly answer: Answer;
  readonly pace: Pace;
  readonly fault: FaultKind | undefined;
  readonly chance: Random;
  readonly response: ServerResponse;
}

/** Sends the answer in one piece, once its last token is due. */
export async function sendWhole(delivery: Delivery): Promise<void> {
  const { answer, pace, fault, chance, response } = delivery;
  await pace.until(Math.max(...answer.choices.map(({ reply }) => reply.ends.length)));
  const body = fault === 'malformed' ? malformedBody(chance) : completionBody(answer);
  if (fault !== 'cut') {
    send(response, 200, body);
    return;
  }
  head(response, 200, Buffer.byteLength(body));
  response.write(body.slice(0, chance.below(body.length)), () => response.destroy());
}

/** Streams the answer as server-sent events, token by token as they are due. */
export async function stream(delivery: Delivery, tokensPerEvent: number): Promise<void> {
  const { answer, pace, fault, chance, response } = delivery;
  const lengths = answer.choices.map(({ reply }) => reply.ends.length);
  const total = Math.max(...lengths);
  const whole = fault === 'cut' || fault === 'malformed' ? chance.below(total + 1) : total;
  const writer = new ChunkWriter(answer);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  for (let sent = 0; sent < whole && !gone.signal.aborted;) {
    await pace.until(Math.min(whole, sent + pace.burst));
    const due = Math.min(whole, pace.due());
    if (due <= sent) continue;
    if (!response.write(eventsOf(writer, lengths, sent, due, tokensPerEvent))) {
      await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
    }
    sent = due;
  }
  if (fault === 'cut') response.destroy();
  else response.end(fault === 'malformed' ? 'data: {"choices":[{"del\n\n' : writer.end());
}

/** The events of tokens `from` … `to` − 1 of every choice that is as long. */
function eventsOf(
  writer: ChunkWriter,
  lengths: readonly number[],
  from: number,
  to: number,
  tokensPerEvent: number,
): string {
  let events = '';
  for (const [index, length] of lengths.entries()) {
    const end = Math.min(to, length);
    for (let start = from; start < end; start += tokensPerEvent) {
      events += writer.tokens(index, start, Math.min(end, start + tokensPerEvent));
    }
  }
  return events;
}
