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
  setToken(token: number, opens: number, first: number, second: number): void;
  sample(quota: number): number;
  readonly sampledTokens: Count;
  readonly sampledGenerated: Count;
  readonly sampledDistinct: Count;
  readonly sampledRunOnOne: Count;
  readonly sampledRunOnAll: Count;
  readonly sampledNew: Count;
}

/** Five folders up from here lies the package, from `src/` as from `dist/`. */
const kernelUrl = new URL('../../../../../dist/kernel.wasm', import.meta.url);

let compiled: object | undefined;

/** A kernel with a memory of its own. */
export function openKernel(): Kernel {
  compiled ??= new WebAssembly.Module(readKernel());
  const abort = () => {
    throw new SluiceError({
      fault: 'internal',
      place: 'the numeric kernel',
      found: 'an abort, most likely for want of memory',
      wanted: 'a run within its bounded memory',
      mend: 'Free some memory, or use fewer examples.',
    });
  };
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
