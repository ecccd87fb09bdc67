import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a command is shown of the machine, and what it may use up. */
export interface Walls {
  /** Read-only, by their absolute path. */
  readonly readable: readonly string[];
  readonly network: boolean;
  readonly memoryBytes: number;
  readonly processesMost: number;
  readonly diskBytes: number;
}

/** Where a system keeps its programs and libraries; those that exist are shown read-only. */
export const systemFolders = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/etc/alternatives',
];
/** What dynamic linking and look-ups of names need of /etc: nothing secret lies there. */
const systemFiles = ['/etc/ld.so.cache', '/etc/localtime', '/etc/passwd', '/etc/group'];
/** What reaching the network needs besides. */
const networkFiles = ['/etc/resolv.conf', '/etc/hosts', '/etc/nsswitch.conf', '/etc/ssl'];

/** The one user of a machine who owns nothing. */
const nobody = { uid: 65_534, gid: 65_534 };

const kibibyte = 1024;

/** A file that is put into the working folder out of an open descriptor. */
export interface Given {
  readonly path: string;
  readonly descriptor: number;
}

export interface Beginning {
  readonly given?: readonly Given[];
  /**
   * The command is the first process of its namespace: there is none of bubblewrap's in it, and
   * nothing in it can end or stop the command.
   */
  readonly isFirst?: boolean;
}

/**
 * A command inside bubblewrap: namespaces of its own for everything, no capabilities, no further
 * namespaces, no network unless asked for, the system read-only, and to write in nothing but
 * `/trial`, `/tmp` and `/dev/shm`, which lie in memory and are as large as the disk it may use.
 */
export function bubblewrapped(
  command: readonly string[],
  walls: Walls,
  { given = [], isFirst = false }: Beginning = {},
): readonly string[] {
  const { readable, network, diskBytes } = walls;
  const shown = [
    ...systemFolders,
    ...systemFiles,
    ...(network ? networkFiles : []),
    ...readable,
  ].filter((path) => existsSync(path));
  const writable = ['/tmp', '/dev/shm', '/trial'];
  return [
    'bwrap',
    '--unshare-all',
    ...(network ? ['--share-net'] : []),
    '--unshare-user',
    '--disable-userns',
    ...(isFirst ? ['--as-pid-1'] : []),
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    ...writable.flatMap((path) => ['--size', String(diskBytes), '--tmpfs', path]),
    // After these: what is shown may lie below /tmp.
    ...shown.flatMap((path) => ['--ro-bind', path, path]),
    ...given.flatMap(({ path, descriptor }) => [
      '--perms',
      '0755',
      '--file',
      String(descriptor),
      `/trial/${path}`,
    ]),
    '--remount-ro',
    '/dev',
    '--remount-ro',
    '/',
    '--chdir',
    '/trial',
    '--',
    ...command,
  ];
}

/**
 * Limits on each process, inherited by whatever comes after: memory, processes, size of files,
 * descriptors, no core dumps. `RLIMIT_DATA` and not `RLIMIT_AS`, since many runtimes reserve
 * addresses by the gigabyte. `script` is what the shell does then; `"$@"` is the command.
 */
export function limited(
  command: readonly string[],
  { memoryBytes, processesMost, diskBytes }: Walls,
  script = 'exec "$@"',
): readonly string[] {
  const limits = [
    `ulimit -d ${Math.ceil(memoryBytes / kibibyte)}`,
    // The letter depends on the shell.
    `{ ulimit -p ${processesMost} || ulimit -u ${processesMost}; }`,
    `ulimit -f ${Math.ceil(diskBytes / 512)}`,
    'ulimit -n 256',
    'ulimit -c 0',
  ];
  return [
    '/bin/sh',
    '-c',
    `{ ${limits.join('; ')}; } 2>/dev/null; ${script}`,
    'sluice',
    ...command,
  ];
}

/** As whom bubblewrap is started: nobody where we are root and that works, else as we are. */
export interface Launcher {
  readonly user: { readonly uid?: number; readonly gid?: number };
}

/** Whether bubblewrap is installed and may make namespaces here, and as whom. */
export function findBubblewrap(readable: readonly string[]): Launcher | undefined {
  const walls = {
    readable,
    network: false,
    memoryBytes: 2 ** 30,
    processesMost: 64,
    diskBytes: 2 ** 20,
  };
  const [program, ...args] = bubblewrapped(['true'], walls);
  const works = (user: Launcher['user']): boolean =>
    spawnSync(program!, args, { stdio: 'ignore', timeout: 5000, ...user }).status === 0;
  // Limits on processes do not bind root, and nobody can do less with what it breaks out to.
  if (process.getuid?.() === 0 && works(nobody)) return { user: nobody };
  return works({}) ? { user: {} } : undefined;
}

export const hasBubblewrap = (): boolean => findBubblewrap([]) !== undefined;
