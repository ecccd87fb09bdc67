import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemCallFilter } from './system-calls.ts';

export interface Launch {
  /** The module that serves trials. */
  readonly child: URL;
  /** What Node is told beside. */
  readonly flags?: readonly string[];
  readonly specPath: string | undefined;
  /** What is read of the disk for the specification, beside packages. */
  readonly readable: readonly string[];
  /** Only these of its imports are loaded, and nothing of itself. */
  readonly lent: readonly string[];
  /** The most private memory that the process may have. */
  readonly memoryBytes: number;
}

const kibibyte = 1024;
/** What V8 sets aside for code in each of the two threads, and the kernel counts as data. */
const reservedBytes = 2 * 512 * kibibyte * kibibyte;
/** What a process of the pool needs of descriptors, with room for V8's own. */
const descriptorsMost = 128;

/** Where bubblewrap finds the filter of system calls: what a process is handed by its pool. */
const filterDescriptor = 6;

/** Where a system keeps the libraries that Node is linked with. */
const libraryPaths = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib'];

/** The command that starts a process of the pool, inside bubblewrap or with limits alone. */
export function launchCommand(launch: Launch, confined: boolean): readonly string[] {
  const node = [
    realpathSync(process.execPath),
    '--disable-warning=ExperimentalWarning',
    ...(launch.flags ?? []),
    fileURLToPath(launch.child),
    ...(launch.specPath === undefined ? [] : [actual(launch.specPath), ...launch.lent]),
  ];
  return confined
    ? limited(
        bubblewrapped(node, visiblePaths(launch), [...packageLinks(), ...ownLinks(launch)]),
        launch.memoryBytes,
        ' && ',
      )
    : limited(node, launch.memoryBytes, '; ');
}

/** Where bubblewrap is; the process that starts it has no PATH. */
function bubblewrapPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'bwrap')).find(existsSync) ?? 'bwrap';
}

/** Whether bubblewrap is installed, and may make namespaces here. */
export function canConfine(): boolean {
  const path = process.env['PATH'] ?? '';
  const known = confining.get(path);
  if (known !== undefined) return known;
  const [program = '', ...args] = bubblewrapped(
    [realpathSync(process.execPath), '--version'],
    [realpathSync(process.execPath)],
  );
  const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  const file = join(folder, 'handed');
  writeFileSync(file, systemCallFilter() ?? '');
  const descriptor = openSync(file, 'r');
  const others = Array.from({ length: filterDescriptor }, () => 'ignore' as const);
  const { status } = spawnSync(program, args, { stdio: [...others, descriptor], timeout: 10_000 });
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
  confining.set(path, status === 0);
  return status === 0;
}

/** Whether it can be done, by the PATH on which it was tried. */
const confining = new Map<string, boolean>();

/**
 * Limits on memory and descriptors, no core dumps, no files beyond a few blocks: they are
 * inherited by whatever comes after. `RLIMIT_DATA` and not `RLIMIT_AS`, since WebAssembly reserves
 * addresses by the gigabyte. With `then` as `;` a system that lacks one goes on with the others.
 */
function limited(
  command: readonly string[],
  memoryBytes: number,
  then: ' && ' | '; ',
): readonly string[] {
  const limits = [
    `ulimit -d ${Math.ceil((reservedBytes + memoryBytes) / kibibyte)}`,
    `ulimit -n ${descriptorsMost}`,
    'ulimit -c 0',
    'ulimit -f 8',
  ];
  return ['/bin/sh', '-c', `${limits.join(then)}${then}exec "$@"`, 'sluice', ...command];
}

/**
 * Namespaces of its own for everything, no network, no capabilities, no further namespaces, no
 * further processes, an empty environment, and of the disk what is named, read-only.
 */
function bubblewrapped(
  command: readonly string[],
  visible: readonly string[],
  links: readonly Link[] = [],
): readonly string[] {
  const shown = [...libraryPaths, '/etc/ld.so.cache', ...visible].filter((path) =>
    existsSync(path),
  );
  return [
    bubblewrapPath(),
    '--unshare-all',
    '--unshare-user',
    '--disable-userns',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    ...(systemCallFilter() === undefined ? [] : ['--seccomp', String(filterDescriptor)]),
    '--clearenv',
    // First, for what is shown may lie over them.
    ...links.flatMap(({ path, target }) => ['--symlink', target, path]),
    ...shown.flatMap((path) => ['--ro-bind', path, path]),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    // What holds the mounts together lies in memory that no limit counts: nobody writes there.
    '--remount-ro',
    '/dev',
    '--remount-ro',
    '/',
    '--chdir',
    '/',
    '--',
    ...command,
  ];
}

/** What of the disk a process reads: Node, this code with what it stands on, the specification. */
function visiblePaths(launch: Launch): readonly string[] {
  const { specPath } = launch;
  const files = ownFiles(launch).map(actual);
  return [
    realpathSync(process.execPath),
    own,
    join(dirname(own), 'package.json'),
    ...packages.map((name) => packagesFolder(realpathSync(packagePath(name)))),
    ...(specPath === undefined ? [] : packageFoldersAbove(actual(specPath))),
    ...new Set([...files, ...files.flatMap(packageFilesAbove)]),
  ];
}

/** What it reads that is no package's; of a specification that only lends, what it lends. */
function ownFiles({ specPath, readable, lent }: Launch): readonly string[] {
  return specPath === undefined || lent.length > 0 ? readable : [specPath, ...readable];
}

/** Where a path leads; itself where it leads nowhere. */
const actual = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/** The description of the package that a file belongs to: it decides what its imports mean. */
function packageFilesAbove(path: string): readonly string[] {
  const files = foldersAbove(path).map((folder) => join(folder, 'package.json'));
  return files.filter((file) => existsSync(file)).slice(0, 1);
}

/** This code, which a process loads. */
const own = fileURLToPath(new URL('../../../', import.meta.url));

const packages = ['quickjs-wasi', 'fast-check'] as const;

interface Link {
  readonly path: string;
  readonly target: string;
}

/**
 * Where packages are found by way of links (pnpm puts them behind some, and a checkout may share
 * its `node_modules` with another) a process finds them the same way.
 */
const packageLinks = (): readonly Link[] => linksAmong(packages.map((name) => packagePath(name)));

/** The links by which modules of a specification find each other. */
const ownLinks = (launch: Launch): readonly Link[] => linksAmong(ownFiles(launch));

function linksAmong(paths: readonly string[]): readonly Link[] {
  return paths
    .map((path) => ({ path, target: actual(path) }))
    .filter(({ path, target }) => path !== target);
}

/** Where this code finds a package: in the nearest `node_modules` above it that has one. */
function packagePath(name: string): string {
  const places = foldersAbove(own).map((folder) => join(folder, 'node_modules', name));
  return places.find((path) => existsSync(path)) ?? places[0]!;
}

/** The `node_modules` that a package lies in. */
function packagesFolder(path: string): string {
  const marker = `${sep}node_modules${sep}`;
  return path.slice(0, path.lastIndexOf(marker) + marker.length);
}

/** The `node_modules` from which a specification may import, as far as they are there. */
function packageFoldersAbove(path: string): readonly string[] {
  const folders = foldersAbove(path).map((folder) => join(folder, 'node_modules'));
  return folders.filter((folder) => existsSync(folder));
}

/** The folders that a path lies in, the nearest first, without the root. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = dirname(path); dirname(at) !== at; at = dirname(at)) folders.push(at);
  return folders;
}
