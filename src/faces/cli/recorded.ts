import { openEngine, type Engine } from '../../compose.ts';
import type { RunSummary } from '../../index.ts';
import { findRun } from './find-run.ts';
import { hasLedger, homeOf } from './home.ts';
import type { Terminal } from './terminal.ts';

/** Every run of this SLUICE_HOME, the newest first. Makes no ledger where there is none. */
export async function recordedRuns(terminal: Terminal): Promise<readonly RunSummary[]> {
  const home = homeOf(terminal);
  if (!hasLedger(home)) return [];
  return await withEngine(home, ({ ledger }) => ledger.runs());
}

/** Does something with one recorded run, which a person named. */
export async function withRun<Result>(
  meant: string,
  terminal: Terminal,
  use: (summary: RunSummary, engine: Engine) => Result | Promise<Result>,
): Promise<Result> {
  const home = homeOf(terminal);
  if (!hasLedger(home)) findRun([], meant);
  return await withEngine(home, (engine) => use(findRun(engine.ledger.runs(), meant), engine));
}

async function withEngine<Result>(
  home: string,
  use: (engine: Engine) => Result | Promise<Result>,
): Promise<Result> {
  const engine = await openEngine({ home });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}
