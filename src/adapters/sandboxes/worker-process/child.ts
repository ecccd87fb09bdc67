import { serveTrials } from '../pool/serve.ts';
import { compile } from '../performing/compile.ts';
import { errorText } from '../performing/failures.ts';
import { openPerformer } from '../performing/open-performer.ts';

/** The process in which candidates run that are pure by construction, beside the specification. */
await serveTrials(async (texts) => {
  const performer = await openPerformer(process.argv.slice(2), texts, () => ({ compile }));
  return (trial) => performer.perform(trial);
}, errorText);
