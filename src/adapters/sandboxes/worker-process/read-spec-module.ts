import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ModulePaths, ReadSpecModule, SpecModuleReading } from '../../../ports/spec-module.ts';
import type { NotData } from './data-of.ts';
import { frameBytesMost, FrameReader } from '../pool/frames.ts';

const readerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './spec-reader.ts' : './spec-reader.js',
  import.meta.url,
);

const mebibytesMost = frameBytesMost / 2 ** 20;

const ownFolder = fileURLToPath(new URL('../../../', import.meta.url));

/** What the reader's process sends: the module's exports, or what was thrown. */
type Message =
  | {
      readonly exports: Readonly<Record<string, unknown>>;
      readonly files: readonly string[];
      readonly paths: ModulePaths;
    }
  | { readonly error: string; readonly stack: string };

/** Loads a specification in a process of its own, which is ended when its time is over. */
export const readSpecModule: ReadSpecModule = async (path, limitMs) => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(readerUrl), path],
    { env: {}, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], windowsHide: true },
  );
  let overdue = false;
  const timer = setTimeout(() => {
    overdue = true;
    child.kill('SIGKILL');
  }, limitMs);
  const reader = new FrameReader();
  const messages: unknown[] = [];
  let isUnreadable = false;
  const frames = child.stdio[3] as Readable;
  frames.on('data', (chunk: Buffer) => {
    try {
      messages.push(...reader.read(chunk));
    } catch {
      isUnreadable = true;
      child.kill('SIGKILL');
    }
  });
  const { promise, resolve, reject } = Promise.withResolvers<End>();
  child.on('error', reject).on('close', (code, signal) => resolve({ code, signal }));
  try {
    const end = await promise;
    if (isUnreadable) return failed(`a module with more than ${mebibytesMost} MiB of data`);
    const [message] = messages as Message[];
    if (message !== undefined) return readingOf(message, path);
    return failed(overdue ? `a module that had not loaded after ${limitMs / 1000} s` : ended(end));
  } finally {
    clearTimeout(timer);
  }
};

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Node ends a module that awaits what never comes with code 13, and itself by SIGABRT without memory. */
function ended({ code, signal }: End): string {
  if (code === 13) return 'a module that waits for something that never comes';
  if (signal === null) return `a module that ends the process (code ${code})`;
  const likely = signal === 'SIGABRT' || signal === 'SIGKILL' ? ', as when memory runs out' : '';
  return `a module whose process ended by ${signal}${likely}`;
}

function readingOf(message: Message, path: string): SpecModuleReading {
  if ('error' in message) return failed(message.error, placeOf(message.stack, path));
  if ('default' in message.exports) {
    const { exports, files, paths } = message;
    return { kind: 'read', data: revive(exports['default']), files, paths };
  }
  const names = Object.keys(message.exports).map((name) => `\`${name}\``);
  return failed(
    names.length === 0
      ? 'a module that exports nothing'
      : `no default export, only ${names.join(', ')}`,
  );
}

function failed(found: string, place = ''): SpecModuleReading {
  return { kind: 'failed', found, place };
}

/** Where a stack first touches a file that is the author's. */
function placeOf(stack: string, path: string): string {
  const frame = /(?:file:\/\/)?(?<file>\/[^\s():]+\.[cm]?[jt]s):(?<line>\d+)(?::(?<column>\d+))?/g;
  for (const { groups = {} } of stack.matchAll(frame)) {
    const file = decodeURI(groups['file'] ?? '');
    if (file.includes('/node_modules/') || file.startsWith(ownFolder)) continue;
    const line = `line ${groups['line']}${groups['column'] ? `, column ${groups['column']}` : ''}`;
    return file === path ? line : `${line} of ${basename(file)}, an import`;
  }
  return '';
}

/** Symbols stand for what is no data: no specification in JSON can hold one. */
function revive(thing: unknown): unknown {
  if (typeof thing !== 'object' || thing === null) return thing;
  if (Array.isArray(thing)) return thing.map(revive);
  const { notData } = thing as NotData;
  if (typeof notData === 'string') return Symbol(notData);
  return Object.fromEntries(Object.entries(thing).map(([key, part]) => [key, revive(part)]));
}
