import { basename } from 'node:path';

/** What of a final state a person opens: its page, or, of a command's, the text beside its files. */
export const openedOf = (files: readonly string[]): string | undefined =>
  files.find((file) => basename(file) === 'index.html') ??
  files.find((file) => basename(file) === 'README.md');
