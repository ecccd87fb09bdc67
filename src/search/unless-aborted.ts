/** `undefined` for work that an interruption ended, or that it came before. */
export async function unlessAborted<Result>(
  interrupt: AbortSignal,
  work: Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (interrupt.aborted) return undefined;
    throw error;
  }
}
