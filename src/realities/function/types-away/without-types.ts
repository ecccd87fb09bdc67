import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { SluiceError } from '../../../domain/errors.ts';

/** What the thread makes of a source. */
export type Stripped =
  | { readonly kind: 'script'; readonly script: string }
  /** It is no TypeScript whose types can be taken away. */
  | { readonly kind: 'refused' }
  /** The stripper has failed, and answers nothing but errors from here on. */
  | { readonly kind: 'broken' };

/** What the thread is given when it starts. */
export interface Desk {
  readonly port: MessageChannel['port1'];
  /** Zero while an answer is awaited. */
  readonly answered: Int32Array;
}

/** A megabyte takes a tenth of it. */
const limitMs = 5000;
const loadingMsMost = 30_000;

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * A program without its types, every other letter in its place; `undefined` for what does not
 * parse, for syntax that does more than name types, and for what nests deeper than the stripper
 * goes: Node's own runs out of its stack then, and stays spoiled. So it works on a thread, which is
 * replaced when that happens: a source gets the same answer whatever was asked before.
 */
export function withoutTypes(source: string): string | undefined {
  thread ??= new Stripper();
  const stripped = thread.strip(source);
  if (stripped.kind === 'broken') {
    thread.end();
    thread = undefined;
  }
  return stripped.kind === 'script' ? stripped.script : undefined;
}

let thread: Stripper | undefined;

class Stripper {
  readonly #port: MessageChannel['port1'];
  readonly #answered = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const desk: Desk = { port: port2, answered: this.#answered };
    this.#worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
      workerData: desk,
      transferList: [port2],
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {},
    });
    this.#worker.unref();
    if (this.#answer(loadingMsMost) !== undefined) return;
    this.end();
    throw new SluiceError({
      fault: 'environment',
      place: 'the thread that takes types away',
      found: `none that had started after ${loadingMsMost} ms`,
      wanted: 'a thread',
      mend: 'See whether this machine has memory and processes left.',
    });
  }

  /** Waits for the answer: who takes too long has broken it. */
  strip(source: string): Stripped {
    Atomics.store(this.#answered, 0, 0);
    this.#port.postMessage(source);
    return (this.#answer(limitMs) as Stripped | undefined) ?? { kind: 'broken' };
  }

  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }

  #answer(mostMs: number): unknown {
    Atomics.wait(this.#answered, 0, 0, mostMs);
    return receiveMessageOnPort(this.#port)?.message as unknown;
  }
}
