import type { Budget } from '../domain/budget.ts';
import type { Attack } from '../domain/breach.ts';
import type { Drafted } from '../domain/drafted.ts';
import type { Plan } from '../domain/plan.ts';
import type { RunId } from '../domain/run.ts';
import type { StepSizeChange } from '../domain/step-sizes.ts';
import type { AskProperties } from '../intent/approve.ts';
import type { AskPerson } from '../intent/clarify.ts';

/** Options that concern the machine and not the problem: they may differ when a run goes on. */
export interface MachineOptions {
  /** Processes that judge; the default is one a core. */
  readonly workers?: number;
  /** The folder for the final state; the default lies in the home. */
  readonly out?: string;
  /** Refuse to run anything that is not fully confined. */
  readonly requireIsolation?: boolean;
  /** Run the commands of a specification although nothing here can confine them. */
  readonly unconfined?: boolean;
  /** Told, before the search, what a person should know of how this machine judges. */
  readonly remark?: (sentence: string) => void;
}

export interface SolveOptions extends MachineOptions {
  /** The default is `['grammar']`. */
  readonly models?: readonly string[];
  /**
   * The default is 10 seconds. Models that cost money have a dollar, where neither dollars nor
   * tokens are limited.
   */
  readonly budget?: Budget;
  /**
   * The share of questions to language models that is asked plainly, from 0 to 1, to see what
   * evolution adds; the default is 0.1.
   */
  readonly control?: number;
  /**
   * Ways to go about it that questions to language models name where they start anew, in turn;
   * the default is a list that fits the problem. None are named where it is empty.
   */
  readonly plans?: readonly Plan[];
  /** A whole number from 0 to 2⁵³ − 1; random where none is given. */
  readonly seed?: number;
  /**
   * Starts from what the models had learnt when that run began. Without it a run of a given seed
   * starts from nothing learnt, and any other from all that earlier runs have taught.
   */
  readonly priorOf?: RunId;
  /** How many questions steps ask of a language model; it follows the model's speed else. */
  readonly sizes?: readonly StepSizeChange[];
  /**
   * Repeats that run: models answer what they answered there, and nobody is asked. Models, seed,
   * control, plans and limits but seconds are those of that run where they are left out.
   */
  readonly replayOf?: RunId;
  /** How the specification came out of words: what that cost is part of what the run spends. */
  readonly drafted?: Drafted;
  /** For a table: the column that holds the result. */
  readonly resultColumn?: string;
  /**
   * Told, before the search, of every cheat that the specification would let through. Cheats are
   * turned on it where somebody is to be told, for three seconds at most, or where `strict` wants it.
   */
  readonly warn?: (attack: Attack) => void;
  /** Refuse a specification that lets any cheat through. */
  readonly strict?: boolean;
}

export interface DraftOptions extends Pick<MachineOptions, 'requireIsolation'> {
  /** One of them at least is a language model; `grammar` is passed over. */
  readonly models?: readonly string[];
  /** The budget of the run that is to follow: what is spent here is taken from it. */
  readonly budget?: Budget;
  readonly seed?: number;
  /** Decided cases: `roundToTen(25) => 20`. The name may be any, or none. */
  readonly answers?: readonly string[];
  /** Asks a person; where it is left out nobody is there to ask. */
  readonly ask?: AskPerson;
  /** Asks that person which properties are to be left out; all are kept where it is left out. */
  readonly askProperties?: AskProperties;
  /** Called where models are to be asked, and not what they said before is taken up again. */
  readonly asking?: () => void;
}

export interface ResumeOptions extends MachineOptions {
  /** Decided cases: `median3(1, 1, 2) => 1`. Each becomes an example. */
  readonly answers?: readonly string[];
  /** What may be spent from here on; the default is what was left. */
  readonly budget?: Budget;
}
