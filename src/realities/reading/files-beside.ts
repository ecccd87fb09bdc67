import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

import type { Issue } from './issue.ts';

/** Reads the files that a specification names; each must lie beside it, or below its folder. */
export interface FilesBeside {
  /** Empty where an issue was added. */
  bytes(path: string, place: string): Uint8Array;
  text(path: string, place: string): string;
}

/** `specPath`: of the specification. What is wrong with a path is added to `issues`. */
export function filesBeside(specPath: string, issues: Issue[]): FilesBeside {
  const folder = dirname(specPath);
  const bytes = (path: string, place: string): Uint8Array => {
    const file = resolve(folder, path);
    const escapes = isAbsolute(path) || !file.startsWith(join(folder, '/'));
    if (!escapes && statSync(file, { throwIfNoEntry: false })?.isFile() === true) {
      return readFileSync(file);
    }
    issues.push({
      place,
      found: escapes ? `${path}, which lies elsewhere` : `no file ${path}`,
      wanted: 'a file beside the specification, or below its folder',
      mend: escapes ? 'Copy it there.' : 'See whether the name is right.',
    });
    return new Uint8Array();
  };
  return { bytes, text: (path, place) => Buffer.from(bytes(path, place)).toString('utf8') };
}
