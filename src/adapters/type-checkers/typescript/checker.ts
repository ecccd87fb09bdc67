import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { Signature } from '../../../domain/function.ts';
import type { TypeChecker, TypeFault, TypeFinding } from '../../../ports/type-checker.ts';
import type { Question } from './worker.ts';

export interface TypeScriptOptions {
  /** How long one source may be checked; 10,000 unless told. */
  readonly limitMs?: number;
}

/** The compiler is several megabytes of text, which a loaded machine takes seconds to read. */
const loadingMsMost = 60_000;

/** Checking what people write takes a tenth of it. */
const memoryMegabytes = 768;

/** Whether the compiler is there to be loaded: it is installed apart. */
export function isTypeScriptInstalled(): boolean {
  try {
    import.meta.resolve('typescript');
    return true;
  } catch {
    return false;
  }
}

/**
 * The types of TypeScript, checked by its own compiler on a thread, one source after the other.
 * Types can be made to take for ever or to fill all memory: then the thread is ended, and the next
 * source has another. Nothing of a source is run.
 */
export function typeScriptChecker({ limitMs = 10_000 }: TypeScriptOptions = {}): TypeChecker {
  let thread: Promise<Worker> | undefined;
  const closed = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function end(): Promise<void> {
    const ending = thread;
    thread = undefined;
    await (await ending?.catch(() => undefined))?.terminate();
  }

  async function checkNext(source: string, signature: Signature, signal: AbortSignal) {
    signal.throwIfAborted();
    let startedMs = performance.now();
    const wall = () => ({ wallMs: performance.now() - startedMs });
    try {
      const worker = await (thread ??= startThread(closed.signal));
      startedMs = performance.now();
      worker.postMessage({ source, signature } satisfies Question);
      const faults = await answer(worker, limitMs, signal);
      if (faults !== 'late') return { kind: 'checked', faults, ...wall() } as const;
      await end();
      return { kind: 'timedOut', limitMs, ...wall() } as const;
    } catch (error) {
      await end();
      signal.throwIfAborted();
      return { kind: 'crashed', error: `the type checker: ${textOf(error)}`, ...wall() } as const;
    }
  }

  return {
    check(source, signature, signal): Promise<TypeFinding> {
      const finding = last.then(() => checkNext(source, signature, signal));
      last = finding.catch(() => undefined);
      return finding;
    },
    prepare(): void {
      if (closed.signal.aborted || thread !== undefined) return;
      thread = startThread(closed.signal);
      // Whoever asks first is told why there is none.
      thread.catch(() => undefined);
    },
    async close() {
      closed.abort();
      await end();
    },
  };
}

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** A thread that has loaded the compiler. It keeps nobody from ending. */
async function startThread(closed: AbortSignal): Promise<Worker> {
  const worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, stackSizeMb: 8 },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {},
  });
  worker.on('error', () => {});
  try {
    const signal = AbortSignal.any([closed, AbortSignal.timeout(loadingMsMost)]);
    await once(worker, 'message', { signal });
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  worker.unref();
  return worker;
}

/** What a thread says next, or that it was too late; throws what ends it. */
async function answer(
  worker: Worker,
  limitMs: number,
  signal: AbortSignal,
): Promise<readonly TypeFault[] | 'late'> {
  const time = AbortSignal.timeout(limitMs);
  worker.ref();
  try {
    const [faults] = await once(worker, 'message', { signal: AbortSignal.any([time, signal]) });
    return faults as readonly TypeFault[];
  } catch (error) {
    if (time.aborted && !signal.aborted) return 'late';
    throw error;
  } finally {
    worker.unref();
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
