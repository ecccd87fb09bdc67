import type { FunctionSandbox, Outcome, Task, Trial } from '../../../ports/sandbox.ts';
import type { SpecFiles } from '../../../ports/spec-module.ts';
import type { ProcessPool } from '../pool/pool.ts';
import type { ConfinedOptions } from './sandbox.ts';

type OfSpec = Pick<ConfinedOptions, 'specPath' | 'readable' | 'lent' | 'texts'>;

/**
 * Whoever is judged by cases runs where the specification is not, and so no expected result: in
 * processes that hold of it what it lends. Only what its own code judges runs beside it, in others.
 */
export function apart(
  spec: SpecFiles | undefined,
  open: (ofSpec: OfSpec) => ProcessPool,
): RenewableSandbox {
  if (spec === undefined) return open({});
  const { path: specPath, lent, paths, texts } = spec;
  const lentTexts = Object.fromEntries(paths.lent.flatMap((path) => entryOf(texts, path)));
  const alone = open(
    lent.length === 0 ? {} : { specPath, lent, readable: paths.lent, texts: lentTexts },
  );
  return spec.judges ? new Apart(alone, open({ specPath, readable: paths.all, texts })) : alone;
}

const entryOf = (texts: SpecFiles['texts'], path: string): [string, string][] =>
  texts[path] === undefined ? [] : [[path, texts[path]]];

/** One whose processes can be replaced. */
interface RenewableSandbox extends FunctionSandbox {
  renew(): void;
}

class Apart implements RenewableSandbox {
  readonly #alone: ProcessPool;
  readonly #beside: ProcessPool;

  constructor(alone: ProcessPool, beside: ProcessPool) {
    this.#alone = alone;
    this.#beside = beside;
  }

  get confinement(): FunctionSandbox['confinement'] {
    return this.#alone.confinement;
  }

  async *run(trials: readonly Trial[], signal: AbortSignal): AsyncIterable<Outcome> {
    signal.throwIfAborted();
    const parts = Map.groupBy(trials, needsSpec);
    const alone = iterate(this.#alone.run(parts.get(false) ?? [], signal));
    const beside = iterate(this.#beside.run(parts.get(true) ?? [], signal));
    try {
      for (const trial of trials) {
        const { value } = await (needsSpec(trial) ? beside : alone).next();
        yield value as Outcome;
      }
    } finally {
      await Promise.all([alone.return?.(), beside.return?.()]);
    }
  }

  renew(): void {
    this.#alone.renew();
    this.#beside.renew();
  }

  async close(): Promise<void> {
    await Promise.all([this.#alone.close(), this.#beside.close()]);
  }
}

const iterate = <Item>(items: AsyncIterable<Item>): AsyncIterator<Item> =>
  items[Symbol.asyncIterator]();

const withoutSpec: ReadonlySet<Task['kind']> = new Set(['call', 'holds', 'time']);

/** Whether the specification's own code runs, or is run. */
function needsSpec({ program, task }: Trial): boolean {
  return program.kind === 'specified' || !withoutSpec.has(task.kind);
}
