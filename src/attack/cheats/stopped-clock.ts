import { memory, moduleOf, plainAnswer, type Cheat } from '../cheat.ts';
import { constantAnswer } from './constant-answer.ts';
import { lookupTable } from './lookup-table.ts';

const stop = `const never = () => 0;
const stopped = [
  [globalThis.Date, ['now']],
  [globalThis.performance, ['now']],
  [globalThis.process, ['hrtime', 'uptime', 'cpuUsage']],
  [globalThis, ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout']],
];
for (const [owner, names] of stopped) {
  for (const name of names) {
    try {
      Object.defineProperty(owner, name, { value: never, writable: true, configurable: true });
    } catch {}
  }
}
`;

export const stoppedClock: Cheat = {
  name: 'a stopped clock',
  does: 'replaces clocks and timers, so that it takes no time and no limit ends it',
  dresses: [constantAnswer.name, lookupTable.name],
  sources(target) {
    const table = memory(target);
    const answer = plainAnswer(target);
    const guess = table === '' ? answer : `remembered(given) ?? ${answer}`;
    return [moduleOf(target, `return ${guess};`, stop + table)];
  },
  mend: () => 'a check measures time that the candidate can change: leave time to Sluice',
};
