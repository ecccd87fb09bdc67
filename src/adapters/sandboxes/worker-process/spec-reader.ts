import { errorText } from '../performing/failures.ts';
import { dataOf } from './data-of.ts';
import { writeFrameSync } from '../pool/frames.ts';
import { importSpec } from '../performing/import-spec.ts';
import { holdLifeline } from '../pool/lifeline.ts';

/** The process in which a specification's module is loaded once, to see what it says. */
holdLifeline();
const [path = ''] = process.argv.slice(2);
try {
  const { exports, files, paths } = await importSpec(path);
  writeFrameSync(3, { exports: dataOf({ ...exports }), files, paths });
} catch (error) {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  writeFrameSync(3, { error: errorText(error), stack });
}
process.exit();
