import { existsSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';

import { bytes, count } from '../figures.ts';
import { packageFolder } from '../home.ts';
import type { Terminal } from '../terminal.ts';
import { broken, limited, ready, type Check } from './check.ts';
import { firstLine } from './first-line.ts';

/** The part of the WebAssembly interface that is used here; the types of Node leave it out. */
declare const WebAssembly: { validate(module: Uint8Array): boolean };

const nodeWanted = 24;
const memoryWantedBytes = 1e9;

/**
 * A module with one function that splats a 32-bit integer over a 128-bit vector and drops it:
 * it validates where an engine knows WebAssembly SIMD.
 */
const simdModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 17, 26,
  11,
]);

export const runningNode = (): Check => {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= nodeWanted
    ? ready('Node', `${node} (${process.execPath})`)
    : broken('Node', node, `Run \`npm ci\`, which brings Node ${nodeWanted}, or install it.`);
};

/** The Node that other programs of this machine get: shown, for it is often the older one. */
export async function systemNode({ environment }: Terminal): Promise<Check> {
  const folders = (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  const answer = await firstLine('node', ['--version'], folders.join(delimiter));
  const used = answer === `v${process.versions.node}` ? '' : ', not used by Sluice';
  return ready('Node on PATH', answer === undefined ? 'none' : `${answer.slice(1)}${used}`);
}

export const sqlite = (): Check => ready('SQLite', process.versions['sqlite'] ?? 'built in');

export function processors(): Check {
  const cores = availableParallelism();
  return cores > 1
    ? ready('Processors', count(cores))
    : limited('Processors', '1', 'Generators share it with what judges: give a run more seconds.');
}

export function memory(): Check {
  // A container's limit where there is one; 0 or a figure above the machine's means none.
  const allowed = Math.min(process.constrainedMemory() || Infinity, totalmem());
  const found = `${bytes(allowed)}, ${bytes(Math.min(freemem(), process.availableMemory()))} free`;
  return allowed >= memoryWantedBytes
    ? ready('Memory', found)
    : limited('Memory', found, `Give it ${bytes(memoryWantedBytes)}, or run with --workers 1.`);
}

export const simd = (): Check =>
  WebAssembly.validate(simdModule)
    ? ready('WebAssembly', 'with SIMD')
    : broken('WebAssembly', 'without SIMD', 'Use a processor and a Node that have 128-bit SIMD.');

/** The inner loop of the grammar model for numbers, which `npm ci` builds. */
export const kernel = (): Check =>
  existsSync(join(packageFolder, 'dist/kernel.wasm'))
    ? ready('Kernel', 'built')
    : broken('Kernel', 'not built', 'Run `npm run build` in the package of Sluice.');

/** What progress and results look like here; nothing depends on it. */
export function screen({ out, err }: Terminal): Check {
  const words = [
    err.interactive ? `drawn in place, ${err.columns} columns` : 'plain lines',
    out.colours ? 'in colour' : 'without colours',
  ];
  return ready('Screen', words.join(', '));
}
