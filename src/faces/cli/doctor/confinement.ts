import { existsSync, readFileSync } from 'node:fs';

import { wallsHere } from '../../../compose.ts';
import type { Terminal } from '../terminal.ts';
import { limited, ready, type Check } from './check.ts';
import { firstLine } from './first-line.ts';

/** What keeps candidates in on this machine, what judges them, and what is refused without. */
export async function confinement({ environment }: Terminal): Promise<Check[]> {
  const path = environment['PATH'] ?? '';
  const version = await firstLine('bwrap', ['--version'], path);
  const { confined, filtered, typeChecked } = wallsHere();
  return [
    bubblewrap(version, confined, filtered),
    await namespaces(version, path),
    engines(confined),
    refusals(confined),
    types(typeChecked),
  ];
}

/** Tried as candidates are confined: the program may be there and be refused, or too old. */
function bubblewrap(version: string | undefined, confined: boolean, filtered: boolean): Check {
  const filter = filtered
    ? ', with a filter of system calls'
    : ', without a filter of system calls';
  if (version === undefined) {
    const install =
      process.platform === 'linux'
        ? 'Install it: the package is called bubblewrap.'
        : 'It is there on Linux only.';
    return limited('Confinement', 'no bubblewrap', install);
  }
  return confined
    ? ready('Confinement', `${version}${filter}`)
    : limited(
        'Confinement',
        `${version}, which does not confine here`,
        'Allow unprivileged user namespaces, and use bubblewrap 0.8 or later.',
      );
}

/** Where the kernel says that nobody, or not everybody, may make namespaces. */
const settings: readonly (readonly [path: string, forbids: string])[] = [
  ['/proc/sys/user/max_user_namespaces', '0'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
];

async function namespaces(version: string | undefined, path: string): Promise<Check> {
  const name = 'User namespaces';
  const against = settings.filter(
    ([file, forbids]) => existsSync(file) && readFileSync(file, 'utf8').trim() === forbids,
  );
  const said = against.map(([file, forbids]) => `${file} is ${forbids}`).join(', ');
  const attempt = ['--unshare-user', '--ro-bind', '/', '/', 'true'];
  if (version !== undefined && (await firstLine('bwrap', attempt, path)) !== undefined) {
    return ready(name, 'can be made');
  }
  if (said === '' && version === undefined) {
    return limited(name, 'not tried without bubblewrap', 'Install it and look again.');
  }
  const found = said === '' ? 'cannot be made' : `cannot be made: ${said}`;
  return limited(name, found, 'Ask whoever runs this machine to allow them.');
}

function engines(confined: boolean): Check {
  const first = 'grammar: V8; language models: QuickJS in WebAssembly';
  return confined
    ? ready('Engines', `${first}, survivors again on V8 and timed`)
    : limited(
        'Engines',
        `${first} alone`,
        'With bubblewrap survivors are run again on V8, and timed.',
      );
}

function refusals(confined: boolean): Check {
  const refused = '`command` specs without --unconfined, --require-isolation';
  return confined
    ? ready('Refused', `nothing (without bubblewrap: ${refused})`)
    : limited('Refused', refused, 'With bubblewrap nothing is.');
}

const types = (typeChecked: boolean): Check =>
  typeChecked
    ? ready('Types', 'checked by TypeScript, of what language models wrote')
    : limited('Types', 'not checked: no TypeScript', 'Install it: npm install typescript');
