import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where a system keeps its programs and libraries; those that exist are shown read-only. */
const systemFolders = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/etc/alternatives'];
/** What dynamic linking and look-ups of names need of /etc: nothing secret lies there. */
const systemFiles = ['/etc/ld.so.cache', '/etc/localtime', '/etc/passwd', '/etc/group'];

/**
 * A command inside bubblewrap: namespaces of its own for everything, no network, the system
 * read-only, and nothing of the disk but `folder`, which is its working folder `/work`.
 */
export function bubblewrapped(command: readonly string[], folder: string): readonly string[] {
  const shown = [...systemFolders, ...systemFiles].filter((path) => existsSync(path));
  return [
    'bwrap',
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    ...shown.flatMap((path) => ['--ro-bind', path, path]),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    '--bind',
    folder,
    '/work',
    '--chdir',
    '/work',
    '--',
    ...command,
  ];
}

/** Whether bubblewrap is installed and may make namespaces here. */
export function hasBubblewrap(): boolean {
  const [program, ...args] = bubblewrapped(['true'], '/tmp');
  return spawnSync(program!, args, { stdio: 'ignore', timeout: 5000 }).status === 0;
}
