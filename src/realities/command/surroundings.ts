import type { Surroundings } from '../../ports/sandbox.ts';
import type { LoadedCommand } from './loaded-command.ts';

/** What a command of a specification is surrounded by, with these files. */
export function surroundingsOf(
  { limits, readable }: LoadedCommand,
  files: Surroundings['files'],
  network: boolean,
  preload?: readonly string[],
): Surroundings {
  const { memoryBytes, processesMost, diskBytes } = limits;
  return {
    files,
    readable,
    network,
    memoryBytes,
    processesMost,
    diskBytes,
    ...(preload === undefined ? {} : { preload }),
  };
}
