import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

import type * as LlamaCpp from 'node-llama-cpp';

import { SluiceError } from '../../../domain/errors.ts';

/** A file of weights in memory, and the one sequence of tokens that is written with it. */
export interface Weights {
  readonly chat: LlamaCpp.LlamaChat;
  close(): Promise<void>;
}

/** The longest prompt and reply together, in tokens, where the model was trained on as many. */
const contextTokensMost = 16_384;

/** More tensors or metadata than any model has. */
const entriesMost = 1_000_000n;

/** Throws where there is no file of weights, or nothing to run it with; nothing is loaded of it. */
export async function checkWeights(path: string): Promise<void> {
  refuseOthers(path);
  await import('node-llama-cpp').catch(notInstalled);
}

/** Opens a file of weights, with `threads` processors for its sequence. */
export async function loadWeights(path: string, threads: number): Promise<Weights> {
  refuseOthers(path);
  const { getLlama, LlamaChat } = await import('node-llama-cpp').catch(notInstalled);
  let said = '';
  // Nothing is ever built or fetched here: what npm has installed is what there is.
  const llama = await getLlama({
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: 'error' as LlamaCpp.LlamaLogLevel,
    logger: (_, message) => (said ||= message.trim()),
    maxThreads: threads,
  }).catch(notInstalled);
  try {
    const model = await llama.loadModel({ modelPath: path });
    const contextSize = { max: Math.min(model.trainContextSize, contextTokensMost) };
    const context = await model.createContext({ sequences: 1, threads, contextSize });
    const chat = new LlamaChat({ contextSequence: context.getSequence() });
    return { chat, close: () => llama.dispose() };
  } catch (error) {
    // What llama.cpp says of it arrives a turn later.
    await setImmediate();
    await llama.dispose();
    throw unusable(path, said === '' ? error : new Error(said, { cause: error }));
  }
}

/** Says what is wrong with a file before it is loaded; some that are no models would be read for ever. */
function refuseOthers(path: string): void {
  const header = Buffer.alloc(24);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, header);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unusable(path, error);
  }
  const isGguf =
    header.toString('latin1', 0, 4) === 'GGUF' &&
    [2, 3].includes(header.readUInt32LE(4)) &&
    [8, 16].every((place) => header.readBigUInt64LE(place) <= entriesMost);
  if (!isGguf) throw unusable(path, new Error('no GGUF file'));
}

function notInstalled(error: unknown): never {
  throw new SluiceError({
    fault: 'input',
    place: '--model gguf:',
    found: 'no package `node-llama-cpp` that loads',
    wanted: 'llama.cpp for Node, which runs files of weights',
    mend: 'Install it: npm install node-llama-cpp',
    cause: error,
  });
}

function unusable(path: string, error: unknown): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `--model gguf:${path}`,
    found: error instanceof Error ? error.message : String(error),
    wanted: 'a GGUF file of a language model that llama.cpp runs, and memory for it',
    mend: 'Correct the path, or choose a smaller model.',
    cause: error,
  });
}
