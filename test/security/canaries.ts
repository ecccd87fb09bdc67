import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FunctionSandbox, Outcome, Trial } from '../../src/ports/sandbox.ts';
import { callsOf, trialOf } from '../../src/testing/sandbox/trial.ts';

const canary = {
  file: 'canary-of-the-file',
  environment: 'canary-of-the-environment',
  neighbour: 'canary-of-the-neighbour',
};

/** Leaves its secret wherever another could look for it. */
const victim = trialOf(
  `const secret = ${JSON.stringify(canary.neighbour)};
globalThis.secret = Object.prototype.secret = Array.prototype.secret = Math.secret = secret;
globalThis[Symbol.for('secret')] = Symbol(secret);
globalThis.many = Array.from({ length: 500 }, (_, k) => secret + k);
export const f = (x) => x + 1;`,
  callsOf([1]),
);
const victimSays = '2';

/** Notices what whoever came before it has left behind. */
const honest = trialOf(
  `export const f = (x) => [x, typeof secret, typeof late, [3, 1, 2].sort().map((y) => y + 1).join(), JSON.stringify({ x })];`,
  callsOf([1]),
);
const honestSays = JSON.stringify([1, 'undefined', 'undefined', '2,3,4', '{"x":1}']);

const never = new AbortController().signal;

/**
 * What no candidate may reach: a file, a variable of the environment, a port of this machine, and
 * what another candidate knows, returns or finds.
 */
export class Canaries {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sluice-canary-'));
  readonly #path = join(this.#folder, 'canary.txt');
  #connections = 0;
  readonly #server = createServer((socket) => {
    this.#connections++;
    socket.destroy();
  });

  async open(): Promise<void> {
    process.env['SLUICE_CANARY'] = canary.environment;
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
  }

  close(): void {
    delete process.env['SLUICE_CANARY'];
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What an attempt reached, between a candidate with a secret and an honest one; none is wanted. */
  async reachedBy(body: string, sandbox: FunctionSandbox): Promise<readonly string[]> {
    this.#plant();
    const before = this.#connections;
    const trials = [victim, this.#attempt(body), honest];
    const [first, second, third] = await Array.fromAsync(sandbox.run(trials, never));
    const found = JSON.stringify(second);
    const reached: readonly (readonly [what: string, isReached: boolean])[] = [
      ['a canary', found.includes('canary-of')],
      ['a path of this machine', /\/src\/|node_modules/.test(found)],
      ['the result of the one before', resultOf(first) !== victimSays],
      ['the result of the one after', resultOf(third) !== honestSays],
      ['the network', this.#connections !== before],
      ['the folder', readdirSync(this.#folder).join() !== 'canary.txt'],
      ['the file', readFileSync(this.#path, 'utf8') !== canary.file],
    ];
    return reached.filter(([, isReached]) => isReached).map(([what]) => what);
  }

  #plant(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder);
    writeFileSync(this.#path, canary.file);
  }

  /** The attempt as a module, with what it may use on its way. */
  #attempt(body: string): Trial {
    const source = `const canaryPath = ${JSON.stringify(this.#path)};
const port = ${(this.#server.address() as AddressInfo).port};
const use = (process) => {
  const fs = process.getBuiltinModule?.('fs') ?? process.mainModule?.require('fs') ?? process.binding?.('fs');
  return process.env.SLUICE_CANARY + fs.readFileSync(canaryPath, 'utf8');
};
const gcNow = () => { for (let k = 0; k < 50; k++) new Array(999).fill({}); };
export function f(a) { ${body} }`;
    return { ...trialOf(source, callsOf([[1]], [[2]]), 2000), fuelMost: 2000 };
  }
}

function resultOf(outcome: Outcome | undefined): string | undefined {
  const [result] = outcome?.kind === 'returned' ? outcome.results : [];
  return result?.kind === 'value' ? JSON.stringify(result.value) : undefined;
}
