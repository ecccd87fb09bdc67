import { readFileSync } from 'node:fs';

import { SluiceError } from '../../../../domain/errors.ts';

/** The part of the WebAssembly interface that is used here; the types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

type Count = { readonly value: number };

/**
 * The WebAssembly kernel, made from `kernel/*.ts` by `npm run build`. Addresses and sizes are in
 * bytes; a tile is eight cases. What each function does is said where it is defined.
 */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };

  configurePrograms(tiles: number, leaves: number): void;
  leafAt(): number;
  targetAt(): number;
  weightAt(): number;
  outputAt(): number;
  seal(): void;
  screen(code: number, length: number): number;
  score(code: number, length: number): number;

  configureSampler(
    contexts: number,
    mostTokens: number,
    slice: number,
    slices: number,
    seed: number,
  ): void;
  rowAt(): number;
  eliteAt(): number;
  codeAt(): number;
  lengthAt(): number;
  emitBlock(): void;
  isNewProgram(code: number, length: number): number;
  seenAt(): number;
  seenSlots(): number;
  setToken(token: number, opens: number, first: number, second: number): void;
  sample(quota: number): number;
  readonly sampledTokens: Count;
  readonly sampledGenerated: Count;
  readonly sampledDistinct: Count;
  readonly sampledRunOnOne: Count;
  readonly sampledRunOnAll: Count;
  readonly sampledNew: Count;

  configureBank(cases: number, most: number, mostUndefined: number, tiny: number): void;
  columnAt(id: number): number;
  opsAt(): number;
  leftsAt(): number;
  rightsAt(): number;
  offer(op: number, left: number, right: number): number;
  combineRow(op: number, left: number, from: number, to: number): number;
  applyRow(op: number, from: number, to: number): number;
  findBetter(from: number, bar: number): number;
  readonly foundError: Count;
  readonly bankSize: Count;
  readonly bankConsidered: Count;

  configureSketches(most: number, affine: number): void;
  indexSketches(): void;
  findSketch(goal: number): number;
  joinRow(goal: number, from: number, to: number, maps: number, mapCount: number): void;
  fuseRow(op: number, f: number, from: number, to: number, goals: number, goalCount: number): void;
  fuseColumn(
    op: number,
    f: number,
    from: number,
    to: number,
    goals: number,
    goalCount: number,
  ): void;
  hitAt(): number;
  readonly hitCount: Count;
  readonly rowCovered: Count;

  configureFeatures(cases: number): void;
  defineSet(
    set: number,
    basis: number,
    rank: number,
    features: number,
    count: number,
    logarithms: number,
  ): void;
  restAt(): number;
  project(set: number, column: number, mask: number): number;
  bestFeature(set: number): number;
  readonly foundShare: Count;
  explainRow(
    set: number,
    goal: number,
    from: number,
    to: number,
    maps: number,
    mapCount: number,
    mask: number,
  ): void;
  pairRow(
    set: number,
    left: number,
    products: number,
    most: number,
    bars: number,
    goals: number,
  ): void;

  /** A place of one's own in the kernel's memory. */
  allocate(bytes: number): number;
}

/** Five folders up from here lies the package, from `src/` as from `dist/`. */
const kernelUrl = new URL('../../../../../dist/kernel.wasm', import.meta.url);

let compiled: object | undefined;

function abort(): never {
  throw new SluiceError({
    fault: 'internal',
    place: 'the numeric kernel',
    found: 'an abort, most likely for want of memory',
    wanted: 'a run within its bounded memory',
    mend: 'Free some memory, or use fewer examples.',
  });
}

/** A kernel with a memory of its own. */
export function openKernel(): Kernel {
  compiled ??= new WebAssembly.Module(readKernel());
  const instance = new WebAssembly.Instance(compiled, { env: { abort } });
  return instance.exports as Kernel;
}

function readKernel(): Buffer<ArrayBuffer> {
  try {
    return readFileSync(kernelUrl);
  } catch (cause) {
    throw new SluiceError({
      fault: 'environment',
      place: kernelUrl.pathname,
      found: 'no kernel there',
      wanted: 'the compiled numeric kernel',
      mend: 'Run `npm run build`.',
      cause,
    });
  }
}
