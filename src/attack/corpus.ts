import type { Cheat } from './cheat.ts';
import { constantAnswer } from './cheats/constant-answer.ts';
import { emptiedArguments } from './cheats/emptied-arguments.ts';
import { harnessDetection } from './cheats/harness-detection.ts';
import { lookupTable } from './cheats/lookup-table.ts';
import { middlingAnswer } from './cheats/middling-answer.ts';
import { noNumber } from './cheats/no-number.ts';
import { obligingResult } from './cheats/obliging-result.ts';
import { patchedBuiltIns } from './cheats/patched-built-ins.ts';
import { speakingException } from './cheats/speaking-exception.ts';
import { stoppedClock } from './cheats/stopped-clock.ts';

/** Every cheat, the likeliest first: the attack may be cut off. What one dresses stands before it. */
export const corpus: readonly Cheat[] = [
  constantAnswer,
  lookupTable,
  middlingAnswer,
  noNumber,
  speakingException,
  obligingResult,
  emptiedArguments,
  patchedBuiltIns,
  harnessDetection,
  stoppedClock,
];
