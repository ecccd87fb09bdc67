import { getLlama } from 'node-llama-cpp';

/** Why no file of weights can be run on this machine; `undefined` where one can. */
export const whyNot: string | undefined = await getLlama({
  build: 'never',
  skipDownload: true,
  progressLogs: false,
  maxThreads: 1,
}).then(
  async (llama) => {
    await llama.dispose();
    return undefined;
  },
  (error: unknown) => `node-llama-cpp has no binary for this machine: ${String(error)}`,
);
