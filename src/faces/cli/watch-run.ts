import type { Engine, SolveOptions } from '../../compose.ts';
import type { Observer, Outcome } from '../../index.ts';
import { remarkLines, warningLines } from './warning-lines.ts';
import { exitCodes, type ExitCode } from './command.ts';
import { documentText } from './document.ts';
import { findRun } from './find-run.ts';
import { Interrupt } from './interrupt.ts';
import { openDisplay } from './progress/display.ts';
import { unheardLines } from './result/account.ts';
import { resultText } from './result/result.ts';
import { startedAs } from './started-as.ts';
import type { Terminal } from './terminal.ts';

const endOf = {
  survived: exitCodes.survived,
  exhausted: exitCodes.exhausted,
  interrupted: exitCodes.interrupted,
  running: exitCodes.interrupted,
} as const;

/** What is told of a run before its search. */
type Told = Required<Pick<SolveOptions, 'warn' | 'remark'>>;

/** Shows a run on standard error while it is on, and what came out on standard output. */
export async function watchRun(
  engine: Engine,
  start: (observer: Observer, signal: AbortSignal, tell: Told) => Promise<Outcome>,
  terminal: Terminal,
  json: boolean,
): Promise<ExitCode> {
  const display = openDisplay(terminal.err);
  const interrupt = new Interrupt(() => display.stopping());
  let outcome: Outcome;
  try {
    outcome = await start((progress) => display.show(progress), interrupt.signal, {
      warn: (attack) => {
        for (const line of warningLines(attack, terminal.err)) display.say(line);
      },
      remark: (sentence) => {
        for (const line of remarkLines(sentence, terminal.err)) display.say(line);
      },
    });
  } catch (error) {
    if (!interrupt.signal.aborted || error !== interrupt.signal.reason) throw error;
    terminal.err.write('Interrupted before it began; nothing was recorded.\n');
    return exitCodes.interrupted;
  } finally {
    interrupt.close();
    display.close();
  }
  const { header } = findRun(engine.ledger.runs(), outcome.run);
  terminal.out.write(json ? documentText(outcome) : resultText(outcome, header, terminal));
  if (json) for (const line of unheardLines(outcome)) terminal.err.write(`${line}\n`);
  if (json && outcome.status === 'interrupted') {
    terminal.err.write(`Interrupted; go on with: ${startedAs(terminal)} resume ${outcome.run}\n`);
  }
  return endOf[outcome.status];
}
