import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { openEngine } from '../../../compose.ts';
import {
  simulatedOf,
  SluiceError,
  type DialledRun,
  type Recorded,
  type Simulated,
} from '../../../index.ts';
import type { Terminal } from '../terminal.ts';

/** Steps that a simulated run is to have at least: a few times as many as are under way at once. */
const stepsLeast = 24;

/** Samples that a question asks for. */
const samplesPerAsk = 8;

const main = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../main.ts' : '../main.js', import.meta.url),
);

/**
 * Runs the specification of a run again at each projected speed, on a simulated model whose
 * programs are right as often and as long as those of the control were. The model is a process of
 * its own; what is recorded is thrown away.
 */
export async function simulate(
  recorded: Recorded,
  projected: DialledRun,
  seconds: number,
  { err }: Pick<Terminal, 'err'>,
): Promise<readonly Simulated[]> {
  const { chance, outputTokensPerSample, workers, sizes } = projected.measured;
  const asks = sizes.at(-1)?.[1] ?? 1;
  const simulated: Simulated[] = [];
  for (const { tokensPerSecond, startMs, msPerSample } of projected.speeds) {
    // Else a slow model would be over before its steps follow one another.
    const stepMs = msPerSample * asks * samplesPerAsk;
    const enough = Math.ceil((startMs + stepsLeast * stepMs) / 1000);
    const limit = Math.max(seconds, enough);
    err.write(`simulating ${tokensPerSecond} tokens/s for ${limit} s\n`);
    const home = mkdtempSync(join(tmpdir(), 'sluice-dial-'));
    const server = await served([
      `--tokens-per-second=${tokensPerSecond}`,
      `--chance=${chance}`,
      `--reply-tokens=${Math.max(1, Math.round(outputTokensPerSample))}`,
    ]);
    const engine = await openEngine({ home });
    try {
      const models = [`${server.url}#simulated`];
      const budget = { seconds: limit };
      // Steps as large as they were: the projection leaves them so.
      const options = { models, control: 1, seed: 1, workers, budget, sizes };
      const { signal } = new AbortController();
      // What it will ever say it makes up at its first question.
      const first = { ...options, seed: 2, budget: { candidates: 1 } };
      await engine.solve(recorded.header.specPath, first, () => undefined, signal);
      const { run } = await engine.solve(
        recorded.header.specPath,
        options,
        () => undefined,
        signal,
      );
      simulated.push(simulatedOf(engine.ledger.read(run)!, projected, tokensPerSecond));
    } finally {
      await engine.close();
      await server.close();
      rmSync(home, { recursive: true, force: true });
    }
  }
  return simulated;
}

/** `sluice serve-model` in a process of its own. */
async function served(
  options: readonly string[],
): Promise<{ url: string; close(): Promise<void> }> {
  const flags = ['--disable-warning=ExperimentalWarning', main, 'serve-model', '--json'];
  const child = spawn(process.execPath, [...flags, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) throw notServed();
  const { url } = JSON.parse(first.value) as { url: string };
  return {
    url,
    close: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
    },
  };
}

function notServed(): SluiceError {
  return new SluiceError({
    fault: 'environment',
    place: 'sluice dial --simulate',
    found: 'a simulated model that ended before it served',
    wanted: '`sluice serve-model` as a process of its own',
    mend: 'Start that by hand to see what it says.',
  });
}
