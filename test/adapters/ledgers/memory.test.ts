import { MemoryLedger } from '../../../src/adapters/ledgers/memory.ts';
import { describeLedger } from './contract.ts';

describeLedger('the ledger in memory', () => new MemoryLedger());
