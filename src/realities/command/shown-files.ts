import { basename, extname } from 'node:path';
import type { LoadedCommand, RunCommand } from './loaded-command.ts';

type Files = LoadedCommand['needs'];

/** Words after which a program names a module without its ending. */
const asking = 'import|from|require|source|include|use|load';

/**
 * The files of `needs` that a candidate is shown: those that its command names, the file as it is,
 * or one of these in turn. What only judges read (a checker, its answers) it never sees.
 */
export function shownFiles({ needs, problem }: LoadedCommand, { command }: RunCommand): Files {
  const shown = new Set<string>();
  const texts = [command.join('\n'), problem.initial];
  for (const text of texts) {
    for (const [path, bytes] of Object.entries(needs)) {
      if (shown.has(path) || !names(text, path)) continue;
      shown.add(path);
      texts.push(Buffer.from(bytes).toString());
    }
  }
  return Object.fromEntries(Object.entries(needs).filter(([path]) => shown.has(path)));
}

/** Whether a text names a file, as it is called or as a module of that name. */
function names(text: string, path: string): boolean {
  const file = basename(path);
  if (text.includes(file)) return true;
  const module = basename(file, extname(file)).replaceAll(/\W/g, String.raw`\$&`);
  return new RegExp(`\\b(?:${asking})\\b.*(?<![\\w-])${module}(?![\\w-])`).test(text);
}
