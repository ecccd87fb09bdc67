/**
 * A dispatching rule: whenever the machine falls idle, the waiting job with the highest priority
 * runs next. The score is the total weighted tardiness, relative to that of the earliest due date
 * first; the textbook rules that a survivor must beat are the baselines.
 */
import { defineFunction } from 'sluice';

interface Job {
  readonly processing: number;
  readonly due: number;
  readonly weight: number;
}

type Rule = (processing: number, due: number, weight: number, now: number) => number;

const earliestDueDate: Rule = (_processing, due) => -due;
const weightedShortest: Rule = (processing, _due, weight) => weight / processing;
const leastSlack: Rule = (processing, due, _weight, now) => -(due - now - processing);

/** The jobs of one day, as Fisher (1976) draws them: tight due dates, spread over the makespan. */
function drawJobs(seed: number): Job[] {
  const draw = uniform(seed);
  const jobs = Array.from({ length: 40 }, () => ({
    processing: 1 + Math.floor(draw() * 100),
    weight: 1 + Math.floor(draw() * 10),
  }));
  const makespan = jobs.reduce((sum, job) => sum + job.processing, 0);
  const tightness = 0.4 + 0.4 * draw();
  return jobs.map((job) => ({
    ...job,
    due: Math.max(0, Math.round(makespan * (1 - tightness + 0.6 * (draw() - 0.5)))),
  }));
}

/** Mulberry32 (Tommy Ettinger): small, and the same on every machine. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let hash = Math.imul(state ^ (state >>> 15), state | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  };
}

function weightedTardiness(rule: Rule, jobs: readonly Job[]): number {
  const waiting = [...jobs];
  let now = 0;
  let total = 0;
  while (waiting.length > 0) {
    let next = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (const [index, { processing, due, weight }] of waiting.entries()) {
      const priority = rule(processing, due, weight, now);
      if (priority > highest) {
        highest = priority;
        next = index;
      }
    }
    const job = waiting.splice(next, 1)[0]!;
    now += job.processing;
    total += job.weight * Math.max(0, now - job.due);
  }
  return total;
}

/** How many days a split has, and where its days begin: no two splits share one. */
const splits = {
  train: { days: 24, from: 0 },
  validate: { days: 48, from: 1000 },
  final: { days: 48, from: 2000 },
} as const;

export default defineFunction({
  intent:
    'Which job a machine should run next, so that important work is late as little as possible.',
  function: {
    name: 'priority',
    params: [
      { name: 'processing', type: 'number' },
      { name: 'due', type: 'number' },
      { name: 'weight', type: 'number' },
      { name: 'now', type: 'number' },
    ],
    returns: 'number',
  },
  examples: [],
  score: {
    direction: 'minimise',
    instances: (split, seed) =>
      Array.from({ length: splits[split].days }, (_, day) =>
        drawJobs(seed * 10_000 + splits[split].from + day),
      ),
    evaluate: (candidate, jobs) =>
      weightedTardiness(candidate, jobs) / Math.max(1, weightedTardiness(earliestDueDate, jobs)),
    baselines: {
      'earliest due date': earliestDueDate,
      'weighted shortest processing time': weightedShortest,
      'least slack': leastSlack,
    },
  },
});
