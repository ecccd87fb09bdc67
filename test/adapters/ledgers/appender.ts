/**
 * A process to be killed: appends batch after batch (`argv[3]` of them) to the run `argv[4]` of the
 * ledger at `argv[2]`, and says the number of each on standard output once the ledger has acknowledged it.
 */
import { writeSync } from 'node:fs';

import { openSqliteLedger } from '../../../src/adapters/ledgers/sqlite/ledger.ts';
import { headerOf } from './header.ts';
import { batchOf } from './numbered-batches.ts';

const [path = '', most = 'Infinity', run = 'run'] = process.argv.slice(2);
const ledger = openSqliteLedger(path);
if (ledger.read(run) === undefined) ledger.begin(headerOf(run));
const first = ledger.read(run)?.events.filter(({ kind }) => kind === 'ended').length ?? 0;
for (let number = first; number < Number(most); number++) {
  ledger.append(run, batchOf(number));
  writeSync(1, `${number}\n`);
}
ledger.close();
