import { errorText } from '../performing/failures.ts';
import { openPerformer } from '../performing/open-performer.ts';
import { serveTrials } from '../pool/serve.ts';
import { RealmPredicates } from './predicates.ts';
import { RealmEngine } from './program.ts';

const mebibyte = 2 ** 20;
const limits = { memoryBytes: 64 * mebibyte, stackBytes: 256 * 1024 };

/**
 * The process in which candidates run that may be hostile: the specification's own code on V8,
 * they themselves inside QuickJS in WebAssembly.
 */
await serveTrials(async (texts) => {
  const performer = await openPerformer(process.argv.slice(2), texts, (imports) => {
    const { compile, meter } = new RealmEngine(imports, limits);
    const predicates = new RealmPredicates(limits);
    return { compile, meter: predicates.metered(meter), predicates };
  });
  return (trial) => performer.perform(trial);
}, errorText);
