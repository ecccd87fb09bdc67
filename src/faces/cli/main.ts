import { runCommandLine } from './cli.ts';
import { processTerminal } from './terminal.ts';

/** How long what a failure left open (a worker, a child) may keep the process, in milliseconds. */
const lingerMs = 500;

const code = await runCommandLine(process.argv.slice(2), processTerminal());
process.exitCode = code;
setTimeout(() => process.exit(code), lingerMs).unref();
