import { exitCodes } from './command.ts';

/**
 * Until it is closed, the first Ctrl-C aborts `signal`, so that the run stops and keeps what it
 * has; a second one leaves at once. A process manager's SIGTERM and a closed terminal's SIGHUP
 * count as the first.
 */
export class Interrupt {
  readonly #controller = new AbortController();
  readonly #onFirst: () => void;

  constructor(onFirst: () => void) {
    this.#onFirst = onFirst;
    for (const name of signals) process.on(name, this.#interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  close(): void {
    for (const name of signals) process.off(name, this.#interrupt);
  }

  readonly #interrupt = () => {
    if (this.signal.aborted) process.exit(exitCodes.interrupted);
    this.#controller.abort();
    this.#onFirst();
  };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
