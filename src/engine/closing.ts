/** Does some work, and closes all that it has opened: each, also where another cannot be closed. */
export async function closing<Result>(
  opened: () => readonly { close(): Promise<void> }[],
  work: () => Promise<Result>,
): Promise<Result> {
  let result: Result;
  let closed: readonly PromiseSettledResult<void>[] = [];
  try {
    result = await work();
  } finally {
    closed = await Promise.allSettled(opened().map(async (each) => each.close()));
  }
  const failed = closed.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return result;
}
