import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join, sep } from 'node:path';

import { SluiceError } from '../../../domain/errors.ts';
import { systemFolders } from './bubblewrap.ts';

/** A program as a sandbox can start it. */
export interface Program {
  /** Its absolute path, or its name where it lies in the working folder. */
  readonly path: string;
  /** What of the disk it needs beside the system's folders. */
  readonly readable: readonly string[];
  /** It is Python 3, which can be kept warm. */
  readonly isPython: boolean;
}

const systemPath = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Prints where an interpreter and what is installed for it lie. */
const whereabouts = `
import json, site, sys
places = [sys.prefix, sys.base_prefix, sys.exec_prefix]
if site.ENABLE_USER_SITE:
    places.append(site.getusersitepackages())
places += [p for p in sys.path if p.endswith(("site-packages", "dist-packages"))]
print(json.dumps([sys.version_info[0], sys.executable, places]))
`;

/**
 * Finds a program by its name as a shell would, on the PATH of whoever runs Sluice: an interpreter
 * of a virtual environment is the one that commands get. Throws a `SluiceError` of fault
 * `environment` where there is none.
 */
export function findProgram(name: string): Program {
  if (name.includes('/') && !name.startsWith('/')) return plain(name);
  const places = name.startsWith('/') ? [name] : onPath(name);
  const path = places.find(isExecutable);
  if (path === undefined) throw noProgram(name);
  if (/^python(?:3(?:\.\d+)?)?$/.test(basename(name))) {
    const python = askPython(path);
    if (python !== undefined) return python;
  }
  if (isOfSystem(path) && isOfSystem(realpathSync(path))) return plain(path);
  return { path, readable: installationOf(path), isPython: false };
}

const plain = (path: string): Program => ({ path, readable: [], isPython: false });

function onPath(name: string): string[] {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...systemPath];
  return folders.filter((folder) => folder.startsWith('/')).map((folder) => join(folder, name));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const isOfSystem = (path: string): boolean =>
  systemFolders.some((folder) => path.startsWith(`${folder}/`));

/** A launcher on PATH may be a script of a version manager: the interpreter itself knows better. */
function askPython(path: string): Program | undefined {
  const asked = spawnSync(path, ['-c', whereabouts], { encoding: 'utf8', timeout: 20_000 });
  if (asked.status !== 0) return undefined;
  const [version, executable, places] = JSON.parse(asked.stdout) as [number, string, string[]];
  if (version !== 3) return undefined;
  const readable = [executable, ...places].filter((place) => !isOfSystem(place) && isNarrow(place));
  return { path: executable, readable: [...new Set(readable)], isPython: true };
}

/** The folder of a program that came with libraries of its own, else the program alone. */
function installationOf(path: string): readonly string[] {
  const real = realpathSync(path);
  const folder = dirname(dirname(real));
  const isInstallation = basename(dirname(real)) === 'bin' && isNarrow(folder);
  return [path, isInstallation ? folder : real];
}

/** Not a folder in which a person keeps everything else as well. */
function isNarrow(folder: string): boolean {
  return !homedir().startsWith(folder) && folder.split(sep).length > 2;
}

function noProgram(name: string): SluiceError {
  return new SluiceError({
    fault: 'environment',
    place: 'the command of the specification',
    found: `no program \`${name}\` on PATH`,
    wanted: 'the program that the specification names',
    mend: name.startsWith('python')
      ? 'Install Python 3 (`apt-get install python3`, or https://www.python.org).'
      : 'Install it, or name another in the specification.',
  });
}
