import { spawn, type ChildProcess } from 'node:child_process';

/** What a command may see of the environment, with where its program lies first on the PATH. */
export function environmentFor(folder: string | undefined): NodeJS.ProcessEnv {
  const system = '/usr/local/bin:/usr/bin:/bin';
  return {
    PATH: folder === undefined ? system : `${folder}:${system}`,
    LANG: 'C.UTF-8',
    HOME: '/tmp',
    // Trials run side by side, one a processor: threads of their own would only be in the way.
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
    // The same trial does the same again.
    PYTHONHASHSEED: '0',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

export interface Start {
  readonly command: readonly string[];
  /** The working folder, where there is no sandbox to have one. */
  readonly folder?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly user: { readonly uid?: number; readonly gid?: number };
  /** Open descriptors that it inherits as 4, 5, …; 3 is a pipe for what it hands back. */
  readonly descriptors?: readonly number[];
}

/** Starts a command in a process group of its own. */
export function start({
  command,
  folder,
  environment,
  user,
  descriptors = [],
}: Start): ChildProcess {
  const [program, ...args] = command;
  return spawn(program!, args, {
    cwd: folder ?? '/',
    env: environment,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...descriptors],
    ...user,
  });
}

/** The whole group: a command's children must not outlive its trial. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
