import { constants, createContext, runInContext } from 'node:vm';
import { compile } from '../performing/compile.ts';
import { errorText } from '../performing/failures.ts';
import { openPerformer } from '../performing/open-performer.ts';
import type { ProgramEngine } from '../performing/perform.ts';
import { serveTrials } from '../pool/serve.ts';

/** Globals that nobody has touched, and nothing of Node among them. */
const freshRealm = (): FunctionConstructor =>
  runInContext('Function', createContext(constants.DONT_CONTEXTIFY)) as FunctionConstructor;

const engine: ProgramEngine = {
  compile: (source, name, shape) => compile(source, name, { ...shape, freshRealm }),
};

/** The process in which candidates are run once more on V8, each in realms of its own. */
await serveTrials(async (texts) => {
  const performer = await openPerformer(process.argv.slice(2), texts, () => engine);
  return (trial) => performer.perform(trial);
}, errorText);
